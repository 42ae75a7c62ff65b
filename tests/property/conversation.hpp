// Two people and everything that may happen to the envelopes between them; checks after every step what must
// always hold. Knows nothing of relays.
#pragma once

#include <set>

#include "tests/property/dice.hpp"
#include "tests/unit/client/e2e/two_people.hpp"

namespace stille::property {

using e2e::Opened;
using e2e::testing::kStart;
using e2e::testing::Person;

/// An envelope that was made, and what became of it.
struct Letter {
  Bytes envelope;
  Bytes content;
  std::uint64_t seq = 0;
  std::uint64_t epoch = 0;
  bool to_bob = false;
  bool read = false;
};

class Conversation {
 public:
  explicit Conversation(std::uint64_t seed) : dice(seed), couple_(seed) {}

  /// Makes an envelope and puts it on its way. Null when the session does not let this person send now.
  Letter* sends(bool alice) {
    auto& from = alice ? couple_.alice : couple_.bob;
    const auto content = something_to_say();
    const auto before = from.state.encode();
    auto sealed = e2e::seal(from.state, content, now, from.rng);
    if (!sealed) {
      EXPECT_TRUE(same(before.expose(), from.state.encode().expose()));
      return nullptr;
    }
    from.state = std::move(sealed.value().next);
    auto& letter = post(std::move(sealed.value().envelope), alice);
    letter.content = content;
    letter.seq = sealed.value().seq;
    letter.epoch = from.state.parts().epoch;
    return &letter;
  }

  /// Every envelope has one of three sizes and a nonce of its own, rollbacks and clones included. Equal
  /// nonces are the only way in which a pair of key and nonce could repeat.
  Letter& post(Bytes envelope, bool from_alice) {
    EXPECT_TRUE(protocol::is_envelope_size(envelope.size()));
    const Bytes nonce(envelope.begin(), envelope.begin() + 24);
    EXPECT_TRUE(nonces_.insert(nonce).second);
    letters.push_back(std::make_unique<Letter>());
    letters.back()->envelope = std::move(envelope);
    letters.back()->to_bob = from_alice;
    in_flight.push_back(letters.back().get());
    return *letters.back();
  }

  Person& receiver(const Letter& letter) { return letter.to_bob ? couple_.bob : couple_.alice; }

  /// First copy: opens, and is what was sent. Any other copy: is refused and changes nothing.
  void deliver(Letter& letter) {
    auto& person = receiver(letter);
    if (letter.read) {
      person.refuses(letter.envelope, now);
      return;
    }
    const auto opened = person.tries(letter.envelope, now);
    if (!opened) {
      ADD_FAILURE() << "lost " << letter.seq << " of epoch " << letter.epoch << ": "
                    << name_of(opened.error().code);
      return;
    }
    letter.read = true;
    EXPECT_TRUE(same(opened.value().content.expose(), letter.content));
    EXPECT_EQ(opened.value().seq, letter.seq);
    EXPECT_FALSE(opened.value().forked);
  }

  Letter& take(std::size_t index) {
    auto* letter = in_flight[index];
    in_flight.erase(in_flight.begin() + static_cast<std::ptrdiff_t>(index));
    return *letter;
  }

  /// The newest envelope was never stored nor sent.
  void forget_last() {
    in_flight.pop_back();
    letters.pop_back();
  }

  void corrupt(const Letter& letter) {
    auto changed = letter.envelope;
    changed[dice.below(changed.size())] ^= static_cast<std::uint8_t>(1 + dice.below(255));
    receiver(letter).refuses(changed, now);
  }

  void restart(Person& person) {
    const auto encoded = person.state.encode();
    auto decoded = e2e::SessionState::decode(encoded.expose());
    ASSERT_TRUE(decoded);
    ASSERT_TRUE(same(decoded.value().encode().expose(), encoded.expose()));
    person.state = std::move(decoded).value();
  }

  void deliver_everything() {
    while (!in_flight.empty()) deliver(take(dice.below(in_flight.size())));
  }

  Person& alice() { return couple_.alice; }
  Person& bob() { return couple_.bob; }
  Person& anybody() { return dice.one_in(2) ? couple_.alice : couple_.bob; }

  Dice dice;
  TimePoint now = kStart;
  std::vector<std::unique_ptr<Letter>> letters;
  std::vector<Letter*> in_flight;

 private:
  Bytes something_to_say() {
    const auto kind = dice.below(20);
    Bytes out(kind == 0 ? 0 : 16 + dice.below(kind == 1 ? 20'000 : 100));
    rng_.fill(out);
    return out;
  }

  e2e::testing::Couple couple_;
  crypto::SeededRng rng_{7};
  std::set<Bytes> nonces_;
};

}  // namespace stille::property
