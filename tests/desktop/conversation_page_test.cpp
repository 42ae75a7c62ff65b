// The page of a conversation: its menus, what stands in the place where one writes, and where the focus goes.
#include <QTest>

#include <gtest/gtest.h>

#include "tests/desktop/looking.hpp"
#include "tests/desktop/neighbours.hpp"

namespace stille::desktop::test {
namespace {

const QString kLena = QStringLiteral("lena");
const QString kMira = QStringLiteral("mira");

class ThePage : public ::testing::Test {
 protected:
  void SetUp() override {
    neighbours_.person(kLena, QStringLiteral("Lena"));
    neighbours_.person(kMira, QStringLiteral("Mira"));
    neighbours_.meet(kLena, kMira);
    neighbours_.says(kMira, {QStringLiteral("send"), kLena, QStringLiteral("-m"), QStringLiteral("Eins")});
    stage_ = std::make_unique<Stage>(neighbours_.folder(kLena));
    ASSERT_TRUE(wait_for([this] {
      return stage_->app().conversations().named(kMira)[QStringLiteral("line")] == QStringLiteral("Eins");
    }));
    stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180);
    stage_->show(kMira);
    ASSERT_TRUE(wait_for([this] { return stage_->app().messages().count() == 1; }));
    ASSERT_TRUE(wait_for([this] { return focus() == QStringLiteral("composer"); }));
  }
  [[nodiscard]] QString say(const char* key, const QStringList& places = {}) {
    return stage_->app().words().say(QLatin1String(key), places);
  }
  [[nodiscard]] QString focus() {
    auto* item = stage_->window().activeFocusItem();
    return item == nullptr ? QString() : item->objectName();
  }
  /// Whoever has the focus has a ring around it.
  [[nodiscard]] bool ringed() {
    const auto all = stage_->window().activeFocusItem()->findChildren<QQuickItem*>();
    return std::any_of(all.begin(), all.end(),
                       [](QQuickItem* one) { return one->isVisible() && one->property("around").isValid(); });
  }
  bool hears(const QString& words) {
    return wait_for([&] { return stage_->heard() == words; }, std::chrono::seconds(20));
  }
  void asks(const char* method, rpc::Json params) {
    bool done = false;
    stage_->app().session().ask(method, std::move(params), [&](const rpc::Json&, Session::Problem problem) {
      EXPECT_EQ(problem, nullptr);
      done = true;
    });
    ASSERT_TRUE(wait_for([&] { return done; }));
  }
  QObject* page() {
    return stage_->window()
        .findChild<QQuickItem*>(QStringLiteral("content"))
        ->property("item")
        .value<QObject*>();
  }
  /// All of the place where one writes.
  QQuickItem* composer() {
    auto* item = stage_->window().findChild<QQuickItem*>(QStringLiteral("composer"));
    while (item != nullptr && !item->property("sendable").isValid()) item = item->parentItem();
    return item;
  }
  QQuickItem* list() { return stage_->window().findChild<QQuickItem*>(QStringLiteral("messages")); }
  QQuickItem* line() {
    QQuickItem* out = nullptr;
    QMetaObject::invokeMethod(list(), "itemAtIndex", Q_RETURN_ARG(QQuickItem*, out), Q_ARG(int, 0));
    return out;
  }

  Neighbours neighbours_;
  std::unique_ptr<Stage> stage_;
};

TEST_F(ThePage, A_menu_opened_by_a_key_begins_at_its_first_line_and_ends_at_its_last) {
  auto* more = seen(*stage_, "symbol", QStringLiteral("more"));
  ASSERT_NE(more, nullptr);
  more->forceActiveFocus(Qt::TabFocusReason);
  stage_->press(Qt::Key_Return);
  EXPECT_TRUE(hears(say("pin"))) << stage_->heard().toStdString();
  EXPECT_TRUE(ringed());
  stage_->press(Qt::Key_End);
  EXPECT_TRUE(hears(say("eraseTalk"))) << stage_->heard().toStdString();
  EXPECT_TRUE(ringed());
  stage_->press(Qt::Key_Home);
  EXPECT_TRUE(hears(say("pin")));
  stage_->press(Qt::Key_Escape);
  EXPECT_TRUE(hears(say("more")));
}

TEST_F(ThePage, Whoever_types_at_a_message_writes_an_answer_and_not_to_nobody) {
  list()->forceActiveFocus(Qt::TabFocusReason);
  ASSERT_NE(focus(), QStringLiteral("composer"));
  stage_->type(QStringLiteral("Gern."));
  EXPECT_EQ(focus(), QStringLiteral("composer"));
  EXPECT_EQ(stage_->window().activeFocusItem()->property("text").toString(), QStringLiteral("Gern."));
}

TEST_F(ThePage, What_one_takes_along_is_where_the_keyboard_is) {
  stage_->go(QStringLiteral("data"), {{QStringLiteral("conversation"), kMira}});
  EXPECT_TRUE(hears(say("exportDo")));
  stage_->go(QStringLiteral("data"));
  EXPECT_TRUE(hears(say("backupMake")));
}

TEST_F(ThePage, A_menu_opened_by_the_pointer_has_nothing_chosen) {
  auto* more = seen(*stage_, "symbol", QStringLiteral("more"));
  ASSERT_NE(more, nullptr);
  QTest::mouseClick(&stage_->window(), Qt::LeftButton, {},
                    more->mapRectToScene(more->boundingRect()).center().toPoint());
  ASSERT_TRUE(wait_for([this] { return seen(*stage_, "text", say("pin")) != nullptr; }));
  EXPECT_NE(stage_->heard(), say("pin"));
}

TEST_F(ThePage, A_menu_is_as_wide_as_what_it_says) {
  for (const int size : {100, 200}) {
    stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180, size);
    QMetaObject::invokeMethod(seen(*stage_, "symbol", QStringLiteral("more")), "clicked");
    QQuickItem* words = nullptr;
    for (const auto* key : {"markUnread", "mute", "archive", "exportTalk"}) {
      ASSERT_TRUE(wait_for([&] { return (words = seen(*stage_, "text", say(key))) != nullptr; })) << key;
      for (auto* text : words->findChildren<QQuickItem*>())
        EXPECT_FALSE(text->property("truncated").toBool()) << key << " " << size;
    }
    stage_->press(Qt::Key_Escape);
  }
}

TEST_F(ThePage, Signs_to_react_with_are_chosen_by_the_arrows) {
  stage_->press(Qt::Key_Up, Qt::ControlModifier);
  stage_->press(Qt::Key_Menu);
  ASSERT_TRUE(hears(say("reply"))) << stage_->heard().toStdString();
  stage_->press(Qt::Key_Down);
  ASSERT_TRUE(hears(say("react")));
  stage_->press(Qt::Key_Return);
  ASSERT_TRUE(hears(QStringLiteral("👍"))) << stage_->heard().toStdString();
  stage_->press(Qt::Key_Right);
  stage_->press(Qt::Key_Right);
  stage_->press(Qt::Key_Left);
  EXPECT_TRUE(hears(QStringLiteral("❤️"))) << stage_->heard().toStdString();
  EXPECT_TRUE(stage_->window().activeFocusItem()->property("visualFocus").toBool());
  stage_->press(Qt::Key_Return);
  EXPECT_TRUE(wait_for(
      [this] { return stage_->app().messages().at(0)[QStringLiteral("reactions")].toList().size() == 1; }));
}

TEST_F(ThePage, What_is_said_about_a_conversation_stands_alone_in_its_line) {
  asks("contact.set", {{"contact", "mira"}, {"expire_ms", 86400000}});
  ASSERT_TRUE(wait_for(
      [this] { return stage_->app().messages().at(0)[QStringLiteral("kind")] == QStringLiteral("timer"); }));
  ASSERT_TRUE(wait_for([this] {
    return line() != nullptr &&
           line()->property("row").toMap()[QStringLiteral("kind")] == QStringLiteral("timer");
  }));
  QStringList shown;
  const std::function<void(QQuickItem*)> look = [&](QQuickItem* item) {
    if (!item->isVisible()) return;
    if (item->inherits("QQuickText") && !item->property("text").toString().isEmpty())
      shown.append(item->property("text").toString());
    for (auto* child : item->childItems()) look(child);
  };
  look(line());
  EXPECT_EQ(shown, QStringList{stage_->app().messages().at(0)[QStringLiteral("plain")].toString()});
}

TEST_F(ThePage, In_a_menu_opened_by_the_pointer_the_first_arrow_is_at_the_first_line_that_is_there) {
  const QPointF inside(line()->property("edge").toDouble() + 24, line()->height() - 34);
  QTest::mouseClick(&stage_->window(), Qt::RightButton, {}, line()->mapToScene(inside).toPoint());
  ASSERT_TRUE(stage_->settle());
  stage_->press(Qt::Key_Down);
  EXPECT_TRUE(hears(say("reply"))) << stage_->heard().toStdString();
  stage_->press(Qt::Key_Down);
  EXPECT_TRUE(hears(say("react"))) << stage_->heard().toStdString();
  // Words of others are not changed: that line is not there.
  stage_->press(Qt::Key_Down);
  EXPECT_TRUE(hears(say("copyText"))) << stage_->heard().toStdString();
}

TEST_F(ThePage, Who_has_blocked_somebody_reads_that_instead_of_writing_to_them) {
  asks("contact.set", {{"contact", "mira"}, {"blocked", true}});
  stage_->app().conversations().refresh();
  ASSERT_TRUE(wait_for(
      [this] { return seen(*stage_, "words", say("talkBlocked", {QStringLiteral("Mira")})) != nullptr; }));
  EXPECT_TRUE(hears(say("unblock"))) << stage_->heard().toStdString();
  stage_->press(Qt::Key_Return);
  EXPECT_TRUE(wait_for([this] { return focus() == QStringLiteral("composer"); }))
      << stage_->heard().toStdString();
  EXPECT_EQ(seen(*stage_, "words", say("talkBlocked", {QStringLiteral("Mira")})), nullptr);
}

TEST_F(ThePage, Who_has_left_a_group_reads_that_instead_of_writing_into_it) {
  asks("group.create", {{"name", "Runde"}, {"people", {"mira"}}});
  const auto alias = QStringLiteral("#runde");
  ASSERT_TRUE(wait_for([&] { return !stage_->app().conversations().named(alias).isEmpty(); }));
  stage_->show(alias);
  ASSERT_TRUE(wait_for([this] { return focus() == QStringLiteral("composer"); }));
  asks("group.leave", {{"group", "#runde"}});
  stage_->app().conversations().refresh();
  ASSERT_TRUE(wait_for([this] { return seen(*stage_, "words", say("talkLeft")) != nullptr; }));
  // On what happened to the group, which is all that there is: that it began, or by now also that it ended.
  EXPECT_TRUE(wait_for([this] {
    const auto heard = stage_->heard();
    return heard.startsWith(say("eventCreatedYou")) || heard.startsWith(say("eventClosedYou"));
  })) << stage_->heard().toStdString();
}

// Whoever is met by an invitation is called by their name only once they have answered.
TEST_F(ThePage, Whoever_is_called_otherwise_meanwhile_is_still_who_is_shown) {
  stage_->type(QStringLiteral("Halb gesagt"));
  asks("contact.set", {{"contact", "mira"}, {"alias", "mira-a"}});
  const auto other = QStringLiteral("mira-a");
  EXPECT_TRUE(wait_for([&] { return stage_->home()->property("conversation") == other; }));
  EXPECT_TRUE(wait_for([&] { return stage_->app().messages().conversation() == other; }));
  EXPECT_TRUE(wait_for([&] {
    return stage_->app().messages().count() == 1 && composer()->property("owner") == other &&
           !composer()->property("restoring").toBool();
  }));
  auto* input = stage_->window().findChild<QQuickItem*>(QStringLiteral("composer"));
  EXPECT_EQ(input->property("text").toString(), QStringLiteral("Halb gesagt"));
}

TEST_F(ThePage, A_person_is_described_after_a_group_was_looked_at_first) {
  asks("verify.confirm", {{"contact", "mira"}});
  asks("group.create", {{"name", "Runde"}, {"people", {"mira"}}});
  const auto group = QStringLiteral("#runde");
  ASSERT_TRUE(wait_for([&] { return !stage_->app().conversations().named(group).isEmpty(); }));
  stage_->go(QStringLiteral("keep"));
  stage_->show(group);
  const auto known = [this](const char* what) { return page()->property(what).toMap(); };
  ASSERT_TRUE(wait_for([&] { return known("circle").value(QStringLiteral("alias")) == group; }));
  stage_->show(kMira);
  EXPECT_TRUE(known("circle").isEmpty()) << "the one before is nobody's here";
  EXPECT_TRUE(wait_for([&] { return known("person").value(QStringLiteral("verified")).toBool(); }));
  stage_->show(group);
  EXPECT_TRUE(known("person").isEmpty());
  EXPECT_TRUE(wait_for([&] { return known("circle").value(QStringLiteral("alias")) == group; }));
}

TEST_F(ThePage, Escape_in_what_belongs_to_a_conversation_closes_that_alone) {
  stage_->look(QStringLiteral("de"), QStringLiteral("light"), 600);
  stage_->show(kMira);
  stage_->home()->setProperty("infoShown", true);
  ASSERT_TRUE(stage_->settle());
  stage_->press(Qt::Key_Escape);
  ASSERT_TRUE(stage_->settle());
  EXPECT_FALSE(stage_->home()->property("infoShown").toBool());
  EXPECT_EQ(stage_->home()->property("conversation").toString(), kMira);
  EXPECT_TRUE(wait_for([this] { return focus() == QStringLiteral("composer"); }))
      << stage_->heard().toStdString();
}

TEST_F(ThePage, Escape_closes_what_came_to_lie_over_a_conversation_when_the_window_got_narrow) {
  for (const int width : {900, 600}) {
    stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180);
    stage_->home()->setProperty("infoShown", true);
    ASSERT_TRUE(stage_->settle());
    ASSERT_EQ(focus(), QStringLiteral("composer")) << "beside it, one goes on writing";
    stage_->look(QStringLiteral("de"), QStringLiteral("light"), width);
    ASSERT_TRUE(stage_->settle());
    stage_->press(Qt::Key_Escape);
    EXPECT_TRUE(
        wait_for([this] { return !stage_->home()->property("infoShown").toBool(); }, std::chrono::seconds(5)))
        << width;
    EXPECT_TRUE(wait_for([this] { return focus() == QStringLiteral("composer"); }))
        << width << ": " << stage_->heard().toStdString();
  }
}

TEST_F(ThePage, The_key_for_what_belongs_to_a_conversation_leaves_the_focus_in_the_window) {
  const auto toggles = [this] {
    stage_->press(Qt::Key_E, Qt::ControlModifier);
    ASSERT_TRUE(stage_->settle());
  };
  const auto message = stage_->app().messages().at(0)[QStringLiteral("spoken")].toString();
  list()->forceActiveFocus(Qt::TabFocusReason);
  ASSERT_EQ(stage_->heard(), message);
  toggles();
  ASSERT_TRUE(stage_->home()->property("infoShown").toBool());
  EXPECT_EQ(stage_->heard(), message) << "beside it, one stays where one is";
  toggles();
  EXPECT_EQ(stage_->heard(), message) << "who was not in it stays";
  toggles();
  stage_->press(Qt::Key_F6);
  stage_->press(Qt::Key_F6);
  ASSERT_TRUE(hears(say("closeInfo"))) << stage_->heard().toStdString();
  toggles();
  EXPECT_FALSE(stage_->home()->property("infoShown").toBool());
  EXPECT_TRUE(wait_for([this] { return focus() == QStringLiteral("composer"); }))
      << stage_->heard().toStdString();
}

TEST_F(ThePage, The_focus_stays_in_the_window_when_there_is_room_for_one_pane_only) {
  stage_->look(QStringLiteral("de"), QStringLiteral("light"), 600);
  ASSERT_TRUE(stage_->settle());
  EXPECT_EQ(focus(), QStringLiteral("composer")) << stage_->heard().toStdString();
  stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180);
  stage_->press(Qt::Key_F6, Qt::ShiftModifier);
  stage_->press(Qt::Key_F6, Qt::ShiftModifier);
  ASSERT_TRUE(stage_->settle());
  ASSERT_NE(focus(), QStringLiteral("composer"));
  stage_->look(QStringLiteral("de"), QStringLiteral("light"), 600);
  EXPECT_TRUE(hears(stage_->app().messages().at(0)[QStringLiteral("spoken")].toString()))
      << stage_->heard().toStdString();
  stage_->press(Qt::Key_Escape);
  EXPECT_EQ(focus(), QStringLiteral("composer"));
  // And on another page.
  stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180);
  stage_->go(QStringLiteral("connection"));
  ASSERT_TRUE(hears(say("connectionExamine")));
  stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180, 200);
  ASSERT_TRUE(stage_->settle());
  EXPECT_TRUE(hears(say("connectionExamine"))) << stage_->heard().toStdString();
  stage_->press(Qt::Key_Escape);
  EXPECT_TRUE(wait_for(
      [this] { return stage_->home()->property("place").toString() == QStringLiteral("conversation"); }));
}

TEST_F(ThePage, What_is_marked_as_unread_stays_so_until_it_is_opened_again) {
  const auto unread = [this] {
    return stage_->app().conversations().named(kMira)[QStringLiteral("isUnread")].toBool();
  };
  ASSERT_TRUE(wait_for([&] { return !unread(); }));
  stage_->press(Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
  ASSERT_TRUE(wait_for(unread, std::chrono::seconds(20)));
  for (int round = 0; round < 3; ++round) ASSERT_TRUE(stage_->settle());
  EXPECT_TRUE(unread());
  stage_->show(QStringLiteral("self"));
  EXPECT_TRUE(unread());
  stage_->show(kMira);
  EXPECT_TRUE(wait_for([&] { return !unread(); }));
}

TEST_F(ThePage, Files_for_which_a_message_has_no_room_are_named) {
  QVariantList paths;
  for (int file = 1; file <= 10; ++file) paths.append(QStringLiteral("/nowhere/n%1.txt").arg(file));
  ASSERT_NE(composer(), nullptr);
  QMetaObject::invokeMethod(composer(), "attach", Q_ARG(QVariant, paths));
  EXPECT_EQ(composer()->property("files").toList().size(), 8);
  EXPECT_NE(seen(*stage_, "words", say("filesTooMany", {QStringLiteral("n9.txt, n10.txt")})), nullptr);
}

TEST_F(ThePage, What_is_said_about_something_done_never_lies_where_one_writes) {
  auto* status = stage_->window().findChild<QQuickItem*>(QStringLiteral("status"));
  ASSERT_NE(status, nullptr);
  const auto place = [](QQuickItem* item) { return item->mapRectToScene(item->boundingRect()); };
  for (const bool much : {false, true}) {
    if (much) stage_->type(QStringLiteral("eins zwei drei vier fünf sechs sieben ").repeated(12));
    for (const int width : {700, 900, 1180, 1500}) {
      stage_->look(QStringLiteral("de"), QStringLiteral("light"), width);
      QMetaObject::invokeMethod(stage_->home(), "say", Q_ARG(QVariant, say("exportDone").repeated(3)));
      ASSERT_TRUE(stage_->settle());
      ASSERT_TRUE(status->isVisible());
      EXPECT_FALSE(place(status).intersects(place(composer()))) << width;
      EXPECT_TRUE(place(stage_->window().contentItem()).contains(place(status))) << width;
    }
  }
}

TEST_F(ThePage, Files_are_asked_for_wherever_one_is_in_a_conversation) {
  list()->forceActiveFocus(Qt::TabFocusReason);
  stage_->press(Qt::Key_O, Qt::ControlModifier);
  const auto asking = [this] {
    const auto all = stage_->window().findChildren<QObject*>();
    return std::any_of(all.begin(), all.end(), [](QObject* one) {
      return one->inherits("QQuickFileDialog") && one->property("visible").toBool();
    });
  };
  EXPECT_TRUE(wait_for(asking, std::chrono::seconds(10)));
}

TEST_F(ThePage, Nothing_is_said_of_an_empty_conversation_before_it_is_known_to_be_one) {
  stage_->show(QStringLiteral("self"));
  QMetaObject::invokeMethod(stage_->home(), "show", Q_ARG(QVariant, kMira));
  EXPECT_EQ(seen(*stage_, "text", say("talkEmpty")), nullptr);
  ASSERT_TRUE(wait_for([this] { return stage_->app().messages().count() == 1; }));
  EXPECT_EQ(seen(*stage_, "text", say("talkEmpty")), nullptr);
}

TEST_F(ThePage, Choosing_begins_at_the_newest_message_after_writing) {
  for (const auto* text : {"Zwei", "Drei"})
    neighbours_.says(kMira, {QStringLiteral("send"), kLena, QStringLiteral("-m"), QString::fromLatin1(text)});
  ASSERT_TRUE(wait_for([this] { return stage_->app().messages().count() == 3; }));
  list()->setProperty("currentIndex", 2);
  list()->forceActiveFocus();
  stage_->press(Qt::Key_Escape);
  ASSERT_TRUE(wait_for([this] { return focus() == QStringLiteral("composer"); }));
  list()->setProperty("currentIndex", 2);  // as a click of the other button leaves it
  stage_->show(kMira);
  stage_->press(Qt::Key_F6);
  stage_->press(Qt::Key_F6, Qt::ShiftModifier);
  stage_->press(Qt::Key_Up, Qt::ControlModifier);
  EXPECT_EQ(list()->property("currentIndex").toInt(), 0);
}

}  // namespace
}  // namespace stille::desktop::test
