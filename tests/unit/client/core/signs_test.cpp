// Read receipts and typing: off, for one person, and only ever both ways.
#include "client/core/signs.hpp"

#include "client/core/conversations.hpp"
#include "client/wire/signs.hpp"
#include "tests/unit/client/core/talk_fixture.hpp"

namespace stille::client::test {
namespace {

struct SignsTest : TalkFixture {
  void both_want(const SignsChange& wish) {
    EXPECT_TRUE(alice->signs().change("bob", wish));
    EXPECT_TRUE(bob->signs().change("alice", wish));
    world.passes(seconds(3));
  }
  void reads(Person& who) {
    EXPECT_TRUE(who->conversations().read(who.only_contact().id));
    world.passes(seconds(10));
  }
  MessageState state_at_alice() { return last(alice).state; }
  bool sees_writing(Person& who) { return who->signs().show(who.only_contact().id).value().writing; }
};

TEST_F(SignsTest, Nothing_is_shown_unless_both_have_said_so) {
  said("eins");
  reads(bob);
  EXPECT_EQ(state_at_alice(), MessageState::delivered);
  ASSERT_TRUE(alice->signs().change("bob", {.read = true}));
  world.passes(seconds(3));
  EXPECT_TRUE(bob->signs().show("alice").value().their_read);
  said("zwei");
  reads(bob);
  EXPECT_EQ(state_at_alice(), MessageState::delivered);
}

TEST_F(SignsTest, Where_both_have_it_shows_what_was_read_from_then_on) {
  const auto before = said("vorher").first;
  reads(bob);
  both_want({.read = true});
  const auto after = said("nachher").first;
  EXPECT_EQ(state_at_alice(), MessageState::delivered);
  reads(bob);
  EXPECT_EQ(alice->message(after).value().state, MessageState::read);
  EXPECT_EQ(alice->message(before).value().state, MessageState::delivered);
  EXPECT_EQ(states(alice, EventType::delivery).back(), "read");
}

TEST_F(SignsTest, Taken_back_it_ends_for_both_at_once) {
  both_want({.read = true});
  said("eins");
  ASSERT_TRUE(bob->conversations().read("alice"));
  // Before the word about it left.
  ASSERT_TRUE(bob->signs().change("alice", {.read = false}));
  world.passes(seconds(10));
  EXPECT_EQ(state_at_alice(), MessageState::delivered);
  EXPECT_FALSE(alice->signs().show("bob").value().their_read);
}

TEST_F(SignsTest, Whoever_shows_nothing_sees_nothing_even_of_what_is_sent) {
  both_want({.read = true, .typing = true});
  said("eins");
  alice.goes_offline();
  ASSERT_TRUE(bob->conversations().read("alice"));
  world.passes(seconds(10));
  ASSERT_TRUE(alice->signs().change("bob", {.read = false}));
  alice.goes_online();
  world.passes(seconds(10));
  EXPECT_EQ(state_at_alice(), MessageState::delivered);
}

TEST_F(SignsTest, Many_that_were_read_go_in_few_words) {
  both_want({.read = true});
  for (std::size_t at = 0; at < wire::kMostRead + 1; ++at) says("m" + std::to_string(at));
  world.passes(seconds(5));
  reads(bob);
  const auto all = alice->messages("bob", {.last = kMostRows, .since = {}, .until = {}}).value();
  for (const auto& message : all) {
    EXPECT_EQ(message.state, MessageState::read);
  }
}

TEST_F(SignsTest, Deleted_ones_are_not_said_to_be_read) {
  both_want({.read = true});
  const auto id = said("weg").first;
  ASSERT_TRUE(bob->talk().erase(last(bob).id, false));
  reads(bob);
  EXPECT_EQ(alice->message(id).value().state, MessageState::delivered);
}

TEST_F(SignsTest, A_wish_survives_a_restart_and_reaches_who_was_away) {
  bob.goes_offline();
  ASSERT_TRUE(alice->signs().change("bob", {.typing = true}));
  world.passes(seconds(3));
  alice.restarts();
  bob.goes_online();
  world.passes(seconds(5));
  EXPECT_TRUE(bob->signs().show("alice").value().their_typing);
  EXPECT_TRUE(alice->signs().show("bob").value().typing);
  EXPECT_EQ(states(bob, EventType::contact).back(), "signs");
}

TEST_F(SignsTest, Writing_shows_for_a_moment_and_ends_with_the_message) {
  both_want({.typing = true});
  ASSERT_TRUE(alice->signs().hint("bob").value());
  world.settles();
  EXPECT_TRUE(sees_writing(bob));
  world.passes(kWritingShows + seconds(1));
  EXPECT_FALSE(sees_writing(bob));
  ASSERT_TRUE(alice->signs().hint("bob").value());
  says("fertig");
  world.settles();
  EXPECT_FALSE(sees_writing(bob));
}

TEST_F(SignsTest, Writing_is_not_said_without_agreement_nor_in_quick_succession) {
  EXPECT_FALSE(alice->signs().hint("bob").value());
  both_want({.typing = true});
  EXPECT_TRUE(alice->signs().hint("bob").value());
  EXPECT_FALSE(alice->signs().hint("bob").value());
  world.passes(kHintEvery);
  EXPECT_TRUE(alice->signs().hint("bob").value());
}

TEST_F(SignsTest, Somebody_who_is_away_does_not_find_a_heap_of_it) {
  both_want({.typing = true});
  bob.goes_offline();
  std::uint32_t said_so = 0;
  for (int at = 0; at < 20; ++at) {
    said_so += alice->signs().hint("bob").value() ? 1U : 0U;
    world.passes(kHintEvery + seconds(1));
  }
  EXPECT_EQ(said_so, kMostUnansweredHints);
  bob.goes_online();
  world.passes(seconds(5));
  EXPECT_FALSE(sees_writing(bob));
  ASSERT_TRUE(bob->send_text("alice", "wieder da"));
  world.passes(seconds(5));
  EXPECT_TRUE(alice->signs().hint("bob").value());
}

TEST_F(SignsTest, What_cannot_leave_at_once_is_not_said) {
  both_want({.typing = true});
  alice.goes_offline();
  says("wartet");
  world.passes(seconds(1));
  EXPECT_FALSE(alice->signs().hint("bob").value());
}

TEST_F(SignsTest, They_are_for_people_that_one_knows) {
  EXPECT_EQ(alice->signs().show("nobody").error().code, Errc::not_found);
  EXPECT_EQ(alice->signs().change("self", {.read = true}).error().code, Errc::not_found);
}

}  // namespace
}  // namespace stille::client::test
