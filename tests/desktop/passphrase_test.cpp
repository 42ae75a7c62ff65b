// The passphrase of a profile, set and changed in the window, by the keyboard; and where one is who comes
// back.
#include <QKeyEvent>

#include <gtest/gtest.h>

#include "client/desktop/secret_field.hpp"
#include "tests/desktop/hands.hpp"
#include "tests/desktop/neighbours.hpp"

namespace stille::desktop::test {
namespace {

const QString kFirst = QStringLiteral("vier leise graue Wolken");
const QString kSecond = QStringLiteral("drei laute gelbe Krokusse");
const QString kRound = QStringLiteral("#runde");

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
  void gets_one() {
    stage_->go(QStringLiteral("settings"));
    hands_->reach(hands_->say("passphraseSet"));
    hands_->press(Qt::Key_Return);
    fill("passphraseNew", kFirst);
    fill("passphraseAgain", kFirst);
    hands_->until(QStringLiteral("it asks for one"), [&] { return stage_->app().session().guarded(); });
    stage_->settle();
  }
  void makes_a_group() {
    bool made = false;
    stage_->app().session().ask(
        "group.create", {{"name", "Runde"}, {"people", rpc::Json::array()}},
        [&](const rpc::Json&, Session::Problem problem) { made = problem == nullptr; });
    ASSERT_TRUE(wait_for([&] { return made && !stage_->app().conversations().named(kRound).isEmpty(); }));
  }
  [[nodiscard]] bool home_has(const char* what, const QVariant& value) {
    return wait_for([&] { return stage_->home() != nullptr && stage_->home()->property(what) == value; },
                    std::chrono::seconds(20));
  }
  [[nodiscard]] QString written() {
    const auto* field = stage_->window().findChild<QObject*>(QStringLiteral("composer"));
    return field == nullptr ? QString() : field->property("text").toString();
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

TEST_F(PassphraseTest, Whoever_comes_back_is_where_they_were_with_what_they_had_begun) {
  ASSERT_NO_THROW(gets_one());
  makes_a_group();
  stage_->show(kRound);
  stage_->home()->setProperty("infoShown", true);
  ASSERT_TRUE(stage_->settle());
  ASSERT_NO_THROW(hands_->hear(hands_->say("writeTo", {QStringLiteral("Runde")})));
  stage_->type(QStringLiteral("Halb gesagt"));
  ASSERT_NO_THROW(locks_and_opens_with(kFirst));
  EXPECT_TRUE(home_has("conversation", kRound));
  EXPECT_TRUE(home_has("infoShown", true));
  EXPECT_TRUE(wait_for([&] { return written() == QStringLiteral("Halb gesagt"); }, std::chrono::seconds(20)))
      << written().toStdString();
  EXPECT_NO_THROW(hands_->hear(hands_->say("writeTo", {QStringLiteral("Runde")})));
}

TEST_F(PassphraseTest, Whoever_comes_back_is_on_the_page_that_they_had_open) {
  ASSERT_NO_THROW(gets_one());
  makes_a_group();
  stage_->show(kRound);
  for (const auto* page : {"group", "settings"}) {
    const auto place = QLatin1String(page);
    stage_->go(place, place == QLatin1String("group") ? QVariantMap{{QStringLiteral("alias"), kRound}}
                                                      : QVariantMap());
    ASSERT_NO_THROW(locks_and_opens_with(kFirst));
    EXPECT_TRUE(home_has("place", place)) << page;
    EXPECT_TRUE(home_has("conversation", kRound)) << page;
  }
  // What was about somebody else is not kept in mind while it is locked.
  stage_->go(QStringLiteral("search"), {{QStringLiteral("within"), QStringLiteral("self")}});
  ASSERT_NO_THROW(locks_and_opens_with(kFirst));
  EXPECT_TRUE(home_has("conversation", kRound));
  EXPECT_TRUE(home_has("place", QStringLiteral("conversation")));
}

TEST_F(PassphraseTest, Who_was_greeted_as_a_newcomer_is_none_any_more_after_unlocking) {
  hands_.reset();
  stage_ = std::make_unique<Stage>(neighbours_.folder(QStringLiteral("new")));
  ASSERT_TRUE(wait_for([&] { return stage_->app().session().state() == QStringLiteral("welcome"); }));
  hands_ = std::make_unique<Hands>(*stage_);
  SecretField secret;
  for (const auto letter : kFirst) {
    QKeyEvent key(QEvent::KeyPress, Qt::Key_unknown, Qt::NoModifier, QString(letter));
    QCoreApplication::sendEvent(&secret, &key);
  }
  stage_->app().session().create({{QStringLiteral("name"), QStringLiteral("Neu Hier")},
                                  {QStringLiteral("relay"), neighbours_.address()}},
                                 &secret);
  ASSERT_TRUE(is(QStringLiteral("open")));
  ASSERT_TRUE(home_has("place", QStringLiteral("invite")));
  ASSERT_NO_THROW(locks_and_opens_with(kFirst));
  EXPECT_TRUE(home_has("place", QStringLiteral("conversation")));
  ASSERT_TRUE(stage_->settle());
  EXPECT_FALSE(stage_->home()->property("greetNewcomer").toBool());
  EXPECT_EQ(stage_->home()->property("place").toString(), QStringLiteral("conversation"));
}

}  // namespace
}  // namespace stille::desktop::test
