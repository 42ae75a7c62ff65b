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
    happens(last);
    EXPECT_TRUE(wait_for([&] { return !fake_->shown().isEmpty() && fake_->shown().last().body == end; }));
    auto out = fake_->shown();
    if (!out.isEmpty()) out.removeLast();
    return out;
  }
  [[nodiscard]] QString say(const char* key) { return stage_->app().words().say(QLatin1String(key)); }

  std::unique_ptr<FakeNotifications> fake_;
  Neighbours neighbours_;
  std::unique_ptr<Stage> stage_;
  int ends_ = 0;
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

TEST_F(Notifications, Whoever_looks_at_the_window_is_told_nothing) {
  stage_->app().preferences().set_notices(QStringLiteral("text"));
  look_again();
  happens(message());
  look_away();
  EXPECT_TRUE(shown_for(Json{{"type", "delivery"}}).isEmpty());
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
