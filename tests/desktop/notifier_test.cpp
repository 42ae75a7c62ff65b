// What the window lets the desktop show: the policy of notices as a service of notifications receives it.
#include <gtest/gtest.h>

#include "tests/desktop/neighbours.hpp"
#include "tests/desktop/private_bus.hpp"
#include "tests/desktop/stage.hpp"

namespace stille::desktop::test {
namespace {

using rpc::Json;

class Notifications : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!PrivateBus::of_this_program().runs()) GTEST_SKIP() << "dbus-daemon is not installed";
    fake_ = std::make_unique<FakeNotifications>(PrivateBus::of_this_program().address());
    neighbours_.person(QStringLiteral("ada"), QStringLiteral("Ada Berger"));
    neighbours_.person(QStringLiteral("mira"), QStringLiteral("Mira <Aydın>"));
    neighbours_.meet(QStringLiteral("ada"), QStringLiteral("mira"));
    stage_ = std::make_unique<Stage>(neighbours_.folder(QStringLiteral("ada")));
    stage_->look(QStringLiteral("en"), QStringLiteral("light"), 1180);
    ASSERT_TRUE(wait_for([this] { return stage_->app().people().count() == 1; }));
    it_is("2026-11-24T12:00:00");
    look_away();
  }
  void look_away() { stage_->window().hide(); }
  void look_again() {
    stage_->window().show();
    stage_->window().requestActivate();
    ASSERT_TRUE(wait_for([] { return QGuiApplication::applicationState() == Qt::ApplicationActive; }));
  }
  /// Mira says something that only the log of events has.
  static Json message(const char* text = "Hast du *Zeit* & <Muße>?") {
    return {{"type", "message"},
            {"id", "m_1"},
            {"from", {{"alias", "mira"}}},
            {"authored", QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString()},
            {"text", text}};
  }
  void happens(const Json& event) { Q_EMIT stage_->app().session().happened(Json::array({event})); }
  /// What is shown for it, up to what is always shown and came after it.
  QList<Shown> shown_for(const Json& event) {
    fake_->forget();
    happens(event);
    const auto end = QStringLiteral("Ende %1").arg(++ends_);
    stage_->app().preferences().set_notices(QStringLiteral("text"));
    auto last = message(end.toUtf8().constData());
    last["group"] = {{"alias", "#ende" + std::to_string(ends_)}};
    last["reply"] = {{"own", true}};
    const auto before = std::exchange(now_, "2026-11-24T12:00:00");
    happens(last);
    now_ = before;
    EXPECT_TRUE(wait_for([&] { return !fake_->shown().isEmpty() && fake_->shown().last().body == end; }));
    auto out = fake_->shown();
    if (!out.isEmpty()) out.removeLast();
    return out;
  }
  void it_is(const char* now) {
    now_ = now;
    stage_->app().notifier().go_by(
        [this] { return QDateTime::fromString(QLatin1String(now_), Qt::ISODate); });
  }
  /// Until what it asked for is answered: the answer is of this time, not of what comes next.
  void looks_at_clock() {
    stage_->app().notifier().look_at_clock();
    ASSERT_TRUE(stage_->settle());
  }
  void set_notify(const char* notify) {
    bool done = false;
    stage_->app().session().ask(
        "conversation.set", {{"conversation", "mira"}, {"notify", notify}},
        [&done](const Json&, Session::Problem problem) { done = problem == nullptr; });
    ASSERT_TRUE(wait_for([&done] { return done; }));
    stage_->app().conversations().refresh();
    ASSERT_TRUE(wait_for([this, notify] {
      return stage_->app().conversations().named(QStringLiteral("mira")).value(QStringLiteral("notify")) ==
             QLatin1String(notify);
    }));
  }
  /// What is shown in the window with these words to press.
  QObject* button(const QString& words) { return button_in(stage_->window().contentItem(), words); }
  static QObject* button_in(QQuickItem* item, const QString& words) {
    if (!item->isVisible()) return nullptr;
    if (item->inherits("QQuickAbstractButton") && item->property("text") == words) return item;
    for (auto* child : item->childItems()) {
      if (auto* found = button_in(child, words); found != nullptr) return found;
    }
    return nullptr;
  }
  [[nodiscard]] QString say(const char* key) { return stage_->app().words().say(QLatin1String(key)); }

  std::unique_ptr<FakeNotifications> fake_;
  Neighbours neighbours_;
  std::unique_ptr<Stage> stage_;
  int ends_ = 0;
  const char* now_ = nullptr;
};

TEST_F(Notifications, Each_level_lets_out_what_it_says_and_no_more) {
  const struct {
    const char* level;
    bool shown, name, text;
  } kMatrix[] = {{"none", false, false, false},
                 {"presence", true, false, false},
                 {"name", true, true, false},
                 {"text", true, true, true}};
  for (const auto& one : kMatrix) {
    for (const bool in_group : {false, true}) {
      stage_->app().preferences().set_notices(QLatin1String(one.level));
      auto event = message();
      // A group speaks up only where it answers; a conversation of its own each time, for three minutes are
      // quiet.
      event["group"] = {{"alias", std::string("#") + one.level + (in_group ? "1" : "2")}};
      event["reply"] = {{"own", true}};
      const auto shown = shown_for(event);
      ASSERT_EQ(shown.size(), one.shown ? 1 : 0) << one.level;
      if (!one.shown) continue;
      const auto everything = shown[0].title + shown[0].body;
      EXPECT_EQ(everything.contains(QStringLiteral("Mira")), one.name) << one.level;
      EXPECT_EQ(shown[0].body.contains(QStringLiteral("Zeit")), one.text) << one.level;
    }
  }
}

TEST_F(Notifications, They_are_silent_and_have_two_actions) {
  stage_->app().preferences().set_notices(QStringLiteral("text"));
  const auto shown = shown_for(message());
  ASSERT_EQ(shown.size(), 1);
  EXPECT_TRUE(shown[0].hints.value(QStringLiteral("suppress-sound")).toBool());
  EXPECT_EQ(shown[0].hints.value(QStringLiteral("desktop-entry")).toString(), QStringLiteral("stille"));
  EXPECT_EQ(shown[0].actions, (QStringList{QStringLiteral("default"), say("noticeOpen"),
                                           QStringLiteral("later"), say("noticeLater")}));
  EXPECT_EQ(shown[0].icon, QStringLiteral("stille"));
  // Services read the body as markup; nobody writes markup into somebody else's desktop.
  EXPECT_EQ(shown[0].body, QStringLiteral("Hast du Zeit &amp; &lt;Muße&gt;?"));
}

TEST_F(Notifications, What_is_no_message_to_me_shows_nothing) {
  stage_->app().preferences().set_notices(QStringLiteral("text"));
  for (const auto* type :
       {"reaction", "edited", "delivery", "card", "contact", "deleted", "typing", "read"}) {
    auto event = message();
    event["type"] = type;
    EXPECT_TRUE(shown_for(event).isEmpty()) << type;
  }
  auto said_in_group = message();
  said_in_group["group"] = {{"alias", "#runde"}};
  EXPECT_TRUE(shown_for(said_in_group).isEmpty());
}

TEST_F(Notifications, One_for_a_conversation_in_three_minutes) {
  stage_->app().preferences().set_notices(QStringLiteral("name"));
  happens(message("eins"));
  happens(message("zwei"));
  EXPECT_EQ(shown_for(message("drei")).size(), 1);
}

TEST_F(Notifications, A_conversation_is_noticed_when_it_may_be) {
  const struct {
    const char* notify;
    const char* now;
    bool shown;
  } kTable[] = {
      {"usual", "2026-11-24T12:00:00", true},          {"usual", "2026-11-24T18:30:00", true},
      {"usual", "2026-11-24T20:00:00", false},         {"working_hours", "2026-11-25T12:00:00", true},
      {"working_hours", "2026-11-25T18:30:00", false}, {"always", "2026-11-25T20:00:00", true}};
  stage_->app().preferences().set_quiet(true);
  stage_->app().preferences().set_work_until(QStringLiteral("17:00"));
  for (const auto& one : kTable) {
    set_notify(one.notify);
    it_is(one.now);
    EXPECT_EQ(shown_for(message()).size(), one.shown ? 1 : 0) << one.notify << " " << one.now;
  }
}

TEST_F(Notifications, The_panel_and_the_settings_say_when_something_may_be_noticed) {
  stage_->show(QStringLiteral("mira"));
  stage_->home()->setProperty("infoShown", true);
  ASSERT_TRUE(wait_for([this] { return button(say("notifyWorking")) != nullptr; }));
  EXPECT_TRUE(button(say("notifyUsual"))->property("chosen").toBool());
  QMetaObject::invokeMethod(button(say("notifyWorking")), "clicked");
  EXPECT_TRUE(wait_for([this] {
    return stage_->app().conversations().named(QStringLiteral("mira")).value(QStringLiteral("notify")) ==
               QStringLiteral("working_hours") &&
           button(say("notifyWorking"))->property("chosen").toBool();
  }));
  stage_->go(QStringLiteral("settings"));
  ASSERT_TRUE(wait_for([this] { return button(say("saturday")) != nullptr; }));
  QMetaObject::invokeMethod(button(say("saturday")), "clicked");
  EXPECT_EQ(stage_->app().preferences().work_days(), WorkingTime::kMondayToFriday | 1 << 5);
  EXPECT_NE(button(QStringLiteral("✓ ") + say("saturday")), nullptr);
}

TEST_F(Notifications, Quiet_hours_are_proposed_once_after_a_late_notice) {
  auto& preferences = stage_->app().preferences();
  it_is("2026-11-24T12:00:00");
  EXPECT_EQ(shown_for(message()).size(), 1);
  EXPECT_EQ(preferences.quiet_proposal(), QString());
  it_is("2026-11-24T22:00:00");
  EXPECT_EQ(shown_for(message()).size(), 1);
  EXPECT_EQ(preferences.quiet_proposal(), QStringLiteral("open"));
  look_again();
  // Where letters are so large that it would take the conversations their place, it waits.
  stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180, 175);
  ASSERT_TRUE(wait_for([this] { return button(say("quietProposalYes")) == nullptr; }));
  stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180);
  ASSERT_TRUE(wait_for([this] { return button(say("quietProposalYes")) != nullptr; }));
  QMetaObject::invokeMethod(button(say("quietProposalYes")), "clicked");
  EXPECT_TRUE(preferences.quiet() && preferences.quiet_weekends());
  EXPECT_EQ(preferences.quiet_from(), QStringLiteral("19:00"));
  EXPECT_TRUE(wait_for([this] { return button(say("quietProposalYes")) == nullptr; }));
  look_away();
  it_is("2026-11-24T23:00:00");
  EXPECT_TRUE(shown_for(message()).isEmpty());
}

TEST_F(Notifications, The_morning_has_one_note_without_names_if_somebody_waits) {
  it_is("2026-11-24T09:00:00");
  looks_at_clock();
  EXPECT_TRUE(shown_for(Json{{"type", "delivery"}}).isEmpty()) << "not wished";
  stage_->app().preferences().set_morning(true);
  looks_at_clock();
  EXPECT_TRUE(shown_for(Json{{"type", "delivery"}}).isEmpty()) << "nobody waits";
  neighbours_.says(QStringLiteral("ada"),
                   {QStringLiteral("keep"), QStringLiteral("set"), QStringLiteral("mira"),
                    QStringLiteral("--birthday"), QDate::currentDate().toString(QStringLiteral("MM-dd"))});
  it_is("2026-11-25T08:59:00");
  looks_at_clock();
  EXPECT_TRUE(shown_for(Json{{"type", "delivery"}}).isEmpty()) << "too early";
  it_is("2026-11-25T09:01:00");
  fake_->forget();
  looks_at_clock();
  ASSERT_TRUE(wait_for([this] { return fake_->shown().size() == 1; }));
  EXPECT_EQ(fake_->shown()[0].title, say("morningNoteOne"));
  EXPECT_EQ(fake_->shown()[0].body, QString());
  EXPECT_EQ(fake_->shown()[0].actions, (QStringList{QStringLiteral("default"), say("noticeOpen")}));
  fake_->choose(QStringLiteral("default"));
  ASSERT_TRUE(wait_for([this] {
    return stage_->home()->property("place").toString() == QStringLiteral("keep") &&
           stage_->window().isVisible();
  }));
  look_away();
  looks_at_clock();
  EXPECT_TRUE(shown_for(Json{{"type", "delivery"}}).isEmpty()) << "once a day";
}

TEST_F(Notifications, Whoever_looks_at_the_window_is_told_nothing) {
  stage_->app().preferences().set_notices(QStringLiteral("text"));
  look_again();
  happens(message());
  look_away();
  EXPECT_TRUE(shown_for(Json{{"type", "delivery"}}).isEmpty());
}

TEST_F(Notifications, What_was_shown_is_taken_back_once_somebody_looks) {
  happens(message());
  ASSERT_TRUE(wait_for([this] { return fake_->shown().size() == 1; }));
  const auto shown = fake_->last();
  ASSERT_TRUE(stage_->settle());
  EXPECT_TRUE(fake_->taken_back().isEmpty());
  look_again();
  // Without a screen a hidden window keeps the focus, so nothing says that it has it again.
  Q_EMIT qGuiApp->focusWindowChanged(&stage_->window());
  EXPECT_TRUE(wait_for([&] { return fake_->taken_back() == QList<uint>{shown}; }));
}

TEST_F(Notifications, What_was_shown_is_taken_back_once_the_profile_is_locked) {
  happens(message());
  ASSERT_TRUE(wait_for([this] { return fake_->shown().size() == 1; }));
  const auto shown = fake_->last();
  ASSERT_TRUE(stage_->settle());
  EXPECT_TRUE(fake_->taken_back().isEmpty());
  stage_->app().session().guard();
  stage_->app().session().lock();
  ASSERT_EQ(stage_->app().session().state(), QStringLiteral("locked"));
  EXPECT_TRUE(wait_for([&] { return fake_->taken_back() == QList<uint>{shown}; }));
}

TEST_F(Notifications, A_message_that_travelled_leads_to_its_conversation) {
  stage_->app().preferences().set_notices(QStringLiteral("text"));
  neighbours_.says(QStringLiteral("mira"), {QStringLiteral("send"), QStringLiteral("ada"),
                                            QStringLiteral("-m"), QStringLiteral("Kommst du mit?")});
  ASSERT_TRUE(wait_for([this] { return fake_->shown().size() == 1; }));
  EXPECT_EQ(fake_->shown()[0].body, QStringLiteral("Kommst du mit?"));
  fake_->choose(QStringLiteral("something else"));
  fake_->choose(QStringLiteral("default"));
  ASSERT_TRUE(wait_for([this] {
    return stage_->home()->property("conversation").toString() == QStringLiteral("mira") &&
           stage_->window().isVisible();
  }));
}

}  // namespace
}  // namespace stille::desktop::test
