// The keyboard alone, from nothing to an open window, which is locked and unlocked; over a real relay.
#include <QAccessible>
#include <QTest>

#include <gtest/gtest.h>

#include "tests/desktop/neighbours.hpp"
#include "tests/desktop/stage.hpp"

namespace stille::desktop::test {
namespace {

class Journey : public ::testing::Test {
 protected:
  Journey() : stage_(neighbours_.folder(QStringLiteral("new"))) {}

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

TEST_F(Journey, A_locked_window_wants_the_passphrase) {
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

TEST_F(Journey, Locking_from_the_command_line_locks_the_window_and_ends_nothing) {
  ASSERT_NO_FATAL_FAILURE(begin());
  stage_.settle();
  QProcess lock;
  lock.start(QStringLiteral(STILLE),
             {QStringLiteral("profile"), QStringLiteral("lock"), QStringLiteral("new")});
  ASSERT_TRUE(wait_for([&lock] { return lock.state() == QProcess::NotRunning; }, std::chrono::seconds(60)));
  EXPECT_EQ(lock.exitCode(), 0) << lock.readAllStandardError().toStdString();
  ASSERT_TRUE(reaches("locked"));
  EXPECT_EQ(stage_.app().conversations().count(), 0);
  ASSERT_TRUE(focus_is("passphrase"));
  stage_.type(QStringLiteral("vier leise graue Wolken"));
  stage_.press(Qt::Key_Return);
  EXPECT_TRUE(reaches("open"));
}

TEST_F(Journey, A_wrong_relay_is_said_where_it_was_typed) {
  ASSERT_TRUE(reaches("welcome"));
  ASSERT_TRUE(focus_is("welcomeBegin"));
  stage_.press(Qt::Key_Return);
  ASSERT_TRUE(focus_is("youName"));
  stage_.type(QStringLiteral("Lena"));
  stage_.press(Qt::Key_Return);
  stage_.type(QStringLiteral("relay.example.org"));
  stage_.press(Qt::Key_Return);
  // At once: nothing further is asked, and the field says what is wrong.
  stage_.settle();
  auto* steps = stage_.window().findChild<QObject*>(QStringLiteral("steps"));
  EXPECT_EQ(steps->property("step").toInt(), 1);
  ASSERT_TRUE(focus_is("youRelay"));
  auto* field = QAccessible::queryAccessibleInterface(stage_.window().activeFocusItem());
  ASSERT_NE(field, nullptr);
  EXPECT_EQ(field->text(QAccessible::Description), say("youRelayWrong"));
}

}  // namespace
}  // namespace stille::desktop::test
