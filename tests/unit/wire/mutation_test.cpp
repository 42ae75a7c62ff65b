// Hostile messages by the thousand, from fixed seeds: whatever is accepted is exactly what we would write.
#include <gtest/gtest.h>

#include "common/wire/client_message.hpp"
#include "common/wire/relay_message.hpp"
#include "tests/unit/wire/samples.hpp"

namespace stille::wire {
namespace {

using samples::varint;

/// One to four changes of the kinds that break parsers.
class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : rng_(seed) {}

  Bytes changed(Bytes bytes) {
    const auto count = 1 + rng_.below(4);
    for (std::uint64_t i = 0; i < count; ++i) change(bytes);
    return bytes;
  }

 private:
  std::size_t place(const Bytes& bytes) {
    // Half of the changes near the front, where tags and lengths are.
    const auto reach = rng_.below(2) == 0 ? std::min<std::size_t>(bytes.size(), 48) : bytes.size();
    return static_cast<std::size_t>(rng_.below(reach + 1));
  }

  void insert(Bytes& bytes, std::size_t at, ByteView piece) {
    bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), piece.begin(), piece.end());
  }

  void change(Bytes& bytes) {
    const auto at = place(bytes);
    switch (rng_.below(6)) {
      case 0:
        if (at < bytes.size()) bytes[at] ^= static_cast<std::uint8_t>(1U << rng_.below(8));
        break;
      case 1:
        if (at < bytes.size()) bytes[at] = static_cast<std::uint8_t>(rng_.below(256));
        break;
      case 2:
        bytes.resize(at);
        break;
      case 3:
        insert(bytes, at, varint(rng_.below(2) == 0 ? rng_.below(40) : rng_.u64(), rng_.below(4)));
        break;
      case 4: {
        const auto end = place(bytes);
        const Bytes piece(bytes.begin() + static_cast<std::ptrdiff_t>(std::min(at, end)),
                          bytes.begin() + static_cast<std::ptrdiff_t>(std::max(at, end)));
        if (bytes.size() < 100'000) insert(bytes, place(bytes), piece);
        break;
      }
      default:
        if (at < bytes.size()) bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }

  crypto::SeededRng rng_;
};

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
