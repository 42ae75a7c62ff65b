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

}  // namespace
}  // namespace stille::desktop::test
