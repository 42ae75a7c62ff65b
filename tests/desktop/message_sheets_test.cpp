// What one learns of a message and does to it on a sheet of its own, by the keyboard: a reaction that is not
// on the list, and its details.
#include <QSignalSpy>

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
  /// What the sheet says of something; null: nothing.
  QVariant said_of(const QString& name) {
    QVariant out;
    const std::function<void(QQuickItem*)> look = [&](QQuickItem* item) {
      if (!item->isVisible()) return;
      if (item->property("name") == name && item->property("more").isValid()) out = item->property("value");
      for (auto* child : item->childItems()) look(child);
    };
    look(stage_->window().contentItem());
    return out;
  }
  [[nodiscard]] bool shows(const QString& name, const QString& value) {
    return wait_for([&] { return said_of(name) == value; }, std::chrono::seconds(20));
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

TEST_F(MessageSheetsTest,
       Details_say_when_it_was_written_whom_it_reached_what_it_said_before_and_when_it_goes) {
  ASSERT_NO_FATAL_FAILURE(opens(kMira, 0));
  bool done = false;
  stage_->app().session().ask(
      "message.send", {{"to", {"mira"}}, {"text", "Dinstag"}, {"expire_ms", 36 * 3600000}, {"wait", "sent"}},
      [&](const rpc::Json& answer, Session::Problem) {
        stage_->app().session().ask(
            "message.edit", {{"message", answer["results"][0]["id"]}, {"text", "Dienstag"}},
            [&](const rpc::Json&, Session::Problem problem) { done = problem == nullptr; });
      });
  ASSERT_TRUE(wait_for([&] { return done && stage_->app().messages().count() == 1; }));
  ASSERT_TRUE(wait_for([&] {
    neighbours_.says(kMira, {QStringLiteral("sync")});
    const auto row = stage_->app().messages().at(0);
    return row[QStringLiteral("state")] == QStringLiteral("delivered") &&
           row[QStringLiteral("edited")].toBool();
  }));
  ASSERT_NO_THROW(chooses("details"));
  EXPECT_TRUE(shows(QStringLiteral("Mira Sand"), hands_->say("messageStateDelivered")));
  EXPECT_TRUE(said_of(hands_->say("detailsWritten")).toString().startsWith(hands_->say("dayToday")));
  EXPECT_TRUE(said_of(hands_->say("detailsEdited")).toString().startsWith(hands_->say("dayToday")));
  EXPECT_TRUE(said_of(hands_->say("detailsGoes")).toString().contains(QLatin1Char(':')));
  EXPECT_NE(seen(*stage_, "value", QStringLiteral("Dinstag")), nullptr);
  EXPECT_EQ(seen(*stage_, "value", QStringLiteral("Dienstag")), nullptr)
      << "that is read in the conversation";
  hands_->press(Qt::Key_Escape);
  EXPECT_TRUE(wait_for([&] { return !said_of(hands_->say("detailsWritten")).isValid(); }));
}

TEST_F(MessageSheetsTest, Details_are_asked_for_again_when_something_happens_in_their_conversation_only) {
  says(kMira, kLena, QStringLiteral("Eins"));
  ASSERT_NO_FATAL_FAILURE(opens(kMira, 1));
  ASSERT_NO_THROW(chooses("details"));
  ASSERT_TRUE(wait_for([this] { return said_of(hands_->say("detailsWritten")).isValid(); }));
  QObject* sheet = nullptr;
  for (auto* one : stage_->window().findChildren<QObject*>())
    if (one->property("wordings").isValid()) sheet = one;
  ASSERT_NE(sheet, nullptr);
  ASSERT_TRUE(stage_->settle());
  QSignalSpy answers(sheet, SIGNAL(messageChanged()));
  neighbours_.says(kLena, {QStringLiteral("send"), QStringLiteral("self"), QStringLiteral("-m"),
                           QStringLiteral("Anderswo")});
  ASSERT_TRUE(wait_for([this] {
    return stage_->app()
        .conversations()
        .named(QStringLiteral("self"))[QStringLiteral("line")]
        .toString()
        .contains(QStringLiteral("Anderswo"));
  }));
  ASSERT_TRUE(stage_->settle());
  EXPECT_EQ(answers.count(), 0);
  says(kMira, kLena, QStringLiteral("Hier"));
  EXPECT_TRUE(wait_for([&] { return answers.count() > 0; }, std::chrono::seconds(20)));
}

TEST_F(MessageSheetsTest, An_Enter_too_many_deletes_nothing) {
  says(kLena, kMira, QStringLiteral("Bleibt das?"));
  ASSERT_NO_FATAL_FAILURE(opens(kMira, 1));
  const auto asks = [this] {
    hands_->press(Qt::Key_Up, Qt::ControlModifier);
    hands_->press(Qt::Key_Delete);
    hands_->hear(hands_->say("cancel"));
  };
  ASSERT_NO_THROW(asks());
  EXPECT_TRUE(stage_->window().activeFocusItem()->property("visualFocus").toBool())
      << "one sees where one is";
  hands_->press(Qt::Key_Return);
  ASSERT_TRUE(stage_->settle());
  EXPECT_EQ(stage_->app().messages().count(), 1);
  hands_->press(Qt::Key_Escape);
  ASSERT_NO_THROW(asks()) << "the next time, too";
  ASSERT_NO_THROW(hands_->reach(hands_->say("eraseHere")));
  hands_->press(Qt::Key_Return);
  EXPECT_TRUE(wait_for([this] { return stage_->app().messages().count() == 0; }));
}

TEST_F(MessageSheetsTest, Details_in_a_group_name_whom_it_has_not_reached) {
  const auto jonas = QStringLiteral("jonas");
  neighbours_.person(jonas, QStringLiteral("Jonas Weber"));
  neighbours_.meet(kLena, jonas);
  neighbours_.says(kLena, {QStringLiteral("group"), QStringLiteral("new"), QStringLiteral("Runde"),
                           QStringLiteral("--add"), QStringLiteral("mira,jonas")});
  for (int round = 0; round < 4; ++round)
    for (const auto& who : {kMira, jonas, kLena}) neighbours_.says(who, {QStringLiteral("sync")});
  says(kLena, QStringLiteral("#runde"), QStringLiteral("Hallo"));
  // Whoever says something has confirmed what came before.
  neighbours_.says(kMira, {QStringLiteral("sync")});
  says(kMira, QStringLiteral("#runde"), QStringLiteral("Da bin ich"));
  neighbours_.says(kLena, {QStringLiteral("sync")});
  // Two messages; and that the group began, and that two came in.
  ASSERT_NO_FATAL_FAILURE(opens(QStringLiteral("#runde"), 5));
  ASSERT_NO_THROW(chooses("details", 2));
  EXPECT_TRUE(shows(QStringLiteral("Jonas Weber"), hands_->say("detailsOnItsWay")));
  EXPECT_TRUE(shows(hands_->say("detailsRest"), hands_->say("messageStateDelivered")));
  EXPECT_FALSE(said_of(QStringLiteral("Mira Sand")).isValid());
}

}  // namespace
}  // namespace stille::desktop::test
