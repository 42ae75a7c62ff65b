// Files, timers and pictures of groups, the shell played by the test.
#include "client/core/attachments.hpp"
#include "client/wire/talk.hpp"
#include "tests/support/prepared_file.hpp"
#include "tests/unit/client/core/group_rig.hpp"

namespace stille::client::test {
namespace {

using std::chrono::hours;
using testing::ElementsAre;
using testing::IsEmpty;

struct GroupFilesTest : testing::Test {
  Circle circle{3};
  crypto::SeededRng rng{9};

  PreparedFile prepared() { return prepared_file(rng); }
  FileDraft draft(std::size_t i, std::string_view reply = {}) {
    NewFile file;
    file.id = circle[i]->attachments().new_id();
    file.name = "plan.pdf";
    file.size = 100'000;
    file.source = "/where/it/lies/plan.pdf";
    FileDraft out{.caption = "the plan", .key = "k", .reply = reply, .files = {}};
    out.files.push_back(std::move(file));
    return out;
  }
  MessageView begins(std::size_t i, std::string_view reply = {}) {
    auto sent = circle[i]->attachments().send("#runde", draft(i, reply));
    EXPECT_TRUE(sent);
    return std::move(sent).value();
  }
  /// As far as the relay having every chunk.
  void uploads(std::size_t i, const std::string& id) {
    ASSERT_TRUE(circle[i]->attachments().prepared(id, prepared()));
    ASSERT_TRUE(circle[i]->attachments().transfer(id, circle.world.clock.now()));
    ASSERT_TRUE(circle[i]->attachments().uploaded(id));
  }
  MessageView sends(std::size_t i, std::string_view reply = {}) {
    auto out = begins(i, reply);
    uploads(i, out.attachments[0].id);
    circle.world.passes(seconds(5));
    return out;
  }
  std::vector<MessageView> log(std::size_t i) { return circle[i]->messages("#runde").value(); }
  MessageView newest(std::size_t i) {
    auto all = log(i);
    return all.empty() ? MessageView{} : all.back();
  }
};

TEST_F(GroupFilesTest, A_file_reaches_everybody_with_its_caption_and_its_reply) {
  circle.gathers();
  circle.says(0, "Wer hat den Plan?");
  circle.world.passes(seconds(5));
  sends(1, newest(1).id);
  for (const std::size_t i : {0U, 2U}) {
    const auto seen = newest(i);
    EXPECT_EQ(seen.kind, MessageKind::file);
    EXPECT_EQ(seen.text, "the plan");
    ASSERT_EQ(seen.attachments.size(), 1U);
    EXPECT_EQ(seen.attachments[0].state, AttachmentState::offered);
    EXPECT_EQ(seen.attachments[0].contact, seen.contact);
    ASSERT_TRUE(seen.reply);
    EXPECT_EQ(seen.reply->excerpt, "Wer hat den Plan?");
  }
  EXPECT_EQ(newest(1).state, MessageState::sent);
  EXPECT_EQ(circle[0]->attachments().list("#runde", 10).value().size(), 1U);
}

TEST_F(GroupFilesTest, What_one_has_fetched_stays_for_the_others) {
  circle.gathers();
  const auto own = sends(1).attachments[0].id;
  const auto theirs = newest(0).attachments[0].id;
  ASSERT_TRUE(circle[0]->attachments().fetch(theirs));
  ASSERT_TRUE(circle[0]->attachments().fetched(theirs));
  circle.world.passes(seconds(5));
  EXPECT_EQ(circle[1]->attachments().find(own).value().state, AttachmentState::sent);
}

TEST_F(GroupFilesTest, Reactions_and_a_deletion_find_the_file) {
  circle.gathers();
  const auto own = sends(1).id;
  ASSERT_TRUE(circle[2]->talk().react(newest(2).id, "👍"));
  circle.world.passes(seconds(5));
  EXPECT_EQ(newest(1).reactions.size(), 1U);
  ASSERT_TRUE(circle[1]->talk().erase(own, true));
  circle.world.passes(seconds(5));
  EXPECT_TRUE(newest(2).deleted);
  EXPECT_THAT(newest(2).attachments, IsEmpty());
}

TEST_F(GroupFilesTest, The_same_key_again_is_the_same_message) {
  circle.gathers();
  const auto first = sends(1).id;
  EXPECT_EQ(begins(1).id, first);
}

TEST_F(GroupFilesTest, Whoever_was_taken_out_while_it_was_on_its_way_sends_nothing) {
  circle.gathers();
  const auto message = begins(1);
  ASSERT_TRUE(circle[0]->groups().remove("#runde", "bob"));
  circle.world.passes(seconds(30));
  uploads(1, message.attachments[0].id);
  EXPECT_EQ(circle[1]->message(message.id).value().state, MessageState::failed);
  EXPECT_EQ(circle[1]->attachments().find(message.attachments[0].id).value().reason, Errc::wrong_state);
  auto other = draft(1);
  other.key = "other";
  EXPECT_EQ(circle[1]->attachments().send("#runde", std::move(other)).error().code, Errc::wrong_state);
  circle.world.passes(seconds(30));
  EXPECT_THAT(log(2), IsEmpty());
}

TEST_F(GroupFilesTest, A_timer_holds_for_everybody_and_shows_who_set_it) {
  circle.gathers();
  ASSERT_TRUE(circle[0]->groups().set_timer("#runde", hours(1)));
  circle.world.passes(seconds(5));
  for (const std::size_t i : {0U, 1U, 2U}) {
    EXPECT_EQ(circle.group(i).expire_after, hours(1));
    EXPECT_EQ(newest(i).kind, MessageKind::timer);
    EXPECT_EQ(newest(i).expire_after, hours(1));
    EXPECT_EQ(newest(i).outgoing, i == 0);
  }
  EXPECT_EQ(newest(2).contact, circle[2]->contact("ada").value().id);
  circle.says(1, "bis gleich");
  sends(2);
  EXPECT_EQ(log(0).size(), 3U);
  circle.world.passes(hours(1) + seconds(10));
  for (const std::size_t i : {0U, 1U, 2U}) {
    EXPECT_THAT(circle[i]->attachments().list("#runde", 10).value(), IsEmpty()) << i;
    ASSERT_FALSE(log(i).empty());
    for (const auto& view : log(i)) EXPECT_TRUE(view.kind == MessageKind::timer || view.deleted) << i;
  }
}

TEST_F(GroupFilesTest, Whoever_comes_in_finds_the_timer_set) {
  circle.asks(1);
  circle.world.passes(seconds(30));
  ASSERT_TRUE(circle[0]->groups().set_timer("#runde", hours(24)));
  circle.asks(2);
  circle.world.passes(seconds(30));
  EXPECT_EQ(circle.group(2).expire_after, hours(24));
  EXPECT_THAT(log(2), IsEmpty());
  circle.says(2, "hallo");
  circle.world.passes(seconds(5));
  EXPECT_EQ(newest(1).expire_after, hours(24));
}

TEST_F(GroupFilesTest, A_clock_does_not_wait_for_a_member_who_is_away) {
  circle.gathers();
  ASSERT_TRUE(circle[0]->groups().set_timer("#runde", hours(1)));
  circle.world.passes(seconds(5));
  circle.says(0, "kurz");
  circle.world.passes(seconds(5));
  ASSERT_TRUE(newest(0).expires);
}

TEST_F(GroupFilesTest, A_deputys_timer_is_the_chairs_to_say_and_a_members_is_refused) {
  circle.gathers();
  EXPECT_EQ(circle[1]->groups().set_timer("#runde", hours(1)).error().code, Errc::refused);
  EXPECT_EQ(circle[0]->groups().set_timer("#runde", seconds(1)).error().code, Errc::bad_value);
  EXPECT_EQ(circle[0]->groups().set_timer("#runde", seconds(wire::kLongestTimer + 1)).error().code,
            Errc::bad_value);
  ASSERT_TRUE(circle[0]->groups().set_part("#runde", "bob", GroupPart::deputy));
  circle.world.passes(seconds(5));
  ASSERT_TRUE(circle[1]->groups().set_timer("#runde", hours(2)));
  circle.world.passes(seconds(10));
  for (const std::size_t i : {0U, 1U, 2U}) EXPECT_EQ(circle.group(i).expire_after, hours(2));
  ASSERT_TRUE(circle[0]->groups().set_timer("#runde", seconds(0)));
  circle.world.passes(seconds(5));
  EXPECT_EQ(circle.group(2).expire_after, seconds(0));
}

TEST_F(GroupFilesTest, A_picture_is_everybodys_and_has_a_bound) {
  circle.gathers();
  const Bytes jpeg(kLargestGroupPicture, std::uint8_t{7});
  ASSERT_TRUE(circle[0]->groups().set_picture("#runde", jpeg));
  circle.world.passes(seconds(5));
  EXPECT_EQ(circle[2]->groups().picture("#runde").value(), jpeg);
  EXPECT_EQ(circle.group(1).picture_size, jpeg.size());
  const Bytes more(kLargestGroupPicture + 1, std::uint8_t{7});
  EXPECT_EQ(circle[0]->groups().set_picture("#runde", more).error().code, Errc::too_large);
  ASSERT_TRUE(circle[0]->groups().set_picture("#runde", {}));
  circle.world.passes(seconds(5));
  EXPECT_THAT(circle[2]->groups().picture("#runde").value(), IsEmpty());
}

}  // namespace
}  // namespace stille::client::test
