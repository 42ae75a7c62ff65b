// Two people who hold a session with each other, and the verbs that tests speak in.
// Knows nothing of relays: envelopes go from hand to hand.
#pragma once

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "client/e2e/handshake.hpp"
#include "client/e2e/session_pair.hpp"

namespace stille::e2e::testing {

inline const bool kReady = crypto::initialise();

inline constexpr TimePoint kStart{std::chrono::hours(24 * 20'000)};

inline HelloMailbox mailbox(std::uint8_t name = 7) {
  HelloMailbox out;
  out.relay.host = "relay.example.org";
  out.relay.fingerprint.raw.fill(name);
  out.writer.raw.fill(name);
  return out;
}

/// Key generation is slow in tests that make thousands of conversations: each seed's identity is made once.
inline const IdentitySecret& identity(std::uint64_t seed) {
  static std::map<std::uint64_t, IdentitySecret> known;
  const auto found = known.find(seed);
  if (found != known.end()) return found->second;
  crypto::SeededRng rng(seed);
  return known.emplace(seed, IdentitySecret::generate(rng)).first->second;
}

/// One side of a session.
struct Person {
  const IdentitySecret& self;
  SessionState state;
  crypto::Rng& rng;

  Sealed sends(ByteView content, TimePoint now) {
    auto sealed = seal(state, content, now, rng);
    EXPECT_TRUE(sealed) << name_of(sealed.error().code);
    state = sealed.value().next.clone();
    return std::move(sealed).value();
  }
  Bytes sends(std::string_view text, TimePoint now = kStart) { return sends(as_bytes(text), now).envelope; }
  Result<Opened> tries(ByteView envelope, TimePoint now = kStart) {
    auto opened = open(state, self, envelope, now);
    if (opened) state = opened.value().next.clone();
    return opened;
  }
  Opened opens(ByteView envelope, TimePoint now = kStart) {
    auto opened = tries(envelope, now);
    EXPECT_TRUE(opened) << name_of(opened.error().code);
    return std::move(opened).value();
  }
  std::string reads(ByteView envelope, TimePoint now = kStart) {
    return std::string(as_text(opens(envelope, now).content.expose()));
  }
  /// The reason that it cannot be opened; the state must not have moved.
  Errc refuses(ByteView envelope, TimePoint now = kStart) {
    const auto before = state.encode();
    const auto opened = open(state, self, envelope, now);
    EXPECT_FALSE(opened);
    EXPECT_TRUE(same(before.expose(), state.encode().expose()));
    return opened ? Errc::internal : opened.error().code;
  }
};

struct Meeting {
  OwnCard card;
  Initiated initiated;
  Responded responded;
};

/// Alice accepts Bob's invitation: identities 1 and 2.
inline Meeting meet(crypto::Rng& rng, TimePoint now = kStart) {
  auto card = make_invitation(identity(2), mailbox(), now + std::chrono::hours(24), now, rng);
  auto hello = initiate(identity(1), card.value().card, as_bytes("hello"), {}, now, rng);
  auto answer = respond(identity(2), {&card.value(), 1}, hello.value().hello, {}, now);
  EXPECT_TRUE(answer);
  return {std::move(card).value(), std::move(hello).value(), std::move(answer).value()};
}

/// Alice initiated; Bob has not answered yet.
struct Couple {
  explicit Couple(std::uint64_t seed = 1) : rng(seed), meeting_(meet(rng)) {}

  /// Both are connected afterwards.
  Couple& connected() {
    alice.opens(bob.sends("first answer"));
    bob.opens(alice.sends(""));
    return *this;
  }

  crypto::SeededRng rng;

 private:
  Meeting meeting_;

 public:
  Person alice{identity(1), std::move(meeting_.initiated.session), rng};
  Person bob{identity(2), std::move(meeting_.responded.session), rng};
};

}  // namespace stille::e2e::testing
