// Lists change as little as they have to; messages become rows that say what a person needs.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <random>

#include <gtest/gtest.h>

#include "client/desktop/marked_text.hpp"
#include "client/desktop/message_rows.hpp"
#include "client/desktop/moments.hpp"
#include "client/desktop/row_list.hpp"

namespace stille::desktop {
namespace {

using rpc::Json;

QVariantMap row(int id, int version = 0) {
  return {{QStringLiteral("id"), QString::number(id)}, {QStringLiteral("name"), QString::number(version)}};
}

TEST(DesktopRows, Any_list_becomes_any_other_and_never_resets) {
  RowList list;
  const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
  const QSignalSpy resets(&list, &QAbstractItemModel::modelReset);
  std::mt19937 dice(7);
  for (int round = 0; round < 400; ++round) {
    QList<QVariantMap> next;
    for (int id = 0; id < 24; ++id) {
      if (dice() % 3 != 0) next.append(row(id, static_cast<int>(dice() % 2)));
    }
    if (round % 2 == 0) std::shuffle(next.begin(), next.end(), dice);
    list.replace(next);
    ASSERT_EQ(list.rows(), next);
  }
  EXPECT_EQ(resets.count(), 0);
}

TEST(DesktopRows, A_new_row_is_one_insertion_and_a_new_state_one_repaint) {
  RowList list;
  list.replace({row(1), row(2), row(3)});
  QSignalSpy inserted(&list, &QAbstractItemModel::rowsInserted);
  QSignalSpy moved(&list, &QAbstractItemModel::rowsMoved);
  QSignalSpy changed(&list, &QAbstractItemModel::dataChanged);
  list.replace({row(9), row(1), row(2, 1), row(3)});
  ASSERT_EQ(inserted.count(), 1);
  EXPECT_EQ(inserted.front().at(1).toInt(), 0);
  EXPECT_EQ(moved.count(), 0);
  ASSERT_EQ(changed.count(), 1);
  EXPECT_EQ(changed.front().front().toModelIndex().row(), 2);
}

Json message(const char* id, const char* from, const char* at, const char* text) {
  return {{"id", id},
          {"from", {{"alias", from}}},
          {"to", {{"alias", "bob"}}},
          {"at", at},
          {"state", std::string(from) == "self" ? "delivered" : "received"},
          {"kind", "text"},
          {"text", text},
          {"attachments", Json::array()}};
}

QList<QVariantMap> rows_of(const Json& messages, const Words& words, const QString& unread = {},
                           const Json& events = Json::array()) {
  return message_rows(messages,
                      {.words = words,
                       .now = QDateTime::fromString(QStringLiteral("2026-11-24T12:00:00"), Qt::ISODate),
                       .name_of =
                           [](const QString& alias) {
                             return alias == QStringLiteral("bob") ? QStringLiteral("Bob") : alias;
                           },
                       .first_unread = unread,
                       .events = events});
}

TEST(DesktopRows, Messages_of_one_person_within_five_minutes_belong_together) {
  const Words words;
  const auto rows = rows_of(Json::array({message("a", "bob", "2026-11-24T09:00:00Z", "eins"),
                                         message("b", "bob", "2026-11-24T09:04:00Z", "zwei"),
                                         message("c", "bob", "2026-11-24T09:10:00Z", "drei"),
                                         message("d", "self", "2026-11-24T09:10:30Z", "vier")}),
                            words);
  ASSERT_EQ(rows.size(), 4);  // newest first
  const auto first = [&](int at) { return rows[at].value(QStringLiteral("first")).toBool(); };
  EXPECT_TRUE(first(3));
  EXPECT_FALSE(first(2));
  EXPECT_TRUE(first(1));
  EXPECT_TRUE(first(0));
  EXPECT_FALSE(rows[3].value(QStringLiteral("last")).toBool());
  EXPECT_FALSE(rows[3].value(QStringLiteral("day")).toString().isEmpty());
  EXPECT_TRUE(rows[2].value(QStringLiteral("day")).toString().isEmpty());
}

TEST(DesktopRows, The_divider_stands_above_the_first_unread_message) {
  const Words words;
  const auto rows = rows_of(Json::array({message("a", "bob", "2026-11-24T09:00:00Z", "eins"),
                                         message("b", "bob", "2026-11-24T09:01:00Z", "zwei")}),
                            words, QStringLiteral("b"));
  EXPECT_TRUE(rows[0].value(QStringLiteral("divider")).toBool());
  EXPECT_TRUE(rows[0].value(QStringLiteral("first")).toBool());
  EXPECT_FALSE(rows[1].value(QStringLiteral("divider")).toBool());
}

Json group_event(const char* what, const char* by, const char* at) {
  return {{"id", std::string("s_") + what}, {"what", what}, {"by", {{"alias", by}}}, {"at", at}};
}

TEST(DesktopRows, What_happened_to_a_group_stands_where_it_happened) {
  Words words;
  words.choose(Words::Language::german);
  auto first = group_event("renamed", "bob", "2026-11-24T09:01:00Z");
  first["value"] = "Kreis <1>";
  auto second = group_event("removed", "self", "2026-11-24T09:03:00Z");
  second["about"] = {{"alias", ""}, {"name", "Cem"}, {"id", "p_1"}};
  const auto messages = Json::array({message("a", "bob", "2026-11-24T09:00:00Z", "eins"),
                                     message("b", "bob", "2026-11-24T09:02:00Z", "zwei")});
  const auto rows = rows_of(messages, words, {}, Json::array({first, second}));
  ASSERT_EQ(rows.size(), 4);  // newest first
  const auto plain = [&](int at) { return rows[at].value(QStringLiteral("plain")).toString(); };
  EXPECT_EQ(plain(0), QStringLiteral("Du hast Cem aus der Gruppe genommen."));
  EXPECT_EQ(plain(1), QStringLiteral("zwei"));
  EXPECT_EQ(plain(2), QStringLiteral("Bob hat die Gruppe „Kreis <1>“ genannt."));
  EXPECT_EQ(rows[2].value(QStringLiteral("styled")).toString(),
            QStringLiteral("Bob hat die Gruppe „Kreis &lt;1&gt;“ genannt."));
  EXPECT_EQ(plain(3), QStringLiteral("eins"));
  EXPECT_TRUE(rows[1].value(QStringLiteral("first")).toBool()) << "what stood between them parts them";
  EXPECT_FALSE(rows[0].value(QStringLiteral("own")).toBool()) << "nobody edits or quotes it";
}

TEST(DesktopRows, There_are_words_for_whatever_may_happen_to_a_group) {
  const Words words;
  const char* const kAll[] = {"created",  "joined",  "left",    "removed", "suspended", "chair",
                              "takeover", "renamed", "purpose", "picture", "closed"};
  const auto said = [&](Json event) {
    return rows_of(Json::array(), words, {}, Json::array({event}))[0]
        .value(QStringLiteral("plain"))
        .toString();
  };
  const auto expect_words = [&](const char* what, const char* value) {
    for (const char* by : {"self", "bob"}) {
      auto event = group_event(what, by, "2026-11-24T09:01:00Z");
      event["about"] = {{"alias", "self"}};
      event["value"] = value;
      EXPECT_TRUE(said(event).contains(QLatin1Char(' '))) << what << ' ' << value << ' ' << by;
    }
  };
  for (const char* what : kAll) expect_words(what, "");
  expect_words("purpose", "Fragen");
  for (const char* value : {"deputy", "member"}) expect_words("role", value);
  for (const char* value : {"chair", "deputies", "everybody"}) expect_words("policy", value);
}

TEST(DesktopRows, A_message_is_heard_as_a_sentence) {
  Words words;
  words.choose(Words::Language::german);
  auto answer = message("a", "self", "2026-11-24T09:41:00Z", "Danke *dir*.");
  answer["reply"] = {{"own", false}, {"excerpt", "Bis Dienstag"}};
  const auto spoken = rows_of(Json::array({answer}), words)[0].value(QStringLiteral("spoken")).toString();
  EXPECT_TRUE(spoken.startsWith(QStringLiteral("Du, als Antwort auf Bob: Danke dir.")))
      << spoken.toStdString();
  EXPECT_TRUE(spoken.endsWith(QStringLiteral("Zugestellt."))) << spoken.toStdString();
}

TEST(DesktopRows, A_message_says_how_many_of_a_group_it_does_not_reach) {
  Words words;
  words.choose(Words::Language::german);
  auto said = message("a", "self", "2026-11-24T09:41:00Z", "Hallo");
  said["left_out"] = 2;
  const auto row = rows_of(Json::array({said}), words)[0];
  EXPECT_TRUE(row.value(QStringLiteral("leftOut")).toBool());
  EXPECT_TRUE(row.value(QStringLiteral("stateWords"))
                  .toString()
                  .endsWith(QStringLiteral("Erreicht 2 Mitglieder nicht")));
  EXPECT_TRUE(
      row.value(QStringLiteral("spoken")).toString().contains(QStringLiteral("Erreicht 2 Mitglieder nicht")));
}

TEST(DesktopRows, Nothing_that_is_sent_is_read_as_markup) {
  const auto styled = styled_text("<img src=x> & <b>fett</b> **stark**", Qt::gray, Qt::blue);
  EXPECT_FALSE(styled.contains(QStringLiteral("<img")));
  EXPECT_TRUE(styled.contains(QStringLiteral("&lt;img src=x&gt; &amp; &lt;b&gt;fett&lt;/b&gt; <b>stark</b>")))
      << styled.toStdString();
}

TEST(DesktopRows, Marks_that_turn_the_direction_are_left_out) {
  const auto line = plain_line("gut\u202egnp.exe");
  EXPECT_EQ(line, QStringLiteral("gutgnp.exe"));
}

TEST(DesktopRows, A_deleted_message_says_so_and_offers_nothing_else) {
  const Words words;
  auto gone = message("a", "self", "2026-11-24T09:00:00Z", "");
  gone["deleted"] = true;
  const auto rows = rows_of(Json::array({gone}), words);
  EXPECT_TRUE(rows[0].value(QStringLiteral("aside")).toBool());
  EXPECT_EQ(rows[0].value(QStringLiteral("plain")).toString(), words.say(QStringLiteral("messageDeleted")));
}

TEST(DesktopRows, Who_has_called_files_off_reads_that_and_of_no_failure) {
  Words words;
  words.choose(Words::Language::german);
  auto off = message("a", "self", "2026-11-24T09:41:00Z", "");
  off["state"] = "failed";
  off["attachments"] = Json::array({{{"state", "cancelled"}}, {{"state", "cancelled"}}});
  auto row = rows_of(Json::array({off}), words)[0];
  EXPECT_EQ(row.value(QStringLiteral("stateWords")).toString(), QStringLiteral("Abgebrochen"));
  EXPECT_FALSE(row.value(QStringLiteral("failed")).toBool());
  off["attachments"][0]["state"] = "failed";  // the others are called off because of it
  row = rows_of(Json::array({off}), words)[0];
  EXPECT_EQ(row.value(QStringLiteral("stateWords")).toString(), QStringLiteral("Nicht gesendet"));
  EXPECT_TRUE(row.value(QStringLiteral("failed")).toBool());
}

TEST(DesktopRows, A_message_says_when_it_goes_as_a_person_would) {
  Words words;
  words.choose(Words::Language::german);
  const auto going = [&words](const char* at) {
    auto one = message("a", "bob", "2026-11-24T09:41:00Z", "Hallo");
    one["expires"] = QDateTime::fromString(QString::fromLatin1(at), Qt::ISODate)
                         .toUTC()
                         .toString(Qt::ISODate)
                         .toStdString();
    return rows_of(Json::array({one}), words)[0].value(QStringLiteral("expires")).toString();
  };
  EXPECT_EQ(going("2026-11-24T18:00:00"), QStringLiteral("verschwindet heute 18:00"));
  EXPECT_EQ(going("2026-11-25T02:58:00"), QStringLiteral("verschwindet morgen 2:58"));
  EXPECT_EQ(going("2026-12-01T02:58:00"), QStringLiteral("verschwindet am 1. Dez., 2:58"));
}

TEST(DesktopRows, A_timer_says_who_has_set_it) {
  constexpr std::int64_t kWeek = 7LL * 24 * 3600 * 1000;
  Words words;
  words.choose(Words::Language::german);
  auto theirs = message("m_1", "bob", "2026-11-24T09:00:00.000Z", "");
  theirs["kind"] = "timer";
  theirs["expire_ms"] = kWeek;
  auto ours = message("m_2", "self", "2026-11-24T09:01:00.000Z", "");
  ours["kind"] = "timer";
  ours["expire_ms"] = 0;
  const auto rows = rows_of({theirs, ours}, words);
  EXPECT_EQ(rows[1][QStringLiteral("plain")].toString(),
            QStringLiteral("Bob lässt Nachrichten von jetzt an nach einer Woche verschwinden"));
  EXPECT_EQ(rows[0][QStringLiteral("plain")].toString(),
            QStringLiteral("Du lässt Nachrichten nicht mehr verschwinden"));
  EXPECT_TRUE(rows[1][QStringLiteral("spoken")].toString().startsWith(QStringLiteral("Bob lässt")));
}

TEST(DesktopMoments, How_long_messages_stay_is_said_to_the_second) {
  Words words;
  words.choose(Words::Language::german);
  constexpr qint64 kHour = 3600000;
  const std::vector<std::pair<qint64, QString>> spans{{5000, QStringLiteral("5 Sekunden")},
                                                      {90 * 60000, QStringLiteral("90 Minuten")},
                                                      {kHour, QStringLiteral("einer Stunde")},
                                                      {36 * kHour, QStringLiteral("36 Stunden")},
                                                      {24 * kHour, QStringLiteral("einem Tag")},
                                                      {30 * 24 * kHour, QStringLiteral("30 Tagen")},
                                                      {7 * 24 * kHour, QStringLiteral("einer Woche")},
                                                      {28 * 24 * kHour, QStringLiteral("4 Wochen")}};
  for (const auto& [after, said] : spans) EXPECT_EQ(after_words(words, after), said);
}

TEST(DesktopMoments, Times_are_said_as_a_person_would) {
  Words words;
  words.choose(Words::Language::german);
  const auto now = QDateTime::fromString(QStringLiteral("2026-11-24T12:00:00"), Qt::ISODate);
  EXPECT_EQ(moment_words(words, now.addSecs(-20), now), QStringLiteral("gerade eben"));
  EXPECT_EQ(moment_words(words, now.addSecs(-300), now), QStringLiteral("vor 5 Minuten"));
  EXPECT_EQ(moment_words(words, now.addSecs(-2 * 3600), now), QStringLiteral("heute 10:00"));
  EXPECT_EQ(brief_moment(words, now.addDays(-1), now), QStringLiteral("gestern"));
  EXPECT_EQ(brief_moment(words, now.addDays(-2), now), QStringLiteral("So"));
  EXPECT_EQ(brief_moment(words, now.addDays(-12), now), QStringLiteral("12. Nov."));
  EXPECT_EQ(brief_moment(words, now.addYears(-2), now), QStringLiteral("24. Nov. 2024"));
  EXPECT_EQ(day_words(words, QDate(2026, 11, 17), now.date()), QStringLiteral("Dienstag, 17. November"));
  EXPECT_EQ(day_within(words, QDate(2026, 11, 17), now.date()), QStringLiteral("Dienstag, 17. November"));
  EXPECT_EQ(day_within(words, now.date().addDays(-1), now.date()), QStringLiteral("gestern"));
  EXPECT_EQ(size_words(words, 3'400'000), QStringLiteral("3,4\u202fMB"));
}

}  // namespace
}  // namespace stille::desktop
