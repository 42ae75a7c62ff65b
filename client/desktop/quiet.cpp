#include "client/desktop/quiet.hpp"

namespace stille::desktop {

bool is_quiet(const QuietHours& hours, const QDateTime& now) {
  if (hours.rest_until.isValid() && now < hours.rest_until) return true;
  if (hours.weekends && now.date().dayOfWeek() >= Qt::Saturday) return true;
  if (!hours.on || hours.from == hours.until) return false;
  const auto time = now.time();
  if (hours.from < hours.until) return time >= hours.from && time < hours.until;
  return time >= hours.from || time < hours.until;
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
