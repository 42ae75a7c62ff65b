// What one does to a message on a sheet of its own, by the keyboard: a reaction that is not on the list.
#include <gtest/gtest.h>

#include "tests/desktop/hands.hpp"
#include "tests/desktop/looking.hpp"
#include "tests/desktop/neighbours.hpp"

namespace stille::desktop::test {
namespace {

const QString kLena = QStringLiteral("lena");
const QString kMira = QStringLiteral("mira");

class MessageSheetsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    neighbours_.person(kLena, QStringLiteral("Lena"));
    neighbours_.person(kMira, QStringLiteral("Mira Sand"));
    neighbours_.meet(kLena, kMira);
  }
  void opens(const QString& conversation, int messages) {
    stage_ = std::make_unique<Stage>(neighbours_.folder(kLena));
    ASSERT_TRUE(wait_for([this] { return stage_->home() != nullptr; }));
    stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180);
    stage_->show(conversation);
    ASSERT_TRUE(wait_for([&] { return stage_->app().messages().count() == messages; }));
    hands_ = std::make_unique<Hands>(*stage_);
  }
  QString says(const QString& who, const QString& to, const QString& text) {
    return neighbours_.says(who, {QStringLiteral("send"), to, QStringLiteral("-m"), text});
  }
  /// The menu of the newest message, or one above it, at this line of it.
  void chooses(const char* line, int up = 1) {
    for (int step = 0; step < up; ++step) hands_->press(Qt::Key_Up, Qt::ControlModifier);
    hands_->press(Qt::Key_Menu);
    hands_->reach_by(Qt::Key_Down, hands_->say(line));
    hands_->press(Qt::Key_Return);
  }
  QStringList reactions() {
    QStringList out;
    for (const auto& one : stage_->app().messages().at(0)[QStringLiteral("reactions")].toList())
      out.append(one.toMap()[QStringLiteral("text")].toString());
    return out;
  }

  Neighbours neighbours_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<Hands> hands_;
};

TEST_F(MessageSheetsTest, A_reaction_of_ones_own_is_what_the_engine_takes_and_said_when_it_is_not) {
  says(kMira, kLena, QStringLiteral("Eins"));
  ASSERT_NO_FATAL_FAILURE(opens(kMira, 1));
  ASSERT_NO_THROW(chooses("react"));
  ASSERT_NO_THROW(hands_->hear(QStringLiteral("👍")));
  hands_->press(Qt::Key_Left);  // around to the last
  ASSERT_NO_THROW(hands_->hear(hands_->say("reactOther")));
  hands_->press(Qt::Key_Return);
  ASSERT_NO_THROW(hands_->hear(hands_->say("reactOwn")));
  hands_->type(QStringLiteral("zu viel"));
  hands_->press(Qt::Key_Return);
  EXPECT_TRUE(wait_for([this] { return seen(*stage_, "problem", hands_->say("reactOwnWrong")) != nullptr; }));
  EXPECT_TRUE(reactions().isEmpty());
  hands_->press(Qt::Key_A, Qt::ControlModifier);
  hands_->type(QStringLiteral("Genau"));
  hands_->press(Qt::Key_Return);
  EXPECT_TRUE(wait_for([this] { return reactions() == QStringList{QStringLiteral("Genau")}; }));
  EXPECT_EQ(seen(*stage_, "label", hands_->say("reactOwn")), nullptr) << "the sheet is closed";
}

}  // namespace
}  // namespace stille::desktop::test
