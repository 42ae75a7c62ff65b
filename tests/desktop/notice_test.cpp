// What may be noticed outside of the window: the policy, event by event.
#include "client/desktop/notice.hpp"

#include <gtest/gtest.h>

namespace stille::desktop {
namespace {

using rpc::Json;

class Notices : public ::testing::Test {
 protected:
  std::optional<Notice> notice(const Json& event, const QString& level = QStringLiteral("name"),
                               int after = 0) {
    return policy_.notice(event, {.words = words_,
                                  .level = level,
                                  .now = kNow.addSecs(after),
                                  .name_of = [](const QString&) { return QStringLiteral("Mira"); },
                                  .muted = [this](const QString&) { return muted_; }});
  }
  static Json message() {
    return {{"type", "message"},
            {"from", {{"alias", "mira"}}},
            {"authored", "2026-11-24T10:00:00Z"},
            {"text", "Hast du *Zeit*?"}};
  }

  const QDateTime kNow = QDateTime::fromString(QStringLiteral("2026-11-24T10:00:00Z"), Qt::ISODate);
  Words words_;
  bool muted_ = false;
  NoticePolicy policy_{kNow.addSecs(-60)};
};

TEST_F(Notices, A_level_decides_what_is_said) {
  EXPECT_FALSE(notice(message(), QStringLiteral("none")));
  const auto presence = notice(message(), QStringLiteral("presence"));
  ASSERT_TRUE(presence);
  EXPECT_FALSE(presence->title.contains(QStringLiteral("Mira")));
  const auto name = notice(message(), QStringLiteral("name"), 200);
  ASSERT_TRUE(name);
  EXPECT_TRUE(name->title.contains(QStringLiteral("Mira")));
  EXPECT_TRUE(name->body.isEmpty());
  const auto text = notice(message(), QStringLiteral("text"), 400);
  ASSERT_TRUE(text);
  EXPECT_EQ(text->body, QStringLiteral("Hast du Zeit?"));
}

TEST_F(Notices, One_for_a_conversation_in_three_minutes) {
  EXPECT_TRUE(notice(message()));
  EXPECT_FALSE(notice(message(), QStringLiteral("name"), 179));
  EXPECT_TRUE(notice(message(), QStringLiteral("name"), 180));
}

TEST_F(Notices, What_was_written_before_the_window_was_there_is_quiet) {
  auto old = message();
  old["authored"] = "2026-11-24T09:00:00Z";
  EXPECT_FALSE(notice(old));
}

TEST_F(Notices, A_group_is_quiet_unless_it_answers_me) {
  auto said = message();
  said["group"] = {{"alias", "#runde"}};
  EXPECT_FALSE(notice(said));
  said["reply"] = {{"own", true}};
  const auto answered = notice(said);
  ASSERT_TRUE(answered);
  EXPECT_EQ(answered->conversation, QStringLiteral("#runde"));
}

TEST_F(Notices, Everything_else_is_quiet) {
  muted_ = true;
  EXPECT_FALSE(notice(message()));
  muted_ = false;
  for (const auto* type : {"reaction", "edited", "delivery", "card", "contact", "deleted"}) {
    auto other = message();
    other["type"] = type;
    EXPECT_FALSE(notice(other)) << type;
  }
  auto own = message();
  own["from"]["alias"] = "self";
  EXPECT_FALSE(notice(own));
}

}  // namespace
}  // namespace stille::desktop
