// Hostile messages by the thousand, from fixed seeds: whatever is accepted is exactly what we would write.
#include <gtest/gtest.h>

#include "common/wire/client_message.hpp"
#include "common/wire/relay_message.hpp"
#include "tests/support/mutator.hpp"
#include "tests/unit/wire/samples.hpp"

namespace stille::wire {
namespace {

using stille::testing::Mutator;

/// Big samples are left to a quarter of the rounds so that the small ones get their share of the time.
bool skipped(std::size_t size, std::uint64_t round) {
  return size > 1000 && round % 4 != 0;
}

constexpr std::uint64_t kRounds = 3000;

TEST(Mutation, A_client_message_that_is_accepted_is_the_canonical_one) {
  Mutator mutator(1);
  std::size_t accepted = 0;
  for (const auto& message : samples::client_messages()) {
    const auto valid = write_client_message(message);
    for (std::uint64_t round = 0; round < kRounds; ++round) {
      if (skipped(valid.size(), round)) continue;
      const auto hostile = mutator.changed(valid);
      const auto read = parse_client_message(hostile);
      if (!read || std::holds_alternative<BadCommand>(read.value())) continue;
      ++accepted;
      if (const auto* in = std::get_if<protocol::Request>(&read.value())) {
        EXPECT_EQ(write_client_message(*in), hostile);
        if (!std::holds_alternative<protocol::Unsupported>(in->command)) {
          EXPECT_EQ(write_command(in->command), in->command_bytes);
        }
      } else {
        EXPECT_EQ(write_client_message(std::get<protocol::ClientHello>(read.value())), hostile);
      }
    }
  }
  EXPECT_GT(accepted, 100U) << "the changes are too rough to test anything";
}

TEST(Mutation, A_relay_message_that_is_accepted_is_the_canonical_one) {
  Mutator mutator(2);
  std::size_t accepted = 0;
  for (const auto& message : samples::relay_messages()) {
    const auto valid = write_relay_message(message);
    for (std::uint64_t round = 0; round < kRounds; ++round) {
      if (skipped(valid.size(), round)) continue;
      const auto hostile = mutator.changed(valid);
      const auto read = parse_relay_message(hostile);
      if (!read) continue;
      ++accepted;
      EXPECT_EQ(write_relay_message(read.value()), hostile);
    }
  }
  EXPECT_GT(accepted, 100U) << "the changes are too rough to test anything";
}

TEST(Mutation, Random_bytes_are_never_a_crash) {
  crypto::SeededRng rng(3);
  for (int round = 0; round < 20'000; ++round) {
    Bytes noise(rng.below(80));
    rng.fill(noise);
    const auto read = parse_client_message(noise);
    if (read && std::holds_alternative<protocol::Request>(read.value())) {
      EXPECT_EQ(write_client_message(std::get<protocol::Request>(read.value())), noise);
    }
    const auto reply = parse_relay_message(noise);
    if (reply) {
      EXPECT_EQ(write_relay_message(reply.value()), noise);
    }
  }
}

}  // namespace
}  // namespace stille::wire
