#include "client/e2e/session.hpp"

#include "tests/unit/client/e2e/two_people.hpp"

namespace stille::e2e {
namespace {

using testing::Couple;
using testing::kStart;

TEST(Session, Two_people_talk_in_both_directions) {
  Couple couple;
  EXPECT_EQ(couple.alice.reads(couple.bob.sends("welcome")), "welcome");
  EXPECT_EQ(couple.bob.reads(couple.alice.sends("thanks")), "thanks");
  EXPECT_EQ(couple.bob.reads(couple.alice.sends("how are you?")), "how are you?");
  EXPECT_EQ(couple.alice.reads(couple.bob.sends("well")), "well");
}

TEST(Session, A_hundred_turns_work) {
  Couple couple;
  couple.connected();
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(couple.alice.reads(couple.bob.sends("ping")), "ping");
    ASSERT_EQ(couple.bob.reads(couple.alice.sends("pong")), "pong");
  }
  EXPECT_EQ(couple.alice.state.parts().epoch, 202U);
}

}  // namespace
}  // namespace stille::e2e
