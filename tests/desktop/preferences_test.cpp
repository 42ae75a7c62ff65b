// What a person wants of the window is there again after it was closed, and what fits nothing changes
// nothing.
#include "client/desktop/preferences.hpp"

#include <QTemporaryDir>
#include <fstream>

#include <gtest/gtest.h>

namespace stille::desktop {
namespace {

struct Wishes : testing::Test {
  Wishes() {
    preferences.write_through([](const std::function<void()>& work) { work(); });
  }
  QDateTime at(const char* text) { return QDateTime::fromString(QLatin1String(text), Qt::ISODate); }

  QTemporaryDir folder;
  Words words;
  Theme theme;
  const std::filesystem::path file = folder.filePath(QStringLiteral("desktop.json")).toStdString();
  Preferences preferences{words, theme, file};
  Preferences again{words, theme, file};
};

TEST_F(Wishes, Hours_of_work_and_the_morning_are_kept) {
  preferences.set_work_from(QStringLiteral("9:30"));
  preferences.set_work_until(QStringLiteral("15:00"));
  preferences.set_work_days(0b0010101);
  preferences.set_morning(true);
  preferences.set_morning_at(QStringLiteral("7:45"));
  preferences.told_on(QDate(2026, 11, 24));
  again.load();
  EXPECT_EQ(again.work_from(), QStringLiteral("9:30"));
  EXPECT_EQ(again.work_until(), QStringLiteral("15:00"));
  EXPECT_EQ(again.work_days(), 0b0010101);
  EXPECT_TRUE(again.morning());
  EXPECT_EQ(again.morning_at(), QStringLiteral("7:45"));
  EXPECT_EQ(again.morning_note().told, QDate(2026, 11, 24));
}

TEST_F(Wishes, What_is_no_time_and_no_day_changes_nothing) {
  for (const auto* wrong : {"", "25:00", "neun", "9.30"}) {
    preferences.set_work_from(QLatin1String(wrong));
    preferences.set_morning_at(QLatin1String(wrong));
  }
  EXPECT_EQ(preferences.work_from(), QStringLiteral("8:00"));
  EXPECT_EQ(preferences.morning_at(), QStringLiteral("9:00"));
  preferences.set_work_days(-1);
  EXPECT_EQ(preferences.work_days(), WorkingTime::kEveryDay);
  std::ofstream(file) << R"({"work": {"from": 7, "until": "x", "days": "y"}, "quiet": {"proposal": "maybe"},
                           "morning": {"at": null, "told": "soon"}})";
  again.load();
  EXPECT_EQ(again.work_from(), QStringLiteral("8:00"));
  EXPECT_EQ(again.work_days(), WorkingTime::kMondayToFriday);
  EXPECT_EQ(again.quiet_proposal(), QString());
  EXPECT_FALSE(again.morning_note().told.isValid());
}

TEST_F(Wishes, Quiet_hours_are_proposed_until_somebody_has_answered) {
  preferences.noticed_at(at("2026-11-24T18:00:00"));
  EXPECT_EQ(preferences.quiet_proposal(), QString());
  preferences.noticed_at(at("2026-11-24T21:00:00"));
  again.load();
  EXPECT_EQ(again.quiet_proposal(), QStringLiteral("open"));
  preferences.answerProposal(false);
  EXPECT_FALSE(preferences.quiet() || preferences.quiet_weekends());
  preferences.noticed_at(at("2026-11-25T21:00:00"));
  EXPECT_EQ(preferences.quiet_proposal(), QStringLiteral("done"));
  again.load();
  EXPECT_EQ(again.quiet_proposal(), QStringLiteral("done"));
}

TEST_F(Wishes, Whoever_has_set_hours_is_proposed_none) {
  preferences.set_quiet_weekends(true);
  preferences.noticed_at(at("2026-11-24T21:00:00"));
  EXPECT_EQ(preferences.quiet_proposal(), QStringLiteral("done"));
}

}  // namespace
}  // namespace stille::desktop
