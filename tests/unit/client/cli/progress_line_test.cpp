// When long work says how far it has come.
#include "client/cli/progress_line.hpp"

#include <gtest/gtest.h>

namespace stille::cli {
namespace {

TEST(Rhythm, The_first_moment_is_silent_and_then_something_is_said_now_and_then) {
  const Rhythm::Steady::time_point begin;
  Rhythm rhythm(begin);
  EXPECT_FALSE(rhythm.due(begin + Rhythm::kSilence - milliseconds(1), 1));
  EXPECT_TRUE(rhythm.due(begin + Rhythm::kSilence, 2));
  EXPECT_FALSE(rhythm.due(begin + Rhythm::kSilence + milliseconds(1), 3));
  EXPECT_TRUE(rhythm.due(begin + Rhythm::kSilence + Rhythm::kBetween, 3));
}

TEST(Rhythm, What_was_said_is_not_said_again) {
  const Rhythm::Steady::time_point begin;
  Rhythm rhythm(begin);
  EXPECT_TRUE(rhythm.due(begin + seconds(1), 0));
  for (int second = 2; second < 30; ++second) EXPECT_FALSE(rhythm.due(begin + seconds(second), 0));
  EXPECT_TRUE(rhythm.due(begin + seconds(30), 1));
}

}  // namespace
}  // namespace stille::cli
