// The keyboard alone, from nothing to the first message, over a real relay.
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
  void act(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    ++actions_;
    stage_.press(key, modifiers);
  }
  [[nodiscard]] QString say(const char* key) { return stage_.app().words().say(QLatin1String(key)); }
  bool focus_is(const char* key) {
    return wait_for([this, key] { return stage_.heard() == say(key); });
  }
  /// Through welcome, name, relay and passphrase.
  void begin() {
    ASSERT_TRUE(reaches("welcome"));
    ASSERT_TRUE(focus_is("welcomeBegin"));
    act(Qt::Key_Return);
    ASSERT_TRUE(focus_is("youName")) << stage_.heard().toStdString();
    stage_.type(QStringLiteral("Lena Öhler"));
    act(Qt::Key_Return);
    ASSERT_TRUE(focus_is("youRelay"));
    stage_.type(neighbours_.address());
    act(Qt::Key_Return);
    ASSERT_TRUE(focus_is("passphrase"))
        << stage_.heard().toStdString() << " "
        << (stage_.window().activeFocusItem() ? stage_.window().activeFocusItem()->metaObject()->className()
                                              : "nobody");
    stage_.type(QStringLiteral("vier leise graue Wolken"));
    act(Qt::Key_Return);
    ASSERT_TRUE(focus_is("passphraseAgain"));
    stage_.type(QStringLiteral("vier leise graue Wolken"));
    act(Qt::Key_Return);
    ASSERT_TRUE(reaches("open")) << stage_.app().session().problem().toStdString();
  }

  Neighbours neighbours_;
  Stage stage_;
  int actions_ = 0;
};

TEST_F(Journey, From_nothing_to_the_first_message_with_few_keys) {
  ASSERT_NO_FATAL_FAILURE(begin());
  ASSERT_TRUE(focus_is("copyLink"));
  // The link reaches a neighbour, who accepts it.
  auto* link = stage_.window().findChild<QObject*>(QStringLiteral("invitePage"));
  ASSERT_NE(link, nullptr);
  ASSERT_TRUE(wait_for([link] { return link->property("ready").toBool(); }));
  const auto text = link->property("invitation").toMap().value(QStringLiteral("link")).toString();
  neighbours_.person(QStringLiteral("mira"), QStringLiteral("Mira Aydın"));
  neighbours_.says(QStringLiteral("mira"), {QStringLiteral("invite"), QStringLiteral("accept"), text,
                                            QStringLiteral("--alias"), QStringLiteral("lena")});
  // The window goes to the new conversation by itself, where one writes.
  const auto wanted = stage_.app().words().say(QStringLiteral("writeTo"), {QStringLiteral("Mira Aydın")});
  ASSERT_TRUE(wait_for(
      [&] {
        if (stage_.heard() == wanted) return true;
        neighbours_.says(QStringLiteral("mira"), {QStringLiteral("sync")});
        return false;
      },
      std::chrono::seconds(60)))
      << stage_.heard().toStdString();
  stage_.type(QStringLiteral("Passt dir Dienstag?"));
  act(Qt::Key_Return);
  ASSERT_TRUE(wait_for([this] { return stage_.app().messages().count() == 1; }));
  EXPECT_LE(actions_, 12);
  ASSERT_TRUE(wait_for(
      [&] {
        neighbours_.says(QStringLiteral("mira"), {QStringLiteral("sync")});
        return neighbours_
            .says(QStringLiteral("mira"),
                  {QStringLiteral("log"), QStringLiteral("lena"), QStringLiteral("--plain")})
            .contains(QStringLiteral("Passt dir Dienstag?"));
      },
      std::chrono::seconds(60)));
  // And the answer comes into the window.
  neighbours_.says(QStringLiteral("mira"), {QStringLiteral("send"), QStringLiteral("lena"),
                                            QStringLiteral("-m"), QStringLiteral("Ja, um zehn.")});
  EXPECT_TRUE(wait_for([this] { return stage_.app().messages().count() == 2; }));
}

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
