// Thousands of hostile frames over real TLS, in every state of the protocol: each ends or is refused as
// the rules say, everybody else keeps talking, and the database does not change by one bit.
#include <thread>

#include <gmock/gmock.h>
#include <signal.h>

#include "tests/integration/person.hpp"
#include "tests/integration/relay_process.hpp"

namespace stille::testing {
namespace {

using protocol::Status;

// A sanitized relay answers a third as many in the same time.
#if defined(__SANITIZE_ADDRESS__)
constexpr const char* kFrames = "7000";
#else
constexpr const char* kFrames = "20000";
#endif

struct Hostile : ::testing::Test {
  void SetUp() override { start(); }

  /// Everybody is at one address here, and honest strangers have to get in beside the attacker.
  void start() { relay.start({"--set", "rates.address_refusals_burst=1000000"}); }

  Finished attack(const std::string& count, const std::string& seed) {
    return run_program({STILLE_HOSTILE_CLIENT, relay.address_text(), "--count", count, "--seed", seed});
  }
  /// Runs the attack beside what `meanwhile` does, again and again until the attack has ended.
  template <class F>
  Finished attack_while(const std::string& count, const std::string& seed, F meanwhile) {
    std::atomic<bool> over{false};
    Finished finished;
    std::thread attacker([&] {
      finished = attack(count, seed);
      over = true;
    });
    while (!over && !HasFailure()) meanwhile();
    attacker.join();
    return finished;
  }
  void restart() {
    relay.signal(SIGTERM);
    ASSERT_EQ(relay.wait(), 0);
    hash = relay.content_hash();
    start();
  }

  RelayProcess relay;
  std::string hash;
};

TEST_F(Hostile, Frames_change_nothing_in_the_database_and_disturb_nobody) {
  ASSERT_EQ(attack("0", "7").status, 0);
  crypto::SystemRng rng;
  const auto box = new_mailbox(rng);
  {
    Person owner(relay.address());
    ASSERT_TRUE(owner.connect().has_value());
    ASSERT_EQ(owner.create(box), Status::ok);
  }
  restart();
  const auto before = hash;
  // With a mailbox: a stranger's connection ends after two minutes, and on a slow machine the attack does
  // not.
  Person honest(relay.address());
  ASSERT_TRUE(honest.connect().has_value());
  ASSERT_EQ(honest.subscribe(box), Status::ok);
  std::size_t answered = 0;
  const auto finished =
      attack_while(kFrames, "7", [&] { answered += honest.ping() == Status::ok ? 1U : 0U; });
  EXPECT_EQ(finished.status, 0) << finished.out;
  EXPECT_GT(answered, 10U);
  EXPECT_TRUE(honest.is_connected());
  restart();
  EXPECT_EQ(hash, before);
}

TEST_F(Hostile, A_conversation_goes_on_through_an_attack) {
  crypto::SystemRng rng;
  const auto box = new_mailbox(rng);
  Person ada(relay.address());
  Person bob(relay.address());
  ASSERT_TRUE(ada.connect().has_value());
  ASSERT_TRUE(bob.connect().has_value());
  ASSERT_EQ(ada.create(box), Status::ok);
  ASSERT_EQ(ada.subscribe(box), Status::ok);
  std::uint64_t number = 0;
  const auto finished = attack_while("3000", "8", [&] {
    ASSERT_EQ(bob.send(box, ++number), Status::stored);
    const auto delivered = ada.deliveries(1);
    ASSERT_EQ(delivered.front().envelope, envelope(number));
    ASSERT_EQ(ada.ack(box, delivered.front().sequence), Status::ok);
  });
  EXPECT_EQ(finished.status, 0) << finished.out;
  EXPECT_GT(number, 10U);
}

TEST_F(Hostile, The_content_hash_sees_a_single_envelope) {
  ASSERT_EQ(attack("0", "7").status, 0);
  restart();
  const auto before = hash;
  ASSERT_EQ(attack("0", "9").status, 0);
  restart();
  EXPECT_NE(hash, before);
}

}  // namespace
}  // namespace stille::testing
