#include "tests/unit/client/e2e/two_people.hpp"

namespace stille::e2e {
namespace {

using std::chrono::hours;
using testing::Couple;
using testing::kStart;

TEST(Upkeep, Twenty_messages_without_an_answer_call_for_a_heartbeat) {
  Couple couple;
  couple.connected();
  for (std::uint32_t i = 1; i <= kHeartbeatAfterMessages; ++i) {
    EXPECT_FALSE(couple.bob.state.heartbeat_due(kStart));
    couple.bob.opens(couple.alice.sends("text"));
  }
  EXPECT_TRUE(couple.bob.state.heartbeat_due(kStart));
  couple.bob.sends("");
  EXPECT_FALSE(couple.bob.state.heartbeat_due(kStart));
}

TEST(Upkeep, A_day_without_an_answer_calls_for_a_heartbeat) {
  Couple couple;
  couple.connected();
  couple.bob.opens(couple.alice.sends("text"));
  EXPECT_FALSE(couple.bob.state.heartbeat_due(kStart + kHeartbeatAfter - milliseconds(1)));
  EXPECT_TRUE(couple.bob.state.heartbeat_due(kStart + kHeartbeatAfter));
}

TEST(Upkeep, A_heartbeat_is_not_answered_by_a_heartbeat) {
  Couple couple;
  couple.connected();
  couple.bob.opens(couple.alice.sends("text"));
  couple.alice.opens(couple.bob.sends(""));
  EXPECT_FALSE(couple.alice.state.heartbeat_due(kStart + hours(1000)));
}

TEST(Upkeep, There_is_no_heartbeat_before_both_are_connected_nor_after_the_end) {
  Couple couple;
  EXPECT_FALSE(couple.bob.state.heartbeat_due(kStart + hours(1000)));
  couple.connected();
  couple.bob.opens(couple.alice.sends("text"));
  EXPECT_FALSE(supersede(couple.bob.state, kStart).heartbeat_due(kStart + hours(1000)));
  EXPECT_FALSE(mark_forked(couple.bob.state).heartbeat_due(kStart + hours(1000)));
}

TEST(Upkeep, A_long_chain_wants_a_turn) {
  Couple couple;
  couple.connected();
  couple.alice.opens(couple.bob.sends("your turn"));
  for (std::uint32_t i = 0; i < kTurnWantedAfter; ++i) {
    ASSERT_FALSE(couple.alice.state.turn_wanted()) << i;
    couple.bob.opens(couple.alice.sends("text"));
  }
  EXPECT_TRUE(couple.alice.state.turn_wanted());
  couple.alice.opens(couple.bob.sends(""));
  EXPECT_FALSE(couple.alice.state.turn_wanted());
}

TEST(Upkeep, The_responder_renews_after_thirty_days) {
  Couple couple;
  EXPECT_FALSE(couple.bob.state.renewal_due(kStart + hours(10'000)));
  couple.connected();
  EXPECT_FALSE(couple.bob.state.renewal_due(kStart + kRenewalAfter - milliseconds(1)));
  EXPECT_TRUE(couple.bob.state.renewal_due(kStart + kRenewalAfter));
  EXPECT_FALSE(couple.alice.state.renewal_due(kStart + hours(10'000)));
  EXPECT_FALSE(supersede(couple.bob.state, kStart).renewal_due(kStart + hours(10'000)));
}

TEST(Upkeep, The_responder_renews_after_five_thousand_messages) {
  Couple couple;
  couple.connected();
  const auto total = [&] { return couple.bob.state.sent() + couple.bob.state.received_up_to(); };
  while (total() < kRenewalAfterMessages) {
    ASSERT_FALSE(couple.bob.state.renewal_due(kStart));
    for (int i = 0; i < 200; ++i) couple.bob.opens(couple.alice.sends("text"));
    couple.alice.opens(couple.bob.sends("ok"));
  }
  EXPECT_TRUE(couple.bob.state.renewal_due(kStart));
}

}  // namespace
}  // namespace stille::e2e
