// What hands do in a conversation: choosing words with the mouse, another key for something, what leaves
// later.
#include <QClipboard>
#include <QTest>

#include <gtest/gtest.h>

#include "tests/desktop/hands.hpp"
#include "tests/desktop/looking.hpp"
#include "tests/desktop/neighbours.hpp"
#include "tests/desktop/stage.hpp"

namespace stille::desktop::test {
namespace {

class Talking : public ::testing::Test {
 protected:
  void SetUp() override {
    neighbours_.person(QStringLiteral("ada"), QStringLiteral("Ada Berger"));
    neighbours_.says(QStringLiteral("ada"), {QStringLiteral("send"), QStringLiteral("self"),
                                             QStringLiteral("-m"), QStringLiteral("Eins *zwei* drei")});
    stage_ = std::make_unique<Stage>(neighbours_.folder(QStringLiteral("ada")));
    ASSERT_TRUE(wait_for([this] { return stage_->app().session().state() == QStringLiteral("open"); }));
    stage_->show(QStringLiteral("self"));
    ASSERT_TRUE(wait_for([this] { return stage_->app().messages().count() == 1; }));
    stage_->settle();
  }
  /// The words of the only message, on the window.
  QRectF words() {
    QQuickItem* found = nullptr;
    const std::function<void(QQuickItem*)> look = [&](QQuickItem* item) {
      if (item->isVisible() && item->property("text").toString().contains(QStringLiteral("zwei")) &&
          item->inherits("QQuickText") && item->height() > 0)
        found = item;
      for (auto* child : item->childItems()) look(child);
    };
    auto* list = stage_->window().findChild<QQuickItem*>(QStringLiteral("messages"));
    look(list);
    return found != nullptr ? found->mapRectToScene(found->boundingRect()) : QRectF();
  }
  [[nodiscard]] QString say(const char* key) { return stage_->app().words().say(QLatin1String(key)); }
  rpc::Json asked(const char* method, const rpc::Json& params = rpc::Json::object()) {
    std::optional<rpc::Json> out;
    stage_->app().session().ask(method, params,
                                [&out](const rpc::Json& answer, Session::Problem) { out = answer; });
    EXPECT_TRUE(wait_for([&out] { return out.has_value(); }));
    return out.value_or(rpc::Json());
  }

  Neighbours neighbours_;
  std::unique_ptr<Stage> stage_;
};

TEST_F(Talking, Words_are_chosen_by_the_mouse_and_copied_as_they_are_read) {
  const auto place = words();
  ASSERT_FALSE(place.isEmpty());
  auto* window = &stage_->window();
  const auto y = static_cast<int>(place.center().y());
  const QPoint from(static_cast<int>(place.left()) + 1, y);
  const QPoint to(static_cast<int>(place.right()) + 6, y);
  QTest::mousePress(window, Qt::LeftButton, {}, from);
  for (int step = 1; step <= 4; ++step)
    QTest::mouseMove(window, from + QPoint((to.x() - from.x()) * step / 4, 0));
  QTest::mouseRelease(window, Qt::LeftButton, {}, to);
  stage_->settle();
  stage_->press(Qt::Key_C, Qt::ControlModifier);
  EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("Eins zwei drei"));
  // And one word of it.
  QTest::mouseDClick(window, Qt::LeftButton, {}, place.center().toPoint());
  stage_->settle();
  stage_->press(Qt::Key_C, Qt::ControlModifier);
  EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("zwei"));
  stage_->press(Qt::Key_Escape);
}

TEST_F(Talking, What_a_button_means_is_said_to_who_points_and_not_to_who_has_pressed) {
  QQuickItem* button = nullptr;
  const std::function<void(QQuickItem*)> look = [&](QQuickItem* item) {
    if (item->isVisible() && item->property("symbol") == QStringLiteral("settings")) button = item;
    for (auto* child : item->childItems()) look(child);
  };
  look(stage_->window().contentItem());
  ASSERT_NE(button, nullptr);
  QObject* tip = nullptr;
  for (auto* child : button->findChildren<QObject*>())
    if (child->property("words") == say("settings")) tip = child;
  ASSERT_NE(tip, nullptr);
  const auto place = button->mapRectToScene(button->boundingRect()).center().toPoint();
  QTest::mouseMove(&stage_->window(), place - QPoint(60, 0));
  QTest::mouseMove(&stage_->window(), place);
  ASSERT_TRUE(wait_for([tip] { return tip->property("opened").toBool(); }));
  QTest::mouseClick(&stage_->window(), Qt::LeftButton, {}, place);
  stage_->settle();
  QTest::mouseMove(&stage_->window(), place + QPoint(1, 0));
  EXPECT_TRUE(button->property("hovered").toBool());
  EXPECT_FALSE(tip->property("shown").toBool());
}

TEST_F(Talking, What_a_button_means_is_said_to_who_comes_by_tab_and_not_where_a_page_begins_with_it) {
  const auto tip_of = [](QQuickItem* button) {
    QObject* out = nullptr;
    for (auto* child : button->findChildren<QObject*>())
      if (child->property("delay").isValid() && child->property("words").isValid()) out = child;
    return out;
  };
  stage_->go(QStringLiteral("relay"));
  auto* back = seen(*stage_, "symbol", QStringLiteral("back"));
  ASSERT_NE(back, nullptr);
  // As a page does that has nothing else to begin with.
  back->forceActiveFocus(Qt::TabFocusReason);
  back->setProperty("focusReason", Qt::TabFocusReason);
  ASSERT_TRUE(back->property("visualFocus").toBool());
  auto* tip = tip_of(back);
  ASSERT_NE(tip, nullptr);
  EXPECT_FALSE(tip->property("shown").toBool());
  stage_->press(Qt::Key_Tab);
  stage_->press(Qt::Key_Tab, Qt::ShiftModifier);
  ASSERT_TRUE(back->hasActiveFocus()) << stage_->heard().toStdString();
  EXPECT_TRUE(tip->property("shown").toBool());
  stage_->press(Qt::Key_Tab);
  EXPECT_FALSE(tip->property("shown").toBool());
}

TEST_F(Talking, Another_key_does_what_the_first_one_did) {
  stage_->press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
  stage_->settle();
  EXPECT_NE(stage_->heard(), say("paletteLabel"));
  stage_->app().preferences().set_keys({{QStringLiteral("jump"), QStringLiteral("Ctrl+Shift+P")}});
  stage_->press(Qt::Key_K, Qt::ControlModifier);
  stage_->settle();
  EXPECT_NE(stage_->heard(), say("paletteLabel"));
  stage_->press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_TRUE(wait_for([this] { return stage_->heard() == say("paletteLabel"); }));
}

TEST_F(Talking, An_answer_can_be_asked_for_and_that_is_seen) {
  neighbours_.person(QStringLiteral("bob"), QStringLiteral("Bob Keller"));
  neighbours_.meet(QStringLiteral("ada"), QStringLiteral("bob"));
  stage_->show(QStringLiteral("bob"));
  Hands hands(*stage_);
  ASSERT_NO_THROW(hands.hear(hands.say("writeTo", {QStringLiteral("Bob Keller")})));
  hands.type(QStringLiteral("Sag mir bitte, wann es passt."));
  hands.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
  ASSERT_NO_THROW(hands.reach_by(Qt::Key_Down, hands.say("sendAsking")));
  hands.press(Qt::Key_Return);
  ASSERT_TRUE(wait_for([this] {
    auto& messages = stage_->app().messages();
    return messages.count() == 1 && messages.at(0).value(QStringLiteral("question")).toBool();
  }));
  EXPECT_TRUE(
      stage_->app().messages().at(0).value(QStringLiteral("spoken")).toString().contains(say("messageAsks")));
  neighbours_.says(QStringLiteral("bob"), {QStringLiteral("sync")});
  EXPECT_TRUE(neighbours_
                  .says(QStringLiteral("bob"),
                        {QStringLiteral("log"), QStringLiteral("ada"), QStringLiteral("--json")})
                  .contains(QStringLiteral("\"question\":true")));
}

TEST_F(Talking, Choosing_which_conversations_are_shown_takes_nobody_away_from_writing) {
  auto* chip = seen(*stage_, "text", say("filterUnread"));
  ASSERT_NE(chip, nullptr);
  QTest::mouseClick(&stage_->window(), Qt::LeftButton, {},
                    chip->mapRectToScene(chip->boundingRect()).center().toPoint());
  ASSERT_TRUE(
      wait_for([this] { return stage_->app().conversations().filter() == QStringLiteral("unread"); }));
  stage_->type(QStringLiteral("Weiter"));
  auto* composer = stage_->window().findChild<QObject*>(QStringLiteral("composer"));
  ASSERT_NE(composer, nullptr);
  EXPECT_EQ(composer->property("text").toString(), QStringLiteral("Weiter"));
}

TEST_F(Talking, What_waits_for_its_time_is_listed_and_can_be_taken_back) {
  const auto soon = QDateTime::currentMSecsSinceEpoch() + 3'600'000;
  const auto quoted = stage_->app().messages().at(0).value(QStringLiteral("id")).toString();
  asked("later.send",
        {{"conversation", "self"}, {"text", "Nachher"}, {"at_ms", soon}, {"reply", quoted.toStdString()}});
  stage_->go(QStringLiteral("later"));
  auto* content = stage_->window().findChild<QQuickItem*>(QStringLiteral("content"));
  auto* page = content->property("item").value<QObject*>();
  ASSERT_NE(page, nullptr);
  ASSERT_TRUE(wait_for([page] { return page->property("waiting").toList().size() == 1; }));
  QMetaObject::invokeMethod(page, "takeBack", Q_ARG(QVariant, page->property("waiting").toList().front()),
                            Q_ARG(QVariant, true));
  ASSERT_TRUE(wait_for([this] { return asked("later.list")["later"].empty(); }));
  ASSERT_TRUE(wait_for([this] {
    auto* composer = stage_->window().findChild<QObject*>(QStringLiteral("composer"));
    return composer != nullptr && composer->property("text").toString() == QStringLiteral("Nachher");
  }));
  // With what it answers to; and so it leaves later once more.
  QObject* composer = stage_->window().findChild<QObject*>(QStringLiteral("composer"));
  while (composer != nullptr && composer->metaObject()->indexOfProperty("answered") < 0)
    composer = qobject_cast<QQuickItem*>(composer)->parentItem();
  ASSERT_NE(composer, nullptr);
  EXPECT_TRUE(wait_for([&] {
    return composer->property("answered").toMap().value(QStringLiteral("id")).toString() == quoted;
  }));
  QMetaObject::invokeMethod(composer, "sendLater", Q_ARG(QVariant, soon));
  rpc::Json later;
  ASSERT_TRUE(wait_for([&] { return !(later = asked("later.list")["later"]).empty(); }));
  EXPECT_EQ(later[0]["reply"], quoted.toStdString());
  EXPECT_TRUE(wait_for([&] { return composer->property("answered").isNull(); }));
}

}  // namespace
}  // namespace stille::desktop::test
