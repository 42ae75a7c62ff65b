#include "server/app/heap.hpp"

#include <array>
#include <fstream>
#include <memory>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

namespace stille::server {
namespace {

constexpr std::size_t kMib = std::size_t{1} << 20;

TEST(Heap, Gives_back_what_a_rush_has_left) {
  Heap heap;
  EXPECT_FALSE(heap.is_worth_it(10 * kMib));
  EXPECT_TRUE(heap.is_worth_it(10 * kMib + Heap::kWorthIt));
}

TEST(Heap, Keeps_what_is_not_worth_the_walk) {
  Heap heap;
  EXPECT_FALSE(heap.is_worth_it(10 * kMib));
  EXPECT_FALSE(heap.is_worth_it(10 * kMib + Heap::kWorthIt - 1));
}

TEST(Heap, Does_not_try_again_for_what_could_not_be_given_back) {
  Heap heap;
  EXPECT_FALSE(heap.is_worth_it(10 * kMib));
  EXPECT_TRUE(heap.is_worth_it(60 * kMib));
  heap.settled(50 * kMib);
  EXPECT_FALSE(heap.is_worth_it(60 * kMib));
  EXPECT_TRUE(heap.is_worth_it(50 * kMib + Heap::kWorthIt));
}

TEST(Heap, Measures_from_the_least_that_was_ever_kept) {
  Heap heap;
  EXPECT_FALSE(heap.is_worth_it(40 * kMib));
  EXPECT_FALSE(heap.is_worth_it(10 * kMib));
  EXPECT_TRUE(heap.is_worth_it(30 * kMib));
}

// The sanitizers bring an allocator of their own.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
std::size_t resident() {
  std::ifstream file("/proc/self/statm");
  std::size_t total = 0;
  std::size_t pages = 0;
  file >> total >> pages;
  return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

TEST(Heap, Hands_pages_of_the_process_back) {
  Heap heap;
  heap.settle();
  {
    // Small pieces: large ones are mapped by themselves and go back at once.
    std::vector<std::unique_ptr<std::array<char, 1000>>> rush(96 * 1024);
    for (auto& piece : rush) piece = std::make_unique<std::array<char, 1000>>();
    // The last one stays, so that the heap does not shrink from its end.
    static std::unique_ptr<std::array<char, 1000>> last;
    last = std::move(rush.back());
  }
  const auto before = resident();
  heap.settle();
  EXPECT_LT(resident() + 64 * kMib, before);
}
#endif

}  // namespace
}  // namespace stille::server
