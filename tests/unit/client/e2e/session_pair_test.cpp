#include "client/e2e/session_pair.hpp"

#include "tests/unit/client/e2e/two_sides.hpp"

namespace stille::e2e {
namespace {

using testing::kStart;
using testing::Side;

class Pair : public ::testing::Test {
 protected:
  /// Alice initiated, both are connected.
  void acquaint() {
    auto hello = alice.hello_to(bob);
    auto answer = bob.answers(hello.hello);
    alice.pair.emplace(std::move(hello.session));
    bob.pair.emplace(std::move(answer.session), answer.generation);
    alice.opens(bob.sends("answer"));
    bob.opens(alice.sends(""));
  }
  /// Both initiate before either HELLO arrives; which sid is smaller depends on the seed.
  void collide(bool alices_is_smaller) {
    for (std::uint64_t seed = 1;; ++seed) {
      rng = crypto::SeededRng(seed);
      auto by_alice = alice.hello_to(bob);
      auto by_bob = bob.hello_to(alice);
      if ((by_alice.session.sid() < by_bob.session.sid()) != alices_is_smaller) continue;
      alices = by_alice.session.sid();
      bobs = by_bob.session.sid();
      alice.pair.emplace(std::move(by_alice.session));
      bob.pair.emplace(std::move(by_bob.session));
      to_bob = by_alice.hello;
      to_alice = by_bob.hello;
      return;
    }
  }
  void receive_hello(Side& side, ByteView hello) {
    side.pair = add_responded(*side.pair, side.answers(hello), kStart).value();
  }

  crypto::SeededRng rng{1};
  Side alice{1, rng};
  Side bob{2, rng};
  SessionId alices;
  SessionId bobs;
  Bytes to_bob;
  Bytes to_alice;
};

TEST_F(Pair, Two_people_talk) {
  acquaint();
  EXPECT_EQ(bob.reads(alice.sends("hi")), "hi");
  EXPECT_EQ(alice.reads(bob.sends("hello")), "hello");
  EXPECT_EQ(bob.pair->generation(), 1U);
}

TEST_F(Pair, When_both_initiate_the_smaller_session_wins) {
  collide(true);
  receive_hello(alice, to_alice);
  receive_hello(bob, to_bob);
  // Alice has heard only Bob's session so far, Bob has already heard the smaller one.
  EXPECT_EQ(alice.sends_on(), bobs);
  EXPECT_EQ(alice.pair->second_kind(), Second::rival);
  EXPECT_EQ(bob.sends_on(), alices);
  EXPECT_EQ(bob.pair->second_kind(), Second::receive_only);
  EXPECT_EQ(bob.reads(alice.sends("on bob's")), "on bob's");
  const auto opened = alice.opens(bob.sends("on alice's"));
  EXPECT_TRUE(opened.superseded);
  EXPECT_TRUE(opened.became_connected);
  EXPECT_EQ(alice.sends_on(), alices);
  EXPECT_EQ(alice.pair->second_kind(), Second::receive_only);
  EXPECT_EQ(bob.reads(alice.sends("settled")), "settled");
}

TEST_F(Pair, When_both_initiate_it_does_not_matter_whose_is_smaller) {
  collide(false);
  receive_hello(bob, to_bob);
  receive_hello(alice, to_alice);
  EXPECT_EQ(alice.sends_on(), bobs);
  EXPECT_EQ(bob.sends_on(), alices);
  EXPECT_TRUE(bob.opens(alice.sends("first answer")).superseded);
  EXPECT_EQ(alice.reads(bob.sends("settled")), "settled");
  EXPECT_EQ(alice.sends_on(), bob.sends_on());
}

TEST_F(Pair, A_collision_survives_the_loss_of_one_HELLO) {
  collide(true);
  receive_hello(alice, to_alice);
  EXPECT_EQ(bob.reads(alice.sends("answer")), "answer");
  EXPECT_EQ(alice.reads(bob.sends("settled")), "settled");
  EXPECT_EQ(alice.sends_on(), bobs);
  EXPECT_EQ(alice.pair->second_kind(), Second::receive_only);
  // The HELLO that was thought lost comes after all: it is too late for it.
  receive_hello(bob, to_bob);
  EXPECT_FALSE(alice.opens(bob.answers_pending()).superseded);
  EXPECT_EQ(alice.sends_on(), bobs);
  EXPECT_EQ(bob.sends_on(), bobs);
}

TEST_F(Pair, A_reset_replaces_the_session_only_when_it_is_confirmed) {
  acquaint();
  const auto old = bob.sends_on();
  auto hello = alice.hello_to(bob);
  alice.pair.emplace(std::move(hello.session));  // the old state is lost
  receive_hello(bob, hello.hello);
  EXPECT_EQ(bob.sends_on(), old);
  EXPECT_EQ(bob.pair->second_kind(), Second::pending);
  EXPECT_EQ(bob.pair->generation(), 1U);

  alice.opens(bob.answers_pending());
  const auto opened = bob.opens(alice.sends(""));
  EXPECT_TRUE(opened.superseded);
  EXPECT_EQ(bob.sends_on(), alice.sends_on());
  EXPECT_NE(bob.sends_on(), old);
  EXPECT_EQ(bob.pair->second()->status(), SessionStatus::superseded);
  EXPECT_EQ(bob.pair->generation(), 2U);
}

TEST_F(Pair, A_HELLO_of_an_older_generation_resets_nothing) {
  acquaint();
  alice.generation = 0;
  const auto hello = alice.hello_to(bob);
  EXPECT_EQ(add_responded(*bob.pair, bob.answers(hello.hello), kStart).error().code, Errc::duplicate);
}

TEST_F(Pair, An_older_HELLO_does_not_push_out_a_newer_one_that_overtook_it) {
  acquaint();
  const auto older = alice.hello_to(bob);
  const auto newer = alice.hello_to(bob);
  receive_hello(bob, newer.hello);
  EXPECT_EQ(add_responded(*bob.pair, bob.answers(older.hello), kStart).error().code, Errc::duplicate);
}

TEST_F(Pair, A_pending_session_that_was_dropped_leaves_no_generation_behind) {
  acquaint();
  alice.generation = 1'000'000;
  receive_hello(bob, alice.hello_to(bob).hello);
  bob.pair = tidy(*bob.pair, kStart + kPendingLife).next;
  alice.generation = 1;
  EXPECT_TRUE(add_responded(*bob.pair, bob.answers(alice.hello_to(bob).hello), kStart));
}

TEST_F(Pair, A_renewal_moves_both_sides_and_is_no_reset) {
  acquaint();
  const auto old = alice.sends_on();
  const Exporter exporter = bob.pair->sending().exporter().clone();
  auto hello = alice.hello_to(bob, &exporter);
  alice.pair = add_initiated(*alice.pair, std::move(hello.session), true, kStart).value();
  EXPECT_EQ(alice.sends_on(), old);
  bob.pair = add_responded(*bob.pair, bob.answers(hello.hello, &exporter), kStart).value();
  EXPECT_EQ(alice.reads(bob.sends("still on the old one")), "still on the old one");
  EXPECT_TRUE(alice.opens(bob.answers_pending()).superseded);
  EXPECT_TRUE(bob.opens(alice.sends("")).superseded);
  EXPECT_NE(alice.sends_on(), old);
  EXPECT_EQ(alice.sends_on(), bob.sends_on());
  EXPECT_EQ(bob.pair->generation(), 2U);
}

TEST_F(Pair, After_a_renewal_late_messages_of_the_old_session_still_open) {
  acquaint();
  const auto late = alice.sends("late");
  const Exporter exporter = bob.pair->sending().exporter().clone();
  auto hello = alice.hello_to(bob, &exporter);
  alice.pair = add_initiated(*alice.pair, std::move(hello.session), true, kStart).value();
  bob.pair = add_responded(*bob.pair, bob.answers(hello.hello, &exporter), kStart).value();
  alice.opens(bob.answers_pending());
  bob.opens(alice.sends(""));
  EXPECT_EQ(bob.reads(late), "late");
}

TEST_F(Pair, Whoever_resets_stops_sending_on_the_old_session_at_once) {
  acquaint();
  const auto old = alice.sends_on();
  auto hello = alice.hello_to(bob);
  alice.pair = add_initiated(*alice.pair, std::move(hello.session), false, kStart).value();
  EXPECT_NE(alice.sends_on(), old);
  EXPECT_EQ(alice.pair->second()->sid(), old);
  EXPECT_EQ(seal(*alice.pair, as_bytes("x"), kStart, rng).error().code, Errc::not_ready);
  EXPECT_EQ(alice.reads(bob.sends("meanwhile")), "meanwhile");
}

TEST_F(Pair, Nobody_resets_while_another_HELLO_is_being_answered) {
  acquaint();
  const auto add = [&](Side& side, bool renewal) {
    return add_initiated(*side.pair, side.hello_to(side.self.iid() == alice.self.iid() ? bob : alice).session,
                         renewal, kStart);
  };
  receive_hello(bob, alice.hello_to(bob).hello);
  EXPECT_EQ(add(bob, false).error().code, Errc::wrong_state);
  EXPECT_EQ(add(bob, true).error().code, Errc::wrong_state);
  alice.pair = add(alice, false).value();
  EXPECT_EQ(add(alice, false).error().code, Errc::wrong_state);
  EXPECT_EQ(add(alice, true).error().code, Errc::wrong_state);
}

TEST_F(Pair, There_are_never_three_sessions) {
  acquaint();
  receive_hello(bob, alice.hello_to(bob).hello);
  const auto first = bob.pair->second()->sid();
  receive_hello(bob, alice.hello_to(bob).hello);
  EXPECT_NE(bob.pair->second()->sid(), first);
}

TEST_F(Pair, Only_a_pending_session_gets_a_pending_answer) {
  acquaint();
  EXPECT_EQ(seal_pending(*bob.pair, {}, kStart, rng).error().code, Errc::wrong_state);
}

TEST_F(Pair, A_superseded_session_is_dropped_after_fourteen_days) {
  acquaint();
  auto hello = alice.hello_to(bob);
  alice.pair = add_initiated(*alice.pair, std::move(hello.session), false, kStart).value();
  const auto kept = tidy(*alice.pair, kStart + kReceiveOnlyLife - milliseconds(1)).next;
  EXPECT_NE(kept.second(), nullptr);
  const auto dropped = tidy(*alice.pair, kStart + kReceiveOnlyLife).next;
  EXPECT_EQ(dropped.second(), nullptr);
  EXPECT_EQ(dropped.second_kind(), Second::none);
}

TEST_F(Pair, A_session_that_nobody_confirms_is_dropped_in_the_end) {
  acquaint();
  receive_hello(bob, alice.hello_to(bob).hello);
  EXPECT_NE(tidy(*bob.pair, kStart + kPendingLife - milliseconds(1)).next.second(), nullptr);
  EXPECT_EQ(tidy(*bob.pair, kStart + kPendingLife).next.second(), nullptr);
}

TEST_F(Pair, Evidence_of_a_fork_comes_without_a_message) {
  acquaint();
  alice.opens(bob.sends("your turn"));
  auto thief = alice.pair->clone();
  bob.opens(seal(thief, as_bytes("by the thief"), kStart, rng).value().envelope);
  const auto opened = bob.opens(alice.sends("by alice"));
  EXPECT_TRUE(opened.forked);
  EXPECT_EQ(opened.seq, 0U);
  EXPECT_TRUE(opened.content.empty());
  EXPECT_EQ(bob.pair->sending().status(), SessionStatus::forked);
  EXPECT_EQ(seal(*bob.pair, {}, kStart, rng).error().code, Errc::forked);
}

TEST_F(Pair, What_neither_session_knows_is_undecryptable) {
  acquaint();
  const auto envelope = alice.sends("x");
  receive_hello(bob, alice.hello_to(bob).hello);
  EXPECT_EQ(open(*bob.pair, bob.self, Bytes(4096), kStart).error().code, Errc::undecryptable);
  bob.opens(envelope);
  EXPECT_EQ(open(*bob.pair, bob.self, envelope, kStart).error().code, Errc::duplicate);
}

TEST_F(Pair, A_pair_survives_encoding_with_one_session_and_with_two) {
  acquaint();
  for (int i = 0; i < 2; ++i) {
    const auto encoded = bob.pair->encode();
    const auto decoded = SessionPair::decode(encoded.expose());
    ASSERT_TRUE(decoded);
    EXPECT_TRUE(same(decoded.value().encode().expose(), encoded.expose()));
    receive_hello(bob, alice.hello_to(bob).hello);
  }
}

TEST_F(Pair, A_damaged_pair_is_refused) {
  acquaint();
  receive_hello(bob, alice.hello_to(bob).hello);
  const auto encoded = bob.pair->encode();
  for (std::size_t size = 0; size < encoded.size(); size += 101) {
    ASSERT_EQ(SessionPair::decode(encoded.expose().first(size)).error().code, Errc::damaged) << size;
  }
  EXPECT_FALSE(SessionPair::decode(concat({encoded.expose(), as_bytes("x")})));
  auto other = encoded.clone();
  other.fill()[0] = 2;
  EXPECT_EQ(SessionPair::decode(other.expose()).error().code, Errc::unsupported_version);
  other.fill()[0] = 1;
  other.fill()[1] = 4;
  EXPECT_EQ(SessionPair::decode(other.expose()).error().code, Errc::damaged);
}

}  // namespace
}  // namespace stille::e2e
