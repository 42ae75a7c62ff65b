// What is remembered of addresses, and what is forgotten.
#include "server/relay/sources.hpp"

#include <gtest/gtest.h>

namespace stille::relay {
namespace {

constexpr TimePoint kNow{std::chrono::hours{24 * 20'000}};

Limits limits_of(std::size_t sources) {
  Limits out;
  out.address_commands = {1, 10};
  out.address_refusals = {1, 10};
  out.sources = sources;
  return out;
}

TEST(Sources, An_address_is_forgotten_once_nobody_is_left_and_its_rates_have_recovered) {
  Sources sources;
  const auto limits = limits_of(100);
  (void)sources.join(1, limits, kNow).commands.take(5, kNow);
  sources.forget_rested(kNow + seconds{60});
  EXPECT_EQ(sources.size(), 1U);
  sources.leave(1);
  sources.forget_rested(kNow);
  EXPECT_EQ(sources.size(), 1U);
  sources.forget_rested(kNow + seconds{5});
  EXPECT_EQ(sources.size(), 0U);
}

TEST(Sources, Beyond_their_bound_those_that_have_gone_make_room) {
  Sources sources;
  const auto limits = limits_of(4);
  for (SourceId id = 1; id <= 4; ++id) (void)sources.join(id, limits, kNow).commands.take(5, kNow);
  for (SourceId id = 1; id <= 3; ++id) sources.leave(id);
  auto& stays = sources.join(4, limits, kNow);
  EXPECT_EQ(sources.size(), 1U);
  EXPECT_EQ(stays.connections, 2U);
  (void)sources.join(5, limits, kNow);
  EXPECT_EQ(sources.size(), 2U);
}

}  // namespace
}  // namespace stille::relay
