// Files in the note to self: they are there at once, and nothing of them leaves this machine.
#include <gmock/gmock.h>

#include "client/core/rehearsal.hpp"
#include "client/core/talk.hpp"
#include "tests/unit/client/core/attachment_fixture.hpp"

namespace stille::client::test {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

struct AttachmentNoteTest : AttachmentFixture {
  FileDraft note(std::string_view key = {}) {
    FileDraft out{.caption = "look", .key = key, .reply = {}, .files = {}};
    auto one = file("plan.pdf");
    one.source.reset();
    one.prepared = prepared();
    out.files.push_back(std::move(one));
    return out;
  }
  MessageView notes(std::string_view key = {}) { return of(alice).send("self", note(key)).value(); }
};

TEST_F(AttachmentNoteTest, It_is_here_at_once_and_can_be_read) {
  const auto message = notes();
  EXPECT_EQ(message.state, MessageState::delivered);
  ASSERT_THAT(message.attachments, SizeIs(1));
  const auto& kept = message.attachments[0];
  EXPECT_EQ(kept.state, AttachmentState::here);
  EXPECT_EQ(kept.done, kept.chunks);
  EXPECT_TRUE(of(alice).fetch(kept.id));
  EXPECT_TRUE(of(alice).complete(kept.id));
  alice.restarts();
  EXPECT_EQ(alice->messages("self").value().back().attachments.at(0).name, "plan.pdf");
  EXPECT_THAT(of(alice).list("self", 10).value(), SizeIs(1));
  EXPECT_EQ(of(alice).copies().value(), std::vector<std::string>{kept.id});
}

TEST_F(AttachmentNoteTest, Nothing_of_it_leaves) {
  world.settles();
  const auto sent = world.envelopes.size();
  const auto kept = notes().attachments[0].id;
  EXPECT_THAT(of(alice).moving().value(), IsEmpty());
  EXPECT_EQ(of(alice).transfer(kept, world.clock.now()).error().code, Errc::wrong_state);
  EXPECT_EQ(of(alice).cancel(kept).error().code, Errc::wrong_state);
  world.passes(seconds(30));
  EXPECT_EQ(world.envelopes.size(), sent);
  EXPECT_THAT(alice->next_work(alice->relays().front(), 1000).value(), IsEmpty());
}

TEST_F(AttachmentNoteTest, It_goes_with_its_message_and_at_its_time) {
  const auto message = notes();
  ASSERT_TRUE(alice->talk().erase(message.id, false));
  EXPECT_THAT(of(alice).copies().value(), IsEmpty());
  auto short_lived = note();
  short_lived.expire = seconds(60);
  ASSERT_TRUE(of(alice).send("self", std::move(short_lived)));
  world.passes(seconds(61));
  EXPECT_THAT(of(alice).copies().value(), IsEmpty());
  EXPECT_THAT(alice->messages("self").value(), IsEmpty());
  EXPECT_EQ(removals(), 0U);
}

TEST_F(AttachmentNoteTest, The_same_key_is_the_same_note) {
  const auto first = notes("k");
  EXPECT_EQ(notes("k").id, first.id);
  EXPECT_EQ(of(alice).copies().value(), std::vector<std::string>{first.attachments[0].id});
}

TEST_F(AttachmentNoteTest, Rehearsed_it_says_that_nothing_would_leave) {
  const auto told = alice->rehearsal().of_files("self", draft({"a.txt"})).value();
  EXPECT_THAT(told.envelopes, IsEmpty());
  EXPECT_THAT(told.files, IsEmpty());
  EXPECT_EQ(told.waiting, 0U);
  EXPECT_THAT(alice->messages("self").value(), IsEmpty());
}

}  // namespace
}  // namespace stille::client::test
