// What this profile keeps about its conversations for itself, and the note to self.
#include "client/core/conversations.hpp"

#include <gmock/gmock.h>

#include "client/core/finding.hpp"
#include "client/core/groups.hpp"
#include "client/core/retention.hpp"
#include "client/core/talk.hpp"
#include "client/store/tables/conversations.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct ConversationsTest : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;

  void says(Person& who, std::string_view to, std::string_view text) {
    ASSERT_TRUE(who->send_text(to, text));
    world.passes(seconds(3));
  }
  ConversationView seen() { return alice->conversations().show("bob").value(); }
  ConversationView change(const ConversationChange& wish) {
    return alice->conversations().change("bob", wish).value();
  }
  std::vector<std::string> listed(WhichConversations which = WhichConversations::current) {
    return first(kAllConversations, which);
  }
  std::vector<std::string> first(std::size_t most, WhichConversations which) {
    std::vector<std::string> out;
    const auto views = alice->conversations().list(which, {}, most).value();
    for (const auto& view : views) out.push_back(view.contact.alias);
    return out;
  }
  Person& joins(const std::string& name) {
    auto& person = world.person(name);
    const auto made = alice->create_invitation();
    world.settles();
    EXPECT_TRUE(person->accept_invitation(made.value().link));
    world.passes(seconds(5));
    return person;
  }
};

TEST_F(ConversationsTest, Pages_follow_each_other_until_there_is_no_more) {
  for (const auto* text : {"eins", "zwei", "drei"}) says(alice, "bob", text);
  const auto texts = [](const MessagePage& page) {
    std::vector<std::string> out;
    for (const auto& message : page.messages) out.push_back(message.text);
    return out;
  };
  const auto first = alice->conversations().page("bob", 0, 2).value();
  EXPECT_THAT(texts(first), ElementsAre("eins", "zwei"));
  ASSERT_TRUE(first.next);
  const auto rest = alice->conversations().page("bob", *first.next, 2).value();
  EXPECT_THAT(texts(rest), ElementsAre("drei"));
  EXPECT_FALSE(rest.next);
  EXPECT_FALSE(alice->conversations().page("bob", 0, 3).value().next);
  EXPECT_TRUE(alice->conversations().page("self", 0, 3).value().messages.empty());
}

TEST_F(ConversationsTest, A_page_has_no_more_than_kMostRows) {
  for (std::size_t count = 0; count <= kMostRows; ++count) ASSERT_TRUE(alice->send_text("self", "x"));
  const auto page = alice->conversations().page("self", 0, kMostRows + 1).value();
  EXPECT_EQ(page.messages.size(), kMostRows);
  EXPECT_TRUE(page.next);
}

TEST_F(ConversationsTest, Around_a_message_stands_what_was_said_before_and_after_it) {
  std::vector<std::string> ids;
  for (const auto* text : {"1", "2", "3", "4", "5"}) ids.push_back(alice->send_text("self", text).value().id);
  const auto said = [&](std::string_view message, std::size_t before, std::size_t behind) {
    std::string out;
    const auto found = alice->conversations().around("self", message, before, behind).value();
    if (found.older) out += "<";
    for (const auto& view : found.messages) out += view.text;
    if (found.newer) out += ">";
    return out;
  };
  EXPECT_EQ(said(ids[2], 2, 1), "<234>");
  EXPECT_EQ(said(ids[2], 3, 2), "12345");
  EXPECT_EQ(said(ids[4], 2, 9), "<45");
  EXPECT_EQ(said(ids[0], 9, 1), "12>");
  EXPECT_EQ(said({}, 2, 9), "<45");
  EXPECT_EQ(said(ids[2], 0, 0), "<>");
}

TEST_F(ConversationsTest, Around_a_message_there_are_no_more_than_kMostRows) {
  std::string middle;
  for (std::size_t count = 0; count < kMostRows + 20; ++count) {
    const auto id = alice->send_text("self", "x").value().id;
    if (count == kMostRows / 2) middle = id;
  }
  const auto found = alice->conversations().around("self", middle, kMostRows / 2, kMostRows).value();
  EXPECT_EQ(found.messages.size(), kMostRows);
  EXPECT_TRUE(found.older && found.newer);
  EXPECT_EQ(alice->conversations().around("self", {}, kMostRows + 1, 0).value().messages.size(), kMostRows);
}

TEST_F(ConversationsTest, Around_what_is_not_in_this_conversation_there_is_nothing) {
  says(alice, "bob", "eins");
  const auto elsewhere = alice->messages("bob").value().front().id;
  ASSERT_TRUE(alice->send_text("self", "x"));
  EXPECT_EQ(alice->conversations().around("self", elsewhere, 1, 1).error().code, Errc::not_found);
  EXPECT_EQ(alice->conversations().around("bob", "m_00", 1, 1).error().code, Errc::not_found);
}

TEST_F(ConversationsTest, Those_of_one_moment_stand_in_one_order_each_time) {
  for (int count = 0; count < 6; ++count) ASSERT_TRUE(alice->groups().create("Runde"));
  ASSERT_TRUE(alice->send_text("self", "x"));
  auto views = alice->conversations().list().value();
  std::erase_if(views, [&](const auto& view) { return view.place != views.front().place; });
  ASSERT_EQ(views.size(), 7U) << "they began at the place of the message";
  EXPECT_EQ(views.back().contact.alias, "self");
  views.pop_back();
  EXPECT_TRUE(std::ranges::is_sorted(views, {}, [](const auto& view) { return view.contact.conversation; }));
}

TEST_F(ConversationsTest, What_arrives_is_unread_until_it_was_read) {
  says(bob, "alice", "eins");
  says(alice, "bob", "zwei");
  says(bob, "alice", "drei");
  EXPECT_EQ(seen().unread, 2U);
  EXPECT_EQ(seen().last->text, "drei");
  const auto first = alice->messages("bob").value().front().id;
  EXPECT_EQ(alice->conversations().read("bob", first).value().unread, 1U);
  EXPECT_EQ(alice->conversations().read("bob").value().unread, 0U);
  EXPECT_EQ(alice->conversations().read("bob", first).value().unread, 0U);  // never goes back
  alice.restarts();
  EXPECT_EQ(seen().unread, 0U);
  says(bob, "alice", "vier");
  EXPECT_THAT(listed(WhichConversations::unread), ElementsAre("bob"));
}

TEST_F(ConversationsTest, A_message_of_another_conversation_is_no_place_in_this_one) {
  joins("carla");
  const auto elsewhere = alice->send_text("carla", "x").value().id;
  EXPECT_EQ(alice->conversations().read("bob", elsewhere).error().code, Errc::not_found);
  EXPECT_EQ(alice->conversations().read("bob", "m_none").error().code, Errc::not_found);
}

TEST_F(ConversationsTest, Marked_unread_stays_until_it_is_read_and_later_messages_still_count) {
  EXPECT_TRUE(change({.unread = true}).marked_unread);
  EXPECT_THAT(listed(WhichConversations::unread), ElementsAre("bob"));
  EXPECT_FALSE(change({.unread = false}).marked_unread);
  says(bob, "alice", "neu");
  EXPECT_EQ(seen().unread, 1U);
}

TEST_F(ConversationsTest, Pinned_ones_come_first_in_the_order_of_pinning_then_the_newest) {
  joins("carla");
  joins("dora");
  says(alice, "bob", "alt");
  says(alice, "carla", "neuer");
  says(alice, "dora", "am neuesten");
  EXPECT_THAT(listed(), ElementsAre("dora", "carla", "bob"));
  change({.pinned = true});
  world.passes(seconds(1));
  ASSERT_TRUE(alice->conversations().change("carla", {.pinned = true}));
  EXPECT_THAT(listed(), ElementsAre("bob", "carla", "dora"));
  change({.pinned = false});
  EXPECT_THAT(listed(), ElementsAre("carla", "dora", "bob"));
}

TEST_F(ConversationsTest, The_first_so_many_are_those_of_the_whole_list) {
  joins("carla");
  joins("dora");
  says(alice, "bob", "alt");
  says(alice, "carla", "neuer");
  change({.pinned = true});
  ASSERT_TRUE(alice->conversations().change("dora", {.archived = true}));
  EXPECT_THAT(first(2, WhichConversations::current), ElementsAre("bob", "carla"));
  EXPECT_THAT(first(1, WhichConversations::archived), ElementsAre("dora"));
  EXPECT_THAT(first(2, WhichConversations::all), ElementsAre("bob", listed(WhichConversations::all).at(1)));
  EXPECT_EQ(first(9, WhichConversations::all), listed(WhichConversations::all));
}

TEST_F(ConversationsTest, One_that_has_only_just_begun_stands_where_its_first_message_would) {
  says(alice, "bob", "alt");
  joins("carla");
  EXPECT_THAT(listed(), ElementsAre("carla", "bob"));
  says(alice, "bob", "neuer");
  EXPECT_THAT(listed(), ElementsAre("bob", "carla"));
  joins("dora");
  EXPECT_THAT(listed(), ElementsAre("dora", "bob", "carla"));
  says(alice, "carla", "am neuesten");
  EXPECT_THAT(listed(), ElementsAre("carla", "dora", "bob"));
}

TEST_F(ConversationsTest, Only_those_that_were_asked_for_are_listed_and_who_is_gone_is_left_out) {
  joins("carla");
  joins("dora");
  says(alice, "bob", "alt");
  says(alice, "dora", "neuer");
  const std::vector only{seen().contact.conversation, std::string("c_0123456789abcdef"),
                         alice->conversations().show("dora").value().contact.conversation};
  std::vector<std::string> aliases;
  const auto views = alice->conversations().list(WhichConversations::all, only).value();
  for (const auto& view : views) aliases.push_back(view.contact.alias);
  EXPECT_THAT(aliases, ElementsAre("dora", "bob"));
  EXPECT_GT(views[0].place, views[1].place);
}

TEST_F(ConversationsTest, Put_away_it_comes_back_with_a_message_unless_it_is_muted) {
  says(bob, "alice", "alt");
  change({.archived = true});
  EXPECT_THAT(listed(), IsEmpty());
  EXPECT_THAT(listed(WhichConversations::archived), ElementsAre("bob"));
  EXPECT_THAT(listed(WhichConversations::all), ElementsAre("bob"));
  says(alice, "bob", "von mir");
  EXPECT_THAT(listed(), IsEmpty());
  says(bob, "alice", "neu");
  EXPECT_THAT(listed(), ElementsAre("bob"));
  change({.archived = true, .muted = true});
  says(bob, "alice", "leise");
  EXPECT_THAT(listed(), IsEmpty());
  EXPECT_FALSE(change({.archived = false}).archived);
}

TEST_F(ConversationsTest, Muted_for_a_while_ends_by_itself) {
  EXPECT_TRUE(change({.muted = true, .mute_for = std::chrono::hours(1)}).muted_until.has_value());
  world.passes(std::chrono::minutes(59));
  EXPECT_TRUE(seen().muted);
  world.passes(std::chrono::minutes(2));
  EXPECT_FALSE(seen().muted);
  EXPECT_FALSE(change({.muted = true}).muted_until.has_value());
  EXPECT_FALSE(change({.muted = false}).muted);
}

TEST_F(ConversationsTest, When_it_may_be_noticed_is_kept_and_nothing_else_changes_it) {
  EXPECT_EQ(seen().notify, Notify::usual);
  for (const auto notify : {Notify::working_hours, Notify::always, Notify::usual}) {
    EXPECT_EQ(change({.notify = notify}).notify, notify);
    EXPECT_EQ(change({.pinned = true}).notify, notify);
    EXPECT_EQ(seen().notify, notify);
  }
}

TEST_F(ConversationsTest, Nothing_of_this_leaves_the_machine) {
  const auto before = world.envelopes.size();
  change({.pinned = true, .archived = true, .unread = true, .muted = true, .notify = Notify::working_hours});
  ASSERT_TRUE(alice->conversations().read("bob"));
  ASSERT_TRUE(alice->send_text("self", "Milch, Brot"));
  world.passes(seconds(30));
  EXPECT_EQ(world.envelopes.size(), before);
  EXPECT_TRUE(alice->pending().empty() || alice->pending().front().waiting == 0);
}

TEST_F(ConversationsTest, Notes_to_oneself_are_a_conversation_and_no_contact) {
  EXPECT_THAT(alice->messages("self").value(), IsEmpty());
  const auto note = alice->send_text("self", "Milch, Brot", "k").value();
  EXPECT_EQ(note.state, MessageState::delivered);
  EXPECT_EQ(alice->send_text("self", "Milch, Brot", "k").value().id, note.id);
  EXPECT_EQ(alice->messages("self").value().front().text, "Milch, Brot");
  EXPECT_THAT(listed(), testing::Contains("self"));
  EXPECT_EQ(alice->contacts().value().size(), 1U);
  EXPECT_EQ(alice->conversations().show("self").value().unread, 0U);
  const auto parsed = search::parse_query("brot in:self", world.clock.time, false);
  EXPECT_EQ(alice->finding().search(std::get<search::Query>(parsed)).value().hits.size(), 1U);
  EXPECT_EQ(alice->set_blocked("self", true).error().code, Errc::not_found);
  alice.restarts();
  EXPECT_EQ(alice->messages("self").value().size(), 1U);
  world.passes(std::chrono::hours(24 * 8));  // upkeep looks at people only
}

TEST_F(ConversationsTest, Somebody_blocked_is_not_heard_not_told_and_loses_nothing_of_what_was_there) {
  says(bob, "alice", "vorher");
  ASSERT_TRUE(alice->set_blocked("bob", true));
  const auto before = alice->conversations().show("bob").value();
  ASSERT_TRUE(bob->send_text("alice", "hörst du?"));
  world.passes(seconds(10));
  EXPECT_EQ(seen().unread, before.unread);
  EXPECT_EQ(alice->messages("bob").value().size(), 1U);
  // To bob it looks as to somebody who is away: stored by the relay, never delivered.
  EXPECT_EQ(bob->messages("alice").value().back().state, MessageState::sent);
  EXPECT_EQ(alice->send_text("bob", "x").error().code, Errc::wrong_state);
  alice.restarts();
  EXPECT_EQ(alice->contact("bob").value().state, ContactState::blocked);
  ASSERT_TRUE(alice->set_blocked("bob", false));
  says(bob, "alice", "wieder da");
  EXPECT_EQ(alice->messages("bob").value().back().text, "wieder da");
  // What was said meanwhile was dropped, not kept back.
  EXPECT_EQ(alice->messages("bob").value().size(), 2U);
}

TEST_F(ConversationsTest, A_conversation_is_erased_slice_by_slice_also_after_a_restart) {
  for (std::size_t n = 0; n < 2 * kEraseMessages + 1; ++n) ASSERT_TRUE(alice->send_text("bob", "geht"));
  const auto view = alice->conversations().would_erase("bob").value();
  EXPECT_EQ(view.messages, 2 * kEraseMessages + 1);
  EXPECT_EQ(view.leaving, view.messages);
  ASSERT_TRUE(alice->send_text("bob", "bleibt"));
  EXPECT_EQ(alice->conversations().erase("bob", view.up_to).value(), kEraseMessages + 1);
  alice.restarts();
  EXPECT_EQ(alice->conversations().erase("bob", view.up_to).value(), 1U);
  EXPECT_EQ(alice->conversations().erase("bob", view.up_to).value(), 0U);
  const auto left = alice->messages("bob").value();
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].text, "bleibt");
}

TEST_F(ConversationsTest, What_was_deleted_for_everyone_leaves_no_trace_when_it_is_erased) {
  const auto sent = alice->send_text("bob", "x").value();
  ASSERT_TRUE(alice->talk().erase(sent.id, true));
  EXPECT_EQ(alice->messages("bob").value().size(), 1U);
  const auto view = alice->conversations().would_erase("bob").value();
  EXPECT_EQ(alice->conversations().erase("bob", view.up_to).value(), 0U);
  EXPECT_THAT(alice->messages("bob").value(), IsEmpty());
}

TEST_F(ConversationsTest, A_hold_stands_against_erasing) {
  ASSERT_TRUE(alice->send_text("bob", "x"));
  ASSERT_TRUE(alice->retention().set_hold("bob", true));
  const auto view = alice->conversations().would_erase("bob").value();
  EXPECT_TRUE(view.hold);
  EXPECT_EQ(alice->conversations().erase("bob", view.up_to).error().code, Errc::wrong_state);
  EXPECT_EQ(alice->messages("bob").value().size(), 1U);
}

TEST_F(ConversationsTest, The_last_message_of_a_list_is_one_that_still_shows) {
  says(alice, "bob", "eins");
  says(alice, "bob", "zwei");
  ASSERT_TRUE(alice->talk().erase(seen().last->id, false));
  EXPECT_EQ(seen().last->text, "eins");
  EXPECT_EQ(alice->conversations().erase("bob", alice->last_event()).value(), 0U);
  EXPECT_FALSE(seen().last);
}

TEST_F(ConversationsTest, A_list_does_not_look_through_all_that_was_erased) {
  says(alice, "bob", "bleibt");
  const auto first = seen().last->id;
  for (std::size_t n = 0; n < store::kMostLookedThrough; ++n) ASSERT_TRUE(alice->send_text("self", "geht"));
  ASSERT_EQ(alice->conversations().show("self").value().last->text, "geht");
  ASSERT_TRUE(alice->send_text("self", "bleibt"));
  const auto notes =
      alice->messages("self", {.last = store::kMostLookedThrough, .since = {}, .until = {}}).value();
  for (const auto& note : notes) ASSERT_TRUE(alice->talk().erase(note.id, false));
  EXPECT_EQ(alice->messages("self").value().size(), 1U);
  EXPECT_FALSE(alice->conversations().show("self").value().last);
  EXPECT_EQ(seen().last->id, first);
}

}  // namespace
}  // namespace stille::client::test
