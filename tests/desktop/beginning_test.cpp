// Beginning and unlocking: what was typed wrong is said where it was typed, and nothing else is lost.
#include <QTest>

#include <gtest/gtest.h>

#include "tests/desktop/neighbours.hpp"
#include "tests/desktop/stage.hpp"

namespace stille::desktop::test {
namespace {

class Beginning : public ::testing::Test {
 protected:
  Beginning() : stage_(neighbours_.folder(QStringLiteral("new"))) {}

  bool reaches(const char* state) {
    return wait_for([this, state] { return stage_.app().session().state() == QLatin1String(state); });
  }
  [[nodiscard]] QString say(const char* key) { return stage_.app().words().say(QLatin1String(key)); }
  bool focus_is(const char* key) {
    return wait_for([this, key] { return stage_.heard() == say(key); });
  }
  /// Through welcome, name, relay and passphrase.
  void begin() {
    ASSERT_TRUE(reaches("welcome"));
    ASSERT_TRUE(focus_is("welcomeBegin"));
    stage_.press(Qt::Key_Return);
    ASSERT_TRUE(focus_is("youName")) << stage_.heard().toStdString();
    stage_.type(QStringLiteral("Lena Öhler"));
    stage_.press(Qt::Key_Return);
    ASSERT_TRUE(focus_is("youRelay"));
    stage_.type(neighbours_.address());
    stage_.press(Qt::Key_Return);
    ASSERT_TRUE(focus_is("passphrase"))
        << stage_.heard().toStdString() << " "
        << (stage_.window().activeFocusItem() ? stage_.window().activeFocusItem()->metaObject()->className()
                                              : "nobody");
    stage_.type(QStringLiteral("vier leise graue Wolken"));
    stage_.press(Qt::Key_Return);
    ASSERT_TRUE(focus_is("passphraseAgain"));
    stage_.type(QStringLiteral("vier leise graue Wolken"));
    stage_.press(Qt::Key_Return);
    ASSERT_TRUE(reaches("open")) << stage_.app().session().problem().toStdString();
  }

  Neighbours neighbours_;
  Stage stage_;
};

TEST_F(Beginning, A_locked_window_wants_the_passphrase) {
  ASSERT_NO_FATAL_FAILURE(begin());
  stage_.settle();
  stage_.press(Qt::Key_L, Qt::ControlModifier);
  ASSERT_TRUE(reaches("locked"));
  EXPECT_EQ(stage_.app().conversations().count(), 0);
  ASSERT_TRUE(focus_is("passphrase"))
      << stage_.heard().toStdString() << " "
      << (stage_.window().activeFocusItem() ? stage_.window().activeFocusItem()->metaObject()->className()
                                            : "nobody");
  stage_.type(QStringLiteral("falsch geraten"));
  stage_.press(Qt::Key_Return);
  ASSERT_TRUE(wait_for([this] { return !stage_.app().session().problem().isEmpty(); }));
  EXPECT_EQ(stage_.app().session().problem(), say("faultWrongPassphrase"));
  ASSERT_TRUE(focus_is("passphrase"))
      << stage_.heard().toStdString() << " "
      << (stage_.window().activeFocusItem() ? stage_.window().activeFocusItem()->metaObject()->className()
                                            : "nobody");
  stage_.type(QStringLiteral("vier leise graue Wolken"));
  stage_.press(Qt::Key_Return);
  EXPECT_TRUE(reaches("open"));
}

TEST_F(Beginning, A_wrong_relay_is_said_where_it_was_typed) {
  ASSERT_TRUE(reaches("welcome"));
  ASSERT_TRUE(focus_is("welcomeBegin"));
  stage_.press(Qt::Key_Return);
  ASSERT_TRUE(focus_is("youName"));
  stage_.type(QStringLiteral("Lena"));
  stage_.press(Qt::Key_Return);
  stage_.type(QStringLiteral("relay.example.org"));
  stage_.press(Qt::Key_Return);
  ASSERT_TRUE(focus_is("passphrase"))
      << stage_.heard().toStdString() << " "
      << (stage_.window().activeFocusItem() ? stage_.window().activeFocusItem()->metaObject()->className()
                                            : "nobody");
  auto* steps = stage_.window().findChild<QObject*>(QStringLiteral("steps"));
  QMetaObject::invokeMethod(steps, "finish", Q_ARG(QVariant, QVariant()));
  ASSERT_TRUE(wait_for([steps] { return steps->property("step").toInt() == 1; }));
  EXPECT_EQ(steps->property("wantedName").toString(), QStringLiteral("Lena"));
  EXPECT_EQ(stage_.app().session().problem_about(), QStringLiteral("relay"));
}

}  // namespace
}  // namespace stille::desktop::test
