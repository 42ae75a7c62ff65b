// A message that goes takes its files along: rows, copies, transfers, and what waits at the relay.
#include <gmock/gmock.h>

#include "client/core/talk.hpp"
#include "tests/unit/client/core/attachment_fixture.hpp"

namespace stille::client::test {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

struct AttachmentRemovalTest : AttachmentFixture {
  std::size_t files(Person& person) { return of(person).list("", kMostRows).value().size(); }
};

TEST_F(AttachmentRemovalTest, Deleted_for_everyone_a_message_takes_its_files_and_their_blobs_along) {
  const auto theirs = offered();
  ASSERT_TRUE(of(bob).fetch(theirs.id));
  ASSERT_TRUE(of(bob).fetched(theirs.id));
  const auto own = of(alice).list("bob", 1).value().back();
  alice.goes_offline();
  ASSERT_TRUE(alice->talk().erase(own.message, true));
  EXPECT_EQ(files(alice), 0U);
  EXPECT_EQ(of(alice).removed(), 1U);
  EXPECT_EQ(removals(), 1U);
  alice.restarts();
  alice.goes_online();
  world.passes(seconds(3));
  EXPECT_EQ(files(bob), 0U);
  EXPECT_EQ(of(bob).removed(), 1U);
  EXPECT_THAT(of(bob).copies().value(), IsEmpty());
  EXPECT_TRUE(bob->message(theirs.message).value().deleted);
  EXPECT_EQ(removals(), 0U);
}

TEST_F(AttachmentRemovalTest, A_deletion_that_overtakes_its_message_leaves_nothing_to_fetch) {
  const auto message = sends({"a.txt"});
  bob.goes_offline();
  uploads(message.attachments[0].id);
  world.passes(seconds(3));
  ASSERT_TRUE(alice->talk().erase(message.id, true));
  world.passes(seconds(3));
  bob.goes_online();
  world.passes(seconds(30));
  EXPECT_EQ(files(bob), 0U);
}

TEST_F(AttachmentRemovalTest, Deleted_only_here_what_has_been_sent_stays_for_the_other_person) {
  const auto theirs = offered();
  const auto own = of(alice).list("bob", 1).value().back();
  ASSERT_TRUE(alice->talk().erase(own.message, false));
  EXPECT_EQ(files(alice), 0U);
  EXPECT_EQ(removals(), 0U);
  world.passes(seconds(3));
  EXPECT_EQ(state(bob, theirs.id), AttachmentState::offered);
  ASSERT_TRUE(of(bob).fetch(theirs.id));
  ASSERT_TRUE(of(bob).fetched(theirs.id));
  world.passes(seconds(3));
  EXPECT_EQ(files(alice), 0U);
}

TEST_F(AttachmentRemovalTest, Deleted_on_its_way_a_message_does_not_leave_and_its_transfer_ends) {
  for (const bool everyone : {false, true}) {
    const auto message = sends({"a.txt"});
    const auto id = message.attachments[0].id;
    ASSERT_TRUE(of(alice).prepared(id, prepared()));
    ASSERT_TRUE(of(alice).transfer(id, world.clock.now()));
    ASSERT_TRUE(alice->talk().erase(message.id, everyone));
    EXPECT_THAT(of(alice).moving().value(), IsEmpty());
    EXPECT_EQ(of(alice).transfer(id, world.clock.now()).error().code, Errc::not_found);
    // The shell hears of it at its next step, and has nothing to tell.
    EXPECT_TRUE(of(alice).failed(id, Errc::cancelled));
    EXPECT_EQ(of(alice).uploaded(id).error().code, Errc::not_found);
  }
  EXPECT_EQ(removals(), 2U);
  world.passes(seconds(5));
  EXPECT_EQ(files(bob), 0U);
}

TEST_F(AttachmentRemovalTest, Deleted_while_it_is_fetched_it_is_not_wanted_any_more) {
  const auto theirs = offered();
  ASSERT_TRUE(of(bob).fetch(theirs.id));
  EXPECT_THAT(of(bob).copies().value(), SizeIs(1));
  ASSERT_TRUE(bob->talk().erase(theirs.message, false));
  EXPECT_THAT(of(bob).moving().value(), IsEmpty());
  EXPECT_THAT(of(bob).copies().value(), IsEmpty());
}

TEST_F(AttachmentRemovalTest, With_a_timer_files_go_on_both_sides_when_its_time_is_over) {
  ASSERT_TRUE(alice->talk().set_timer("bob", std::chrono::hours(1)));
  world.passes(seconds(3));
  const auto theirs = offered();
  EXPECT_EQ(bob->message(theirs.message).value().expire_after, std::chrono::hours(1));
  world.passes(std::chrono::minutes(59));
  EXPECT_EQ(files(alice), 1U);
  EXPECT_EQ(files(bob), 1U);
  world.passes(std::chrono::minutes(2));
  EXPECT_EQ(files(alice), 0U);
  EXPECT_EQ(files(bob), 0U);
  EXPECT_EQ(of(alice).removed(), 1U);
  EXPECT_EQ(of(bob).removed(), 1U);
}

TEST_F(AttachmentRemovalTest, Files_answer_to_a_message_as_texts_do) {
  ASSERT_TRUE(bob->send_text("alice", "Hast du das Bild?"));
  world.passes(seconds(3));
  auto answer = draft({"photo.jpg"});
  const auto quoted = alice->messages("bob").value().back().id;
  answer.reply = quoted;
  const auto message = of(alice).send("bob", std::move(answer)).value();
  uploads(message.attachments[0].id);
  world.passes(seconds(3));
  const auto arrived = bob->messages("alice").value().back();
  ASSERT_TRUE(arrived.reply);
  EXPECT_TRUE(arrived.reply->own);
  EXPECT_EQ(arrived.reply->excerpt, "Hast du das Bild?");
  ASSERT_TRUE(bob->talk().send("alice", {.text = "Danke", .key = {}, .reply = arrived.id}));
  EXPECT_EQ(bob->messages("alice").value().back().reply->excerpt, "look");
}

TEST_F(AttachmentRemovalTest, The_same_key_finds_a_message_that_was_deleted_for_everyone) {
  const auto first = of(alice).send("bob", draft({"a.txt"}, "k")).value();
  ASSERT_TRUE(alice->talk().erase(first.id, true));
  const auto again = of(alice).send("bob", draft({"a.txt"}, "k"));
  EXPECT_EQ(again.value().id, first.id);
  EXPECT_THAT(again.value().attachments, IsEmpty());
}

}  // namespace
}  // namespace stille::client::test
