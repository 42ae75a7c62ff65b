// Times and sizes in words, as the tone guide has them. Pure: the moment that is now is an argument.
#pragma once

#include <QDateTime>
#include <QLocale>
#include <QString>

#include "client/desktop/words.hpp"

namespace stille::desktop {

/// From RFC 3339, in local time; invalid when it is none.
QDateTime moment_from(const QString& rfc3339);
/// "gerade eben", "vor 5 Minuten", "heute 10:41", "gestern 10:41", "Mo 10:41", "12. Nov. 10:41", "12. Nov.
/// 2024".
QString moment_words(const Words& words, const QDateTime& moment, const QDateTime& now);
/// The short form beside a row: "10:41", "gestern", "Mo", "12. Nov.", "12. Nov. 2024".
QString brief_moment(const Words& words, const QDateTime& moment, const QDateTime& now);
/// Of a moment to come: "heute 18:00", "morgen 09:00", "Montag, 17. November, 09:00".
QString ahead_words(const Words& words, const QDateTime& moment, const QDateTime& now);
/// The whole of it, past or to come: "Heute, 10:41", "Montag, 17. November, 10:41".
QString whole_moment(const Words& words, const QDateTime& moment, const QDateTime& now);
/// "Heute", "Gestern", "Montag, 17. November", with the year when it is another one.
QString day_words(const Words& words, const QDate& day, const QDate& today);
/// The same inside a sentence.
QString day_within(const Words& words, const QDate& day, const QDate& today);
QString day_and_month(const Words& words, const QDate& day);
QString clock_words(const QDateTime& moment);
/// "12 KB", "3,4 MB".
QString size_words(const Words& words, qint64 bytes);
QString size_words(const QLocale& locale, qint64 bytes);
/// Of the language that is chosen.
QLocale locale_of(const Words& words);
/// Whole days as "5 Tage", "3 Wochen", "7 Monate", "2 Jahre".
QString span_words(const Words& words, qint64 days);
/// What stands behind "nach", to the second: "einer Stunde", "36 Stunden", "30 Tagen", "4 Wochen".
QString after_words(const Words& words, qint64 milliseconds);

}  // namespace stille::desktop
