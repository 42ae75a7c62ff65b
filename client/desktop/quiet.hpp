// When nothing may be noticed outside of the window: hours of the day, weekends, a rest until some moment,
// and what a conversation itself is limited to. Pure: the moment that is now is an argument.
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

/// When somebody works, for conversations that may be noticed then alone.
struct WorkingTime {
  static constexpr int kMondayToFriday = 0b0011111;
  static constexpr int kEveryDay = 0b1111111;
  QTime from{8, 0};  // before `until`: the same day; else over midnight, of the day on which it began
  QTime until{19, 0};
  int days = kMondayToFriday;  // bit 0: Monday
};

/// As the methods call it: "usual", "working_hours", "always"; usual for anything else.
enum class Notify { usual, working_hours, always };
Notify notify_from(const QString& name);

bool is_quiet(const QuietHours& hours, const QDateTime& now);
/// With `from` and `until` the same it is the whole day.
bool is_working(const WorkingTime& work, const QDateTime& now);
/// Nothing of a conversation is noticed now, and nothing is made up for later.
bool is_quiet_for(Notify notify, const QuietHours& hours, const WorkingTime& work, const QDateTime& now);
/// Quiet hours as they are proposed to somebody who has none would have kept this moment free.
bool would_be_quiet(const QDateTime& now);
/// "hour", "today" (until midnight) or "tomorrow" (at nine) as a moment; invalid for anything else.
QDateTime rest_from(const QString& name, const QDateTime& now);
/// Of an "H:mm"; invalid when it is none.
QTime clock_from(const QString& text);

}  // namespace stille::desktop
