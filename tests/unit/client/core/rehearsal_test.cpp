// What sending would be: told to the byte, and nothing of it kept.
#include "client/core/rehearsal.hpp"

#include <gmock/gmock.h>

#include "client/core/conversations.hpp"
#include "client/core/talk.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

struct RehearsalTest : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;

  Result<RehearsalView> rehearsed(std::string_view text, seconds expire = seconds(0)) {
    return alice->rehearsal().of_text("bob", {.text = text, .key = {}, .reply = {}, .expire = expire});
  }
  FileDraft files(std::uint64_t size) {
    FileDraft out{.caption = "siehe", .key = {}, .reply = {}, .files = {}};
    out.files.push_back({.id = alice->attachments().new_id(),
                         .name = "bericht.pdf",
                         .size = size,
                         .source = "/does/not/exist",
                         .prepared = {},
                         .preview = {}});
    return out;
  }
  void nothing_is_kept() {
    EXPECT_THAT(alice->messages("bob").value(), IsEmpty());
    EXPECT_THAT(alice->attachments().list("", 10).value(), IsEmpty());
    for (const auto& one : alice->pending()) EXPECT_EQ(one.envelopes + one.waiting, 0U);
    world.passes(seconds(3));
    EXPECT_THAT(bob.heard(), IsEmpty());
  }
};

TEST_F(RehearsalTest, A_text_is_told_to_the_envelope_and_nothing_of_it_is_kept) {
  const auto seq = alice->last_event();
  const auto view = rehearsed("Passt dir Dienstag?");
  ASSERT_TRUE(view);
  ASSERT_THAT(view.value().envelopes, SizeIs(1));
  EXPECT_EQ(view.value().envelopes[0].to.alias, "bob");
  EXPECT_EQ(view.value().envelopes[0].bytes, 4096U);
  EXPECT_TRUE(view.value().envelopes[0].relay.starts_with("stille://"));
  EXPECT_GT(view.value().content, std::string_view("Passt dir Dienstag?").size());
  EXPECT_EQ(view.value().waiting, 0U);
  EXPECT_EQ(alice->last_event(), seq);
  nothing_is_kept();
}

TEST_F(RehearsalTest, What_is_longer_is_padded_to_a_larger_class) {
  EXPECT_EQ(rehearsed(std::string(3000, 'x')).value().envelopes.at(0).bytes, 16384U);
  EXPECT_EQ(rehearsed(std::string(kLongestText, 'x')).value().envelopes.at(0).bytes, 65536U);
  EXPECT_EQ(rehearsed(std::string(kLongestText + 1, 'x')).error().code, Errc::too_large);
  nothing_is_kept();
}

TEST_F(RehearsalTest, It_is_refused_as_sending_is) {
  EXPECT_EQ(rehearsed("").error().code, Errc::invalid_argument);
  EXPECT_EQ(rehearsed("x", seconds(1)).error().code, Errc::bad_value);
  ASSERT_TRUE(alice->set_blocked("bob", true));
  EXPECT_EQ(rehearsed("x").error().code, Errc::wrong_state);
}

TEST_F(RehearsalTest, A_key_that_was_used_sends_nothing_new) {
  ASSERT_TRUE(alice->send_text("bob", "einmal", "k"));
  world.passes(seconds(3));
  const auto again = alice->rehearsal().of_text("bob", {.text = "einmal", .key = "k", .reply = {}});
  EXPECT_TRUE(again.value().again);
  EXPECT_THAT(again.value().envelopes, IsEmpty());
  const auto other = alice->rehearsal().of_text("bob", {.text = "anders", .key = "k", .reply = {}});
  EXPECT_EQ(other.error().code, Errc::already_exists);
}

TEST_F(RehearsalTest, The_rehearsed_message_leaves_as_it_was_told) {
  const auto told = rehearsed("wie gesagt", seconds(3600)).value();
  EXPECT_EQ(told.expire_after, seconds(3600));
  ASSERT_TRUE(
      alice->talk().send("bob", {.text = "wie gesagt", .key = {}, .reply = {}, .expire = seconds(3600)}));
  world.passes(seconds(3));
  EXPECT_THAT(bob.heard(), testing::ElementsAre("wie gesagt"));
}

TEST_F(RehearsalTest, A_file_is_told_with_its_padding_and_is_neither_read_nor_kept) {
  const auto view = alice->rehearsal().of_files("bob", files(100'000));
  ASSERT_TRUE(view);
  ASSERT_THAT(view.value().files, SizeIs(1));
  EXPECT_EQ(view.value().files[0].size, 100'000U);
  EXPECT_EQ(view.value().files[0].padded % 65536, 0U);
  EXPECT_GT(view.value().files[0].padded, 100'000U);
  EXPECT_THAT(view.value().envelopes, SizeIs(1));
  EXPECT_EQ(alice->rehearsal().of_files("bob", files(2ULL << 30U)).error().code, Errc::too_large);
  nothing_is_kept();
}

TEST_F(RehearsalTest, A_note_to_oneself_has_no_envelope) {
  const auto view = alice->rehearsal().of_text("self", {.text = "Einkauf", .key = {}, .reply = {}});
  ASSERT_TRUE(view);
  EXPECT_THAT(view.value().envelopes, IsEmpty());
  EXPECT_EQ(view.value().waiting, 0U);
  EXPECT_EQ(alice->conversations().show("self").error().code, Errc::not_found);
}

}  // namespace
}  // namespace stille::client::test
