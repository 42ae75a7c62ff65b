// The passphrase of a profile, set and changed in the window, by the keyboard.
#include <gtest/gtest.h>

#include "client/desktop/secret_field.hpp"
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
  static int length(const QString& text) { return static_cast<int>(text.size()); }
  /// Of what stands in the fields of the sheet, from the top.
  std::vector<int> lengths() {
    std::vector<int> out;
    for (const auto* field : stage_->window().findChildren<SecretField*>()) out.push_back(field->length());
    return out;
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
  // Only what was wrong is empty; the other two go on.
  EXPECT_EQ(lengths(), (std::vector<int>{0, length(kSecond), length(kSecond)}));
  ASSERT_NO_THROW(fill("passphraseNow", kFirst));
  for (const auto* label : {"passphraseNew", "passphraseAgain"}) {
    ASSERT_NO_THROW(hands_->hear(hands_->say(label)));
    hands_->press(Qt::Key_Return);
  }
  ASSERT_TRUE(wait_for([&] { return !protection.busy() && !protection.wrong(); }));
  EXPECT_TRUE(wait_for([&] { return lengths() == std::vector<int>{0, 0, 0}; })) << "nothing of them stays";
  ASSERT_NO_THROW(locks_and_opens_with(kSecond));
}

}  // namespace
}  // namespace stille::desktop::test
