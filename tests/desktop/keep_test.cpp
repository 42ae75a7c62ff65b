// Keeping in touch, with a calendar that is set forward: each kind of card leads to a first sentence.
#include <QDate>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <gmock/gmock.h>

#include "tests/desktop/hands.hpp"
#include "tests/desktop/neighbours.hpp"

namespace stille::desktop::test {
namespace {

constexpr int kDays = 20;
constexpr int kDay = 24 * 60 * 60;

class KeepTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(qEnvironmentVariable("LD_PRELOAD").contains(QStringLiteral("shifted_clock")))
        << "needs a clock that can be shifted, as ctest gives it";
    ASSERT_TRUE(clock_.isValid());
    set_forward(0);
    qputenv("SHIFTED_CLOCK", clock_.filePath(QStringLiteral("shift")).toUtf8());
    neighbours_.person(kLena, QStringLiteral("Lena Öhler"));
  }
  void TearDown() override { qunsetenv("SHIFTED_CLOCK"); }
  void set_forward(int by) {
    QFile file(clock_.filePath(QStringLiteral("shift")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write(QByteArray::number(by)) > 0);
  }
  void knows(const QString& who, const QString& name) {
    neighbours_.person(who, name);
    neighbours_.meet(kLena, who);
  }
  void keeps(const QString& who, const char* what, const QString& value) {
    neighbours_.says(kLena, {QStringLiteral("keep"), QStringLiteral("set"), who, QLatin1String(what), value});
  }
  void writes(const QString& who, const QString& text) {
    neighbours_.says(who, {QStringLiteral("send"), kLena, QStringLiteral("-m"), text});
    neighbours_.says(kLena, {QStringLiteral("sync")});
  }
  /// The id of the last thing that was said there.
  QString last_of(const QString& who) {
    return QJsonDocument::fromJson(neighbours_
                                       .says(kLena, {QStringLiteral("log"), who, QStringLiteral("-n"),
                                                     QStringLiteral("1"), QStringLiteral("--json")})
                                       .toUtf8())
        .object()
        .value(QStringLiteral("id"))
        .toString();
  }
  static QString day_ahead(int days, const char* form) {
    return QDate::currentDate().addDays(days).toString(QLatin1String(form));
  }
  /// One of each kind comes up once the days have gone by.
  void everybody() {
    knows(QStringLiteral("mira"), QStringLiteral("Mira Aydın"));
    writes(QStringLiteral("mira"), QStringLiteral("Passt dir Dienstag?"));
    knows(QStringLiteral("bob"), QStringLiteral("Bob Keller"));
    keeps(QStringLiteral("bob"), "--birthday", day_ahead(kDays, "MM-dd"));
    knows(QStringLiteral("cem"), QStringLiteral("Cem Aksoy"));
    keeps(QStringLiteral("cem"), "--birthday", day_ahead(kDays - 2, "MM-dd"));
    knows(QStringLiteral("nora"), QStringLiteral("Nora Lindt"));
    keeps(QStringLiteral("nora"), "--every", QStringLiteral("2w"));
    knows(QStringLiteral("pia"), QStringLiteral("Pia Sommer"));
    writes(QStringLiteral("pia"), QStringLiteral("Ich melde mich."));
    neighbours_.says(kLena, {QStringLiteral("keep"), QStringLiteral("remind"), last_of(QStringLiteral("pia")),
                             QStringLiteral("--on"), day_ahead(kDays, "yyyy-MM-dd")});
    knows(QStringLiteral("tom"), QStringLiteral("Tom Vogt"));
    neighbours_.says(QStringLiteral("tom"), {QStringLiteral("card"), QStringLiteral("share"), kLena,
                                             QStringLiteral("--fields"), QStringLiteral("all")});
    // The first that one hears of it is no news.
    for (const auto* role : {"role=Setzer", "role=Orgelbauer"}) {
      neighbours_.says(QStringLiteral("tom"),
                       {QStringLiteral("card"), QStringLiteral("set"), QLatin1String(role)});
      neighbours_.says(QStringLiteral("tom"), {QStringLiteral("sync")});
      neighbours_.says(kLena, {QStringLiteral("sync")});
    }
    neighbours_.says(kLena, {QStringLiteral("config"), QStringLiteral("set"), QStringLiteral("keep.measure"),
                             QStringLiteral("10")});
    set_forward(kDays * kDay);
  }
  void opens() {
    stage_ = std::make_unique<Stage>(neighbours_.folder(kLena));
    ASSERT_TRUE(wait_for([this] { return keep().loaded() && stage_->home() != nullptr; }));
    stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180);
  }
  KeepList& keep() { return stage_->app().keep(); }

  const QString kLena = QStringLiteral("lena");
  QTemporaryDir clock_;
  Neighbours neighbours_;
  std::unique_ptr<Stage> stage_;
};

TEST_F(KeepTest, Each_kind_of_card_leads_to_a_first_sentence) {
  ASSERT_NO_FATAL_FAILURE(everybody());
  ASSERT_NO_FATAL_FAILURE(opens());
  std::vector<std::string> kinds;
  QList<QVariantMap> cards;
  for (int at = 0; at < keep().count(); ++at) cards.append(keep().at(at));
  Hands hands(*stage_);
  for (const auto& card : cards) {
    kinds.push_back(card.value(QStringLiteral("occasion")).toString().toStdString());
    SCOPED_TRACE(kinds.back());
    hands.press(Qt::Key_I, Qt::ControlModifier);
    const auto name = card.value(QStringLiteral("name")).toString();
    ASSERT_NO_THROW(
        hands.reach(card.value(QStringLiteral("action")).toString() + QStringLiteral(": ") + name));
    hands.press(Qt::Key_Return);
    ASSERT_NO_THROW(hands.hear(hands.say("writeTo", {name})));
    auto* composer = stage_->window().findChild<QObject*>(QStringLiteral("composer"));
    EXPECT_TRUE(wait_for([&] { return composer->property("text").toString().size() > 10; }));
  }
  EXPECT_THAT(kinds,
              ::testing::UnorderedElementsAre("birthday", "waiting", "promised", "due", "news", "belated"));
}

TEST_F(KeepTest, Once_a_card_is_settled_the_keyboard_stays_on_the_page) {
  knows(QStringLiteral("mira"), QStringLiteral("Mira Aydın"));
  writes(QStringLiteral("mira"), QStringLiteral("Passt dir Dienstag?"));
  set_forward(kDays * kDay);
  ASSERT_NO_FATAL_FAILURE(opens());
  Hands hands(*stage_);
  hands.press(Qt::Key_I, Qt::ControlModifier);
  ASSERT_NO_THROW(hands.reach(hands.say("keepDone") + QStringLiteral(": Mira Aydın")));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.until(QStringLiteral("it is settled"), [&] { return keep().count() == 0; }));
  ASSERT_NO_THROW(hands.hear(hands.say("keepChoose")));
  hands.press(Qt::Key_Escape);
  EXPECT_TRUE(wait_for([&] { return stage_->home()->property("place") == QStringLiteral("conversation"); }));
}

TEST_F(KeepTest, Whoever_was_added_outside_of_the_window_is_called_by_their_name) {
  knows(QStringLiteral("bob"), QStringLiteral("Bob Keller"));
  ASSERT_NO_FATAL_FAILURE(opens());
  auto& people = stage_->app().people();
  ASSERT_TRUE(wait_for([&] { return people.loaded(); }));
  neighbours_.says(kLena, {QStringLiteral("contact"), QStringLiteral("add"), QStringLiteral("Dora Süß")});
  const auto alias = QStringLiteral("dora-suess");
  keeps(alias, "--birthday", day_ahead(0, "MM-dd"));
  EXPECT_FALSE(people.isLocal(alias)) << "nothing has said so yet";
  stage_->go(QStringLiteral("keep"));
  EXPECT_TRUE(wait_for([&] {
    return keep().count() == 1 && keep().at(0).value(QStringLiteral("name")) == QStringLiteral("Dora Süß");
  }));
  EXPECT_TRUE(people.isLocal(alias)) << "and a letter to her leads to her page";
}

TEST_F(KeepTest, What_is_noted_outside_of_the_window_is_there_when_the_page_opens) {
  knows(QStringLiteral("bob"), QStringLiteral("Bob Keller"));
  ASSERT_NO_FATAL_FAILURE(opens());
  stage_->go(QStringLiteral("keep"));
  EXPECT_EQ(keep().count(), 0);
  stage_->go(QStringLiteral("settings"));
  keeps(QStringLiteral("bob"), "--birthday", day_ahead(0, "MM-dd"));
  stage_->go(QStringLiteral("keep"));
  EXPECT_TRUE(wait_for([&] { return keep().count() == 1; }, std::chrono::seconds(10)));
}

}  // namespace
}  // namespace stille::desktop::test
