#include "client/e2e/session.hpp"

#include "tests/unit/client/e2e/two_people.hpp"

namespace stille::e2e {
namespace {

using std::chrono::hours;
using testing::Couple;
using testing::kStart;

bool contains(ByteView where, ByteView what) {
  return std::search(where.begin(), where.end(), what.begin(), what.end()) != where.end();
}

TEST(Session, Two_people_talk_in_both_directions) {
  Couple couple;
  EXPECT_EQ(couple.alice.reads(couple.bob.sends("welcome")), "welcome");
  EXPECT_EQ(couple.bob.reads(couple.alice.sends("thanks")), "thanks");
  EXPECT_EQ(couple.bob.reads(couple.alice.sends("how are you?")), "how are you?");
  EXPECT_EQ(couple.alice.reads(couple.bob.sends("well")), "well");
}

TEST(Session, Every_change_of_direction_opens_an_epoch) {
  Couple couple;
  couple.connected();
  for (int i = 0; i < 50; ++i) {
    ASSERT_EQ(couple.alice.reads(couple.bob.sends("ping")), "ping");
    ASSERT_EQ(couple.bob.reads(couple.alice.sends("pong")), "pong");
  }
  EXPECT_EQ(couple.alice.state.parts().epoch, 102U);
}

TEST(Session, Connecting_becomes_connected_with_the_peers_answer) {
  Couple couple;
  EXPECT_EQ(couple.alice.state.status(), SessionStatus::connecting);
  EXPECT_EQ(couple.bob.state.status(), SessionStatus::connecting);
  EXPECT_FALSE(couple.alice.state.may_send_user_text());
  EXPECT_TRUE(couple.bob.state.may_send());
  EXPECT_FALSE(couple.bob.state.may_send_user_text());

  EXPECT_TRUE(couple.alice.opens(couple.bob.sends("answer")).became_connected);
  EXPECT_EQ(couple.alice.state.status(), SessionStatus::connected);
  EXPECT_TRUE(couple.bob.opens(couple.alice.sends("")).became_connected);
  EXPECT_EQ(couple.bob.state.status(), SessionStatus::connected);
  EXPECT_FALSE(couple.alice.opens(couple.bob.sends("more")).became_connected);
}

TEST(Session, Messages_of_one_epoch_open_in_any_order) {
  Couple couple;
  couple.connected();
  const std::array sent{couple.alice.sends("0"), couple.alice.sends("1"), couple.alice.sends("2"),
                        couple.alice.sends("3")};
  for (const std::size_t i : {2U, 0U, 3U, 1U}) EXPECT_EQ(couple.bob.reads(sent[i]), std::to_string(i));
  EXPECT_EQ(couple.bob.state.parts().skipped.count(), 0U);
}

TEST(Session, A_message_of_an_older_epoch_opens_late) {
  Couple couple;
  couple.connected();
  const auto early = couple.alice.sends("early");
  const auto next = couple.alice.sends("next");
  couple.bob.opens(next);
  for (int i = 0; i < 5; ++i) {
    couple.alice.opens(couple.bob.sends("turn"));
    couple.bob.opens(couple.alice.sends("turn"));
  }
  EXPECT_EQ(couple.bob.reads(early), "early");
  EXPECT_EQ(couple.bob.refuses(early), Errc::undecryptable);
}

TEST(Session, The_last_messages_of_an_epoch_may_come_after_the_next_one) {
  Couple couple;
  couple.connected();
  couple.bob.opens(couple.alice.sends("first"));
  const auto tail = couple.alice.sends("tail");
  couple.alice.opens(couple.bob.sends("turn"));
  EXPECT_EQ(couple.bob.reads(couple.alice.sends("new epoch")), "new epoch");
  EXPECT_EQ(couple.bob.reads(tail), "tail");
}

TEST(Session, A_second_copy_is_a_duplicate) {
  Couple couple;
  couple.connected();
  const auto one = couple.alice.sends("one");
  const auto two = couple.alice.sends("two");
  couple.bob.opens(two);
  couple.bob.opens(one);
  EXPECT_EQ(couple.bob.refuses(one), Errc::duplicate);
  EXPECT_EQ(couple.bob.refuses(two), Errc::duplicate);
}

TEST(Session, A_failed_open_changes_nothing) {
  Couple couple;
  couple.connected();
  couple.bob.opens(couple.alice.sends("chain"));
  const auto same_epoch = couple.alice.sends("a");
  couple.alice.opens(couple.bob.sends("turn"));
  for (const auto& envelope : {same_epoch, couple.alice.sends("b")}) {
    for (std::size_t at = 0; at < envelope.size(); at += 127) {
      auto changed = envelope;
      changed[at] ^= 1U;
      ASSERT_EQ(couple.bob.refuses(changed), Errc::undecryptable) << at;
    }
  }
}

TEST(Session, What_is_not_an_envelope_is_undecryptable) {
  Couple couple;
  couple.connected();
  const auto envelope = couple.alice.sends("text");
  EXPECT_EQ(couple.bob.refuses({}), Errc::undecryptable);
  EXPECT_EQ(couple.bob.refuses(ByteView(envelope).first(4095)), Errc::undecryptable);
  EXPECT_EQ(couple.bob.refuses(Bytes(16384)), Errc::undecryptable);
  EXPECT_EQ(couple.alice.refuses(envelope), Errc::undecryptable);
}

TEST(Session, Content_fills_the_smallest_of_three_sizes) {
  Couple couple;
  couple.connected();
  for (const auto size : protocol::kEnvelopeSizes) {
    const Bytes full(couple.alice.state.content_room(size), 'x');
    const auto fits = couple.alice.sends(full, kStart);
    EXPECT_EQ(fits.envelope.size(), size);
    EXPECT_EQ(couple.bob.opens(fits.envelope).content.size(), full.size());
    const Bytes more(full.size() + 1, 'x');
    const auto next = seal(couple.alice.state, more, kStart, couple.rng);
    if (size == protocol::kLargestEnvelope) {
      EXPECT_EQ(next.error().code, Errc::too_large);
    } else {
      EXPECT_GT(next.value().envelope.size(), size);
    }
  }
  EXPECT_EQ(couple.alice.state.content_room(5000), 0U);
}

TEST(Session, The_first_answer_has_less_room_since_it_authenticates_the_initiator) {
  Couple couple;
  EXPECT_EQ(couple.bob.state.content_room(4096), 484U);
  couple.connected();
  EXPECT_EQ(couple.bob.state.content_room(4096), 1572U);
}

TEST(Session, A_small_and_a_full_message_look_alike) {
  Couple couple;
  couple.connected();
  EXPECT_EQ(couple.alice.sends("").size(), 4096U);
  EXPECT_EQ(couple.alice.sends("hi").size(), 4096U);
  EXPECT_EQ(couple.alice.sends(std::string(1572, 'x')).size(), 4096U);
}

TEST(Session, Numbers_and_acknowledgements_run_across_epochs) {
  Couple couple;
  couple.connected();
  EXPECT_EQ(couple.alice.state.sent(), 2U);  // HELLO and confirmation
  EXPECT_EQ(couple.alice.sends(as_bytes("3"), kStart).seq, 3U);
  couple.bob.sends("lost");
  const auto opened = couple.alice.opens(couple.bob.sends("turn"));
  EXPECT_EQ(opened.seq, 3U);
  EXPECT_EQ(opened.acknowledged, 2U);
  EXPECT_EQ(couple.alice.state.received_up_to(), 1U);
}

TEST(Session, Secrets_of_an_answered_epoch_are_gone) {
  Couple couple;
  couple.connected();
  const auto envelope = couple.alice.sends("text");
  const auto& own = std::get<OwnEpoch>(couple.alice.state.parts().turn);
  const auto dh = own.dh.clone();
  const auto kem = own.kem.clone();
  const auto chain = own.chain.clone();
  ASSERT_TRUE(contains(couple.alice.state.encode().expose(), dh.expose()));
  couple.bob.opens(envelope);
  couple.alice.opens(couple.bob.sends("answer"));
  const auto after = couple.alice.state.encode();
  EXPECT_FALSE(contains(after.expose(), dh.expose()));
  EXPECT_FALSE(contains(after.expose(), kem.expose()));
  EXPECT_FALSE(contains(after.expose(), chain.expose()));
}

TEST(Session, A_later_state_opens_nothing_from_before) {
  Couple couple;
  couple.connected();
  const std::array old{couple.alice.sends("1"), couple.alice.sends("2")};
  for (const auto& envelope : old) couple.bob.opens(envelope);
  couple.alice.opens(couple.bob.sends("turn"));
  couple.bob.opens(couple.alice.sends("turn"));
  for (const auto& envelope : old) EXPECT_EQ(couple.bob.refuses(envelope), Errc::undecryptable);
}

TEST(Session, A_state_is_small) {
  Couple couple;
  EXPECT_LE(couple.alice.state.encode().size(), 4608U);
  couple.alice.opens(couple.bob.sends("answer"));
  EXPECT_LE(couple.bob.state.encode().size(), 4608U);
  EXPECT_LE(couple.alice.state.encode().size(), 4608U);
  couple.bob.opens(couple.alice.sends("text"));
  EXPECT_LE(couple.bob.state.encode().size(), 4608U);
}

TEST(Session, Nothing_of_an_envelope_repeats_in_the_next_one) {
  Couple couple;
  couple.connected();
  const auto one = couple.alice.sends("same");
  const auto two = couple.alice.sends("same");
  for (std::size_t at = 0; at + 16 <= one.size(); at += 16) {
    ASSERT_FALSE(contains(two, ByteView(one).subspan(at, 16))) << at;
  }
}

TEST(Session, A_superseded_session_receives_but_never_sends_again) {
  Couple couple;
  couple.connected();
  couple.alice.state = supersede(couple.alice.state, kStart);
  couple.alice.state = supersede(couple.alice.state, kStart + hours(1));
  EXPECT_EQ(couple.alice.state.status(), SessionStatus::superseded);
  EXPECT_EQ(seal(couple.alice.state, as_bytes("x"), kStart, couple.rng).error().code, Errc::wrong_state);
  EXPECT_EQ(couple.alice.reads(couple.bob.sends("still here")), "still here");
  EXPECT_EQ(seal(couple.alice.state, {}, kStart, couple.rng).error().code, Errc::wrong_state);
  EXPECT_FALSE(couple.alice.state.expired(kStart + kReceiveOnlyLife - milliseconds(1)));
  EXPECT_TRUE(couple.alice.state.expired(kStart + kReceiveOnlyLife));
  EXPECT_FALSE(couple.bob.state.expired(kStart + hours(100'000)));
}

}  // namespace
}  // namespace stille::e2e
