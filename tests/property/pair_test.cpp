// All sessions of two people at once: collisions, resets and renewals in any order of arrival.
#include <map>
#include <set>

#include "tests/property/dice.hpp"
#include "tests/unit/client/e2e/two_sides.hpp"

namespace stille::property {
namespace {

using e2e::Second;
using e2e::SessionId;
using e2e::testing::identity;
using e2e::testing::kStart;
using e2e::testing::Side;

/// A HELLO or an envelope on its way.
struct Post {
  Bytes bytes;
  bool to_bob = false;
  bool hello = false;
  bool renewal = false;
};

/// What an engine does with a pair, and what a relay may do with the order.
class World {
 public:
  explicit World(std::uint64_t seed) : dice(seed), rng_(seed) {}

  void initiates(bool is_alice) { hello(is_alice, false); }

  /// Only the initiator of the session in use answers an offer to renew it.
  void renews(bool is_alice) {
    const auto& pair = side_of(is_alice).pair;
    if (pair && pair->sending().role() == e2e::Role::initiator) hello(is_alice, true);
  }

  void says(bool is_alice) {
    auto& side = side_of(is_alice);
    if (!side.pair || !side.pair->sending().may_send()) return;
    const auto text = std::to_string(++texts_);
    post(is_alice, side.sends(text));
    sent_.insert(text);
  }

  void delivers(std::size_t index) {
    const auto post = std::move(in_flight[index]);
    in_flight.erase(in_flight.begin() + static_cast<std::ptrdiff_t>(index));
    if (post.hello) {
      takes_hello(!post.to_bob, post);
    } else {
      takes_envelope(!post.to_bob, post.bytes);
    }
    nobody_goes_back(alice);
    nobody_goes_back(bob);
  }

  [[nodiscard]] bool settled() const {
    return alice.pair && bob.pair && alice.sends_on() == bob.sends_on() &&
           alice.pair->sending().may_send_user_text() && bob.pair->sending().may_send_user_text();
  }

  Dice dice;

 private:
  crypto::SeededRng rng_;

 public:
  Side alice{1, rng_};
  Side bob{2, rng_};
  std::vector<Post> in_flight;

 private:
  Side& side_of(bool is_alice) { return is_alice ? alice : bob; }
  void hello(bool is_alice, bool renewal) {
    auto& side = side_of(is_alice);
    const auto* renews = renewal ? &side.pair->sending().exporter() : nullptr;
    auto made = side.hello_to(side_of(!is_alice), renews);
    if (side.pair) {
      auto added = add_initiated(*side.pair, std::move(made.session), renewal, kStart);
      if (!added) return;
      side.pair = std::move(added).value();
    } else {
      side.pair.emplace(std::move(made.session));
    }
    in_flight.push_back({std::move(made.hello), is_alice, true, renewal});
  }

  void post(bool from_alice, Bytes bytes) {
    in_flight.push_back({std::move(bytes), from_alice, false, false});
  }

  void takes_hello(bool is_alice, const Post& post_) {
    auto& side = side_of(is_alice);
    const auto* renews = post_.renewal && side.pair ? &side.pair->sending().exporter() : nullptr;
    auto answer = respond(side.self, {&side.card, 1}, post_.bytes, {0, renews}, kStart);
    if (!answer) {
      // Only a renewal of a session that is no longer the one in use.
      EXPECT_TRUE(post_.renewal);
      return;
    }
    if (!side.pair) {
      side.pair.emplace(std::move(answer.value().session), answer.value().generation);
    } else {
      auto added = add_responded(*side.pair, std::move(answer).value(), kStart);
      if (!added) return;
      side.pair = std::move(added).value();
    }
    post(is_alice, side.pair->second_kind() == Second::pending ? side.answers_pending() : side.sends(""));
  }

  void takes_envelope(bool is_alice, ByteView envelope) {
    auto& side = side_of(is_alice);
    auto opened = side.pair ? open(*side.pair, side.self, envelope, kStart)
                            : Result<e2e::PairOpened>(fail(Errc::undecryptable));
    if (!opened) return;  // of a session that was dropped
    EXPECT_FALSE(opened.value().forked);
    side.pair = opened.value().next.clone();
    const std::string text(as_text(opened.value().content.expose()));
    if (!text.empty()) {
      EXPECT_TRUE(sent_.contains(text));
      EXPECT_TRUE(read_.insert(text).second);
    }
    const bool ours = side.pair->sending().role() == e2e::Role::initiator;
    const bool on_it = opened.value().sid == side.sends_on();
    if (opened.value().became_connected && ours && on_it) post(is_alice, side.sends(""));
  }

  void nobody_goes_back(const Side& side) {
    if (!side.pair) return;
    auto& given_up = given_up_[&side];
    EXPECT_FALSE(given_up.contains(side.sends_on()));
    if (side.pair->second_kind() == Second::receive_only) given_up.insert(side.pair->second()->sid());
  }

  std::uint64_t texts_ = 0;
  std::set<std::string> sent_;
  std::set<std::string> read_;
  std::map<const Side*, std::set<SessionId>> given_up_;
};

void finish(World& world) {
  for (int i = 0; i < 1000 && !world.in_flight.empty(); ++i) {
    world.delivers(world.dice.below(world.in_flight.size()));
  }
}

TEST(PairProperty, Both_initiating_at_once_settles_on_one_session) {
  const auto count = seeds(600);
  for (auto seed = first_seed(); seed < first_seed() + count; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    world.initiates(true);
    world.initiates(false);
    for (int i = 0; i < 12; ++i) {
      if (world.dice.one_in(2)) world.says(world.dice.one_in(2));
      if (!world.in_flight.empty()) world.delivers(world.dice.below(world.in_flight.size()));
    }
    finish(world);
    ASSERT_TRUE(world.settled());
  }
}

/// Each side starts at most one reset or renewal a day (kLeastBetweenResets), and a day's post arrives that
/// day.
void one_day(World& world) {
  std::array<bool, 2> started{};
  for (int i = 0; i < 20; ++i) {
    const auto choice = world.dice.below(20);
    const bool is_alice = world.dice.one_in(2);
    if (choice < 2 && !std::exchange(started[is_alice ? 0 : 1], true)) {
      choice == 0 ? world.initiates(is_alice) : world.renews(is_alice);
    } else if (choice < 8) {
      world.says(is_alice);
    } else if (!world.in_flight.empty()) {
      world.delivers(world.dice.below(world.in_flight.size()));
    }
  }
  finish(world);
}

TEST(PairProperty, Resets_and_renewals_in_any_order_settle_on_one_session) {
  const auto count = seeds(400);
  for (auto seed = first_seed(); seed < first_seed() + count; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    world.initiates(true);
    finish(world);
    for (int day = 0; day < 3; ++day) {
      one_day(world);
      ASSERT_TRUE(world.settled());
    }
  }
}

}  // namespace
}  // namespace stille::property
