// Who would like to be a contact: shown where it is looked for, and answered there.
#include <QJSValue>

#include <gtest/gtest.h>

#include "tests/desktop/hands.hpp"
#include "tests/desktop/looking.hpp"
#include "tests/desktop/neighbours.hpp"

namespace stille::desktop::test {
namespace {

const QString kAda = QStringLiteral("ada");
const QString kBob = QStringLiteral("bob");
const QString kMira = QStringLiteral("mira");

class ArrivalsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    neighbours_.person(kAda, QStringLiteral("Ada Berger"));
    neighbours_.person(kBob, QStringLiteral("Bob Keller"));
    neighbours_.person(kMira, QStringLiteral("Mira Kaya"));
    neighbours_.meet(kAda, kBob);
  }
  void open() {
    stage_ = std::make_unique<Stage>(neighbours_.folder(kAda));
    ASSERT_TRUE(wait_for([this] { return arrivals().loaded() && stage_->home() != nullptr; }));
    stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180);
    hands_ = std::make_unique<Hands>(*stage_);
  }
  Arrivals& arrivals() { return stage_->app().arrivals(); }
  void answers(const char* word, const QString& name) {
    auto& hands = *hands_;
    stage_->go(QStringLiteral("people"));
    hands.reach(hands.say(word) + QStringLiteral(": ") + name);
    hands.press(Qt::Key_Return);
    hands.until(QStringLiteral("nobody waits"), [this] { return arrivals().count() == 0; });
  }

  Neighbours neighbours_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<Hands> hands_;
};

TEST_F(ArrivalsTest, An_invitation_that_somebody_has_used_is_not_shown_any_more) {
  ASSERT_NO_FATAL_FAILURE(open());
  stage_->go(QStringLiteral("invite"));
  auto* page = stage_->window().findChild<QQuickItem*>(QStringLiteral("invitePage"));
  ASSERT_NE(page, nullptr);
  ASSERT_TRUE(wait_for([&] { return page->property("ready").toBool(); }));
  const auto invitation = page->property("invitation").value<QJSValue>().toVariant().toMap();
  neighbours_.says(kMira, {QStringLiteral("invite"), QStringLiteral("accept"),
                           invitation.value(QStringLiteral("link")).toString()});
  EXPECT_TRUE(wait_for([&] { return stage_->heard() == hands_->say("inviteAnother"); }))
      << stage_->heard().toStdString();
}

// The page of an invitation asks only then.
TEST_F(ArrivalsTest, That_an_invitation_was_used_is_told_and_not_with_what_else_happens) {
  ASSERT_NO_FATAL_FAILURE(open());
  QStringList told;
  QObject::connect(&stage_->app().session(), &Session::heardOf, stage_->home(),
                   [&told](const QStringList& types) { told += types; });
  neighbours_.says(kBob, {QStringLiteral("send"), kAda, QStringLiteral("-m"), QStringLiteral("Hallo")});
  ASSERT_TRUE(wait_for([&] { return told.contains(QStringLiteral("message")); }));
  EXPECT_FALSE(told.contains(QStringLiteral("invitation")));
  const auto link =
      neighbours_.says(kAda, {QStringLiteral("invite"), QStringLiteral("create"), QStringLiteral("--plain")})
          .trimmed();
  ASSERT_TRUE(wait_for([&] { return told.contains(QStringLiteral("invitation")); }));
  told.clear();
  neighbours_.says(kMira, {QStringLiteral("invite"), QStringLiteral("accept"), link});
  EXPECT_TRUE(wait_for([&] { return told.contains(QStringLiteral("invitation")); }));
}

TEST_F(ArrivalsTest, Somebody_who_is_introduced_waits_beside_the_contacts_and_is_accepted_there) {
  neighbours_.meet(kBob, kMira);
  ASSERT_NO_FATAL_FAILURE(open());
  EXPECT_EQ(arrivals().count(), 0);
  neighbours_.says(kBob, {QStringLiteral("introduce"), kAda, kMira, QStringLiteral("-m"),
                          QStringLiteral("Ihr singt beide.")});
  ASSERT_TRUE(wait_for([this] { return arrivals().count() == 1; }));
  EXPECT_EQ(arrivals().at(0).value(QStringLiteral("kind")), QStringLiteral("introduction"));
  ASSERT_NE(seen(*stage_, "spoken", hands_->say("arrivalsOne")), nullptr);
  ASSERT_NO_THROW(answers("accept", QStringLiteral("Mira Kaya")));
}

TEST_F(ArrivalsTest, Somebody_who_asks_first_waits_there_too_and_hears_of_no_no) {
  ASSERT_NO_FATAL_FAILURE(open());
  const auto link = neighbours_
                        .says(kAda, {QStringLiteral("invite"), QStringLiteral("create"),
                                     QStringLiteral("--ask"), QStringLiteral("--plain")})
                        .section(QLatin1Char('\t'), 0, 0)
                        .trimmed();
  neighbours_.says(kMira, {QStringLiteral("invite"), QStringLiteral("accept"), link});
  ASSERT_TRUE(wait_for([this] { return arrivals().count() == 1; }));
  EXPECT_EQ(arrivals().at(0).value(QStringLiteral("kind")), QStringLiteral("request"));
  ASSERT_NO_THROW(answers("decline", QStringLiteral("Mira Kaya")));
  EXPECT_EQ(seen(*stage_, "spoken", hands_->say("arrivalsOne")), nullptr);
}

}  // namespace
}  // namespace stille::desktop::test
