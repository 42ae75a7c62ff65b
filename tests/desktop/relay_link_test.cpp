// A relay's link, where there is no profile yet and where there is one.
#include <gtest/gtest.h>

#include "tests/desktop/hands.hpp"
#include "tests/desktop/neighbours.hpp"

namespace stille::desktop::test {
namespace {

class RelayLinkTest : public ::testing::Test {
 protected:
  bool opens(Stage& stage) {
    return wait_for([&] { return stage.app().session().state() == QStringLiteral("open"); });
  }
  /// Somebody begins anew, up to the question for the relay.
  static void to_the_relay(Hands& hands) {
    hands.hear(hands.say("welcomeBegin"));
    hands.press(Qt::Key_Return);
    hands.hear(hands.say("youName"));
    hands.type(QStringLiteral("Lena Öhler"));
    hands.press(Qt::Key_Return);
    hands.hear(hands.say("youRelay"));
  }
  static void without_passphrase(Hands& hands) {
    hands.press(Qt::Key_Return);
    hands.hear(hands.say("passphrase"));
    hands.reach(hands.say("protectionWithout"));
    hands.press(Qt::Key_Return);
  }
  Neighbours neighbours_;
};

TEST_F(RelayLinkTest, A_relays_link_says_which_relay_where_there_is_no_profile_yet) {
  Stage stage(neighbours_.folder(QStringLiteral("new")), "/usr/share/hunspell", neighbours_.address());
  Hands hands(stage);
  ASSERT_NO_THROW(to_the_relay(hands));
  EXPECT_EQ(stage.window().activeFocusItem()->property("text").toString(), neighbours_.address());
  ASSERT_NO_THROW(without_passphrase(hands));
  ASSERT_TRUE(opens(stage));
  stage.settle();
  // It is nobody's invitation: nothing is to be accepted.
  EXPECT_EQ(stage.home()->property("place").toString(), QStringLiteral("invite"));
}

TEST_F(RelayLinkTest, Whoever_has_begun_a_passphrase_is_asked_before_there_is_none) {
  Stage stage(neighbours_.folder(QStringLiteral("new")), "/usr/share/hunspell", neighbours_.address());
  Hands hands(stage);
  ASSERT_NO_THROW(to_the_relay(hands));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.hear(hands.say("passphrase")));
  hands.type_secretly(QStringLiteral("kurz"));
  ASSERT_NO_THROW(hands.reach(hands.say("protectionWithout")));
  hands.press(Qt::Key_Return);
  // An Enter too many makes no profile that anybody can read.
  ASSERT_NO_THROW(hands.hear(hands.say("cancel")));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.hear(hands.say("protectionWithout")));
  EXPECT_EQ(stage.app().session().state(), QStringLiteral("welcome"));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.hear(hands.say("cancel")));
  ASSERT_NO_THROW(hands.reach(hands.say("protectionWithout")));
  hands.press(Qt::Key_Return);
  EXPECT_TRUE(opens(stage));
}

TEST_F(RelayLinkTest, An_invitation_that_was_pasted_as_the_relay_is_there_to_be_accepted) {
  neighbours_.person(QStringLiteral("bob"), QStringLiteral("Bob Keller"));
  const auto link = neighbours_
                        .says(QStringLiteral("bob"),
                              {QStringLiteral("invite"), QStringLiteral("create"), QStringLiteral("--plain")})
                        .trimmed();
  Stage stage(neighbours_.folder(QStringLiteral("new")));
  Hands hands(stage);
  ASSERT_NO_THROW(to_the_relay(hands));
  hands.type(link);
  ASSERT_NO_THROW(without_passphrase(hands));
  ASSERT_TRUE(opens(stage));
  ASSERT_NO_THROW(hands.hear(hands.say("acceptLink")));
  EXPECT_EQ(stage.home()->property("place").toString(), QStringLiteral("accept"));
  EXPECT_EQ(stage.window().activeFocusItem()->property("text").toString(), link);
}

TEST_F(RelayLinkTest, A_relays_link_that_comes_while_one_begins_fills_the_field_too) {
  Stage stage(neighbours_.folder(QStringLiteral("new")));
  Hands hands(stage);
  ASSERT_NO_THROW(hands.hear(hands.say("welcomeBegin")));
  stage.app().come({.link = neighbours_.address().toStdString()});
  auto* steps = stage.window().findChild<QObject*>(QStringLiteral("steps"));
  ASSERT_NE(steps, nullptr);
  EXPECT_TRUE(wait_for([&] { return steps->property("wantedRelay").toString() == neighbours_.address(); }));
}

TEST_F(RelayLinkTest, Where_there_is_a_profile_it_is_no_invitation_of_a_person) {
  neighbours_.person(QStringLiteral("ada"), QStringLiteral("Ada Berger"));
  Stage stage(neighbours_.folder(QStringLiteral("ada")), "/usr/share/hunspell", neighbours_.address());
  ASSERT_TRUE(opens(stage));
  stage.settle();
  EXPECT_EQ(stage.home()->property("place").toString(), QStringLiteral("conversation"));
}

}  // namespace
}  // namespace stille::desktop::test
