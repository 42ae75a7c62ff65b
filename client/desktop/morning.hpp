// The one note of a morning: how many people wait for a word, and nothing else. Pure: the moment that is now
// and what was found are arguments.
#pragma once

#include <QDateTime>

#include "client/rpc/fault.hpp"

namespace stille::desktop {

struct MorningNote {
  /// Whoever comes later than so many hours after its time is told nothing any more on that day.
  static constexpr int kLatestHours = 3;
  bool on = false;
  QTime at{9, 0};
  QDate told{};  // the day of the last one, or on which there was none to tell
};

bool is_due(const MorningNote& note, const QDateTime& now);
/// The people of an answer of keep.today, each once.
int people_in(const rpc::Json& answer);

}  // namespace stille::desktop
