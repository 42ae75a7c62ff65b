// The passphrase of a profile, set and changed in the window, by the keyboard.
#include <gtest/gtest.h>

#include "tests/desktop/hands.hpp"
#include "tests/desktop/neighbours.hpp"

namespace stille::desktop::test {
namespace {

const QString kFirst = QStringLiteral("vier leise graue Wolken");
const QString kSecond = QStringLiteral("drei laute gelbe Krokusse");

class PassphraseTest : public ::testing::Test {
 protected:
  void SetUp() override {
    neighbours_.person(QStringLiteral("ada"), QStringLiteral("Ada Berger"));
    stage_ = std::make_unique<Stage>(neighbours_.folder(QStringLiteral("ada")));
    ASSERT_TRUE(is(QStringLiteral("open")));
    hands_ = std::make_unique<Hands>(*stage_);
  }
  [[nodiscard]] bool is(const QString& state) {
    return wait_for([&] { return stage_->app().session().state() == state && stage_->settle(); });
  }
  void fill(const char* label, const QString& text) {
    hands_->hear(hands_->say(label));
    hands_->type_secretly(text);
    hands_->press(Qt::Key_Return);
  }
  void locks_and_opens_with(const QString& passphrase) {
    hands_->press(Qt::Key_L, Qt::ControlModifier);
    fill("passphrase", passphrase);
    hands_->until(QStringLiteral("it is open again"),
                  [&] { return stage_->app().session().state() == QStringLiteral("open"); });
    stage_->settle();
  }

  Neighbours neighbours_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<Hands> hands_;
};

TEST_F(PassphraseTest, Where_there_is_none_locking_says_so_and_leads_to_the_first) {
  auto& session = stage_->app().session();
  hands_->press(Qt::Key_L, Qt::ControlModifier);
  ASSERT_NO_THROW(hands_->hear(hands_->say("passphraseSet")));
  EXPECT_EQ(session.state(), QStringLiteral("open"));
  hands_->press(Qt::Key_Return);
  ASSERT_NO_THROW(fill("passphraseNew", kFirst));
  ASSERT_NO_THROW(fill("passphraseAgain", kSecond));
  ASSERT_NO_THROW(fill("passphraseAgain", kFirst)) << "the two were not the same";
  ASSERT_TRUE(wait_for([&] { return session.guarded(); }))
      << stage_->app().protection().problem().toStdString();
  ASSERT_NO_THROW(locks_and_opens_with(kFirst));
}

TEST_F(PassphraseTest, Another_one_wants_the_one_so_far) {
  auto& session = stage_->app().session();
  stage_->go(QStringLiteral("settings"));
  ASSERT_NO_THROW(hands_->reach(hands_->say("passphraseSet")));
  hands_->press(Qt::Key_Return);
  ASSERT_NO_THROW(fill("passphraseNew", kFirst));
  ASSERT_NO_THROW(fill("passphraseAgain", kFirst));
  ASSERT_TRUE(wait_for([&] { return session.guarded(); }));
  ASSERT_NO_THROW(hands_->reach(hands_->say("passphraseChange")));
  hands_->press(Qt::Key_Return);
  ASSERT_NO_THROW(fill("passphraseNow", kSecond));
  ASSERT_NO_THROW(fill("passphraseNew", kSecond));
  ASSERT_NO_THROW(fill("passphraseAgain", kSecond));
  auto& protection = stage_->app().protection();
  ASSERT_TRUE(wait_for([&] { return protection.wrong(); }));
  ASSERT_NO_THROW(fill("passphraseNow", kFirst));
  ASSERT_NO_THROW(fill("passphraseNew", kSecond));
  ASSERT_NO_THROW(fill("passphraseAgain", kSecond));
  ASSERT_TRUE(wait_for([&] { return !protection.busy() && !protection.wrong(); }));
  ASSERT_NO_THROW(locks_and_opens_with(kSecond));
}

}  // namespace
}  // namespace stille::desktop::test
