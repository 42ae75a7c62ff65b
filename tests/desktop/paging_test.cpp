// A long conversation, page by page in both directions: nothing is lost, and what is looked at stays where it
// is.
#include <QTest>

#include <gtest/gtest.h>

#include "tests/desktop/neighbours.hpp"
#include "tests/desktop/stage.hpp"

namespace stille::desktop::test {
namespace {

constexpr int kNotes = 700;

class Paging : public ::testing::Test {
 protected:
  void SetUp() override {
    neighbours_.person(QStringLiteral("ada"), QStringLiteral("Ada Berger"));
    stage_ = std::make_unique<Stage>(neighbours_.folder(QStringLiteral("ada")));
    ASSERT_TRUE(wait_for([this] { return session().state() == QStringLiteral("open"); }));
    for (int number = 0; number < kNotes; ++number) note(number);
    ASSERT_TRUE(wait_for([this] { return ids_.size() == kNotes; }, std::chrono::minutes(2)));
    stage_->show(QStringLiteral("self"));
    ASSERT_TRUE(wait_for([this] { return messages().count() == MessageWindow::kPage; }));
    list_ = stage_->window().findChild<QQuickItem*>(QStringLiteral("messages"));
    ASSERT_NE(list_, nullptr);
  }
  void note(int number) {
    // Of different heights, as people write.
    std::string text = "Notiz " + std::to_string(number);
    for (int line = 0; line < number % 4; ++line) text += "\nnoch eine Zeile";
    session().ask("message.send", {{"to", {"self"}}, {"text", text}, {"wait", "queued"}},
                  [this](const rpc::Json& answer, Session::Problem problem) {
                    ASSERT_EQ(problem, nullptr);
                    ids_.append(QString::fromStdString(answer["results"][0]["id"].get<std::string>()));
                  });
  }
  Session& session() { return stage_->app().session(); }
  MessageWindow& messages() { return stage_->app().messages(); }
  [[nodiscard]] QString id_at(int index) {
    return messages().at(index).value(QStringLiteral("id")).toString();
  }
  void move(double pixels) { QMetaObject::invokeMethod(list_, "moveBy", Q_ARG(QVariant, pixels)); }
  /// The row in the middle of what is seen, and where it is.
  std::pair<QString, double> looked_at() {
    QQuickItem* item = nullptr;
    const double middle = list_->property("contentY").toDouble() + list_->height() / 2;
    QMetaObject::invokeMethod(list_, "itemAt", Q_RETURN_ARG(QQuickItem*, item), Q_ARG(double, 20),
                              Q_ARG(double, middle));
    if (item == nullptr) return {};
    return {item->property("row").toMap().value(QStringLiteral("id")).toString(),
            item->mapToItem(list_, {0, 0}).y()};
  }
  /// Where that row is now; far away when it is not seen.
  double place_of(const QString& id) {
    auto* content = list_->property("contentItem").value<QQuickItem*>();
    for (auto* item : content->childItems()) {
      if (item->isVisible() && item->property("row").toMap().value(QStringLiteral("id")).toString() == id)
        return item->mapToItem(list_, {0, 0}).y();
    }
    return 1e9;
  }
  /// Moves, lets pages come, and looks whether what was seen then has stayed where it was.
  void step(double pixels) {
    move(pixels);
    const auto [id, place] = looked_at();
    stage_->settle();
    QTest::qWait(0);
    if (id.isEmpty()) return;
    EXPECT_NEAR(place_of(id), place, 1.0) << id.toStdString() << " of " << messages().count();
  }

  Neighbours neighbours_;
  std::unique_ptr<Stage> stage_;
  QQuickItem* list_ = nullptr;
  QStringList ids_;
};

TEST_F(Paging, The_oldest_is_reached_and_then_the_newest_again) {
  for (int round = 0; round < 400 && !(messages().whole() && id_at(messages().count() - 1) == ids_.front());
       ++round)
    ASSERT_NO_FATAL_FAILURE(step(-300));
  EXPECT_TRUE(messages().whole());
  EXPECT_EQ(id_at(messages().count() - 1), ids_.front());
  EXPECT_LE(messages().count(), MessageWindow::kMost);
  EXPECT_FALSE(messages().newest());
  for (int round = 0; round < 400 && !messages().newest(); ++round) ASSERT_NO_FATAL_FAILURE(step(300));
  EXPECT_TRUE(messages().newest());
  EXPECT_EQ(id_at(0), ids_.back());
  EXPECT_LE(messages().count(), MessageWindow::kMost + MessageWindow::kSlack);
}

TEST_F(Paging, A_message_that_was_found_is_shown_where_it_is) {
  const auto wanted = ids_[123];
  QMetaObject::invokeMethod(list_, "reveal", Q_ARG(QVariant, wanted));
  ASSERT_TRUE(wait_for([&] { return messages().find(wanted) >= 0; }));
  stage_->settle();
  EXPECT_EQ(id_at(list_->property("currentIndex").toInt()), wanted);
  const double place = place_of(wanted);
  EXPECT_GE(place, -1);
  EXPECT_LT(place, list_->height());
  EXPECT_FALSE(messages().newest());
  // And back to the end, with everything that has come meanwhile.
  note(kNotes);
  ASSERT_TRUE(wait_for([this] { return ids_.size() == kNotes + 1; }));
  QMetaObject::invokeMethod(list_, "toEnd");
  EXPECT_TRUE(wait_for([this] { return messages().newest() && id_at(0) == ids_.back(); }));
  stage_->settle();
  EXPECT_TRUE(list_->property("atYEnd").toBool());
}

TEST_F(Paging, What_comes_meanwhile_moves_nothing_that_is_looked_at) {
  step(-600);
  stage_->settle();
  const auto oldest = id_at(messages().count() - 1);
  const auto [id, place] = looked_at();
  ASSERT_FALSE(id.isEmpty());
  for (int number = 0; number < 5; ++number) note(number);
  ASSERT_TRUE(wait_for([this] { return ids_.size() == kNotes + 5 && id_at(0) == ids_.back(); }));
  stage_->settle();
  EXPECT_NEAR(place_of(id), place, 1.0);
  EXPECT_EQ(id_at(messages().count() - 1), oldest);
}

TEST_F(Paging, When_the_message_in_its_middle_is_erased_the_window_stays_there) {
  const auto wanted = ids_[300];
  messages().around(wanted);
  ASSERT_TRUE(wait_for([&] { return messages().find(wanted) >= 0 && !messages().newest(); }));
  bool erased = false;
  session().ask("message.delete", {{"message", wanted.toStdString()}},
                [&erased](const rpc::Json&, Session::Problem problem) { erased = problem == nullptr; });
  ASSERT_TRUE(wait_for([&] { return erased; }));
  messages().refresh();
  ASSERT_TRUE(wait_for([&] { return messages().find(wanted) < 0; }));
  stage_->settle();
  EXPECT_GE(messages().find(ids_[301]), 0);
  EXPECT_FALSE(messages().newest());
}

}  // namespace
}  // namespace stille::desktop::test
