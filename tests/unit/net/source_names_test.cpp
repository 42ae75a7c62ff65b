// Addresses under other names.
#include "server/net/source_names.hpp"

#include <gtest/gtest.h>

namespace stille::server {
namespace {

struct SetClock final : Clock {
  [[nodiscard]] TimePoint now() const override { return time; }
  TimePoint time{std::chrono::hours{24 * 20'000}};
};

AddressBlock block(const char* text) {
  return block_of(boost::asio::ip::make_address(text));
}

TEST(SourceNames, One_address_has_one_name_and_another_has_another) {
  SetClock clock;
  crypto::SeededRng rng(1);
  SourceNames names(clock, rng);
  EXPECT_EQ(names.of(block("192.0.2.1")), names.of(block("192.0.2.1")));
  EXPECT_EQ(names.of(block("2001:db8::1")), names.of(block("2001:db8::2")));
  EXPECT_NE(names.of(block("192.0.2.1")), names.of(block("192.0.2.2")));
}

TEST(SourceNames, After_an_hour_it_has_another_and_two_relays_never_have_the_same) {
  SetClock clock;
  crypto::SeededRng rng(1);
  SourceNames names(clock, rng);
  SourceNames elsewhere(clock, rng);
  const auto before = names.of(block("192.0.2.1"));
  EXPECT_NE(elsewhere.of(block("192.0.2.1")), before);
  clock.time += SourceNames::kSaltLife - milliseconds{1};
  EXPECT_EQ(names.of(block("192.0.2.1")), before);
  clock.time += milliseconds{1};
  EXPECT_NE(names.of(block("192.0.2.1")), before);
}

}  // namespace
}  // namespace stille::server
