// A group whose chair is silent, by the keyboard: asking for the chair, and agreeing that somebody else takes
// it. Over a real relay, with a calendar that is set forward.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

#include "tests/desktop/hands.hpp"
#include "tests/desktop/looking.hpp"
#include "tests/desktop/neighbours.hpp"

namespace stille::desktop::test {
namespace {

constexpr int kLongerThanAWeek = (7 * 24 + 6) * 60 * 60;

class GroupsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(qEnvironmentVariable("LD_PRELOAD").contains(QStringLiteral("shifted_clock")))
        << "needs a clock that can be shifted, as ctest gives it";
  }
  void TearDown() override { qunsetenv("SHIFTED_CLOCK"); }

  void syncs(const QStringList& people, int times = 4) {
    for (int round = 0; round < times; ++round) {
      for (const auto& who : people) neighbours_.says(who, {QStringLiteral("sync")});
    }
  }
  /// Ada has the chair, Bob is her deputy, Cem a member; then she is gone for more than a week. The relay's
  /// clock stays as it is.
  void circle() {
    ASSERT_TRUE(clock_.isValid());
    set_forward(0);
    qputenv("SHIFTED_CLOCK", clock_.filePath(QStringLiteral("shift")).toUtf8());
    neighbours_.person(kAda, QStringLiteral("Ada Berger"));
    neighbours_.person(kBob, QStringLiteral("Bob Keller"));
    neighbours_.person(kCem, QStringLiteral("Cem Aksoy"));
    neighbours_.meet(kAda, kBob);
    neighbours_.meet(kAda, kCem);
    neighbours_.says(kAda, {QStringLiteral("group"), QStringLiteral("new"), QStringLiteral("Runde"),
                            QStringLiteral("--add"), QStringLiteral("bob,cem")});
    syncs({kBob, kCem, kAda});
    neighbours_.says(kAda, {QStringLiteral("group"), QStringLiteral("role"), QStringLiteral("#runde"), kBob,
                            QStringLiteral("deputy")});
    syncs({kBob, kCem, kAda});
    syncs({kBob, kCem}, 2);
    set_forward(kLongerThanAWeek);
    syncs({kBob, kCem});
  }
  /// Ada has the chair of a group of two; it is today.
  void pair() {
    set_forward(0);
    qputenv("SHIFTED_CLOCK", clock_.filePath(QStringLiteral("shift")).toUtf8());
    neighbours_.person(kAda, QStringLiteral("Ada Berger"));
    neighbours_.person(kBob, QStringLiteral("Bob Keller"));
    neighbours_.meet(kAda, kBob);
    neighbours_.says(kAda, {QStringLiteral("group"), QStringLiteral("new"), QStringLiteral("Runde"),
                            QStringLiteral("--add"), kBob});
    syncs({kBob, kAda});
  }
  void set_forward(int by) {
    QFile file(clock_.filePath(QStringLiteral("shift")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write(QByteArray::number(by)) > 0);
  }
  QJsonArray members_seen_by(const QString& who) {
    return QJsonDocument::fromJson(neighbours_
                                       .says(who, {QStringLiteral("group"), QStringLiteral("show"),
                                                   QStringLiteral("#runde"), QStringLiteral("--json")})
                                       .toUtf8())
        .object()
        .value(QStringLiteral("members"))
        .toArray();
  }
  /// "bob: member", by their names.
  QStringList parts_seen_by(const QString& who) {
    QStringList out;
    for (const auto& member : members_seen_by(who))
      out.append(member[QStringLiteral("alias")].toString() + QStringLiteral(": ") +
                 member[QStringLiteral("role")].toString());
    out.sort();
    return out;
  }
  QString chair_of(const QString& who) {
    for (const auto& member : members_seen_by(who)) {
      if (member.toObject().value(QStringLiteral("role")) == QStringLiteral("chair"))
        return member.toObject().value(QStringLiteral("alias")).toString();
    }
    return {};
  }
  /// The window of one of them, at the group.
  void opens(const QString& who) {
    stage_ = std::make_unique<Stage>(neighbours_.folder(who));
    ASSERT_TRUE(wait_for([this] { return stage_->app().session().state() == QStringLiteral("open"); }));
    stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180);
    stage_->go(QStringLiteral("group"), {{QStringLiteral("alias"), QStringLiteral("#runde")}});
  }

  const QString kAda = QStringLiteral("ada");
  const QString kBob = QStringLiteral("bob");
  const QString kCem = QStringLiteral("cem");
  QTemporaryDir clock_;
  Neighbours neighbours_;
  std::unique_ptr<Stage> stage_;
};

TEST_F(GroupsTest, A_deputy_asks_for_the_silent_chair_and_has_it_once_a_member_has_agreed) {
  ASSERT_NO_FATAL_FAILURE(circle());
  ASSERT_NO_FATAL_FAILURE(opens(kBob));
  Hands hands(*stage_);
  ASSERT_NO_THROW(hands.reach(hands.say("chairAsk")));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.reach(hands.say("chairWithdraw")));
  ASSERT_NO_THROW(hands.until(QStringLiteral("Cem is asked"), [&] {
    neighbours_.says(kCem, {QStringLiteral("sync")});
    return neighbours_
        .says(kCem, {QStringLiteral("group"), QStringLiteral("show"), QStringLiteral("#runde"),
                     QStringLiteral("--json")})
        .contains(QStringLiteral("\"takeovers\""));
  }));
  neighbours_.says(kCem, {QStringLiteral("group"), QStringLiteral("agree"), QStringLiteral("#runde"), kBob});
  ASSERT_NO_THROW(hands.until(QStringLiteral("Bob has the chair"),
                              [&] { return chair_of(kBob) == QStringLiteral("self"); }));
  // What only a chair decides is there now.
  ASSERT_NO_THROW(hands.reach(hands.say("policyEverybody")));
}

TEST_F(GroupsTest, A_chair_says_after_how_long_what_is_said_disappears) {
  set_forward(0);
  qputenv("SHIFTED_CLOCK", clock_.filePath(QStringLiteral("shift")).toUtf8());
  neighbours_.person(kAda, QStringLiteral("Ada Berger"));
  neighbours_.says(kAda, {QStringLiteral("group"), QStringLiteral("new"), QStringLiteral("Runde")});
  ASSERT_NO_FATAL_FAILURE(opens(kAda));
  Hands hands(*stage_);
  ASSERT_NO_THROW(hands.reach(hands.say("afterWeeksOne")));
  hands.press(Qt::Key_Return);
  EXPECT_NO_THROW(hands.until(QStringLiteral("a week it is"), [&] {
    return neighbours_
        .says(kAda, {QStringLiteral("group"), QStringLiteral("show"), QStringLiteral("#runde"),
                     QStringLiteral("--json")})
        .contains(QStringLiteral("\"expire_ms\":604800000"));
  }));
}

TEST_F(GroupsTest, What_happens_to_a_group_stands_among_what_is_said_in_it) {
  const auto group = [this](const QStringList& what) {
    neighbours_.says(kAda, QStringList{QStringLiteral("group")} + what);
  };
  const auto runde = QStringLiteral("#runde");
  neighbours_.person(kAda, QStringLiteral("Ada Berger"));
  group({QStringLiteral("new"), QStringLiteral("Runde")});
  ASSERT_NO_FATAL_FAILURE(opens(kAda));
  stage_->show(runde);
  Hands hands(*stage_);
  auto& messages = stage_->app().messages();
  const auto newest_is = [&](const QString& words) {
    return messages.count() > 0 && messages.at(0).value(QStringLiteral("plain")).toString() == words;
  };
  ASSERT_NO_THROW(hands.until(QStringLiteral("its beginning"),
                              [&] { return newest_is(QStringLiteral("Du hast die Gruppe angelegt.")); }));
  EXPECT_TRUE(messages.silent()) << "what happened is nothing that somebody said";
  neighbours_.says(kAda, {QStringLiteral("send"), runde, QStringLiteral("-m"), QStringLiteral("Guten Tag"),
                          QStringLiteral("--wait"), QStringLiteral("queued")});
  ASSERT_NO_THROW(
      hands.until(QStringLiteral("the message"), [&] { return newest_is(QStringLiteral("Guten Tag")); }));
  group({QStringLiteral("rename"), runde, QStringLiteral("Kreis")});
  ASSERT_NO_THROW(hands.until(QStringLiteral("the new name"), [&] {
    return newest_is(QStringLiteral("Du hast die Gruppe „Kreis“ genannt."));
  }));
  EXPECT_EQ(messages.count(), 3);
  // It can be reached, and nothing can be done with it: a menu or a question would take the focus.
  auto* list = stage_->window().findChild<QQuickItem*>(QStringLiteral("messages"));
  ASSERT_NE(list, nullptr);
  list->forceActiveFocus();
  hands.press(Qt::Key_Menu);
  hands.press(Qt::Key_Delete);
  EXPECT_TRUE(list->hasActiveFocus());
  ASSERT_NO_THROW(hands.until(QStringLiteral("somebody's words can be deleted"), [&] {
    hands.press(Qt::Key_Up);
    hands.press(Qt::Key_Delete);
    return !list->hasActiveFocus();
  }));
}

// The one question that is asked before the chair goes to somebody else, and before somebody is taken out.
TEST_F(GroupsTest, Nobody_gets_the_chair_or_is_taken_out_before_one_has_said_so_twice) {
  pair();
  ASSERT_NO_FATAL_FAILURE(opens(kAda));
  Hands hands(*stage_);
  const auto asks = [&](const char* wish, const char* sure) {
    hands.reach(hands.say("changeMember", {QStringLiteral("Bob Keller")}));
    hands.press(Qt::Key_Return);
    hands.reach_by(Qt::Key_Down, hands.say(wish));
    hands.press(Qt::Key_Return);
    hands.hear(hands.say(sure));
  };
  const auto parts = [&] { return parts_seen_by(kAda); };
  const QStringList before{QStringLiteral("bob: member"), QStringLiteral("self: chair")};
  ASSERT_EQ(parts(), before);
  for (const auto& [wish, sure] :
       {std::pair("makeChair", "makeChairDo"), std::pair("removeMember", "cancel")}) {
    ASSERT_NO_THROW(asks(wish, sure));
    EXPECT_EQ(parts(), before) << wish << ": only asked";
    hands.press(Qt::Key_Escape);
    // Back on the page.
    ASSERT_NO_THROW(hands.hear(hands.say("groupAdd")));
    EXPECT_EQ(parts(), before) << wish << ": left";
  }
  ASSERT_NO_THROW(asks("makeChair", "makeChairDo"));
  hands.press(Qt::Key_Return);
  EXPECT_NO_THROW(hands.until(QStringLiteral("Bob has the chair"), [&] { return chair_of(kAda) == kBob; }));
}

// That they have is no event: whoever looks at the page waits for it.
TEST_F(GroupsTest, A_member_who_has_the_same_list_again_is_called_so_while_one_looks) {
  pair();
  ASSERT_NO_FATAL_FAILURE(opens(kAda));
  const auto said = [this](const char* key) { return stage_->app().words().say(QLatin1String(key)); };
  const auto alike = said("partMember");
  const auto behind = alike + QStringLiteral(" · ") + said("memberBehind");
  const auto shows = [this](const QString& part) {
    return wait_for([&] { return seen(*stage_, "text", part) != nullptr; }, std::chrono::seconds(20));
  };
  ASSERT_TRUE(shows(alike));
  neighbours_.says(kAda, {QStringLiteral("group"), QStringLiteral("rename"), QStringLiteral("#runde"),
                          QStringLiteral("Kreis")});
  ASSERT_TRUE(shows(behind));
  auto* button =
      seen(*stage_, "text",
           stage_->app().words().say(QStringLiteral("changeMember"), {QStringLiteral("Bob Keller")}));
  ASSERT_NE(button, nullptr);
  button->forceActiveFocus(Qt::TabFocusReason);
  neighbours_.says(kBob, {QStringLiteral("sync")});
  EXPECT_TRUE(shows(alike));
  EXPECT_TRUE(button->hasActiveFocus()) << "whoever was there is there";
}

TEST_F(GroupsTest, Where_nobody_is_left_to_be_asked_in_that_is_said_with_a_way_on) {
  pair();
  ASSERT_NO_FATAL_FAILURE(opens(kAda));
  Hands hands(*stage_);
  ASSERT_NO_THROW(hands.reach(hands.say("groupAdd")));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.hear(hands.say("inviteShare")));
  EXPECT_NE(seen(*stage_, "text", hands.say("groupAddNobody")), nullptr);
  hands.press(Qt::Key_Return);
  EXPECT_NO_THROW(hands.until(QStringLiteral("one can invite somebody"), [this] {
    return stage_->home()->property("place").toString() == QStringLiteral("invite");
  }));
}

TEST_F(GroupsTest, Who_may_not_change_a_group_reads_what_it_is_about) {
  pair();
  neighbours_.says(kAda, {QStringLiteral("group"), QStringLiteral("purpose"), QStringLiteral("#runde"),
                          QStringLiteral("Fragen zur Orgel")});
  syncs({kAda, kBob}, 2);
  const auto said = [this](const char* key) { return stage_->app().words().say(QLatin1String(key)); };
  const auto shows = [this](const char* property, const QString& value) {
    return wait_for([&] { return seen(*stage_, property, value) != nullptr; }, std::chrono::seconds(20));
  };
  ASSERT_NO_FATAL_FAILURE(opens(kBob));
  EXPECT_TRUE(shows("value", QStringLiteral("Fragen zur Orgel")));
  EXPECT_EQ(seen(*stage_, "label", said("groupName")), nullptr) << "nothing that one could not write in";
  EXPECT_EQ(seen(*stage_, "text", said("groupAdd")), nullptr) << "it is the chair who asks somebody in";
  neighbours_.says(kAda, {QStringLiteral("group"), QStringLiteral("policy"), QStringLiteral("#runde"),
                          QStringLiteral("everybody")});
  EXPECT_TRUE(shows("text", said("groupAdd")));
  stage_.reset();
  ASSERT_NO_FATAL_FAILURE(opens(kAda));
  ASSERT_TRUE(shows("label", said("groupName")));
  // And nothing moves once they write.
  auto* save = seen(*stage_, "text", said("save"));
  ASSERT_NE(save, nullptr);
  EXPECT_FALSE(save->isEnabled());
  stage_->type(QStringLiteral("Neu"));
  EXPECT_TRUE(wait_for([&] { return save->isEnabled(); }, std::chrono::seconds(20)))
      << stage_->heard().toStdString();
}

TEST_F(GroupsTest, Enter_keeps_what_was_typed_in_either_field) {
  pair();
  ASSERT_NO_FATAL_FAILURE(opens(kAda));
  Hands hands(*stage_);
  ASSERT_NO_THROW(hands.hear(hands.say("groupName")));
  hands.type(QStringLiteral(" am Abend"));
  ASSERT_NO_THROW(hands.reach(hands.say("groupPurpose")));
  hands.type(QStringLiteral("Was wir lesen"));
  hands.press(Qt::Key_Return);
  EXPECT_NO_THROW(hands.until(QStringLiteral("both are kept"), [this] {
    const auto now = neighbours_.says(kAda, {QStringLiteral("group"), QStringLiteral("show"),
                                             QStringLiteral("#runde"), QStringLiteral("--json")});
    return now.contains(QStringLiteral("Runde am Abend")) && now.contains(QStringLiteral("Was wir lesen"));
  }));
}

TEST_F(GroupsTest, A_member_agrees_that_a_deputy_takes_the_silent_chair) {
  ASSERT_NO_FATAL_FAILURE(circle());
  neighbours_.says(kBob, {QStringLiteral("group"), QStringLiteral("takeover"), QStringLiteral("#runde")});
  syncs({kCem, kBob});
  ASSERT_NO_FATAL_FAILURE(opens(kCem));
  // The conversation says that something waits, and leads to it.
  stage_->show(QStringLiteral("#runde"));
  Hands hands(*stage_);
  ASSERT_NO_THROW(hands.reach(hands.say("groupChange")));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.reach(hands.say("chairDecline")));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.until(QStringLiteral("it was declined"), [&] {
    return neighbours_
        .says(kCem, {QStringLiteral("group"), QStringLiteral("show"), QStringLiteral("#runde"),
                     QStringLiteral("--json")})
        .contains(QStringLiteral("\"declined\""));
  }));
  ASSERT_NO_THROW(hands.reach(hands.say("chairAgree")));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.until(QStringLiteral("Cem sees Bob in the chair"), [&] {
    neighbours_.says(kBob, {QStringLiteral("sync")});
    return chair_of(kCem) == QStringLiteral("bob-keller");  // known through the group alone
  }));
}

}  // namespace
}  // namespace stille::desktop::test
