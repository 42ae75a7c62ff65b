#include "client/desktop/event_pump.hpp"

#include <QCoreApplication>
#include <QStringList>

#include <gtest/gtest.h>

namespace stille::desktop::test {
namespace {

class EventPumpTest : public ::testing::Test {
 protected:
  void answer(const QString& name) {
    pump_.post([this, name] { came_ += name; });
  }
  void news(const QString& name) {
    pump_.post_with_frame([this, name] { came_ += name; });
  }
  /// What comes without anybody waiting.
  QStringList at_once() {
    QCoreApplication::sendPostedEvents(&pump_);
    return came_;
  }
  EventPump pump_;
  QStringList came_;
};

TEST_F(EventPumpTest, News_after_a_rest_come_at_once) {
  news("first");
  EXPECT_EQ(at_once(), QStringList({"first"}));
}

// What somebody sends is shown with the news of it, and those come right after the answer to the sending.
TEST_F(EventPumpTest, An_answer_holds_up_no_news) {
  answer("sent");
  ASSERT_EQ(at_once(), QStringList({"sent"}));
  news("message");
  EXPECT_EQ(at_once(), QStringList({"sent", "message"}));
}

TEST_F(EventPumpTest, An_answer_takes_along_the_news_before_it_in_their_order) {
  news("first");
  at_once();
  news("second");
  answer("answer");
  EXPECT_EQ(at_once(), QStringList({"first", "second", "answer"}));
}

TEST_F(EventPumpTest, Nothing_comes_any_more_once_it_is_stopped) {
  news("first");
  pump_.stop();
  answer("late");
  EXPECT_EQ(at_once(), QStringList());
}

}  // namespace
}  // namespace stille::desktop::test
