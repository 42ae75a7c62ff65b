#include "client/e2e/hedge.hpp"

#include "tests/unit/client/e2e/two_people.hpp"

namespace stille::e2e {
namespace {

using testing::identity;
using Output = crypto::Secret<struct OutputTag, 32>;

/// A generator that always says the same.
class Stuck final : public crypto::Rng {
 public:
  explicit Stuck(std::uint8_t value = 0) : value_(value) {}
  void fill(ByteSpan out) override { std::fill(out.begin(), out.end(), value_); }

 private:
  std::uint8_t value_;
};

Output draw(const HedgeKey& hedge, const Draw& what, crypto::Rng& rng) {
  return Ephemerals(hedge, what, 32, rng).take<Output>();
}

bool equal(const Output& a, const Output& b) {
  return crypto::equal(a.expose(), b.expose());
}

class Hedge : public ::testing::Test {
 protected:
  HedgeKey alice = hedge_of_device(identity(1));
  HedgeKey bob = hedge_of_device(identity(2));
  Draw epoch5{crypto::label::kHedgeEpoch, 5, {}};
  Stuck stuck;
};

TEST_F(Hedge, With_a_broken_generator_devices_epochs_and_purposes_still_differ) {
  const auto base = draw(alice, epoch5, stuck);
  EXPECT_TRUE(equal(base, draw(alice, epoch5, stuck)));
  EXPECT_FALSE(equal(base, draw(bob, epoch5, stuck)));
  EXPECT_FALSE(equal(base, draw(alice, {crypto::label::kHedgeEpoch, 6, {}}, stuck)));
  EXPECT_FALSE(equal(base, draw(alice, {crypto::label::kHedgeCard, 5, {}}, stuck)));
  EXPECT_FALSE(equal(base, draw(alice, {crypto::label::kHedgeEpoch, 5, as_bytes("x")}, stuck)));
}

TEST_F(Hedge, With_known_secrets_the_generator_still_counts) {
  Stuck other(1);
  EXPECT_FALSE(equal(draw(alice, epoch5, stuck), draw(alice, epoch5, other)));
}

TEST_F(Hedge, What_both_sides_share_is_mixed_with_what_only_this_device_knows) {
  const SharedHedge shared;
  const SessionId sid{};
  const auto here = hedge_of_session(alice, shared, sid);
  const auto there = hedge_of_session(bob, shared, sid);
  EXPECT_FALSE(crypto::equal(here.expose(), there.expose()));
  EXPECT_FALSE(crypto::equal(hedge_turned(here, shared).expose(), hedge_turned(there, shared).expose()));
  EXPECT_FALSE(crypto::equal(hedge_turned(here, shared).expose(), here.expose()));
}

TEST_F(Hedge, With_broken_generators_on_both_sides_people_still_talk_with_keys_of_their_own) {
  auto meeting = testing::meet(stuck);
  testing::Person one{identity(1), std::move(meeting.initiated.session), stuck};
  testing::Person two{identity(2), std::move(meeting.responded.session), stuck};
  std::vector<crypto::DhPublic> seen;
  for (int i = 0; i < 10; ++i) {
    ASSERT_EQ(one.reads(two.sends("ping")), "ping");
    ASSERT_EQ(two.reads(one.sends("pong")), "pong");
    seen.push_back(std::get<OwnEpoch>(one.state.parts().turn).keys.dh);
    seen.push_back(one.state.parts().recv->dh);
  }
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
}

}  // namespace
}  // namespace stille::e2e
