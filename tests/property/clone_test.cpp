// Stolen and restored states: what they can still do, and that it shows.
#include "tests/property/conversation.hpp"

namespace stille::property {
namespace {

/// A conversation that ran for a while, everything delivered, and a copy of one side's state.
struct Theft {
  explicit Theft(std::uint64_t seed) : talk(seed), victim_is_alice(talk.dice.one_in(2)) {
    const auto turns = 2 + talk.dice.below(12);
    for (std::size_t i = 0; i < turns; ++i) {
      talk.sends(talk.dice.one_in(2));
      if (talk.dice.one_in(2)) talk.deliver_everything();
    }
    talk.deliver_everything();
    thief.emplace(Person{victim().self, victim().state.clone(), thief_rng});
  }
  Person& victim() { return victim_is_alice ? talk.alice() : talk.bob(); }
  Person& peer() { return victim_is_alice ? talk.bob() : talk.alice(); }

  /// Opens and looks for an alarm; true when the message was accepted.
  bool delivered(Person& to, ByteView envelope) {
    const auto opened = to.tries(envelope, talk.now);
    if (opened) {
      alarm = alarm || opened.value().forked;
    } else if (opened.error().code == Errc::forked) {
      to.state = e2e::mark_forked(to.state);
      alarm = true;
    }
    return opened.has_value();
  }
  std::optional<Bytes> sealed(Person& from) {
    auto out = e2e::seal(from.state, as_bytes("text"), talk.now, from.rng);
    if (!out) return std::nullopt;
    from.state = std::move(out.value().next);
    talk.post(out.value().envelope, true);
    return std::move(out.value().envelope);
  }
  void exchange(Person& from, Person& to) {
    if (const auto envelope = sealed(from)) delivered(to, *envelope);
  }

  Conversation talk;
  bool victim_is_alice;
  crypto::SeededRng thief_rng{0xbad};
  std::optional<Person> thief;
  bool alarm = false;
};

TEST(CloneProperty, A_silent_clone_is_blind_after_one_round_trip_and_raises_no_alarm) {
  const auto count = seeds(400);
  for (auto seed = first_seed(); seed < first_seed() + count; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Theft theft(seed);
    const auto at_theft = theft.victim().state.parts().epoch;
    std::optional<std::uint64_t> fresh;
    for (int i = 0; i < 16; ++i) {
      const bool to_victim = theft.talk.dice.one_in(2);
      auto* letter = theft.talk.sends(to_victim != theft.victim_is_alice);
      if (!letter) continue;
      theft.talk.deliver(theft.talk.take(0));
      if (!to_victim) {
        if (letter->epoch > at_theft && !fresh) fresh = letter->epoch;
        continue;
      }
      const auto opened = theft.thief->tries(letter->envelope);
      ASSERT_FALSE(fresh && letter->epoch > *fresh && opened);
    }
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(CloneProperty, The_alarm_fires_when_a_clone_was_heard_and_only_then) {
  const auto count = seeds(1000);
  std::uint64_t heard_runs = 0;
  for (auto seed = first_seed(); seed < first_seed() + count; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Theft theft(seed);
    bool clone_sent = false;
    bool clone_heard = false;
    for (int i = 0; i < 8 && !theft.alarm; ++i) {
      const auto choice = theft.talk.dice.below(4);
      if (choice == 0 && seed % 2 == 0) {
        if (const auto envelope = theft.sealed(*theft.thief)) {
          clone_sent = true;
          clone_heard = theft.delivered(theft.peer(), *envelope) || clone_heard;
        }
      } else if (choice == 1) {
        theft.exchange(theft.victim(), theft.peer());
      } else if (const auto envelope = theft.sealed(theft.peer())) {
        if (choice == 2) (void)theft.thief->tries(*envelope);
        theft.delivered(theft.victim(), *envelope);
      }
      ASSERT_TRUE(!theft.alarm || clone_sent);
    }
    for (int i = 0; i < 2; ++i) {
      theft.exchange(theft.victim(), theft.peer());
      theft.exchange(theft.peer(), theft.victim());
    }
    ASSERT_TRUE(!clone_heard || theft.alarm);
    ASSERT_TRUE(!theft.alarm || clone_sent);
    heard_runs += clone_heard ? 1 : 0;
  }
  EXPECT_GT(heard_runs, count / 10);
}

/// The generator of a machine that was cloned while it ran: after every restore it says the same again.
class RepeatingRng final : public crypto::Rng {
 public:
  void fill(ByteSpan out) override { crypto::SeededRng(++calls_).fill(out); }
  void restore() { calls_ = 0; }

 private:
  std::uint64_t calls_ = 0;
};

TEST(CloneProperty, Restored_states_with_repeated_randomness_repeat_no_nonce_and_fool_nobody) {
  const auto count = seeds(400);
  for (auto seed = first_seed(); seed < first_seed() + count; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    RepeatingRng rng;
    e2e::testing::Couple couple(seed);
    Person alice{couple.alice.self, couple.connected().alice.state.clone(), rng};
    std::map<Bytes, Bytes> by_nonce;
    std::set<std::string> read;
    auto kept = alice.state.clone();
    for (int i = 0; i < 24; ++i) {
      if (dice.one_in(4)) kept = alice.state.clone();
      if (dice.one_in(4)) alice.state = kept.clone(), rng.restore();
      if (dice.one_in(4) && couple.bob.state.may_send()) (void)alice.tries(couple.bob.sends("turn"));
      const auto text = "text " + std::to_string(i);
      const auto sealed = e2e::seal(alice.state, as_bytes(text), kStart, rng);
      if (!sealed) continue;
      alice.state = sealed.value().next.clone();
      const auto& envelope = sealed.value().envelope;
      ASSERT_TRUE(by_nonce.emplace(Bytes(envelope.begin(), envelope.begin() + 24), envelope).second);
      const auto opened = couple.bob.tries(envelope);
      if (!opened) continue;
      ASSERT_EQ(as_text(opened.value().content.expose()), text);
      ASSERT_TRUE(read.insert(text).second);
    }
  }
}

}  // namespace
}  // namespace stille::property
