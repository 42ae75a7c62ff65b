// Who makes room when too much waits to be written.
#include "server/net/backlog.hpp"

#include <gtest/gtest.h>

namespace stille::server {
namespace {

using Id = Backlog::Id;

TEST(Backlog, Nobody_is_in_the_way_up_to_the_bound) {
  Backlog backlog(100);
  backlog.note(1, 60, Flow::moved);
  backlog.note(2, 40, Flow::moved);
  EXPECT_EQ(backlog.in_the_way(), std::nullopt);
  backlog.note(2, 41, Flow::same);
  EXPECT_EQ(backlog.in_the_way(), Id{1});
}

TEST(Backlog, Who_has_taken_nothing_for_longest_goes_first) {
  Backlog backlog(100);
  for (const Id id : {2U, 1U, 3U}) backlog.note(id, 40, Flow::moved);
  backlog.note(2, 40, Flow::same);
  EXPECT_EQ(backlog.in_the_way(), Id{2});
  backlog.note(2, 40, Flow::moved);
  EXPECT_EQ(backlog.in_the_way(), Id{1});
}

TEST(Backlog, Who_waits_for_the_relay_is_not_to_blame) {
  Backlog backlog(100);
  backlog.note(1, 1000, Flow::same);
  EXPECT_EQ(backlog.in_the_way(), std::nullopt);
  backlog.note(2, 1, Flow::moved);
  EXPECT_EQ(backlog.in_the_way(), Id{2});
  backlog.note(2, 1, Flow::rests);
  EXPECT_EQ(backlog.in_the_way(), std::nullopt);
}

TEST(Backlog, Counts_what_is_there_now) {
  Backlog backlog(100);
  backlog.note(1, 90, Flow::moved);
  backlog.note(2, 90, Flow::moved);
  backlog.note(1, 20, Flow::same);
  EXPECT_EQ(backlog.bytes(), 110U);
  backlog.leave(1);
  backlog.leave(1);
  EXPECT_EQ(backlog.bytes(), 90U);
  EXPECT_EQ(backlog.in_the_way(), std::nullopt);
}

}  // namespace
}  // namespace stille::server
