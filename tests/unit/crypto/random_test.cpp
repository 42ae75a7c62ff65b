// Randomness that repeats when it should and does not when it should not.
#include "common/crypto/random.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>

namespace stille::crypto {
namespace {

using Id = Fixed<struct IdTag, 16>;

TEST(Random, Equal_seeds_give_equal_bytes_and_others_do_not) {
  SeededRng first(5);
  SeededRng same_seed(5);
  SeededRng other(6);
  const auto id = first.fixed<Id>();
  EXPECT_EQ(id, same_seed.fixed<Id>());
  EXPECT_NE(id, other.fixed<Id>());
  EXPECT_NE(id, first.fixed<Id>());
}

TEST(Random, The_system_does_not_repeat_itself) {
  SystemRng rng;
  std::set<Id> seen;
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(seen.insert(rng.fixed<Id>()).second);
  rng.fill({});
}

TEST(Random, Below_reaches_every_value_evenly_and_none_beyond) {
  SeededRng rng(1);
  std::map<std::uint64_t, int> counts;
  for (int i = 0; i < 7000; ++i) ++counts[rng.below(7)];
  EXPECT_EQ(counts.size(), 7U);
  for (const auto& [value, count] : counts) {
    EXPECT_LT(value, 7U);
    EXPECT_NEAR(count, 1000, 150);
  }
  EXPECT_EQ(rng.below(1), 0U);
}

/// Answers only what it was given.
class ScriptedRng final : public Rng {
 public:
  explicit ScriptedRng(std::vector<std::uint64_t> values) : values_(std::move(values)) {}
  void fill(ByteSpan out) override {
    const auto bytes = be64(values_.at(next_++));
    std::copy(bytes.begin(), bytes.end(), out.begin());
  }

 private:
  std::vector<std::uint64_t> values_;
  std::size_t next_ = 0;
};

TEST(Random, Below_draws_again_where_a_remainder_would_favour_low_values) {
  // 2^64 = 1 modulo 3: exactly the value 0 must go.
  ScriptedRng rng({0, 5});
  EXPECT_EQ(rng.below(3), 2U);
  EXPECT_EQ(ScriptedRng({1}).below(3), 1U);
}

}  // namespace
}  // namespace stille::crypto
