// One window for one profile, and what a second one was opened with.
#include <QDir>
#include <QProcess>

#include <gtest/gtest.h>

#include "tests/desktop/hands.hpp"
#include "tests/desktop/neighbours.hpp"

namespace stille::desktop::test {
namespace {

class WindowsTest : public ::testing::Test {
 protected:
  bool opens(Stage& stage) {
    return wait_for([&] { return stage.app().session().state() == QStringLiteral("open"); });
  }
  Neighbours neighbours_;
};

TEST_F(WindowsTest, A_window_that_is_asked_comes_forward_with_the_conversation) {
  neighbours_.person(QStringLiteral("ada"), QStringLiteral("Ada Berger"));
  Stage stage(neighbours_.folder(QStringLiteral("ada")));
  ASSERT_TRUE(opens(stage));
  stage.window().hide();
  stage.app().come({.conversation = {}, .show = false});
  stage.settle();
  EXPECT_FALSE(stage.window().isVisible()) << "it was enough that there is one";
  stage.app().come({.conversation = "self"});
  EXPECT_TRUE(wait_for([&] { return stage.window().isVisible(); }));
  EXPECT_TRUE(
      wait_for([&] { return stage.home()->property("conversation").toString() == QStringLiteral("self"); }));
}

TEST_F(WindowsTest, A_link_of_the_second_window_is_shown_by_the_first) {
  neighbours_.person(QStringLiteral("ada"), QStringLiteral("Ada Berger"));
  neighbours_.person(QStringLiteral("bob"), QStringLiteral("Bob Keller"));
  const auto link = neighbours_
                        .says(QStringLiteral("bob"),
                              {QStringLiteral("invite"), QStringLiteral("create"), QStringLiteral("--plain")})
                        .trimmed();
  Stage stage(neighbours_.folder(QStringLiteral("ada")));
  ASSERT_TRUE(opens(stage));
  stage.app().come({.link = link.toStdString()});
  ASSERT_TRUE(
      wait_for([&] { return stage.home()->property("place").toString() == QStringLiteral("accept"); }));
  const Hands hands(stage);
  EXPECT_TRUE(wait_for([&] { return stage.heard() == hands.say("acceptLink"); }));
  auto* field = stage.window().activeFocusItem();
  ASSERT_NE(field, nullptr);
  EXPECT_EQ(field->property("text").toString(), link);
}

// The programs themselves.
TEST_F(WindowsTest, A_second_program_for_the_same_profile_ends_well_and_one_for_another_stays) {
  const auto start = [](QProcess& program, const char* profile) {
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(QStringLiteral(STILLE_DESKTOP), {QStringLiteral("--profile"), QLatin1String(profile)});
    return program.waitForStarted();
  };
  QProcess first;
  ASSERT_TRUE(start(first, "ada"));
  const QDir sockets(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/stille"));
  ASSERT_TRUE(
      wait_for([&] { return !sockets.entryList({QStringLiteral("*.sock")}, QDir::System).isEmpty(); }));
  QProcess second;
  ASSERT_TRUE(start(second, "ada"));
  ASSERT_TRUE(wait_for([&] { return second.state() == QProcess::NotRunning; }));
  EXPECT_EQ(second.exitStatus(), QProcess::NormalExit);
  EXPECT_EQ(second.exitCode(), 0) << second.readAll().toStdString();
  EXPECT_EQ(first.state(), QProcess::Running);
  QProcess other;
  ASSERT_TRUE(start(other, "bob"));
  ASSERT_TRUE(
      wait_for([&] { return sockets.entryList({QStringLiteral("*.sock")}, QDir::System).size() == 2; }));
  EXPECT_EQ(other.state(), QProcess::Running);
  for (auto* program : {&first, &other}) {
    program->terminate();
    program->waitForFinished();
  }
}

}  // namespace
}  // namespace stille::desktop::test
