// A profile that comes from a backup, one that goes for good, and one that somebody else closes.
#include <QFile>

#include <gtest/gtest.h>

#include "tests/desktop/neighbours.hpp"
#include "tests/desktop/stage.hpp"

namespace stille::desktop::test {
namespace {

class Lives : public ::testing::Test {
 protected:
  void open(const QString& profile) {
    stage_.reset();
    stage_ = std::make_unique<Stage>(neighbours_.folder(profile));
  }
  bool reaches(const char* state) {
    return wait_for([this, state] { return stage_->app().session().state() == QLatin1String(state); },
                    std::chrono::seconds(60));
  }
  [[nodiscard]] QString say(const char* key) { return stage_->app().words().say(QLatin1String(key)); }
  bool focus_is(const char* key) {
    return wait_for([this, key] { return stage_->heard() == say(key); });
  }
  QObject* steps() { return stage_->window().findChild<QObject*>(QStringLiteral("steps")); }

  Neighbours neighbours_;
  QTemporaryDir place_;
  std::unique_ptr<Stage> stage_;
};

TEST_F(Lives, A_backup_becomes_a_profile_with_everything_in_it) {
  neighbours_.person(QStringLiteral("ada"), QStringLiteral("Ada Berger"));
  neighbours_.says(QStringLiteral("ada"), {QStringLiteral("send"), QStringLiteral("self"),
                                           QStringLiteral("-m"), QStringLiteral("Was bleiben soll")});
  const auto file = place_.filePath(QStringLiteral("ada.backup"));
  const auto key =
      neighbours_.says(QStringLiteral("ada"), {QStringLiteral("backup"), QStringLiteral("create"), file})
          .section(QLatin1Char('\n'), 0, 0)
          .trimmed();
  ASSERT_FALSE(key.isEmpty());
  open(QStringLiteral("again"));
  ASSERT_TRUE(reaches("welcome"));
  ASSERT_TRUE(focus_is("welcomeBegin"));
  stage_->press(Qt::Key_Tab);
  ASSERT_TRUE(focus_is("welcomeRestore"));
  stage_->press(Qt::Key_Return);
  ASSERT_TRUE(focus_is("restoreFile"));
  stage_->type(file);
  stage_->press(Qt::Key_Return);
  ASSERT_TRUE(focus_is("restoreKey")) << stage_->heard().toStdString();
  // What does not open it is said there, and the file stays chosen.
  stage_->type(QStringLiteral("falsch"));
  stage_->press(Qt::Key_Return);
  auto& life = stage_->app().lifecycle();
  ASSERT_TRUE(wait_for([&] { return life.problem_about() == QStringLiteral("secret"); }));
  EXPECT_EQ(life.problem(), say("faultWrongPassphraseKey")) << "it was no passphrase that was asked for";
  ASSERT_TRUE(focus_is("restoreKey"));
  stage_->type(key);
  stage_->press(Qt::Key_Return);
  ASSERT_TRUE(wait_for([&] {
    return life.found().value(QStringLiteral("name")) == QStringLiteral("Ada Berger");
  })) << life.problem().toStdString();
  ASSERT_TRUE(focus_is("next"));
  stage_->press(Qt::Key_Return);
  ASSERT_TRUE(focus_is("passphrase"));
  stage_->type(QStringLiteral("vier leise graue Wolken"));
  stage_->press(Qt::Key_Return);
  ASSERT_TRUE(focus_is("passphraseAgain"));
  stage_->type(QStringLiteral("vier leise graue Wolken"));
  stage_->press(Qt::Key_Return);
  ASSERT_TRUE(reaches("open")) << life.problem().toStdString();
  EXPECT_TRUE(stage_->app().session().guarded());
  stage_->show(QStringLiteral("self"));
  EXPECT_TRUE(wait_for([this] { return stage_->app().messages().count() == 1; }));
}

TEST_F(Lives, What_is_no_backup_is_said_beside_the_file) {
  open(QStringLiteral("again"));
  ASSERT_TRUE(reaches("welcome"));
  const auto file = place_.filePath(QStringLiteral("letter.txt"));
  QFile text(file);
  ASSERT_TRUE(text.open(QIODevice::WriteOnly) && text.write("no backup") > 0);
  text.close();
  auto& life = stage_->app().lifecycle();
  for (const auto& path : {file, place_.filePath(QStringLiteral("nothing"))}) {
    life.look(path);
    ASSERT_TRUE(wait_for([&] { return !life.busy(); }));
    EXPECT_EQ(life.problem_about(), QStringLiteral("file"));
    EXPECT_TRUE(life.asks().isEmpty());
  }
}

TEST_F(Lives, A_profile_goes_for_good_and_the_window_is_at_its_beginning) {
  neighbours_.person(QStringLiteral("ada"), QStringLiteral("Ada Berger"));
  open(QStringLiteral("ada"));
  ASSERT_TRUE(reaches("open"));
  ASSERT_TRUE(std::filesystem::exists(neighbours_.folder(QStringLiteral("ada"))));
  stage_->app().lifecycle().erase();
  ASSERT_TRUE(reaches("welcome"));
  EXPECT_FALSE(std::filesystem::exists(neighbours_.folder(QStringLiteral("ada"))));
  EXPECT_TRUE(stage_->app().session().name().isEmpty());
}

TEST_F(Lives, A_wrong_relay_is_said_before_anything_is_made) {
  open(QStringLiteral("new"));
  ASSERT_TRUE(reaches("welcome"));
  const auto& life = stage_->app().lifecycle();
  EXPECT_TRUE(life.namesRelay(neighbours_.address()));
  EXPECT_FALSE(life.namesRelay(QStringLiteral("relay.example.org")));
  EXPECT_FALSE(life.namesRelay({}));
}

}  // namespace
}  // namespace stille::desktop::test
