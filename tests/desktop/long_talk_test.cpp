// A conversation of thousands, from one end to the other: what is held of it stays small.
#include <gtest/gtest.h>

#include "client/store/database.hpp"
#include "client/store/profile.hpp"
#include "common/crypto/random.hpp"
#include "tests/desktop/neighbours.hpp"
#include "tests/desktop/stage.hpp"

namespace stille::desktop::test {
namespace {

constexpr int kNotes = 5000;
constexpr int kBehindAll = 1000;  // what has happened in a profile that is new is before that
/// Of the view: three of its heights are made, and no row is lower than this.
constexpr int kLeastRow = 20;

std::string name_of(int note) {
  // None is the beginning of another.
  return "m_" + std::to_string(10'000 + note);
}

/// Notes to oneself as if they had been written, one a minute; the profile is nobody's meanwhile.
void write_notes(const std::filesystem::path& folder) {
  auto profile = client::store::Profile::open(folder);
  ASSERT_TRUE(profile);
  auto& db = profile.value().database();
  crypto::SeededRng rng(3);
  const auto self = db.value<std::int64_t>("SELECT contact FROM message");
  ASSERT_TRUE(self && self.value());
  const auto now = SystemClock().now();
  auto transaction = client::store::Transaction::begin(db);
  ASSERT_TRUE(transaction);
  for (int note = 1; note <= kNotes; ++note) {
    const auto at = now - std::chrono::minutes(kNotes - note);
    ASSERT_TRUE(db.run(
        "INSERT INTO message(name, contact, content_id, outgoing, kind, state, text, at, authored, position)"
        " VALUES(?, ?, ?, 1, 0, 3, ?, ?, ?, ?)",
        name_of(note), *self.value(), rng.fixed<Fixed<struct IdTag, 16>>(),
        "Notiz " + std::to_string(note) + std::string(note % 3 == 0 ? "\nund noch eine Zeile" : ""), at, at,
        kBehindAll + note));
  }
  ASSERT_TRUE(transaction.value().commit());
}

class LongTalk : public ::testing::Test {
 protected:
  void SetUp() override {
    neighbours_.person(QStringLiteral("ada"), QStringLiteral("Ada Berger"));
    neighbours_.says(QStringLiteral("ada"), {QStringLiteral("send"), QStringLiteral("self"),
                                             QStringLiteral("-m"), QStringLiteral("Notiz")});
    ASSERT_NO_FATAL_FAILURE(write_notes(neighbours_.folder(QStringLiteral("ada"))));
    stage_ = std::make_unique<Stage>(neighbours_.folder(QStringLiteral("ada")));
    ASSERT_TRUE(wait_for([this] { return stage_->app().conversations().loaded(); }));
    stage_->show(QStringLiteral("self"));
    ASSERT_TRUE(wait_for([this] { return messages().find(last_) == 0; }));
    list_ = stage_->window().findChild<QQuickItem*>(QStringLiteral("messages"));
    ASSERT_NE(list_, nullptr);
  }
  MessageWindow& messages() { return stage_->app().messages(); }
  void jump_to(const QString& id) {
    QMetaObject::invokeMethod(list_, "reveal", Q_ARG(QVariant, id));
    ASSERT_TRUE(wait_for([&] { return messages().find(id) >= 0; }));
    stage_->settle();
    expect_little();
  }
  void expect_little() {
    EXPECT_LE(messages().count(), MessageWindow::kMost + MessageWindow::kSlack);
    const auto made = list_->height() + 2 * list_->property("cacheBuffer").toInt();
    EXPECT_LE(rows_made(), static_cast<int>(made) / kLeastRow);
    EXPECT_GT(rows_made(), 0);
  }
  /// Delegates that there are, seen or not.
  [[nodiscard]] int rows_made() const {
    const auto all = list_->property("contentItem").value<QQuickItem*>()->childItems();
    return static_cast<int>(std::count_if(all.begin(), all.end(),
                                          [](const auto* one) { return one->property("row").isValid(); }));
  }

  const QString first_ = QString::fromStdString(name_of(1));
  const QString last_ = QString::fromStdString(name_of(kNotes));
  Neighbours neighbours_;
  std::unique_ptr<Stage> stage_;
  QQuickItem* list_ = nullptr;
};

TEST_F(LongTalk, Jumping_from_end_to_end_keeps_few_rows) {
  for (int round = 0; round < 3; ++round) {
    ASSERT_NO_FATAL_FAILURE(jump_to(first_));
    EXPECT_TRUE(messages().whole());
    EXPECT_FALSE(messages().newest());
    QMetaObject::invokeMethod(list_, "toEnd");
    ASSERT_TRUE(wait_for([this] { return messages().newest() && messages().find(last_) == 0; }));
    stage_->settle();
    expect_little();
    ASSERT_NO_FATAL_FAILURE(jump_to(last_));
  }
}

TEST_F(LongTalk, Walking_on_from_the_middle_lets_go_of_what_was_passed) {
  ASSERT_NO_FATAL_FAILURE(jump_to(QString::fromStdString(name_of(kNotes / 2))));
  for (const bool older : {true, false}) {
    const auto left =
        messages().at(older ? 0 : messages().count() - 1).value(QStringLiteral("id")).toString();
    for (int page = 0; page < 8; ++page) {
      older ? messages().older() : messages().newer();
      stage_->settle();
      expect_little();
    }
    EXPECT_LT(messages().find(left), 0);
  }
}

}  // namespace
}  // namespace stille::desktop::test
