#include "common/base/quick_thread.hpp"

#include <thread>

#include <gtest/gtest.h>

namespace stille {
namespace {

TEST(QuickThread, Others_may_take_their_time) {
  const QuickThread quick;
  std::thread([] { takes_its_time("a statement"); }).join();
}

TEST(QuickThread, It_may_again_once_it_is_quick_no_longer) {
  {
    const QuickThread quick;
  }
  takes_its_time("a statement");
}

#ifndef NDEBUG
TEST(QuickThreadDeathTest, It_ends_the_program_where_it_would_take_its_time) {
  EXPECT_DEATH(
      {
        const QuickThread quick;
        takes_its_time("a statement");
      },
      "a statement on the thread that a person waits for");
}
#endif

}  // namespace
}  // namespace stille
