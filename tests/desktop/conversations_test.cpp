// The list of conversations asks only for those that something happened to, and is what the engine would say
// of all.
#include <gmock/gmock.h>

#include "client/desktop/json_values.hpp"
#include "tests/desktop/hands.hpp"
#include "tests/desktop/looking.hpp"
#include "tests/desktop/neighbours.hpp"
#include "tests/desktop/stage.hpp"

namespace stille::desktop::test {
namespace {

const QString kLena = QStringLiteral("lena");
const QString kMira = QStringLiteral("mira");
const QString kJonas = QStringLiteral("jonas");

class TheList : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const auto& who : {kLena, kMira, kJonas}) neighbours_.person(who, who);
    neighbours_.meet(kLena, kMira);
    neighbours_.meet(kLena, kJonas);
    stage_ = std::make_unique<Stage>(neighbours_.folder(kLena));
    ASSERT_TRUE(wait_for([this] { return list().loaded() && list().count() == 2; }));
  }
  ConversationList& list() { return stage_->app().conversations(); }
  void says(const QString& who, const QString& text) {
    neighbours_.says(who, {QStringLiteral("send"), kLena, QStringLiteral("-m"), text});
    ASSERT_TRUE(wait_for([&] { return line_of(who) == text; }));
  }
  QString line_of(const QString& who) { return list().named(who).value(QStringLiteral("line")).toString(); }
  void set(const QString& who, rpc::Json change) {
    change["conversation"] = who.toStdString();
    bool done = false;
    stage_->app().session().ask(
        "conversation.set", std::move(change),
        [&](const rpc::Json&, Session::Problem problem) { done = problem == nullptr; });
    ASSERT_TRUE(wait_for([&] { return done; }));
    list().refreshOne(who);
  }
  /// In the place of somebody's picture.
  QStringList letters_of(const QString& name) {
    auto* face = seen(*stage_, "name", name);
    if (face == nullptr) return {QStringLiteral("is not to be seen")};
    QStringList out;
    for (auto* item : face->childItems()) {
      if (item->isVisible() && item->inherits("QQuickText")) out.append(item->property("text").toString());
    }
    return out;
  }
  QStringList shown() {
    QStringList out;
    for (int at = 0; at < list().count(); ++at)
      out.append(list().at(at).value(QStringLiteral("alias")).toString());
    return out;
  }
  /// What the engine says when it is asked for all of them.
  QStringList said() {
    std::optional<QStringList> out;
    stage_->app().session().ask("conversation.list", rpc::Json::object(),
                                [&](const rpc::Json& answer, Session::Problem) {
                                  out.emplace();
                                  for (const auto& one : answer["conversations"])
                                    out->append(text_of(one["conversation"], "alias"));
                                });
    EXPECT_TRUE(wait_for([&] { return out.has_value(); }));
    return out.value_or(QStringList());
  }

  Neighbours neighbours_;
  std::unique_ptr<Stage> stage_;
};

TEST_F(TheList, Stands_in_the_order_of_the_engine_whatever_happens_to_one_of_them) {
  says(kMira, QStringLiteral("Eins"));
  says(kJonas, QStringLiteral("Zwei"));
  EXPECT_EQ(shown(), (QStringList{kJonas, kMira}));
  EXPECT_EQ(shown(), said());
  set(kMira, {{"pinned", true}});
  ASSERT_TRUE(wait_for([this] { return shown() == QStringList{kMira, kJonas}; }));
  says(kJonas, QStringLiteral("Drei"));
  EXPECT_EQ(shown(), said());
  set(kJonas, {{"pinned", true}});
  ASSERT_TRUE(wait_for([this] { return list().named(kJonas).value(QStringLiteral("pinned")).toBool(); }));
  says(kJonas, QStringLiteral("Vier"));
  EXPECT_EQ(shown(), (QStringList{kMira, kJonas}));
  EXPECT_EQ(shown(), said());
  EXPECT_EQ(line_of(kMira), QStringLiteral("Eins"));
}

TEST_F(TheList, How_long_messages_stay_is_said_by_nobody) {
  const auto sets = [this](const char* expire) {
    neighbours_.says(kLena, {QStringLiteral("contact"), QStringLiteral("set"), kMira,
                             QStringLiteral("--expire"), QLatin1String(expire)});
  };
  const Hands hands(*stage_);
  stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180);
  sets("1d");
  const auto from_now_on = hands.say("listTimer", {hands.say("afterDaysOne")});
  EXPECT_TRUE(wait_for([&] { return line_of(kMira) == from_now_on; }, std::chrono::seconds(20)))
      << line_of(kMira).toStdString();
  sets("off");
  EXPECT_TRUE(
      wait_for([&] { return line_of(kMira) == hands.say("listTimerOff"); }, std::chrono::seconds(20)));
}

TEST_F(TheList, One_that_is_put_away_leaves_and_comes_back_with_a_message) {
  says(kMira, QStringLiteral("Eins"));
  set(kMira, {{"archived", true}});
  ASSERT_TRUE(wait_for([this] { return shown() == QStringList{kJonas}; }));
  says(kMira, QStringLiteral("Zwei"));
  EXPECT_EQ(shown(), (QStringList{kMira, kJonas}));
}

TEST_F(TheList, What_is_put_away_can_be_taken_back_and_found_again) {
  Hands hands(*stage_);
  stage_->show(kMira);
  hands.press(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
  ASSERT_TRUE(wait_for([this] { return shown() == QStringList{kJonas}; }));
  ASSERT_NO_THROW(hands.reach(hands.say("undo")));
  hands.press(Qt::Key_Return);
  ASSERT_TRUE(wait_for([this] { return shown().contains(kMira); }));
  EXPECT_EQ(list().archived(), 0);
  stage_->show(kMira);
  hands.press(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
  ASSERT_TRUE(wait_for([this] { return list().archived() == 1; }));
  ASSERT_NO_THROW(hands.reach(hands.say("filterArchived")));
  hands.press(Qt::Key_Return);
  EXPECT_EQ(shown(), QStringList{kMira});
  list().set_filter(QStringLiteral("all"));
  hands.press(Qt::Key_K, Qt::ControlModifier);
  ASSERT_NO_THROW(hands.hear(hands.say("paletteLabel")));
  hands.type(QStringLiteral("> ") + hands.say("filterArchived"));
  hands.press(Qt::Key_Return);
  EXPECT_EQ(shown(), QStringList{kMira});
}

// Whoever is muted stays in the archive whatever they say, so it has to be seen from outside.
TEST_F(TheList, Something_unread_in_the_archive_is_marked) {
  set(kMira, {{"muted", true}, {"archived", true}});
  ASSERT_TRUE(wait_for([this] { return list().archived() == 1; }));
  EXPECT_FALSE(list().archived_unread());
  says(kMira, QStringLiteral("Hörst du mich?"));
  EXPECT_EQ(shown(), QStringList{kJonas});
  EXPECT_TRUE(list().archived_unread());
  Hands hands(*stage_);
  EXPECT_NO_THROW(
      hands.reach(hands.say("filterArchived") + QStringLiteral(", ") + hands.say("archivedUnread")));
}

TEST_F(TheList, Jumping_reaches_everybody_and_every_command_whatever_the_list_shows) {
  Hands hands(*stage_);
  set(kMira, {{"archived", true}});
  ASSERT_TRUE(wait_for([this] { return list().archived() == 1; }));
  list().set_filter(QStringLiteral("drafts"));
  for (const auto& who : {kJonas, kMira}) {
    hands.jump(who);
    EXPECT_TRUE(wait_for([&] { return stage_->home()->property("conversation").toString() == who; }));
  }
  hands.press(Qt::Key_K, Qt::ControlModifier);
  ASSERT_NO_THROW(hands.hear(hands.say("paletteLabel")));
  hands.type(QStringLiteral(">"));
  auto* palette = stage_->home()->findChild<QObject*>(QStringLiteral("palette"));
  ASSERT_NE(palette, nullptr);
  EXPECT_EQ(palette->property("found").toList().size(), palette->property("commands").toList().size());
}

TEST_F(TheList, Jumping_finds_commands_by_words_of_both_languages) {
  Hands hands(*stage_);
  auto& preferences = stage_->app().preferences();
  for (const auto* language : {"de", "en"}) {
    for (const auto& [asked, place] : {std::pair("export", "data"), std::pair("import", "data")}) {
      stage_->go(QStringLiteral("keep"));
      hands.jump(QLatin1String(asked));
      EXPECT_TRUE(wait_for([&] { return stage_->home()->property("place") == QLatin1String(place); },
                           std::chrono::seconds(10)))
          << language << ' ' << asked;
    }
    preferences.set_language(QLatin1String(language));
    for (const auto& [asked, scheme] :
         {std::pair("dunkel", "dark"), std::pair("light", "light"), std::pair("dark", "dark"),
          std::pair("hell", "light"), std::pair("kontrast", "contrast")}) {
      ASSERT_NO_THROW(hands.jump(QLatin1String(asked)));
      EXPECT_TRUE(
          wait_for([&] { return preferences.scheme() == QLatin1String(scheme); }, std::chrono::seconds(10)))
          << language << ' ' << asked;
    }
  }
  ASSERT_NO_THROW(hands.jump(QStringLiteral("> sprache")));
  EXPECT_TRUE(
      wait_for([&] { return preferences.language() == QStringLiteral("de"); }, std::chrono::seconds(10)));
}

TEST_F(TheList, A_search_finds_groups_by_their_name_and_calls_them_by_it) {
  neighbours_.says(kLena, {QStringLiteral("group"), QStringLiteral("new"), QStringLiteral("Gartenrunde")});
  const auto group = QStringLiteral("#gartenrunde");
  neighbours_.says(
      kLena, {QStringLiteral("send"), group, QStringLiteral("-m"), QStringLiteral("Der Zimt steht oben.")});
  ASSERT_TRUE(wait_for([&] { return !line_of(group).isEmpty(); }));
  auto& search = stage_->app().search();
  for (const auto& [asked, kind] : {std::pair("gartenr", "talk"), std::pair("zimt", "message")}) {
    search.ask(QLatin1String(asked));
    ASSERT_TRUE(wait_for([&] { return search.answered_all() && search.count() == 1; })) << asked;
    EXPECT_EQ(search.at(0).value(QStringLiteral("kind")), QLatin1String(kind));
    EXPECT_EQ(search.at(0).value(QStringLiteral("name")), QStringLiteral("Gartenrunde"));
  }
}

TEST_F(TheList, What_came_meanwhile_is_said_until_it_is_read) {
  stage_.reset();
  for (const auto& who : {kMira, kJonas})
    neighbours_.says(who, {QStringLiteral("send"), kLena, QStringLiteral("-m"), QStringLiteral("Hallo")});
  neighbours_.says(kLena, {QStringLiteral("sync")});
  stage_ = std::make_unique<Stage>(neighbours_.folder(kLena));
  ASSERT_TRUE(wait_for([this] { return list().away() == 2; }));
  set(kMira, {{"unread", false}});
  EXPECT_TRUE(wait_for([this] { return list().away() == 1; }));
  set(kJonas, {{"unread", false}});
  EXPECT_TRUE(wait_for([this] { return list().away() == 0; }));
  says(kMira, QStringLiteral("Bist du da?"));
  EXPECT_EQ(list().away(), 0) << "nobody was away";
}

TEST_F(TheList, Who_has_used_an_invitation_is_found_unread_until_one_has_looked) {
  const auto nora = QStringLiteral("nora");
  neighbours_.person(nora, nora);
  QString id;
  QString link;
  stage_->app().session().ask("invite.create", rpc::Json::object(),
                              [&](const rpc::Json& answer, Session::Problem) { id = text_of(answer, "id"); });
  ASSERT_TRUE(wait_for([&] { return !id.isEmpty(); }));
  stage_->app().session().ask_slowly(
      "invite.await", {{"id", id.toStdString()}, {"timeout_ms", 60000}},
      [&](const rpc::Json& answer, Session::Problem) { link = text_of(answer, "link"); });
  ASSERT_TRUE(wait_for([&] { return !link.isEmpty(); }));
  stage_->show(QStringLiteral("self"));
  neighbours_.says(nora, {QStringLiteral("invite"), QStringLiteral("accept"), link});
  const auto unread = [&] { return list().named(nora)[QStringLiteral("isUnread")].toBool(); };
  ASSERT_TRUE(wait_for(unread, std::chrono::seconds(30)));
  stage_->show(nora);
  EXPECT_TRUE(wait_for([&] { return !unread(); }, std::chrono::seconds(20)));
}

TEST_F(TheList, Who_is_known_through_a_group_only_has_a_name) {
  const auto nora = QStringLiteral("nora");
  neighbours_.person(nora, QStringLiteral("Nora Lindt"));
  neighbours_.meet(kMira, nora);
  neighbours_.says(kMira, {QStringLiteral("group"), QStringLiteral("new"), QStringLiteral("Runde"),
                           QStringLiteral("--add"), QStringLiteral("lena,nora")});
  ASSERT_TRUE(wait_for([&] {
    for (const auto& who : {kMira, nora}) neighbours_.says(who, {QStringLiteral("sync")});
    return !list().named(QStringLiteral("#runde")).isEmpty();
  }));
  EXPECT_TRUE(
      wait_for([&] { return list().named(QStringLiteral("#runde"))[QStringLiteral("isUnread")].toBool(); },
               std::chrono::seconds(10)))
      << "nobody has said anything in it yet, and it is news";
  neighbours_.says(nora, {QStringLiteral("send"), QStringLiteral("#runde"), QStringLiteral("-m"),
                          QStringLiteral("Hallo")});
  ASSERT_TRUE(wait_for([&] {
    for (const auto& who : {nora, kMira}) neighbours_.says(who, {QStringLiteral("sync")});
    return line_of(QStringLiteral("#runde")) == QStringLiteral("Nora Lindt: Hallo");
  })) << line_of(QStringLiteral("#runde")).toStdString();
}

TEST_F(TheList, Who_has_not_answered_an_invitation_is_called_so_until_their_name_is_known) {
  const auto nora = QStringLiteral("nora");
  neighbours_.person(nora, QStringLiteral("Nora Lindt"));
  const auto link =
      neighbours_.says(nora, {QStringLiteral("invite"), QStringLiteral("create"), QStringLiteral("--plain")})
          .trimmed();
  neighbours_.says(kLena, {QStringLiteral("invite"), QStringLiteral("accept"), link});
  const auto contact = QStringLiteral("contact");
  const auto name = [&] { return list().named(contact).value(QStringLiteral("name")).toString(); };
  for (const auto& [language, words] :
       {std::pair("de", "Wartet auf Antwort"), std::pair("en", "Waiting for an answer")}) {
    stage_->look(QLatin1String(language), QStringLiteral("light"), 1180);
    EXPECT_TRUE(wait_for([&] { return name() == QLatin1String(words); }, std::chrono::seconds(20)))
        << name().toStdString();
    EXPECT_EQ(stage_->app().people().nameOf(contact), QLatin1String(words));
    EXPECT_TRUE(
        wait_for([&] { return letters_of(QLatin1String(words)).isEmpty(); }, std::chrono::seconds(20)))
        << "those would be letters of words of ours";
  }
  stage_->show(contact);
  Hands hands(*stage_);
  ASSERT_NO_THROW(hands.hear(hands.say("message")));
  EXPECT_TRUE(wait_for([&] {
    for (const auto& who : {nora, kLena}) neighbours_.says(who, {QStringLiteral("sync")});
    return !list().named(QStringLiteral("nora-lindt")).isEmpty() || name() == QStringLiteral("Nora Lindt");
  }));
  EXPECT_TRUE(
      wait_for([&] { return letters_of(QStringLiteral("Nora Lindt")) == QStringList{QStringLiteral("NL")}; },
               std::chrono::seconds(20)));
}

TEST_F(TheList, Whoever_is_ticked_first_of_several_stays_where_they_are) {
  stage_->go(QStringLiteral("people"));
  const Hands hands(*stage_);
  ASSERT_TRUE(wait_for([&] { return seen(*stage_, "text", hands.say("bulkBegin")) != nullptr; }));
  QMetaObject::invokeMethod(seen(*stage_, "text", hands.say("bulkBegin")), "clicked");
  auto* person = seen(*stage_, "picked", false);
  ASSERT_NE(person, nullptr);
  const auto place = [&] {
    stage_->window().grabWindow();  // everything has its place once it is drawn
    return person->mapToScene(QPointF(0, 0)).y();
  };
  const auto before = place();
  QMetaObject::invokeMethod(person, "pick");
  ASSERT_TRUE(wait_for([&] { return person->property("picked").toBool(); }));
  ASSERT_TRUE(stage_->settle());
  EXPECT_EQ(place(), before);
}

TEST_F(TheList, What_lies_over_one_conversation_does_not_lie_over_the_next) {
  for (const auto& [width, stays] : {std::pair(900, false), std::pair(1500, true)}) {
    stage_->look(QStringLiteral("en"), QStringLiteral("light"), width);
    stage_->show(kMira);
    stage_->home()->setProperty("infoShown", true);
    ASSERT_TRUE(stage_->settle());
    stage_->show(kJonas);
    EXPECT_EQ(stage_->home()->property("infoShown").toBool(), stays) << width;
  }
}

TEST(ManyConversations, Are_all_there_after_the_first_ones) {
  constexpr int kMany = static_cast<int>(ConversationList::kFirst) + 5;
  Neighbours neighbours;
  neighbours.person(kLena, kLena);
  QByteArray lines;
  for (int i = 0; i < kMany; ++i)
    lines += QStringLiteral(
                 "{\"jsonrpc\":\"2.0\",\"id\":%1,\"method\":\"group.create\",\"params\":{\"name\":\"Kreis "
                 "%1\"}}\n")
                 .arg(i)
                 .toUtf8();
  neighbours.says(kLena, {QStringLiteral("rpc")}, lines);
  Stage stage(neighbours.folder(kLena));
  const auto& list = stage.app().conversations();
  EXPECT_TRUE(wait_for([&] { return list.count() == kMany; })) << list.count();
}

}  // namespace
}  // namespace stille::desktop::test
