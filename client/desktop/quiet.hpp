// When nothing may be noticed outside of the window: hours of the day, weekends, and a rest until some
// moment. Pure: the moment that is now is an argument.
#pragma once

#include <QDateTime>

namespace stille::desktop {

struct QuietHours {
  bool on = false;
  QTime from{19, 0};  // before `until`: the same day; else over midnight
  QTime until{8, 0};
  bool weekends = false;
  QDateTime rest_until{};  // whatever the hours; invalid: no rest
};

bool is_quiet(const QuietHours& hours, const QDateTime& now);
/// "hour", "today" (until midnight) or "tomorrow" (at nine) as a moment; invalid for anything else.
QDateTime rest_from(const QString& name, const QDateTime& now);
/// Of an "H:mm"; invalid when it is none.
QTime clock_from(const QString& text);

}  // namespace stille::desktop
