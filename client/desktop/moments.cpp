#include "client/desktop/moments.hpp"

#include <QLocale>
#include <array>

namespace stille::desktop {

QLocale locale_of(const Words& words) {
  return words.language() == Words::Language::german ? QLocale(QLocale::German, QLocale::Germany)
                                                     : QLocale(QLocale::English, QLocale::UnitedKingdom);
}

namespace {

QString day_month(const Words& words, const QDate& day) {
  const bool german = words.language() == Words::Language::german;
  return locale_of(words).toString(day, german ? QStringLiteral("d. MMM") : QStringLiteral("d MMM"));
}

QString with_year(const Words& words, const QDate& day) {
  return day_month(words, day) + QLatin1Char(' ') + QString::number(day.year());
}

QString weekday(const Words& words, const QDate& day) {
  auto out = locale_of(words).dayName(day.dayOfWeek(), QLocale::ShortFormat);
  if (out.endsWith(QLatin1Char('.'))) out.chop(1);
  return out;
}

}  // namespace

QDateTime moment_from(const QString& rfc3339) {
  return QDateTime::fromString(rfc3339, Qt::ISODateWithMs).toLocalTime();
}

QString clock_words(const QDateTime& moment) {
  return moment.toString(QStringLiteral("H:mm"));
}

QString moment_words(const Words& words, const QDateTime& moment, const QDateTime& now) {
  if (!moment.isValid()) return {};
  const auto seconds = moment.secsTo(now);
  if (seconds >= 0 && seconds < 60) return words.say(QStringLiteral("momentNow"));
  if (seconds >= 0 && seconds < 3600) return words.counted(QStringLiteral("momentMinutes"), seconds / 60);
  const auto days = moment.date().daysTo(now.date());
  const auto clock = clock_words(moment);
  if (days == 0) return words.say(QStringLiteral("momentToday"), {clock});
  if (days == 1) return words.say(QStringLiteral("momentYesterday"), {clock});
  if (days > 1 && days < 7) return weekday(words, moment.date()) + QLatin1Char(' ') + clock;
  if (moment.date().year() == now.date().year())
    return day_month(words, moment.date()) + QStringLiteral(", ") + clock;
  return with_year(words, moment.date());
}

QString ahead_words(const Words& words, const QDateTime& moment, const QDateTime& now) {
  if (!moment.isValid()) return {};
  const auto days = now.date().daysTo(moment.date());
  const auto clock = clock_words(moment);
  if (days == 0) return words.say(QStringLiteral("momentToday"), {clock});
  if (days == 1) return words.say(QStringLiteral("momentTomorrow"), {clock});
  return whole_moment(words, moment, now);
}

QString whole_moment(const Words& words, const QDateTime& moment, const QDateTime& now) {
  if (!moment.isValid()) return {};
  return day_words(words, moment.date(), now.date()) + QStringLiteral(", ") + clock_words(moment);
}

QString brief_moment(const Words& words, const QDateTime& moment, const QDateTime& now) {
  if (!moment.isValid()) return {};
  const auto days = moment.date().daysTo(now.date());
  if (days == 0) return clock_words(moment);
  if (days == 1) return words.say(QStringLiteral("dayYesterdayBrief"));
  if (days > 1 && days < 7) return weekday(words, moment.date());
  return moment.date().year() == now.date().year() ? day_month(words, moment.date())
                                                   : with_year(words, moment.date());
}

QString day_and_month(const Words& words, const QDate& day) {
  const bool german = words.language() == Words::Language::german;
  return locale_of(words).toString(day, german ? QStringLiteral("d. MMMM") : QStringLiteral("d MMMM"));
}

QString day_words(const Words& words, const QDate& day, const QDate& today) {
  const auto days = day.daysTo(today);
  if (days == 0) return words.say(QStringLiteral("dayToday"));
  if (days == 1) return words.say(QStringLiteral("dayYesterday"));
  const auto locale = locale_of(words);
  auto out =
      locale.dayName(day.dayOfWeek(), QLocale::LongFormat) + QStringLiteral(", ") + day_and_month(words, day);
  if (day.year() != today.year()) out += QLatin1Char(' ') + QString::number(day.year());
  return out;
}

QString day_within(const Words& words, const QDate& day, const QDate& today) {
  auto out = day_words(words, day, today);
  // Names of days begin large in both languages; "yesterday" does not.
  if (day.daysTo(today) <= 1 && day.daysTo(today) >= 0) out[0] = out[0].toLower();
  return out;
}

QString size_words(const Words& words, qint64 bytes) {
  return size_words(locale_of(words), bytes);
}

QString size_words(const QLocale& locale, qint64 bytes) {
  constexpr std::array kUnits{"B", "KB", "MB", "GB"};
  double value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 1000 && unit + 1 < kUnits.size()) {
    value /= 1000;
    ++unit;
  }
  const int digits = unit >= 2 && value < 10 ? 1 : 0;
  return locale.toString(value, 'f', digits) + QChar(0x202f) + QLatin1String(kUnits[unit]);
}

QString span_words(const Words& words, qint64 days) {
  if (days < 14) return words.counted(QStringLiteral("spanDays"), days);
  if (days < 60) return words.counted(QStringLiteral("spanWeeks"), days / 7);
  if (days < 730) return words.counted(QStringLiteral("spanMonths"), days / 30);
  return words.counted(QStringLiteral("spanYears"), days / 365);
}

QString after_words(const Words& words, qint64 milliseconds) {
  struct Unit {
    qint64 seconds;
    const char* key;
  };
  constexpr std::array kUnits{Unit{7 * 24 * 3600, "afterWeeks"}, Unit{24 * 3600, "afterDays"},
                              Unit{3600, "afterHours"}, Unit{60, "afterMinutes"}, Unit{1, "afterSeconds"}};
  const auto seconds = milliseconds / 1000;
  // The largest of which it is a whole number.
  const auto* unit = kUnits.begin();
  while (seconds % unit->seconds != 0) ++unit;
  return words.counted(QLatin1String(unit->key), seconds / unit->seconds);
}

}  // namespace stille::desktop
