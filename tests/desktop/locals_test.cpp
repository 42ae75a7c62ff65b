// People who are not on Stille, by the keyboard: taken over, written down, changed, taken back, joined.
#include <QFile>

#include <gtest/gtest.h>

#include "tests/desktop/hands.hpp"
#include "tests/desktop/looking.hpp"
#include "tests/desktop/neighbours.hpp"

namespace stille::desktop::test {
namespace {

class LocalsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    neighbours_.person(kAda, QStringLiteral("Ada Berger"));
    neighbours_.person(kBob, QStringLiteral("Bob Keller"));
    neighbours_.meet(kAda, kBob);
    stage_ = std::make_unique<Stage>(neighbours_.folder(kAda));
    ASSERT_TRUE(wait_for([this] { return people().loaded() && stage_->home() != nullptr; }));
    stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180);
    hands_ = std::make_unique<Hands>(*stage_);
  }
  PeopleList& people() { return stage_->app().people(); }
  QString table(const QStringList& lines) {
    const auto path = place_.filePath(QStringLiteral("people.csv"));
    QFile file(path);
    const auto text =
        (QStringList{QStringLiteral("Name,Company,Notes")} + lines).join(QLatin1Char('\n')).toUtf8();
    EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    return path;
  }
  /// A dialog of the desktop would ask which.
  void imports(const QString& path) {
    auto* content = stage_->window().findChild<QQuickItem*>(QStringLiteral("content"));
    QMetaObject::invokeMethod(content->property("item").value<QObject*>(), "importFrom",
                              Q_ARG(QVariant, path));
  }
  rpc::Json shown(const char* who) {
    std::optional<rpc::Json> out;
    stage_->app().session().ask("contact.show", {{"contact", who}},
                                [&out](const rpc::Json& answer, Session::Problem) { out = answer; });
    EXPECT_TRUE(wait_for([&out] { return out.has_value(); }));
    return out.value_or(rpc::Json());
  }
  [[nodiscard]] bool there(int count) { return people().local_count() == count; }

  const QString kAda = QStringLiteral("ada");
  const QString kBob = QStringLiteral("bob");
  Neighbours neighbours_;
  QTemporaryDir place_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<Hands> hands_;
};

TEST_F(LocalsTest, A_table_is_looked_at_before_it_is_taken_over_and_taken_back) {
  auto& hands = *hands_;
  ASSERT_NO_THROW(hands.jump(hands.say("localsTitle")));
  ASSERT_NO_THROW(hands.hear(hands.say("localAdd")));
  imports(table({QStringLiteral("Mira Kaya,ACME,Kennt alle"), QStringLiteral("Nora Weiss,,"),
                 QStringLiteral("Bob Keller,Verein,")}));
  ASSERT_NO_THROW(hands.hear(hands.say("importDo")));
  EXPECT_TRUE(there(0)) << "a look changes nothing";
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.until(QStringLiteral("two are written down"), [&] { return there(2); }));
  EXPECT_EQ(people().count(), 1) << "Bob is a contact as before";
  // What is changed by hand stays.
  ASSERT_NO_THROW(hands.reach(QStringLiteral("Mira Kaya")));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.reach(hands.say("cardCity")));
  hands.type(QStringLiteral("Ulm"));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.until(QStringLiteral("it is written down"), [&] {
    return shown("mira-kaya").value("local", rpc::Json::object()).value("city", std::string()) == "Ulm";
  }));
  EXPECT_EQ(shown("mira-kaya")["note"], "Kennt alle");
  ASSERT_NO_THROW(hands.reach(hands.say("undoTitle")));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.hear(hands.say("undoDo")));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.until(QStringLiteral("only Mira is left"), [&] { return there(1); }));
  EXPECT_EQ(people().locals()->at(0).value(QStringLiteral("alias")), QStringLiteral("mira-kaya"));
  // There is no second one, and the keyboard is still on the page.
  ASSERT_NO_THROW(hands.hear(hands.say("localAdd")));
  EXPECT_EQ(seen(*stage_, "text", hands.say("undoTitle")), nullptr);
}

TEST_F(LocalsTest, A_birthday_stands_as_one_types_it_and_nothing_is_offered_where_nothing_was_imported) {
  auto& hands = *hands_;
  neighbours_.says(kAda, {QStringLiteral("contact"), QStringLiteral("add"), QStringLiteral("Mira Kaya"),
                          QStringLiteral("birthday=1984-05-23")});
  stage_->go(QStringLiteral("locals"));
  EXPECT_EQ(seen(*stage_, "text", hands.say("undoTitle")), nullptr);
  const auto birthday = [&](const char* language) {
    stage_->look(QLatin1String(language), QStringLiteral("light"), 1180);
    stage_->go(QStringLiteral("locals"));
    stage_->go(QStringLiteral("local"), {{QStringLiteral("alias"), QStringLiteral("mira-kaya")}});
    hands.reach(hands.say("cardBirthday"));
    return stage_->window().activeFocusItem()->property("text").toString();
  };
  EXPECT_TRUE(wait_for([&] { return birthday("de") == QStringLiteral("23.5.1984"); }));
  EXPECT_TRUE(wait_for([&] { return birthday("en") == QStringLiteral("1984-05-23"); }));
}

TEST_F(LocalsTest, Somebody_is_written_down_and_joined_with_a_contact) {
  auto& hands = *hands_;
  ASSERT_NO_THROW(hands.jump(hands.say("localsTitle")));
  ASSERT_NO_THROW(hands.hear(hands.say("localAdd")));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.hear(hands.say("cardName")));
  hands.type(QStringLiteral("Robert K."));
  ASSERT_NO_THROW(hands.reach(hands.say("note")));
  hands.type(QStringLiteral("Segelt gern"));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.until(QStringLiteral("he is there"), [&] { return there(1); }));
  EXPECT_TRUE(people().isLocal(QStringLiteral("robert-k")));
  ASSERT_NO_THROW(hands.reach(QStringLiteral("Robert K.")));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.reach(hands.say("localJoin")));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.reach(QStringLiteral("Bob Keller")));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.until(QStringLiteral("he is one with Bob"), [&] { return there(0); }));
  EXPECT_EQ(shown("bob")["note"], "Segelt gern");
}

TEST_F(LocalsTest, Whoever_is_here_already_is_said_and_what_was_typed_stays) {
  auto& hands = *hands_;
  stage_->go(QStringLiteral("local"));
  ASSERT_NO_THROW(hands.hear(hands.say("cardName")));
  hands.type(QStringLiteral("Bob Keller"));
  hands.press(Qt::Key_Return);
  auto* content = stage_->window().findChild<QQuickItem*>(QStringLiteral("content"));
  const auto problem = [&] {
    auto* page = content->property("item").value<QObject*>();
    return page == nullptr ? QString() : page->property("problem").toString();
  };
  ASSERT_NO_THROW(hands.until(QStringLiteral("it is said"), [&] {
    return problem() == hands.say("localExists", {QStringLiteral("Bob Keller")});
  }));
  EXPECT_TRUE(there(0));
  ASSERT_NO_THROW(hands.hear(hands.say("cardName")));
}

TEST_F(LocalsTest, A_long_list_shows_its_beginning_and_finds_the_rest_by_name) {
  QStringList lines;
  constexpr int kMany = PeopleList::kMostLocalRows + 20;
  for (int i = 0; i < kMany; ++i)
    lines.append(QStringLiteral("Person Nummer%1,,").arg(i, 3, 10, QLatin1Char('0')));
  stage_->go(QStringLiteral("locals"));
  imports(table(lines));
  ASSERT_NO_THROW(hands_->hear(hands_->say("importDo")));
  hands_->press(Qt::Key_Return);
  ASSERT_TRUE(wait_for([this] { return there(kMany); }));
  EXPECT_EQ(people().locals()->count(), PeopleList::kMostLocalRows);
  people().set_filter(QStringLiteral("nummer119"));
  EXPECT_EQ(people().locals()->count(), 1);
  EXPECT_EQ(people().local_count(), 1);
}

}  // namespace
}  // namespace stille::desktop::test
