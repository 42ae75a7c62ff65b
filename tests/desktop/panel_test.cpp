// What belongs to a conversation, in a panel beside it: left by Escape, with everything that was typed there.
#include <gtest/gtest.h>

#include "tests/desktop/looking.hpp"
#include "tests/desktop/neighbours.hpp"

namespace stille::desktop::test {
namespace {

const QString kLena = QStringLiteral("lena");
const QString kMira = QStringLiteral("mira");
const QString kJonas = QStringLiteral("jonas");
const QString kRound = QStringLiteral("#runde");

class ThePanel : public ::testing::Test {
 protected:
  void SetUp() override {
    neighbours_.person(kLena, QStringLiteral("Lena"));
    neighbours_.person(kMira, QStringLiteral("Mira"));
    neighbours_.person(kJonas, QStringLiteral("Jonas"));
    neighbours_.meet(kLena, kMira);
    neighbours_.meet(kLena, kJonas);
    neighbours_.says(kLena, {QStringLiteral("group"), QStringLiteral("new"), QStringLiteral("Runde")});
    stage_ = std::make_unique<Stage>(neighbours_.folder(kLena));
    ASSERT_TRUE(wait_for([this] { return stage_->app().conversations().count() == 3; }));
    stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180);
  }
  [[nodiscard]] QString say(const char* key) { return stage_->app().words().say(QLatin1String(key)); }
  [[nodiscard]] bool writes() {
    return wait_for(
        [this] {
          auto* item = stage_->window().activeFocusItem();
          return item != nullptr && item->objectName() == QStringLiteral("composer");
        },
        std::chrono::seconds(20));
  }
  void opens_and_enters() {
    stage_->press(Qt::Key_E, Qt::ControlModifier);
    ASSERT_TRUE(stage_->settle());
    ASSERT_TRUE(writes()) << "beside it, one goes on writing";
    stage_->press(Qt::Key_F6);
    ASSERT_TRUE(wait_for([this] { return stage_->heard() == say("closeInfo"); }))
        << stage_->heard().toStdString();
  }
  /// The item that has the keyboard, as far as it lies in the window.
  [[nodiscard]] bool is_whole_in_view() {
    const auto* item = stage_->window().activeFocusItem();
    if (item == nullptr) return false;
    const auto top = item->mapToScene({0, 0}).y();
    return top >= 0 && top + item->height() <= stage_->window().height();
  }
  void closes() {
    stage_->press(Qt::Key_Escape);
    EXPECT_TRUE(writes()) << stage_->heard().toStdString();
    EXPECT_FALSE(stage_->home()->property("infoShown").toBool());
  }
  void types_a_note() {
    stage_->show(kMira);
    ASSERT_TRUE(writes());
    ASSERT_NO_FATAL_FAILURE(opens_and_enters());
    auto* note = seen(*stage_, "label", say("note"));
    ASSERT_NE(note, nullptr);
    ASSERT_TRUE(stage_->settle());
    note->forceActiveFocus(Qt::TabFocusReason);
    stage_->type(QStringLiteral("Singt im Chor"));
  }
  [[nodiscard]] bool noted(const QString& who, const std::string& text) {
    std::string kept;
    const bool so = wait_for(
        [&] {
          stage_->app().session().ask(
              "contact.show", {{"contact", who.toStdString()}},
              [&](const rpc::Json& answer, Session::Problem) { kept = answer.value("note", std::string()); });
          return stage_->settle() && kept == text;
        },
        std::chrono::seconds(10));
    EXPECT_EQ(kept, text);
    return so;
  }

  Neighbours neighbours_;
  std::unique_ptr<Stage> stage_;
};

TEST_F(ThePanel, Escape_closes_it_and_the_keyboard_is_where_one_writes) {
  for (const auto& who : {kRound, kMira}) {
    stage_->show(who);
    ASSERT_TRUE(writes());
    ASSERT_NO_FATAL_FAILURE(opens_and_enters());
    closes();
    EXPECT_EQ(stage_->home()->property("conversation").toString(), who);
  }
}

TEST_F(ThePanel, Whatever_the_keyboard_reaches_in_it_is_in_view) {
  constexpr int kMostTabs = 80;  // more than it has places
  stage_->show(kMira);
  ASSERT_TRUE(writes());
  ASSERT_NO_FATAL_FAILURE(opens_and_enters());
  int tabs = 0;
  for (; tabs < kMostTabs && stage_->heard() != say("personErase"); ++tabs) {
    stage_->press(Qt::Key_Tab);
    ASSERT_TRUE(wait_for([this] { return is_whole_in_view(); })) << stage_->heard().toStdString();
  }
  EXPECT_LT(tabs, kMostTabs) << "its last place was never reached";
}

TEST_F(ThePanel, What_was_being_typed_there_is_kept_when_escape_closes_it) {
  ASSERT_NO_FATAL_FAILURE(types_a_note());
  closes();
  EXPECT_TRUE(noted(kMira, "Singt im Chor"));
}

TEST_F(ThePanel, A_note_is_about_whom_it_was_begun_for_whoever_is_shown_next) {
  neighbours_.says(kLena, {QStringLiteral("contact"), QStringLiteral("set"), kJonas, QStringLiteral("--note"),
                           QStringLiteral("Spielt Orgel")});
  ASSERT_NO_FATAL_FAILURE(types_a_note());
  stage_->show(kJonas);
  EXPECT_TRUE(noted(kMira, "Singt im Chor"));
  EXPECT_TRUE(noted(kJonas, "Spielt Orgel"));
  EXPECT_TRUE(wait_for([this] {
    auto* field = seen(*stage_, "label", say("note"));
    return field != nullptr && field->property("text") == QStringLiteral("Spielt Orgel");
  }));
}

TEST_F(ThePanel, What_takes_something_away_does_not_look_like_what_does_not) {
  stage_->show(kMira);
  ASSERT_TRUE(writes());
  ASSERT_NO_FATAL_FAILURE(opens_and_enters());
  const auto ink = [this](const char* words) {
    QQuickItem* button = nullptr;
    EXPECT_TRUE(wait_for([&] { return (button = seen(*stage_, "text", say(words))) != nullptr; })) << words;
    while (button != nullptr && !button->property("ink").isValid()) button = button->parentItem();
    return button == nullptr ? QColor() : button->property("ink").value<QColor>();
  };
  const auto colour = [this](const char* name) {
    return stage_->app().theme().value(QLatin1String(name)).value<QColor>();
  };
  EXPECT_EQ(ink("block"), colour("danger"));
  EXPECT_EQ(ink("personErase"), colour("danger"));
  EXPECT_EQ(ink("personExport"), colour("accent"));
  stage_->app().session().ask("contact.set", {{"contact", "mira"}, {"blocked", true}}, {});
  EXPECT_NE(ink("unblock"), colour("danger")) << "it gives something back";
}

}  // namespace
}  // namespace stille::desktop::test
