// What was said goes into a folder, by the keyboard: everything or one conversation, in the form one wants,
// and not at all once it is stopped.
#include <QDir>
#include <QSignalSpy>
#include <future>

#include <gtest/gtest.h>

#include "tests/desktop/hands.hpp"
#include "tests/desktop/neighbours.hpp"

namespace stille::desktop::test {
namespace {

class ExportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    neighbours_.person(kAda, QStringLiteral("Ada Berger"));
    neighbours_.person(kBob, QStringLiteral("Bob Keller"));
    neighbours_.meet(kAda, kBob);
    for (const auto* to : {"bob", "self"}) {
      neighbours_.says(kAda, {QStringLiteral("send"), QLatin1String(to), QStringLiteral("-m"),
                              QStringLiteral("Was bleiben soll")});
    }
    move_to(kAda);
    ASSERT_TRUE(wait_for([this] { return stage_->app().conversations().count() == 2; }));
  }
  void move_to(const QString& person) {
    hands_.reset();
    stage_.reset();
    stage_ = std::make_unique<Stage>(neighbours_.folder(person));
    ASSERT_TRUE(wait_for([this] { return stage_->home() != nullptr; }));
    stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180);
    hands_ = std::make_unique<Hands>(*stage_);
  }
  /// In the sheet that asks for one.
  void names(const char* label, const QString& folder) {
    hands_->hear(hands_->say(label));
    hands_->press(Qt::Key_A, Qt::ControlModifier);
    hands_->type(folder);
    hands_->press(Qt::Key_Return);
  }
  void takes_pages_of(const QString& conversation, const QString& folder) {
    auto& hands = *hands_;
    stage_->go(QStringLiteral("data"), {{QStringLiteral("conversation"), conversation}});
    hands.reach(hands.say("exportPages"));
    hands.press(Qt::Key_Return);
    hands.reach(hands.say("exportDo"));
    hands.press(Qt::Key_Return);
    names("exportWhere", folder);
    hands.until(QStringLiteral("it is there"), [&] { return QDir(folder).exists(); });
  }
  QQuickItem* status() { return stage_->window().findChild<QQuickItem*>(QStringLiteral("status")); }
  QStringList files(const QString& folder) {
    QStringList out;
    const std::function<void(const QString&)> look = [&](const QString& below) {
      const QDir here(folder + below);
      for (const auto& one : here.entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name)) {
        if (one.isDir())
          look(below + QLatin1Char('/') + one.fileName());
        else
          out.append((below + QLatin1Char('/') + one.fileName()).mid(1));
      }
    };
    look({});
    return out;
  }

  const QString kAda = QStringLiteral("ada");
  const QString kBob = QStringLiteral("bob");
  Neighbours neighbours_;
  QTemporaryDir place_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<Hands> hands_;
};

TEST_F(ExportTest, Pages_alone_of_one_conversation) {
  auto& hands = *hands_;
  const auto folder = place_.filePath(QStringLiteral("bob"));
  ASSERT_NO_THROW(takes_pages_of(kBob, folder));
  EXPECT_EQ(files(folder),
            (QStringList{QStringLiteral("conversations/bob-1.html"), QStringLiteral("index.html")}));
  EXPECT_TRUE(stage_->app().exporter().problem().isEmpty());
  // The button is where it was, and nothing that is there is written over.
  ASSERT_NO_THROW(hands.reach(hands.say("exportDo")));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(names("exportWhere", folder));
  ASSERT_NO_THROW(hands.until(QStringLiteral("that is said"), [&] {
    return stage_->app().exporter().problem() == hands.say("exportExists");
  }));
}

TEST_F(ExportTest, Pages_say_what_happened_to_a_group_and_how_long_messages_stay) {
  neighbours_.says(kAda, {QStringLiteral("group"), QStringLiteral("new"), QStringLiteral("Lesen")});
  neighbours_.says(kAda, {QStringLiteral("group"), QStringLiteral("rename"), QStringLiteral("#lesen"),
                          QStringLiteral("Lesekreis")});
  neighbours_.says(kAda, {QStringLiteral("group"), QStringLiteral("expire"), QStringLiteral("#lesen"),
                          QStringLiteral("7d")});
  const auto folder = place_.filePath(QStringLiteral("kreis"));
  ASSERT_NO_THROW(takes_pages_of(QStringLiteral("#lesen"), folder));
  const QDir pages(folder + QStringLiteral("/conversations"));
  QFile page(pages.filePath(pages.entryList({QStringLiteral("*.html")}).value(0)));
  ASSERT_TRUE(page.open(QIODevice::ReadOnly));
  const auto said = QString::fromUtf8(page.readAll());
  const auto& words = stage_->app().words();
  EXPECT_TRUE(said.contains(
      words.say(QStringLiteral("eventRenamedYou"), {QStringLiteral("Lesekreis")}).toHtmlEscaped()))
      << said.toStdString();
  EXPECT_TRUE(said.contains(
      words.say(QStringLiteral("messageTimerYou"), {words.counted(QStringLiteral("afterWeeks"), 1)})))
      << said.toStdString();
}

TEST_F(ExportTest, The_one_conversation_is_chosen_with_the_arrows_and_the_keyboard_stays_on_the_page) {
  auto& hands = *hands_;
  stage_->go(QStringLiteral("data"));
  ASSERT_NO_THROW(hands.reach(hands.say("exportOne")));
  hands.press(Qt::Key_Return);
  const auto& list = stage_->app().conversations();
  const auto name = [&](int at) { return list.at(at).value(QStringLiteral("name")).toString(); };
  ASSERT_NO_THROW(hands.hear(name(0)));
  hands.press(Qt::Key_Down);
  ASSERT_NO_THROW(hands.hear(name(1)));
  hands.press(Qt::Key_Return);
  auto* page =
      stage_->window().findChild<QQuickItem*>(QStringLiteral("content"))->property("item").value<QObject*>();
  EXPECT_EQ(page->property("only"), list.at(1).value(QStringLiteral("alias")));
  // The chips have been made anew.
  ASSERT_NO_THROW(hands.hear(hands.say("exportEverything")));
  hands.press(Qt::Key_Escape);
  EXPECT_TRUE(wait_for([&] { return stage_->home()->property("place") == QStringLiteral("conversation"); }));
}

TEST_F(ExportTest, Everything_in_both_forms_can_be_taken_back_by_the_command_line) {
  const auto folder = place_.filePath(QStringLiteral("all"));
  auto& exporter = stage_->app().exporter();
  const QSignalSpy finished(&exporter, &Exporter::finished);
  exporter.begin({{QStringLiteral("folder"), folder}, {QStringLiteral("format"), QStringLiteral("both")}});
  EXPECT_TRUE(exporter.running());
  ASSERT_TRUE(wait_for([&] { return finished.count() == 1; }));
  EXPECT_FALSE(exporter.running());
  EXPECT_EQ(finished.front().front().toMap().value(QStringLiteral("messages")).toInt(), 2);
  EXPECT_TRUE(files(folder).contains(QStringLiteral("export.json")));
  neighbours_.person(QStringLiteral("neu"), QStringLiteral("Neu"));
  neighbours_.says(QStringLiteral("neu"), {QStringLiteral("import"), folder});
  EXPECT_TRUE(neighbours_
                  .says(QStringLiteral("neu"),
                        {QStringLiteral("log"), QStringLiteral("self"), QStringLiteral("--plain")})
                  .contains(QStringLiteral("Was bleiben soll")));
}

TEST_F(ExportTest, What_was_taken_along_is_taken_back_in_by_somebody_who_has_nothing_of_it) {
  const auto folder = place_.filePath(QStringLiteral("all"));
  neighbours_.says(kAda, {QStringLiteral("export"), QStringLiteral("--to"), folder});
  const auto newcomer = QStringLiteral("neu");
  neighbours_.person(newcomer, QStringLiteral("Neu"));
  move_to(newcomer);
  auto& hands = *hands_;
  for (const bool again : {false, true}) {
    stage_->go(QStringLiteral("data"));
    ASSERT_NO_THROW(hands.reach(hands.say("takeBackStart")));
    hands.press(Qt::Key_Return);
    ASSERT_NO_THROW(names("takeBackWhere", folder));
    ASSERT_NO_THROW(hands.until(QStringLiteral("it is said"), [&] {
      return status()->property("words") ==
             (again ? hands.say("takeBackDoneNone") : hands.say("takeBackDoneMany").arg(2));
    }));
    EXPECT_EQ(stage_->app().importer().problem(), QString());
  }
  // With whom one was not in contact is in the address book, and what was said can be read.
  EXPECT_TRUE(wait_for([&] { return stage_->app().conversations().count() == 2; }));
  stage_->go(QStringLiteral("local"), {{QStringLiteral("alias"), kBob}});
  ASSERT_NO_THROW(hands.reach(hands.say("localSaid")));
  hands.press(Qt::Key_Return);
  ASSERT_NO_THROW(hands.hear(hands.say("localInvite")));
  EXPECT_TRUE(wait_for([&] { return stage_->app().messages().count() > 0; }));
}

TEST_F(ExportTest, A_folder_that_is_no_export_and_one_with_a_wrong_line_change_nothing_and_say_so) {
  auto& importer = stage_->app().importer();
  const auto ended = [&] { return !importer.running(); };
  importer.begin(place_.path());
  ASSERT_TRUE(wait_for(ended));
  EXPECT_EQ(importer.problem(), hands_->say("takeBackNoExport"));
  const auto folder = place_.filePath(QStringLiteral("all"));
  neighbours_.says(kAda, {QStringLiteral("export"), QStringLiteral("--to"), folder});
  QFile lines(folder + QStringLiteral("/conversations/bob-1.jsonl"));
  ASSERT_TRUE(lines.open(QIODevice::Append)) << qPrintable(files(folder).join(QLatin1Char(' ')));
  lines.write("nothing\n");
  lines.close();
  importer.begin(folder);
  ASSERT_TRUE(wait_for(ended));
  EXPECT_EQ(importer.problem(), hands_->say("takeBackWrong").arg(QStringLiteral("bob-1.jsonl:2")));
}

TEST_F(ExportTest, Once_it_is_stopped_nothing_of_it_stays) {
  const auto folder = place_.filePath(QStringLiteral("none"));
  auto& exporter = stage_->app().exporter();
  const QSignalSpy stopped(&exporter, &Exporter::stopped);
  // What little there is could be written before anybody has stopped it.
  std::promise<void> has_stopped;
  stage_->app().session().worker().run([&has_stopped] { has_stopped.get_future().wait(); });
  exporter.begin({{QStringLiteral("folder"), folder}});
  exporter.stop();
  has_stopped.set_value();
  ASSERT_TRUE(wait_for([&] { return !exporter.running(); }));
  EXPECT_EQ(stopped.count(), 1) << exporter.problem().toStdString() << " "
                                << QDir(place_.path()).entryList().join(QLatin1Char(' ')).toStdString();
  EXPECT_FALSE(exporter.running());
  EXPECT_TRUE(exporter.problem().isEmpty());
  EXPECT_TRUE(QDir(place_.path()).isEmpty());
}

}  // namespace
}  // namespace stille::desktop::test
