// When nothing is noticed, and what means somebody in a group.
#include "client/desktop/quiet.hpp"

#include <gtest/gtest.h>

#include "client/desktop/notice.hpp"

namespace stille::desktop {
namespace {

QDateTime at(const char* text) {
  return QDateTime::fromString(QLatin1String(text), Qt::ISODate);
}

TEST(DesktopQuiet, Hours_over_midnight_are_quiet_on_both_sides_of_it) {
  const QuietHours hours{.on = true};
  EXPECT_FALSE(is_quiet(hours, at("2026-11-24T18:59:59")));
  EXPECT_TRUE(is_quiet(hours, at("2026-11-24T19:00:00")));
  EXPECT_TRUE(is_quiet(hours, at("2026-11-25T07:59:59")));
  EXPECT_FALSE(is_quiet(hours, at("2026-11-25T08:00:00")));
}

TEST(DesktopQuiet, Hours_of_one_day_are_quiet_between_them) {
  const QuietHours hours{.on = true, .from = {12, 0}, .until = {13, 0}};
  EXPECT_FALSE(is_quiet(hours, at("2026-11-24T11:59:00")));
  EXPECT_TRUE(is_quiet(hours, at("2026-11-24T12:30:00")));
  EXPECT_FALSE(is_quiet(hours, at("2026-11-24T13:00:00")));
  EXPECT_FALSE(is_quiet({.on = true, .from = {9, 0}, .until = {9, 0}}, at("2026-11-24T09:00:00")));
}

TEST(DesktopQuiet, Weekends_and_a_rest_are_quiet_whatever_the_hours) {
  EXPECT_TRUE(is_quiet({.weekends = true}, at("2026-11-28T12:00:00")));
  EXPECT_FALSE(is_quiet({.weekends = true}, at("2026-11-27T12:00:00")));
  const auto now = at("2026-11-24T12:00:00");
  EXPECT_TRUE(is_quiet({.rest_until = now.addSecs(1)}, now));
  EXPECT_FALSE(is_quiet({.rest_until = now}, now));
}

TEST(DesktopQuiet, Work_has_its_hours_and_its_days) {
  constexpr int kFriday = 1 << 4;
  const WorkingTime night{.from = {22, 0}, .until = {6, 0}, .days = kFriday};
  const WorkingTime whole_day{.from = {9, 0}, .until = {9, 0}, .days = kFriday};
  const struct {
    WorkingTime work;
    const char* now;
    bool working;
  } kTable[] = {{{}, "2026-11-27T07:59:59", false},          {{}, "2026-11-27T08:00:00", true},
                {{}, "2026-11-27T18:59:59", true},           {{}, "2026-11-27T19:00:00", false},
                {{}, "2026-11-28T12:00:00", false},          {{}, "2026-11-30T12:00:00", true},
                {{.days = 0}, "2026-11-27T12:00:00", false}, {night, "2026-11-27T21:59:00", false},
                {night, "2026-11-27T22:00:00", true},        {night, "2026-11-28T05:59:00", true},
                {night, "2026-11-28T06:00:00", false},       {night, "2026-11-28T22:00:00", false},
                {night, "2026-11-27T05:00:00", false},       {whole_day, "2026-11-27T03:00:00", true},
                {whole_day, "2026-11-28T03:00:00", false}};
  for (const auto& one : kTable) EXPECT_EQ(is_working(one.work, at(one.now)), one.working) << one.now;
}

TEST(DesktopQuiet, A_conversation_may_ask_for_less_or_for_more_than_the_others) {
  const auto noon = at("2026-11-24T12:00:00");
  const auto evening = at("2026-11-24T20:00:00");
  const QuietHours none;
  const QuietHours evenings{.on = true};
  const QuietHours rest{.rest_until = noon.addSecs(1)};
  const struct {
    Notify notify;
    QuietHours hours;
    QDateTime now;
    bool quiet;
  } kTable[] = {{Notify::usual, none, noon, false},         {Notify::usual, none, evening, false},
                {Notify::usual, evenings, evening, true},   {Notify::usual, rest, noon, true},
                {Notify::working_hours, none, noon, false}, {Notify::working_hours, none, evening, true},
                {Notify::working_hours, rest, noon, true},  {Notify::always, none, evening, false},
                {Notify::always, evenings, evening, false}, {Notify::always, rest, noon, false}};
  for (const auto& one : kTable)
    EXPECT_EQ(is_quiet_for(one.notify, one.hours, {}, one.now), one.quiet)
        << static_cast<int>(one.notify) << " " << one.now.toString(Qt::ISODate).toStdString();
  EXPECT_EQ(notify_from(QStringLiteral("working_hours")), Notify::working_hours);
  EXPECT_EQ(notify_from(QStringLiteral("always")), Notify::always);
  EXPECT_EQ(notify_from({}), Notify::usual);
}

TEST(DesktopQuiet, What_is_proposed_are_evenings_nights_and_weekends) {
  EXPECT_FALSE(would_be_quiet(at("2026-11-27T18:59:59")));
  EXPECT_TRUE(would_be_quiet(at("2026-11-27T19:00:00")));
  EXPECT_TRUE(would_be_quiet(at("2026-11-27T07:59:59")));
  EXPECT_TRUE(would_be_quiet(at("2026-11-28T12:00:00")));
}

TEST(DesktopQuiet, A_rest_has_an_end) {
  const auto now = at("2026-11-24T22:15:00");
  EXPECT_EQ(rest_from(QStringLiteral("hour"), now), at("2026-11-24T23:15:00"));
  EXPECT_EQ(rest_from(QStringLiteral("today"), now), at("2026-11-25T00:00:00"));
  EXPECT_EQ(rest_from(QStringLiteral("tomorrow"), now), at("2026-11-25T09:00:00"));
  EXPECT_FALSE(rest_from({}, now).isValid());
}

struct MeantInGroup : testing::Test {
  bool noticed(const char* text, bool quiet = false) {
    NoticePolicy policy(at("2026-11-24T09:00:00"));
    const rpc::Json event{{"type", "message"},
                          {"id", "m_1"},
                          {"from", {{"alias", "mira"}}},
                          {"group", {{"alias", "#runde"}}},
                          {"authored", "2026-11-24T10:00:00Z"},
                          {"text", text}};
    return policy
        .notice(
            event,
            {.words = words,
             .level = QStringLiteral("name"),
             .now = at("2026-11-24T10:00:01"),
             .name_of = [](const QString&) { return QStringLiteral("Mira"); },
             .muted = [](const QString&) { return false; },
             .quiet = [quiet](const QString& alias) { return quiet && alias == QStringLiteral("#runde"); },
             .own_name = QStringLiteral("Anna Berger")})
        .has_value();
  }
  Words words;
};

TEST_F(MeantInGroup, Only_what_names_somebody_is_noticed) {
  EXPECT_TRUE(noticed("Was meinst du, Anna?"));
  EXPECT_TRUE(noticed("@anna berger: kommst du"));
  EXPECT_FALSE(noticed("Johanna kommt auch."));
  EXPECT_FALSE(noticed("Wer kommt?"));
}

TEST_F(MeantInGroup, Nothing_is_noticed_while_it_is_quiet) {
  EXPECT_FALSE(noticed("Was meinst du, Anna?", true));
}

}  // namespace
}  // namespace stille::desktop
