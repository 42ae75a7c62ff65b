// When to try again.
#include "client/net/reconnect.hpp"

#include <gtest/gtest.h>

namespace stille::net {
namespace {

constexpr TimePoint kNow{milliseconds{1'000'000}};

struct Waits : testing::Test {
  crypto::SeededRng rng{3};
  Reconnect policy;

  /// The longest of many waits after this many failures in a row.
  milliseconds longest(int failures) {
    milliseconds out{0};
    for (int round = 0; round < 300; ++round) {
      Reconnect fresh;
      for (int i = 0; i + 1 < failures; ++i) (void)fresh.after_loss(kNow, rng);
      out = std::max(out, fresh.after_loss(kNow, rng));
    }
    return out;
  }
};

TEST_F(Waits, Double_with_every_failure_up_to_five_minutes) {
  const auto about = [](milliseconds found, milliseconds most) {
    return found <= most && found > most * 9 / 10;
  };
  EXPECT_TRUE(about(longest(1), seconds{1}));
  EXPECT_TRUE(about(longest(2), seconds{2}));
  EXPECT_TRUE(about(longest(5), seconds{16}));
  EXPECT_TRUE(about(longest(12), seconds{300}));
  EXPECT_TRUE(about(longest(90), seconds{300}));
}

TEST_F(Waits, Are_spread_over_the_whole_range) {
  milliseconds sum{0};
  for (int round = 0; round < 1000; ++round) sum += Reconnect{}.after_loss(kNow, rng);
  EXPECT_GT(sum / 1000, milliseconds{430});
  EXPECT_LT(sum / 1000, milliseconds{570});
}

TEST_F(Waits, Start_anew_after_a_connection_of_30_seconds) {
  for (int i = 0; i < 20; ++i) (void)policy.after_loss(kNow, rng);
  policy.connected(kNow);
  EXPECT_LE(policy.after_loss(kNow + seconds{30}, rng), seconds{1});
}

TEST_F(Waits, Do_not_start_anew_after_a_short_connection) {
  milliseconds longest{0};
  for (int i = 0; i < 60; ++i) {
    policy.connected(kNow);
    longest = std::max(longest, policy.after_loss(kNow + seconds{29}, rng));
  }
  EXPECT_GT(longest, seconds{60});
}

TEST_F(Waits, Respect_what_the_relay_asked_for_once_and_within_the_cap) {
  policy.told_to_wait(seconds{20});
  const auto first = policy.after_loss(kNow, rng);
  EXPECT_GE(first, seconds{20});
  EXPECT_LE(first, seconds{21});
  EXPECT_LE(policy.after_loss(kNow, rng), seconds{2});
  policy.told_to_wait(std::chrono::hours{1000});
  EXPECT_LE(policy.after_loss(kNow, rng), seconds{310});
}

}  // namespace
}  // namespace stille::net
