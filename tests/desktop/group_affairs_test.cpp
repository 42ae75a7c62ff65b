// What is to be decided in a group, in words and with what can be done about it.
#include "client/desktop/group_affairs.hpp"

#include <gtest/gtest.h>

namespace stille::desktop {
namespace {

using rpc::Json;

class GroupAffairsTest : public ::testing::Test {
 protected:
  GroupAffairsTest() { words_.choose(Words::Language::german); }
  QList<QVariantMap> affairs(const Json& change) {
    Json group{{"alias", "#runde"},
               {"role", "deputy"},
               {"members",
                {{{"alias", "self"}, {"name", ""}, {"role", "deputy"}},
                 {{"alias", "ada"}, {"name", "Ada"}, {"role", "chair"}},
                 {{"alias", ""}, {"name", "Cem"}, {"role", "member"}, {"left_out", true}}}}};
    if (!change.contains("left_out")) group["members"][2].erase("left_out");
    group.update(change);
    QList<QVariantMap> out;
    const auto all = group_affairs(
        group, words_, [](const QString& alias) { return alias.left(1).toUpper() + alias.mid(1); }, kNow);
    for (const auto& one : all) out.append(one.toMap());
    return out;
  }
  static QStringList methods(const QVariantMap& affair) {
    QStringList out;
    for (const auto& one : affair.value(QStringLiteral("actions")).toList())
      out.append(one.toMap().value(QStringLiteral("method")).toString());
    return out;
  }
  static QString said(const QVariantMap& affair) { return affair.value(QStringLiteral("words")).toString(); }
  static bool open(const QVariantMap& affair) { return affair.value(QStringLiteral("open")).toBool(); }
  static Json wish(const char* alias, const char* state) {
    const Json one{{"id", "p_1"}, {"alias", alias}, {"state", state}, {"at", "2026-11-24T09:00:00.000Z"},
                   {"needed", 3}, {"agreed", 1}};
    return {{"takeovers", Json::array({one})}};
  }

  const QDateTime kNow = QDateTime::fromString(QStringLiteral("2026-11-24T12:00:00"), Qt::ISODate);
  Words words_;
};

TEST_F(GroupAffairsTest, Where_nothing_is_to_be_decided_nothing_is_said) {
  EXPECT_TRUE(affairs(Json::object()).isEmpty());
}

TEST_F(GroupAffairsTest, A_silent_chair_may_be_asked_for_and_the_wish_taken_back) {
  const auto silent = affairs({{"may_take_over", true}});
  ASSERT_EQ(silent.size(), 1);
  EXPECT_TRUE(open(silent[0]));
  EXPECT_EQ(methods(silent[0]), QStringList{QStringLiteral("group.takeover")});
  auto own = wish("self", "own");
  own["may_take_over"] = true;
  const auto asked = affairs(own);
  ASSERT_EQ(asked.size(), 1);
  EXPECT_TRUE(said(asked[0]).contains(QStringLiteral("1 von 3")));
  EXPECT_FALSE(open(asked[0]));
  EXPECT_EQ(methods(asked[0]), QStringList{QStringLiteral("group.withdraw_takeover")});
}

TEST_F(GroupAffairsTest, A_deputys_wish_is_answered_by_their_id) {
  const auto asked = affairs(wish("bob", "open"));
  ASSERT_EQ(asked.size(), 1);
  EXPECT_TRUE(said(asked[0]).startsWith(QStringLiteral("Bob ")));
  EXPECT_EQ(methods(asked[0]), (QStringList{QStringLiteral("group.agree"), QStringLiteral("group.decline")}));
  const auto params =
      asked[0].value(QStringLiteral("actions")).toList()[0].toMap().value(QStringLiteral("params")).toMap();
  EXPECT_EQ(params.value(QStringLiteral("who")), QStringLiteral("p_1"));
  EXPECT_EQ(params.value(QStringLiteral("group")), QStringLiteral("#runde"));
  EXPECT_TRUE(methods(affairs(wish("bob", "agreed"))[0]).isEmpty());
  // Whoever did not agree may still do.
  EXPECT_EQ(methods(affairs(wish("bob", "declined"))[0]), QStringList{QStringLiteral("group.agree")});
}

TEST_F(GroupAffairsTest, The_chair_hears_of_a_wish_and_has_nothing_to_answer) {
  auto missed = wish("bob", "open");
  missed["role"] = "chair";
  const auto all = affairs(missed);
  ASSERT_EQ(all.size(), 1);
  EXPECT_TRUE(methods(all[0]).isEmpty());
  EXPECT_FALSE(open(all[0]));
}

TEST_F(GroupAffairsTest, Who_took_the_chair_and_from_whom_is_said) {
  const auto taken =
      affairs({{"taken_over", {{"id", "p_2"}, {"from", "bob"}, {"at", "2026-11-23T09:00:00.000Z"}}}});
  ASSERT_EQ(taken.size(), 1);
  EXPECT_TRUE(said(taken[0]).contains(QStringLiteral("von Bob an Ada")));
  const auto mine =
      affairs({{"taken_over", {{"id", "p_2"}, {"from", "self"}, {"at", "2026-11-23T09:00:00.000Z"}}}});
  EXPECT_TRUE(said(mine[0]).startsWith(QStringLiteral("Ada hat die Leitung")));
}

TEST_F(GroupAffairsTest, Of_contradicting_statements_each_can_be_made_to_count_by_whoever_may) {
  const Json first{{"id", "s_1"}, {"kind", "describe"}, {"about", ""}};
  const Json other{{"id", "s_2"}, {"kind", "remove"}, {"about", "bob"}};
  const Json dispute{{"author", "ada"}, {"statements", Json::array({first, other})}};
  const Json disputes = Json::array({dispute});
  const auto ours = affairs({{"disputes", disputes}, {"may_settle", true}});
  ASSERT_EQ(ours.size(), 1);
  EXPECT_TRUE(said(ours[0]).contains(QStringLiteral("Ada hat zugleich Verschiedenes gesagt")));
  EXPECT_TRUE(said(ours[0]).contains(QStringLiteral("heraus: Bob")));
  EXPECT_EQ(methods(ours[0]), (QStringList{QStringLiteral("group.settle"), QStringLiteral("group.settle")}));
  const auto second = ours[0].value(QStringLiteral("actions")).toList()[1].toMap();
  EXPECT_EQ(second.value(QStringLiteral("params")).toMap().value(QStringLiteral("statement")),
            QStringLiteral("s_2"));
  const auto theirs = affairs({{"disputes", disputes}});
  EXPECT_TRUE(methods(theirs[0]).isEmpty());
}

TEST_F(GroupAffairsTest, Whom_the_newest_message_does_not_reach_is_named) {
  const auto all = affairs({{"left_out", true}});
  ASSERT_EQ(all.size(), 1);
  EXPECT_TRUE(said(all[0]).contains(QStringLiteral("Cem")));
  EXPECT_FALSE(said(all[0]).contains(QStringLiteral("Ada")));
}

}  // namespace
}  // namespace stille::desktop
