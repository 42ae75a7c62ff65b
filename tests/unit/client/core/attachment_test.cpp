// Files of messages between two engines: states, keys and events. What the shell does with bytes is played
// here.
#include <gmock/gmock.h>

#include "client/core/talk.hpp"
#include "client/wire/file.hpp"
#include "tests/unit/client/core/attachment_fixture.hpp"

namespace stille::client::test {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

struct AttachmentTest : AttachmentFixture {};

TEST_F(AttachmentTest, A_message_leaves_when_all_of_its_files_are_at_the_relay) {
  const auto message = sends({"a.txt", "b.txt"});
  ASSERT_THAT(message.attachments, SizeIs(2));
  EXPECT_EQ(message.kind, MessageKind::file);
  uploads(message.attachments[0].id);
  world.passes(seconds(5));
  EXPECT_EQ(alice->message(message.id).value().state, MessageState::queued);
  EXPECT_THAT(bob->messages("alice").value(), IsEmpty());
  uploads(message.attachments[1].id);
  world.passes(seconds(5));
  EXPECT_EQ(alice->message(message.id).value().state, MessageState::delivered);
  const auto arrived = bob->messages("alice").value();
  ASSERT_THAT(arrived, SizeIs(1));
  EXPECT_EQ(arrived[0].text, "look");
  ASSERT_THAT(arrived[0].attachments, SizeIs(2));
  EXPECT_EQ(arrived[0].attachments[0].name, "a.txt");
  EXPECT_EQ(arrived[0].attachments[1].state, AttachmentState::offered);
}

TEST_F(AttachmentTest, A_later_text_does_not_wait_for_a_file) {
  sends({"a.txt"});
  ASSERT_TRUE(alice->send_text("bob", "later"));
  world.passes(seconds(3));
  EXPECT_EQ(bob.heard(), std::vector<std::string>{"later"});
}

TEST_F(AttachmentTest, The_receiver_gets_the_keys_that_the_sender_used) {
  const auto message = sends({"photo.jpg"});
  const auto id = message.attachments[0].id;
  ASSERT_TRUE(of(alice).prepared(id, prepared()));
  const auto up = of(alice).transfer(id, world.clock.now()).value();
  ASSERT_TRUE(of(alice).uploaded(id));
  world.passes(seconds(3));
  const auto theirs = of(bob).list("", 10).value().back();
  ASSERT_TRUE(of(bob).fetch(theirs.id));
  const auto down = of(bob).transfer(theirs.id, world.clock.now()).value();
  EXPECT_EQ(down.kind, TransferKind::download);
  EXPECT_TRUE(crypto::equal(down.key.expose(), up.key.expose()));
  EXPECT_EQ(down.root, e2e::root_of(up.chunks));
  EXPECT_EQ(down.reader_id, up.blob.reader_id);
  EXPECT_EQ(crypto::dh_public(down.blob_key.secret), up.blob.reader_key);
  EXPECT_EQ(down.relay, up.relay);
}

TEST_F(AttachmentTest, What_was_settled_survives_a_restart_to_the_byte) {
  const auto id = sends({"a.txt"}).attachments[0].id;
  ASSERT_TRUE(of(alice).prepared(id, prepared()));
  const auto before = of(alice).transfer(id, world.clock.now()).value();
  alice.restarts();
  world.clock.time += std::chrono::hours(1);
  const auto after = of(alice).transfer(id, world.clock.now()).value();
  EXPECT_EQ(after.blob.writer_id, before.blob.writer_id);
  EXPECT_EQ(after.blob.expires, before.blob.expires);
  EXPECT_EQ(after.blob.payer, before.blob.payer);
  EXPECT_EQ(after.chunks, before.chunks);
  EXPECT_TRUE(crypto::equal(after.key.expose(), before.key.expose()));
  EXPECT_EQ(of(alice).moving().value(), std::vector<std::string>{id});
}

TEST_F(AttachmentTest, The_word_that_it_was_fetched_removes_the_blob) {
  const auto theirs = offered();
  ASSERT_TRUE(of(bob).fetch(theirs.id));
  EXPECT_EQ(state(bob, theirs.id), AttachmentState::downloading);
  ASSERT_TRUE(of(bob).fetched(theirs.id));
  EXPECT_EQ(state(bob, theirs.id), AttachmentState::here);
  const auto own = of(alice).list("bob", 10).value().back();
  alice.goes_offline();
  bob.goes_online();
  world.passes(seconds(3));
  alice.goes_online();
  world.passes(seconds(3));
  EXPECT_EQ(state(alice, own.id), AttachmentState::fetched);
  // The relay has been asked, and whatever it said, nothing is left to ask.
  EXPECT_EQ(removals(), 0U);
}

TEST_F(AttachmentTest, Without_receipts_nobody_is_told_that_a_file_was_fetched) {
  ASSERT_TRUE(bob->set_config("receipts", "off"));
  const auto theirs = offered();
  ASSERT_TRUE(of(bob).fetch(theirs.id));
  ASSERT_TRUE(of(bob).fetched(theirs.id));
  world.passes(seconds(3));
  EXPECT_EQ(of(alice).list("bob", 10).value().back().state, AttachmentState::sent);
}

TEST_F(AttachmentTest, A_file_that_was_called_off_does_not_leave_and_takes_its_message_along) {
  const auto message = sends({"a.txt", "b.txt"});
  uploads(message.attachments[0].id);
  ASSERT_TRUE(of(alice).cancel(message.attachments[1].id));
  EXPECT_EQ(state(alice, message.attachments[0].id), AttachmentState::cancelled);
  EXPECT_EQ(alice->message(message.id).value().state, MessageState::failed);
  EXPECT_THAT(of(alice).moving().value(), IsEmpty());
  EXPECT_EQ(removals(), 1U);
  world.passes(seconds(5));
  EXPECT_THAT(bob->messages("alice").value(), IsEmpty());
  EXPECT_EQ(of(alice).cancel(message.attachments[0].id).value().state, AttachmentState::cancelled);
}

TEST_F(AttachmentTest, What_has_left_cannot_be_called_off) {
  const auto message = sends({"a.txt"});
  uploads(message.attachments[0].id);
  EXPECT_EQ(of(alice).cancel(message.attachments[0].id).error().code, Errc::wrong_state);
}

TEST_F(AttachmentTest, What_was_called_off_leaves_after_all_when_it_is_sent_again) {
  const auto message = sends({"a.txt", "b.txt"});
  const auto& first = message.attachments[0].id;
  const auto& second = message.attachments[1].id;
  uploads(first);
  ASSERT_TRUE(of(alice).cancel(second));
  ASSERT_TRUE(of(alice).send_again(second));
  ASSERT_TRUE(of(alice).uploaded(first)) << "to where nobody looks any more";
  EXPECT_EQ(alice->message(message.id).value().state, MessageState::queued);
  EXPECT_THAT(of(alice).moving().value(), SizeIs(2)) << "also what was at the relay already";
  EXPECT_EQ(of(alice).send_again(first).error().code, Errc::wrong_state) << "once is enough";
  uploads(first);
  uploads(second);
  world.passes(seconds(5));
  EXPECT_THAT(bob->messages("alice").value(), SizeIs(1));
  EXPECT_EQ(of(alice).send_again(first).error().code, Errc::wrong_state) << "it has left";
}

TEST_F(AttachmentTest, A_source_that_changes_gets_another_key_until_patience_ends) {
  const auto message = sends({"a.txt"});
  const auto id = message.attachments[0].id;
  for (std::uint32_t i = 0; i < kMostRestarts; ++i) {
    ASSERT_TRUE(of(alice).prepared(id, prepared()));
    ASSERT_TRUE(of(alice).transfer(id, world.clock.now()));
    ASSERT_TRUE(of(alice).failed(id, Errc::damaged));
    EXPECT_EQ(of(alice).transfer(id, world.clock.now()).value().kind, TransferKind::prepare);
  }
  ASSERT_TRUE(of(alice).prepared(id, prepared()));
  ASSERT_TRUE(of(alice).failed(id, Errc::damaged));
  EXPECT_EQ(state(alice, id), AttachmentState::failed);
  EXPECT_EQ(of(alice).find(id).value().reason, Errc::damaged);
  EXPECT_EQ(alice->message(message.id).value().state, MessageState::failed);
  EXPECT_EQ(removals(), kMostRestarts);
}

TEST_F(AttachmentTest, A_lost_connection_changes_nothing_and_a_lasting_refusal_ends_it) {
  const auto message = sends({"a.txt"});
  const auto id = message.attachments[0].id;
  ASSERT_TRUE(of(alice).prepared(id, prepared()));
  for (const auto why : {Errc::unreachable, Errc::timed_out, Errc::connection_closed}) {
    ASSERT_TRUE(of(alice).failed(id, why));
    EXPECT_EQ(state(alice, id), AttachmentState::uploading);
  }
  ASSERT_TRUE(of(alice).failed(id, Errc::limit_reached));
  EXPECT_EQ(state(alice, id), AttachmentState::failed);
}

TEST_F(AttachmentTest, A_blob_that_the_relay_denies_is_begun_under_other_names) {
  const auto id = sends({"a.txt"}).attachments[0].id;
  ASSERT_TRUE(of(alice).prepared(id, prepared()));
  const auto before = of(alice).transfer(id, world.clock.now()).value();
  ASSERT_TRUE(of(alice).failed(id, Errc::refused));
  const auto after = of(alice).transfer(id, world.clock.now()).value();
  EXPECT_NE(after.blob.writer_id, before.blob.writer_id);
  EXPECT_EQ(after.chunks, before.chunks);
}

TEST_F(AttachmentTest, A_file_that_is_not_what_was_described_fails_and_can_be_tried_again) {
  const auto theirs = offered();
  ASSERT_TRUE(of(bob).fetch(theirs.id));
  ASSERT_TRUE(of(bob).failed(theirs.id, Errc::undecryptable));
  EXPECT_EQ(state(bob, theirs.id), AttachmentState::failed);
  ASSERT_TRUE(of(bob).fetch(theirs.id));
  ASSERT_TRUE(of(bob).failed(theirs.id, Errc::refused));
  EXPECT_EQ(state(bob, theirs.id), AttachmentState::expired);
  EXPECT_EQ(of(bob).fetch(theirs.id).error().code, Errc::expired);
}

TEST_F(AttachmentTest, Fetching_can_be_called_off) {
  const auto theirs = offered();
  ASSERT_TRUE(of(bob).fetch(theirs.id));
  ASSERT_TRUE(of(bob).cancel(theirs.id));
  EXPECT_EQ(state(bob, theirs.id), AttachmentState::offered);
  ASSERT_TRUE(of(bob).fetched(theirs.id));
  EXPECT_EQ(state(bob, theirs.id), AttachmentState::offered);
}

TEST_F(AttachmentTest, An_offer_ends_with_its_blob) {
  const auto theirs = offered();
  world.passes(kBlobLife + std::chrono::hours(1));
  EXPECT_EQ(state(bob, theirs.id), AttachmentState::expired);
}

TEST_F(AttachmentTest, The_same_key_gives_the_same_message_and_other_files_are_refused) {
  const auto first = of(alice).send("bob", draft({"a.txt"}, "k"));
  const auto again = of(alice).send("bob", draft({"a.txt"}, "k"));
  EXPECT_EQ(first.value().id, again.value().id);
  EXPECT_EQ(of(alice).send("bob", draft({"b.txt"}, "k")).error().code, Errc::already_exists);
  EXPECT_EQ(of(alice).send("bob", draft({"a.txt", "a.txt"}, "k")).error().code, Errc::already_exists);
}

TEST_F(AttachmentTest, Drafts_have_bounds) {
  EXPECT_EQ(of(alice).send("bob", draft({})).error().code, Errc::invalid_argument);
  EXPECT_EQ(of(alice).send("bob", draft(std::vector<std::string>(wire::kMostFiles + 1, "a"))).error().code,
            Errc::too_large);
  const std::string caption(wire::kLongestCaption + 1, 'x');
  auto long_one = draft({"a"});
  long_one.caption = caption;
  EXPECT_EQ(of(alice).send("bob", std::move(long_one)).error().code, Errc::too_large);
  auto large = draft({"a"});
  large.files[0].size = e2e::kLargestFile + 1;
  EXPECT_EQ(of(alice).send("bob", std::move(large)).error().code, Errc::too_large);
  auto odd = draft({"a"});
  odd.caption = "\xff";
  EXPECT_EQ(of(alice).send("bob", std::move(odd)).error().code, Errc::bad_encoding);
  EXPECT_EQ(of(alice).send("nobody", draft({"a"})).error().code, Errc::not_found);
  EXPECT_THAT(of(alice).list("", 10).value(), IsEmpty());
}

TEST_F(AttachmentTest, A_sealed_picture_needs_no_reading_and_its_copy_stays_with_its_message) {
  FileDraft out{.caption = "", .key = "", .reply = {}, .files = {}};
  auto picture = file("../photo\xe2\x80\xae.jpg");
  picture.source.reset();
  picture.prepared = prepared();
  picture.preview = Bytes(10, 1);
  out.files.push_back(std::move(picture));
  const auto message = of(alice).send("bob", std::move(out)).value();
  const auto& view = message.attachments[0];
  EXPECT_EQ(view.name, "photo.jpg");
  EXPECT_EQ(view.media_type, "image/jpeg");
  EXPECT_EQ(view.state, AttachmentState::uploading);
  EXPECT_EQ(of(alice).copies().value(), std::vector<std::string>{view.id});
  ASSERT_TRUE(of(alice).transfer(view.id, world.clock.now()));
  ASSERT_TRUE(of(alice).uploaded(view.id));
  world.passes(seconds(3));
  EXPECT_EQ(of(alice).copies().value(), std::vector<std::string>{view.id});
  EXPECT_TRUE(of(alice).complete(view.id));
  const auto theirs = of(bob).list("alice", 10).value().back();
  EXPECT_EQ(of(bob).complete(theirs.id).error().code, Errc::wrong_state);
  EXPECT_EQ(theirs.preview, Bytes(10, 1));
  ASSERT_TRUE(of(bob).fetch(theirs.id));
  ASSERT_TRUE(of(bob).fetched(theirs.id));
  EXPECT_THAT(of(bob).copies().value(), SizeIs(1));
  ASSERT_TRUE(alice->talk().erase(message.id, false));
  EXPECT_THAT(of(alice).copies().value(), IsEmpty());
}

TEST_F(AttachmentTest, Nothing_is_sent_to_somebody_who_is_blocked) {
  ASSERT_TRUE(alice->set_blocked("bob", true));
  EXPECT_EQ(of(alice).send("bob", draft({"a"})).error().code, Errc::wrong_state);
}

TEST_F(AttachmentTest, Progress_shows_while_it_moves_and_is_whole_at_the_end) {
  const auto id = sends({"a.txt"}).attachments[0].id;
  ASSERT_TRUE(of(alice).prepared(id, prepared()));
  of(alice).progressed(id, 1);
  EXPECT_EQ(of(alice).find(id).value().done, 1U);
  ASSERT_TRUE(of(alice).transfer(id, world.clock.now()));
  ASSERT_TRUE(of(alice).uploaded(id));
  EXPECT_EQ(of(alice).find(id).value().done, of(alice).find(id).value().chunks);
}

}  // namespace
}  // namespace stille::client::test
