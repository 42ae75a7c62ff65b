#include "client/desktop/quiet.hpp"

namespace stille::desktop {
namespace {

bool includes(int days, const QDate& day) {
  return (days >> (day.dayOfWeek() - 1) & 1) != 0;
}

}  // namespace

bool is_quiet(const QuietHours& hours, const QDateTime& now) {
  if (hours.rest_until.isValid() && now < hours.rest_until) return true;
  if (hours.weekends && now.date().dayOfWeek() >= Qt::Saturday) return true;
  if (!hours.on || hours.from == hours.until) return false;
  const auto time = now.time();
  if (hours.from < hours.until) return time >= hours.from && time < hours.until;
  return time >= hours.from || time < hours.until;
}

bool is_working(const WorkingTime& work, const QDateTime& now) {
  const auto today = now.date();
  const auto time = now.time();
  if (work.from == work.until) return includes(work.days, today);
  if (work.from < work.until) return includes(work.days, today) && time >= work.from && time < work.until;
  if (time >= work.from) return includes(work.days, today);
  return time < work.until && includes(work.days, today.addDays(-1));
}

Notify notify_from(const QString& name) {
  if (name == QStringLiteral("working_hours")) return Notify::working_hours;
  return name == QStringLiteral("always") ? Notify::always : Notify::usual;
}

bool is_quiet_for(Notify notify, const QuietHours& hours, const WorkingTime& work, const QDateTime& now) {
  if (notify == Notify::always) return false;
  return is_quiet(hours, now) || (notify == Notify::working_hours && !is_working(work, now));
}

bool would_be_quiet(const QDateTime& now) {
  return is_quiet({.on = true, .weekends = true}, now);
}

QDateTime rest_from(const QString& name, const QDateTime& now) {
  if (name == QStringLiteral("hour")) return now.addSecs(60 * 60);
  const auto tomorrow = now.date().addDays(1);
  if (name == QStringLiteral("today")) return tomorrow.startOfDay();
  if (name == QStringLiteral("tomorrow")) return QDateTime(tomorrow, QTime(9, 0));
  return {};
}

QTime clock_from(const QString& text) {
  return QTime::fromString(text.trimmed(), QStringLiteral("H:mm"));
}

}  // namespace stille::desktop
