#include "server/app/heap.hpp"

#include <gtest/gtest.h>

namespace stille::server {
namespace {

constexpr std::size_t kMib = std::size_t{1} << 20;

TEST(Heap, Gives_back_what_a_rush_has_freed) {
  Heap heap;
  EXPECT_FALSE(heap.has_fallen(40 * kMib));
  EXPECT_FALSE(heap.has_fallen(200 * kMib));
  EXPECT_TRUE(heap.has_fallen(50 * kMib));
}

TEST(Heap, Keeps_what_is_not_worth_the_walk) {
  Heap heap;
  EXPECT_FALSE(heap.has_fallen(200 * kMib));
  EXPECT_FALSE(heap.has_fallen(200 * kMib - Heap::kWorthIt + 1));
  EXPECT_TRUE(heap.has_fallen(200 * kMib - Heap::kWorthIt));
}

TEST(Heap, Gives_back_once_for_each_rush) {
  Heap heap;
  EXPECT_FALSE(heap.has_fallen(200 * kMib));
  EXPECT_TRUE(heap.has_fallen(50 * kMib));
  EXPECT_FALSE(heap.has_fallen(50 * kMib));
  EXPECT_FALSE(heap.has_fallen(40 * kMib));
  EXPECT_FALSE(heap.has_fallen(90 * kMib));
  EXPECT_TRUE(heap.has_fallen(40 * kMib));
}

}  // namespace
}  // namespace stille::server
