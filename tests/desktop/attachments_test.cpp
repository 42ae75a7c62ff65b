// Files and pictures in a conversation: looked at, called off, sent again.
#include <QClipboard>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QPointer>

#include <gtest/gtest.h>

#include "tests/desktop/hands.hpp"
#include "tests/desktop/looking.hpp"
#include "tests/desktop/neighbours.hpp"

namespace stille::desktop::test {
namespace {

const QString kAda = QStringLiteral("ada");
const QString kBob = QStringLiteral("bob");

class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    neighbours_.person(kAda, QStringLiteral("Ada Berger"));
    neighbours_.person(kBob, QStringLiteral("Bob"));
    neighbours_.meet(kAda, kBob);
  }
  void open() {
    stage_ = std::make_unique<Stage>(neighbours_.folder(kAda));
    ASSERT_TRUE(wait_for([this] { return stage_->app().session().state() == QStringLiteral("open"); }));
    stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180);
    stage_->show(kBob);
  }
  QQuickItem* list() { return stage_->window().findChild<QQuickItem*>(QStringLiteral("messages")); }
  QVariantMap row() { return stage_->app().messages().at(0); }
  QVariantMap file() { return row().value(QStringLiteral("attachments")).toList().value(0).toMap(); }
  QString beside(const QString& name) {
    return QString::fromStdString(neighbours_.folder(kAda).native()) + name;
  }

  Neighbours neighbours_;
  std::unique_ptr<Stage> stage_;
};

TEST_F(Files, A_tall_narrow_picture_is_shown_whole_and_rests) {
  const auto path = beside(QStringLiteral(".png"));
  QImage tall(300, 1500, QImage::Format_RGB32);
  tall.fill(QColor(31, 95, 91));
  ASSERT_TRUE(tall.save(path));
  neighbours_.says(kAda, {QStringLiteral("send"), kBob, QStringLiteral("--attach"), path});
  ASSERT_NO_FATAL_FAILURE(open());
  ASSERT_TRUE(wait_for([this] { return file().value(QStringLiteral("picture")).toBool(); }));
  QMetaObject::invokeMethod(list(), "look", Q_ARG(QVariant, file()));
  const auto source = QStringLiteral("image://stille/%1/large/%2")
                          .arg(file().value(QStringLiteral("id")).toString(),
                               file().value(QStringLiteral("state")).toString());
  QQuickItem* picture = nullptr;
  ASSERT_TRUE(wait_for(
      [&] {
        picture = seen(*stage_, "source", QUrl(source));
        return picture != nullptr && picture->property("status").toInt() == 1;
      },
      std::chrono::seconds(20)));
  const auto place = picture->mapRectToScene(picture->boundingRect());
  EXPECT_TRUE(QRectF(0, 0, 1180, 760).contains(place));
  EXPECT_GT(place.height(), 500);
  EXPECT_NEAR(picture->property("paintedWidth").toDouble() * 5, picture->property("paintedHeight").toDouble(),
              8);
}

// Whoever presses a button of a chip releases it over the same one, whatever has come of the file meanwhile.
TEST_F(Files, The_chips_of_a_message_are_the_same_when_its_state_changes) {
  const auto path = beside(QStringLiteral(".txt"));
  QFile text(path);
  ASSERT_TRUE(text.open(QIODevice::WriteOnly) && text.write("Rosen") == 5);
  text.close();
  neighbours_.says(kAda, {QStringLiteral("send"), kBob, QStringLiteral("--attach"), path});
  ASSERT_NO_FATAL_FAILURE(open());
  QQuickItem* chip = nullptr;
  ASSERT_TRUE(wait_for([&] {
    chip = seen(*stage_, "savable", false);
    return chip != nullptr;
  }));
  const QPointer<QQuickItem> before = chip;
  const auto state = file().value(QStringLiteral("state"));
  neighbours_.says(kBob, {QStringLiteral("sync")});
  const auto id = neighbours_.says(
      kBob, {QStringLiteral("attachment"), QStringLiteral("list"), QStringLiteral("--json")});
  neighbours_.says(kBob, {QStringLiteral("attachment"), QStringLiteral("get"),
                          id.section(QStringLiteral("\"id\":\""), 1).section(QLatin1Char('"'), 0, 0),
                          QStringLiteral("-o"), beside(QStringLiteral(".got"))});
  ASSERT_TRUE(wait_for([&] { return file().value(QStringLiteral("state")) != state; }));
  ASSERT_TRUE(stage_->settle());
  EXPECT_FALSE(before.isNull());
  EXPECT_EQ(seen(*stage_, "savable", false), before.data());
}

TEST_F(Files, A_file_is_fetched_and_saved_from_the_menu_of_its_message) {
  const auto path = beside(QStringLiteral(".txt"));
  QFile text(path);
  ASSERT_TRUE(text.open(QIODevice::WriteOnly) && text.write("Rosen") == 5);
  text.close();
  neighbours_.says(kBob, {QStringLiteral("send"), kAda, QStringLiteral("--attach"), path});
  ASSERT_NO_FATAL_FAILURE(open());
  const auto is = [this](const char* state) {
    return wait_for([&] { return file().value(QStringLiteral("state")) == QLatin1String(state); });
  };
  ASSERT_TRUE(is("offered"));
  Hands hands(*stage_);
  const auto chooses = [&](const char* line) {
    hands.press(Qt::Key_Up, Qt::ControlModifier);
    hands.press(Qt::Key_Menu);
    hands.reach_by(Qt::Key_Down, hands.say(line));
    EXPECT_TRUE(stage_->heard().endsWith(file().value(QStringLiteral("name")).toString()));
    hands.press(Qt::Key_Return);
  };
  ASSERT_NO_THROW(chooses("fetch"));
  ASSERT_TRUE(is("here"));
  ASSERT_NO_THROW(chooses("save"));
  ASSERT_NO_THROW(hands.hear(hands.say("saveWhere")));
  const auto saves_as = [&](const QString& where) {
    hands.press(Qt::Key_A, Qt::ControlModifier);
    hands.type(where);
    hands.press(Qt::Key_Return);
  };
  // Where that cannot be, it is said there, and another place can be named.
  saves_as(beside(QStringLiteral("/nowhere/file")));
  const auto before = hands.say("saveFailed").section(QStringLiteral("%1"), 0, 0);
  QString problem;
  EXPECT_TRUE(wait_for([&] {
    auto* field = seen(*stage_, "label", hands.say("saveWhere"));
    problem = field == nullptr ? QString() : field->property("problem").toString();
    return problem.startsWith(before);
  })) << problem.toStdString();
  const auto to = beside(QStringLiteral(".saved"));
  saves_as(to);
  EXPECT_TRUE(wait_for([&] { return QFileInfo(to).size() == 5; }));
  EXPECT_TRUE(wait_for([&] { return seen(*stage_, "words", hands.say("savedAs", {to})) != nullptr; }));
  EXPECT_EQ(seen(*stage_, "label", hands.say("saveWhere")), nullptr) << "and it asks no more";
}

TEST_F(Files, What_was_called_off_can_be_sent_again) {
  const auto path = beside(QStringLiteral(".bin"));
  QFile large(path);
  ASSERT_TRUE(large.open(QIODevice::WriteOnly) && large.resize(4 << 20));
  large.close();
  ASSERT_NO_FATAL_FAILURE(open());
  auto& session = stage_->app().session();
  session.ask("attachment.send", {{"to", {"bob"}}, {"files", {path.toStdString()}}},
              [&session](const rpc::Json& answer, Session::Problem problem) {
                ASSERT_EQ(problem, nullptr);
                session.ask("attachment.cancel", {{"id", answer["results"][0]["attachments"][0]["id"]}}, {});
              });
  ASSERT_TRUE(wait_for([this] { return row().value(QStringLiteral("calledOff")).toBool(); }));
  Hands hands(*stage_);
  EXPECT_TRUE(wait_for([&] { return seen(*stage_, "text", hands.say("sendAgain")) != nullptr; }));
  // Nobody has got it: it is neither answered nor changed.
  EXPECT_TRUE(stage_->app().messages().lastOwn().isEmpty());
  hands.press(Qt::Key_Up, Qt::ControlModifier);
  hands.press(Qt::Key_Return);
  EXPECT_EQ(seen(*stage_, "text", hands.say("replyToOwn")), nullptr);
  hands.press(Qt::Key_Menu);
  ASSERT_NO_THROW(hands.reach_by(Qt::Key_Down, hands.say("sendAgain")));
  for (const auto* line : {"reply", "react", "edit"})
    EXPECT_EQ(seen(*stage_, "text", hands.say(line)), nullptr) << line;
  hands.press(Qt::Key_Return);
  EXPECT_TRUE(wait_for([this] { return file().value(QStringLiteral("state")) == QStringLiteral("sent"); }))
      << file().value(QStringLiteral("state")).toString().toStdString();
  EXPECT_FALSE(row().value(QStringLiteral("calledOff")).toBool());
}

TEST_F(Files, A_pasted_picture_has_a_name_that_says_when_and_goes_with_its_folder) {
  QImage picture(8, 8, QImage::Format_RGB32);
  picture.fill(Qt::red);
  ASSERT_NO_FATAL_FAILURE(open());
  QGuiApplication::clipboard()->setImage(picture);
  ASSERT_TRUE(wait_for([this] { return stage_->heard().contains(QStringLiteral("Bob")); }));
  stage_->press(Qt::Key_V, Qt::ControlModifier);
  QQuickItem* chip = nullptr;
  ASSERT_TRUE(wait_for([&] {
    auto* composer = stage_->window().findChild<QQuickItem*>(QStringLiteral("composer"));
    while (composer != nullptr && !composer->property("sendable").isValid())
      composer = composer->parentItem();
    const auto files = composer == nullptr ? QStringList() : composer->property("files").toStringList();
    chip = files.isEmpty() ? nullptr : seen(*stage_, "path", files.first());
    return chip != nullptr;
  }));
  const QFileInfo file(chip->property("path").toString());
  EXPECT_TRUE(file.exists());
  EXPECT_TRUE(file.fileName().startsWith(QStringLiteral("Bild 20"))) << file.fileName().toStdString();
  EXPECT_TRUE(wait_for([&] { return chip->property("size").toString().contains(QStringLiteral("B")); }));
  QMetaObject::invokeMethod(chip, "removed");
  EXPECT_TRUE(wait_for([&] { return !QFileInfo::exists(file.path()); }));
}

TEST_F(Files, A_draft_of_files_alone_is_a_draft_in_the_list) {
  neighbours_.says(kAda, {QStringLiteral("send"), kBob, QStringLiteral("-m"), QStringLiteral("Hallo")});
  ASSERT_NO_FATAL_FAILURE(open());
  bool done = false;
  stage_->app().session().ask("draft.set",
                              {{"conversation", "bob"}, {"text", ""}, {"files", {"/nowhere/Notiz.txt"}}},
                              [&](const rpc::Json&, Session::Problem problem) { done = problem == nullptr; });
  ASSERT_TRUE(wait_for([&] { return done; }));
  stage_->app().conversations().refresh();
  const auto listed = [this] { return stage_->app().conversations().named(kBob); };
  ASSERT_TRUE(
      wait_for([&] { return listed()[QStringLiteral("isDraft")].toBool(); }, std::chrono::seconds(10)));
  EXPECT_EQ(listed()[QStringLiteral("line")].toString(), QStringLiteral("Entwurf: Notiz.txt"));
}

}  // namespace
}  // namespace stille::desktop::test
