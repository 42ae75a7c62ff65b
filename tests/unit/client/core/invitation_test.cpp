// Every way in which an invitation can be used, and every way in which it cannot.
#include <gmock/gmock.h>

#include "client/core/conversations.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

struct InvitationTest : testing::Test {
  World world;
  Person& alice = world.person("alice");
  Person& bob = world.person("bob");

  std::string invites(const InvitationOptions& options = {}) {
    const auto made = alice->create_invitation(options);
    world.settles();
    return made.value().link;
  }
  InvitationView only_invitation() { return alice->invitations().value().front(); }

  /// What becomes of an accepted link; empty while it is under way.
  std::optional<Errc> accepts(Person& who, const std::string& link) {
    const auto joined = who->accept_invitation(link);
    if (!joined) return joined.error().code;
    world.passes(seconds(5));
    return who->join(joined.value().id).value().error;
  }
  void expect_nothing_changed(Person& who) {
    EXPECT_TRUE(who->contacts().value().empty());
    EXPECT_TRUE(who->requests().value().empty());
    EXPECT_EQ(who->subscriptions(who->relays().front()).size(), 0U);
    EXPECT_EQ(who->pending().front().tasks + who->pending().front().envelopes, 0U);
  }
};

TEST_F(InvitationTest, It_works_once_and_the_second_user_is_told_and_the_owner_too) {
  auto& carol = world.person("carol");
  const auto link = invites();
  EXPECT_EQ(accepts(bob, link), std::nullopt);
  EXPECT_EQ(accepts(carol, link), Errc::used);
  expect_nothing_changed(carol);
  EXPECT_EQ(only_invitation().state, InvitationState::used);
  EXPECT_EQ(alice->contacts().value().size(), 1U);
}

TEST_F(InvitationTest, Of_two_at_the_same_time_one_wins_and_the_owner_learns_of_the_other) {
  auto& carol = world.person("carol");
  const auto link = invites();
  ASSERT_TRUE(bob->accept_invitation(link));
  const auto late = carol->accept_invitation(link);
  world.passes(seconds(5));
  EXPECT_EQ(alice->contacts().value().size(), 1U);
  EXPECT_EQ(bob->contacts().value().size() + carol->contacts().value().size(), 1U);
  EXPECT_EQ(only_invitation().further_claims, 1U);
  const auto events = alice.events();
  EXPECT_TRUE(
      std::any_of(events.begin(), events.end(), [](const auto& e) { return e.state == "claimed_again"; }));
}

TEST_F(InvitationTest, Whoever_comes_by_it_is_found_unread_until_one_has_looked) {
  const auto unread = [](Person& who, std::string_view of) {
    const auto shown = who->conversations().show(of);
    EXPECT_TRUE(shown) << of;
    return shown && shown.value().marked_unread;
  };
  ASSERT_EQ(accepts(bob, invites()), std::nullopt);
  EXPECT_TRUE(unread(alice, "bob"));
  EXPECT_FALSE(unread(bob, "alice")) << "who has used it knows of it";
  ASSERT_TRUE(alice->conversations().read("bob"));
  EXPECT_FALSE(unread(alice, "bob"));
  // Whoever is let in by hand is no news.
  auto& carol = world.person("carol");
  ASSERT_EQ(accepts(carol, invites({.ask = true})), std::nullopt);
  ASSERT_TRUE(alice->accept_request("carol"));
  world.passes(seconds(5));
  EXPECT_FALSE(unread(alice, "carol"));
}

TEST_F(InvitationTest, Its_link_is_gone_once_it_is_used) {
  const auto link = invites();
  accepts(bob, link);
  EXPECT_EQ(only_invitation().link, "");
}

TEST_F(InvitationTest, Every_single_altered_character_is_noticed_and_changes_nothing) {
  const auto link = invites();
  for (std::size_t at = 0; at < link.size(); ++at) {
    auto altered = link;
    altered[at] = altered[at] == 'A' ? 'B' : 'A';
    const auto error = accepts(bob, altered);
    // Another host, port or fingerprint is another relay, which this world does not have: it stays unreached.
    const auto before_key = at < link.find('#');
    EXPECT_TRUE(error.has_value() || before_key) << at;
    EXPECT_TRUE(bob->contacts().value().empty()) << at;
    EXPECT_TRUE(bob->subscriptions(bob->relays().front()).empty()) << at;
  }
  EXPECT_EQ(only_invitation().state, InvitationState::ready);
  EXPECT_EQ(accepts(bob, link), std::nullopt);
  EXPECT_EQ(bob->contacts().value().size(), 1U);
}

TEST_F(InvitationTest, A_card_that_names_another_place_than_the_link_is_refused) {
  auto& other = world.relay("other.example");
  const auto link = protocol::parse_link_text(invites());
  auto moved = protocol::LinkText{other.address, link.value().kind, link.value().key.clone()};
  EXPECT_EQ(accepts(bob, protocol::to_text(moved)), Errc::not_found);
  expect_nothing_changed(bob);
}

TEST_F(InvitationTest, What_is_not_a_link_is_said_at_once) {
  for (const auto* text : {"", "stille://", "https://example.org/i#abc", "hello"}) {
    EXPECT_EQ(bob->accept_invitation(text).error().code, Errc::bad_encoding) << text;
  }
  EXPECT_TRUE(bob.events().empty());
}

TEST_F(InvitationTest, Ones_own_is_refused) {
  EXPECT_EQ(alice->accept_invitation(invites()).error().code, Errc::own_identity);
}

TEST_F(InvitationTest, The_same_link_again_is_the_same_join_until_its_card_has_come) {
  const auto link = invites();
  const auto first = bob->accept_invitation(link);
  EXPECT_EQ(bob->accept_invitation(link, "al").value().id, first.value().id);
  world.passes(seconds(3));
  EXPECT_EQ(bob->contacts().value().front().alias, "al");
  EXPECT_EQ(bob->accept_invitation(link).error().code, Errc::already_exists);
}

TEST_F(InvitationTest, A_join_can_be_taken_back_until_its_card_has_come) {
  const auto link = invites();
  const auto relays = bob->relays();
  const auto first = bob->accept_invitation(link).value();
  ASSERT_TRUE(bob->withdraw_join(first.id, Errc::unreachable));
  EXPECT_EQ(bob->join(first.id).value().state, JoinState::failed);
  EXPECT_EQ(bob->join(first.id).value().error, Errc::unreachable);
  EXPECT_EQ(bob->pending().front().tasks, 0U);
  EXPECT_EQ(bob->relays(), relays);
  const auto second = bob->accept_invitation(link).value();
  world.passes(seconds(3));
  ASSERT_TRUE(bob->withdraw_join(second.id, Errc::unreachable));
  EXPECT_EQ(bob.only_contact().state, ContactState::connected);
}

TEST_F(InvitationTest, Another_one_of_somebody_known_changes_nothing) {
  accepts(bob, invites());
  EXPECT_EQ(accepts(bob, invites()), Errc::already_exists);
  EXPECT_EQ(bob->contacts().value().size(), 1U);
  EXPECT_EQ(alice->contacts().value().size(), 1U);
}

TEST_F(InvitationTest, A_revoked_one_is_refused) {
  const auto link = invites();
  ASSERT_TRUE(alice->revoke_invitation(only_invitation().id));
  world.settles();
  EXPECT_EQ(accepts(bob, link), Errc::revoked);
  expect_nothing_changed(bob);
  EXPECT_EQ(only_invitation().state, InvitationState::revoked);
  EXPECT_EQ(alice->revoke_invitation(only_invitation().id).error().code, Errc::wrong_state);
}

TEST_F(InvitationTest, Revoked_after_the_card_was_fetched_nobody_gets_in) {
  const auto link = invites();
  ASSERT_TRUE(bob->accept_invitation(link));
  world.connects(bob);
  auto& line = *bob.lines.begin()->second;
  line.asks();
  line.arrives_at_relay();
  ASSERT_TRUE(alice->revoke_invitation(only_invitation().id));
  world.passes(seconds(5));
  expect_nothing_changed(alice);
  EXPECT_EQ(bob->contacts().value().size(), 0U);
  EXPECT_EQ(bob.events().back().state, "failed");
}

TEST_F(InvitationTest, An_expired_one_is_refused) {
  const auto link = invites({.life = std::chrono::hours(1)});
  world.passes(std::chrono::hours(2));
  EXPECT_EQ(only_invitation().state, InvitationState::expired);
  EXPECT_EQ(accepts(bob, link), Errc::expired);
  expect_nothing_changed(bob);
  expect_nothing_changed(alice);
}

TEST_F(InvitationTest, Expired_while_the_owner_was_away_but_used_in_time_still_counts) {
  const auto link = invites({.life = std::chrono::hours(1)});
  alice.goes_offline();
  ASSERT_TRUE(bob->accept_invitation(link));
  world.passes(std::chrono::hours(2));
  alice.goes_online();
  world.passes(seconds(5));
  EXPECT_EQ(alice.only_contact().state, ContactState::connected);
  EXPECT_EQ(only_invitation().state, InvitationState::used);
}

TEST_F(InvitationTest, One_that_the_relay_has_never_seen_is_unknown) {
  alice.goes_offline();
  const auto link = alice->create_invitation().value().link;
  EXPECT_EQ(accepts(bob, link), Errc::not_found);
  expect_nothing_changed(bob);
}

TEST_F(InvitationTest, Its_life_has_bounds) {
  EXPECT_EQ(alice->create_invitation({.life = seconds(59)}).error().code, Errc::bad_value);
  EXPECT_EQ(alice->create_invitation({.life = std::chrono::hours(24 * 31) + seconds(1)}).error().code,
            Errc::bad_value);
  EXPECT_TRUE(alice->create_invitation({.life = std::chrono::hours(24 * 31)}));
}

TEST_F(InvitationTest, There_is_a_bound_to_how_many_live_at_once) {
  for (std::size_t n = 0; n < kMostInvitations; ++n) ASSERT_TRUE(alice->create_invitation());
  EXPECT_EQ(alice->create_invitation().error().code, Errc::limit_reached);
}

TEST_F(InvitationTest, Made_and_accepted_offline_it_goes_on_with_the_next_connection) {
  const auto link = invites();
  alice.goes_offline();
  bob.goes_offline();
  ASSERT_TRUE(bob->accept_invitation(link));
  world.passes(std::chrono::hours(1));
  bob.goes_online();
  world.passes(seconds(5));
  EXPECT_EQ(bob.only_contact().state, ContactState::connecting);
  alice.goes_online();
  world.passes(seconds(5));
  EXPECT_EQ(bob.only_contact().state, ContactState::connected);
}

TEST_F(InvitationTest, A_relay_that_takes_no_mailboxes_is_named) {
  auto& closed = world.relay("closed.example");
  closed.limits.open = false;
  closed.restarts();
  auto& dora = world.person("dora", closed);
  EXPECT_EQ(accepts(dora, invites()), Errc::refused);
  const auto own = dora->create_invitation();
  world.settles();
  EXPECT_EQ(dora->invitation(own.value().id).value().state, InvitationState::refused);
}

TEST_F(InvitationTest, Both_accepting_each_others_at_once_makes_one_conversation) {
  const auto of_alice = invites();
  const auto of_bob = bob->create_invitation().value().link;
  world.settles();
  ASSERT_TRUE(bob->accept_invitation(of_alice));
  ASSERT_TRUE(alice->accept_invitation(of_bob));
  world.passes(seconds(10));
  EXPECT_EQ(alice.only_contact().state, ContactState::connected);
  EXPECT_EQ(bob.only_contact().state, ContactState::connected);
  ASSERT_TRUE(alice->send_text("bob", "hi"));
  ASSERT_TRUE(bob->send_text("alice", "ho"));
  world.passes(seconds(5));
  EXPECT_THAT(bob.heard(), testing::ElementsAre("hi"));
  EXPECT_THAT(alice.heard(), testing::ElementsAre("ho"));
}

struct RequestTest : InvitationTest {
  void SetUp() override {
    const auto link = invites({.ask = true});
    ASSERT_TRUE(bob->accept_invitation(link));
    world.passes(seconds(5));
  }
};

TEST_F(RequestTest, It_waits_until_it_is_accepted) {
  EXPECT_TRUE(alice->contacts().value().empty());
  EXPECT_EQ(bob.only_contact().state, ContactState::connecting);
  ASSERT_EQ(alice->requests().value().size(), 1U);
  EXPECT_EQ(alice->requests().value().front().name, "bob");
  const auto contact = alice->accept_request("bob", "robert");
  ASSERT_TRUE(contact);
  EXPECT_EQ(contact.value().alias, "robert");
  world.passes(seconds(5));
  EXPECT_EQ(alice.only_contact().state, ContactState::connected);
  EXPECT_EQ(bob.only_contact().state, ContactState::connected);
  EXPECT_TRUE(alice->requests().value().empty());
}

TEST_F(RequestTest, Declined_it_is_gone_and_nothing_is_said) {
  const auto envelopes = world.envelopes.size();
  ASSERT_TRUE(alice->decline_request(alice->requests().value().front().id));
  world.passes(seconds(5));
  EXPECT_TRUE(alice->requests().value().empty());
  EXPECT_TRUE(alice->contacts().value().empty());
  EXPECT_EQ(bob.only_contact().state, ContactState::connecting);
  EXPECT_EQ(world.envelopes.size(), envelopes);
}

struct SecondAttemptTest : RequestTest {
  void expect_they_talk() {
    world.passes(seconds(10));
    ASSERT_EQ(alice.only_contact().state, ContactState::connected);
    ASSERT_EQ(bob.only_contact().state, ContactState::connected);
    ASSERT_TRUE(alice->send_text(alice.only_contact().id, "hi"));
    ASSERT_TRUE(bob->send_text(bob.only_contact().id, "ho"));
    world.passes(seconds(10));
    EXPECT_EQ(bob.heard().back(), "hi");
    EXPECT_EQ(alice.heard().back(), "ho");
  }
};

TEST_F(SecondAttemptTest, Whoever_was_declined_comes_by_another_invitation) {
  ASSERT_TRUE(alice->decline_request(alice->requests().value().front().id));
  EXPECT_EQ(accepts(bob, invites()), std::nullopt);
  expect_they_talk();
}

TEST_F(SecondAttemptTest, What_was_written_down_and_what_waits_for_them_stays) {
  ASSERT_TRUE(alice->decline_request(alice->requests().value().front().id));
  ASSERT_TRUE(bob->set_note(bob.only_contact().id, "met in Ulm"));
  ASSERT_TRUE(bob->send_text(bob.only_contact().id, "waits"));
  EXPECT_EQ(accepts(bob, invites()), std::nullopt);
  world.passes(seconds(10));
  EXPECT_EQ(bob.only_contact().note, "met in Ulm");
  EXPECT_THAT(alice.heard(), testing::ElementsAre("waits"));
}

TEST_F(SecondAttemptTest, The_alias_of_the_first_may_be_wished_again_or_another) {
  ASSERT_TRUE(alice->decline_request(alice->requests().value().front().id));
  const auto alias = bob.only_contact().alias;
  const auto again = bob->accept_invitation(invites({.ask = true}), alias);
  ASSERT_TRUE(again);
  world.passes(seconds(5));
  EXPECT_EQ(bob.only_contact().alias, alias);
  ASSERT_TRUE(bob->accept_invitation(invites(), "alicia"));
  expect_they_talk();
  EXPECT_EQ(bob.only_contact().alias, "alicia");
}

TEST_F(SecondAttemptTest, An_alias_of_an_attempt_is_nobody_elses) {
  auto& carol = world.person("carol");
  const auto of_carol = carol->create_invitation().value().link;
  world.settles();
  const auto join = bob->accept_invitation(of_carol, bob.only_contact().alias);
  ASSERT_TRUE(join);
  world.passes(seconds(5));
  EXPECT_EQ(bob->join(join.value().id).value().error, Errc::duplicate);
  EXPECT_EQ(bob->contacts().value().size(), 1U);
}

TEST_F(SecondAttemptTest, While_the_request_waits_an_invitation_without_one_lets_them_in) {
  EXPECT_EQ(accepts(bob, invites()), std::nullopt);
  EXPECT_TRUE(alice->requests().value().empty());
  expect_they_talk();
}

TEST_F(SecondAttemptTest, While_the_request_waits_the_newer_one_is_what_is_accepted) {
  EXPECT_EQ(accepts(bob, invites({.ask = true})), std::nullopt);
  ASSERT_EQ(alice->requests().value().size(), 1U);
  ASSERT_TRUE(alice->accept_request(alice->requests().value().front().id, {}));
  expect_they_talk();
}

TEST_F(SecondAttemptTest, A_yes_to_the_first_that_comes_after_the_second_was_taken_strands_nobody) {
  const auto link = invites();
  bob.goes_offline();
  ASSERT_TRUE(alice->accept_request("bob", {}));
  world.passes(seconds(5));
  ASSERT_TRUE(bob->accept_invitation(link));
  bob.goes_online();
  expect_they_talk();
}

TEST_F(SecondAttemptTest, The_attempt_before_ends_and_says_so) {
  const auto events = bob.events();
  const auto first = std::ranges::find_if(events, [](const auto& e) { return e.join.has_value(); });
  ASSERT_NE(first, events.end());
  EXPECT_EQ(accepts(bob, invites()), std::nullopt);
  const auto before = bob->join(first->join->id).value();
  EXPECT_EQ(before.state, JoinState::failed);
  EXPECT_EQ(before.error, Errc::cancelled);
}

TEST_F(InvitationTest, One_of_somebody_who_has_answered_replaces_nothing) {
  ASSERT_EQ(accepts(bob, invites()), std::nullopt);
  ASSERT_TRUE(bob->set_verified("alice", true));
  const auto before = bob.only_contact();
  EXPECT_EQ(accepts(bob, invites()), Errc::already_exists);
  EXPECT_EQ(bob.only_contact().since, before.since);
  EXPECT_TRUE(bob.only_contact().verified);
  EXPECT_EQ(bob.only_contact().state, ContactState::connected);
}

TEST_F(InvitationTest, Two_of_the_same_person_taken_at_once_make_one_contact) {
  const auto one = invites();
  const auto other = invites();
  ASSERT_TRUE(bob->accept_invitation(one));
  ASSERT_TRUE(bob->accept_invitation(other));
  world.passes(seconds(10));
  EXPECT_EQ(alice.only_contact().state, ContactState::connected);
  EXPECT_EQ(bob.only_contact().state, ContactState::connected);
}

}  // namespace
}  // namespace stille::client::test
