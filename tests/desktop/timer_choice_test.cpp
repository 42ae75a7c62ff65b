// After how long messages of a conversation disappear, chosen by the keyboard: from what is usual, and
// anything else that the engine takes; what was agreed is said whatever it is.
#include <gtest/gtest.h>

#include "client/desktop/json_values.hpp"
#include "tests/desktop/hands.hpp"
#include "tests/desktop/looking.hpp"
#include "tests/desktop/neighbours.hpp"

namespace stille::desktop::test {
namespace {

constexpr qint64 kHour = 3600000;

class TimerChoiceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    neighbours_.person(kLena, QStringLiteral("Lena"));
    neighbours_.person(kMira, QStringLiteral("Mira"));
    neighbours_.meet(kLena, kMira);
    neighbours_.says(kLena, {QStringLiteral("contact"), QStringLiteral("set"), kMira,
                             QStringLiteral("--expire"), QStringLiteral("36h")});
    stage_ = std::make_unique<Stage>(neighbours_.folder(kLena));
    ASSERT_TRUE(wait_for([this] { return stage_->home() != nullptr; }));
    stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180);
    stage_->show(kMira);
    stage_->home()->setProperty("infoShown", true);
    hands_ = std::make_unique<Hands>(*stage_);
  }
  qint64 agreed() {
    std::optional<qint64> out;
    stage_->app().session().ask(
        "contact.show", {{"contact", "mira"}},
        [&](const rpc::Json& answer, Session::Problem) { out = answer.value("expire_ms", std::int64_t{0}); });
    EXPECT_TRUE(wait_for([&] { return out.has_value(); }));
    return out.value_or(-1);
  }
  void until(qint64 wanted) {
    hands_->until(QStringLiteral("it is agreed"), [&] { return agreed() == wanted; });
  }
  bool chosen(const QString& words) {
    return wait_for(
        [&] {
          auto* chip = seen(*stage_, "text", words);
          return chip != nullptr && chip->property("chosen").toBool();
        },
        std::chrono::seconds(20));
  }

  const QString kLena = QStringLiteral("lena");
  const QString kMira = QStringLiteral("mira");
  Neighbours neighbours_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<Hands> hands_;
};

TEST_F(TimerChoiceTest, What_was_agreed_elsewhere_is_said_and_what_is_usual_takes_its_place) {
  EXPECT_TRUE(chosen(QStringLiteral("36 Stunden")));
  ASSERT_NO_THROW(hands_->reach(QStringLiteral("8 Stunden")));
  hands_->press(Qt::Key_Return);
  ASSERT_NO_THROW(until(8 * kHour));
  EXPECT_TRUE(chosen(QStringLiteral("8 Stunden")));
  EXPECT_EQ(seen(*stage_, "text", QStringLiteral("36 Stunden")), nullptr);
}

TEST_F(TimerChoiceTest, Any_other_is_a_number_of_something_within_the_bounds_of_the_engine) {
  ASSERT_NO_THROW(hands_->reach(hands_->say("expiringOther")));
  hands_->press(Qt::Key_Return);
  ASSERT_NO_THROW(hands_->hear(hands_->say("expiringHowMany")));
  for (const auto* wrong : {"0", "1,5", "x", "8785"}) {  // hours: 366 days are 8784
    hands_->press(Qt::Key_A, Qt::ControlModifier);
    hands_->type(QString::fromLatin1(wrong));
    hands_->press(Qt::Key_Return);
    EXPECT_NE(seen(*stage_, "problem", hands_->say("expiringWrong")), nullptr) << wrong;
  }
  hands_->press(Qt::Key_A, Qt::ControlModifier);
  hands_->type(QStringLiteral("366"));
  ASSERT_NO_THROW(hands_->reach(hands_->say("unitDays")));
  hands_->press(Qt::Key_Return);
  ASSERT_NO_THROW(hands_->reach(hands_->say("expiringSet")));
  hands_->press(Qt::Key_Return);
  ASSERT_NO_THROW(until(366 * 24 * kHour));
  EXPECT_TRUE(chosen(QStringLiteral("366 Tagen")));
  EXPECT_NO_THROW(hands_->hear(QStringLiteral("366 Tagen")));
}

TEST_F(TimerChoiceTest, It_is_found_by_what_people_call_it_in_both_languages) {
  const auto closes = [this] {
    stage_->home()->setProperty("infoShown", false);
    ASSERT_TRUE(stage_->settle());
  };
  for (const auto* word : {"timer", "disappear", "verschwinden", "Frist"}) {
    ASSERT_NO_FATAL_FAILURE(closes());
    ASSERT_NO_THROW(hands_->jump(QString::fromLatin1(word))) << word;
    EXPECT_NO_THROW(hands_->hear(QStringLiteral("36 Stunden"))) << word;
  }
  auto* chip = stage_->window().activeFocusItem();
  EXPECT_TRUE(QRectF(0, 0, 1180, 760).contains(chip->mapRectToScene(chip->boundingRect())));
}

TEST_F(TimerChoiceTest, That_of_a_group_is_found_where_it_can_be_changed_and_where_there_is_none_nothing) {
  bool made = false;
  stage_->app().session().ask("group.create", {{"name", "Runde"}, {"people", {"mira"}}},
                              [&](const rpc::Json&, Session::Problem problem) { made = problem == nullptr; });
  ASSERT_TRUE(wait_for([&] { return made; }));
  stage_->show(QStringLiteral("#runde"));
  ASSERT_TRUE(wait_for([this] { return stage_->home()->property("timed").toBool(); }));
  ASSERT_NO_THROW(hands_->jump(QStringLiteral("timer")));
  EXPECT_NO_THROW(hands_->hear(hands_->say("never")));
  EXPECT_EQ(stage_->home()->property("place").toString(), QStringLiteral("group"));
  stage_->show(QStringLiteral("self"));
  ASSERT_NO_THROW(hands_->jump(QStringLiteral("timer")));
  EXPECT_TRUE(wait_for([this] { return stage_->home()->property("place") == QStringLiteral("search"); }))
      << "what is left is to search for the word";
}

TEST_F(TimerChoiceTest, What_one_takes_along_is_found_by_the_word_for_it) {
  for (const auto* word : {"export", "mitnehmen"}) {
    stage_->show(kMira);
    ASSERT_NO_THROW(hands_->jump(QString::fromLatin1(word)));
    EXPECT_NO_THROW(hands_->hear(hands_->say("exportDo"))) << word;
  }
}

}  // namespace
}  // namespace stille::desktop::test
