// Texts, reactions, edits and deletions: there and back, every bound exceeded once.
#include "client/wire/talk.hpp"

#include <gtest/gtest.h>

#include "client/wire/content.hpp"
#include "common/crypto/random.hpp"
#include "content.pb.h"

namespace stille::client::wire {
namespace {

namespace pb = stille::content::v1;

struct TalkTest : testing::Test {
  crypto::SeededRng rng{3};
  const Target target{rng.fixed<ContentId>(), true};

  template <class T>
  T round_trip(T body) {
    const auto bytes = write_content({.id = rng.fixed<ContentId>(), .authored = {}, .body = std::move(body)});
    auto parsed = parse_content(bytes.expose());
    EXPECT_TRUE(parsed);
    return std::move(std::get<T>(parsed.value().body));
  }
  pb::Content message() {
    pb::Content out;
    out.set_id(std::string(16, 'i'));
    return out;
  }
  Errc refusal(const pb::Content& in) {
    const auto parsed = parse_content(as_bytes(in.SerializeAsString()));
    return parsed ? Errc::internal : parsed.error().code;
  }
};

TEST_F(TalkTest, A_reply_and_a_question_come_back_as_they_went) {
  const auto text = round_trip(Text{"Ja", Quote{target, "Kommst du?"}, true});
  EXPECT_EQ(text.text, "Ja");
  EXPECT_TRUE(text.question);
  ASSERT_TRUE(text.reply);
  EXPECT_EQ(text.reply->target.id, target.id);
  EXPECT_TRUE(text.reply->target.of_receiver);
  EXPECT_EQ(text.reply->excerpt, "Kommst du?");
  EXPECT_FALSE(round_trip(Text{"Ja", {}}).reply);
}

TEST_F(TalkTest, Changes_come_back_as_they_went) {
  const auto reaction = round_trip(Reaction{target, 7, "\xF0\x9F\x91\x8D"});
  EXPECT_EQ(reaction.revision, 7U);
  EXPECT_EQ(reaction.text, "\xF0\x9F\x91\x8D");
  EXPECT_EQ(round_trip(Reaction{target, 8, ""}).text, "");
  const auto edit = round_trip(Edit{target.id, 2, "neu", true});
  EXPECT_EQ(edit.target, target.id);
  EXPECT_EQ(edit.revision, 2U);
  EXPECT_EQ(edit.text, "neu");
  EXPECT_TRUE(edit.question);
  EXPECT_EQ(round_trip(Delete{target.id}).target, target.id);
}

TEST_F(TalkTest, A_quote_has_bounds) {
  auto in = message();
  in.mutable_text()->set_text("x");
  auto* reply = in.mutable_text()->mutable_reply();
  EXPECT_EQ(refusal(in), Errc::bad_length);
  reply->mutable_target()->set_id(std::string(16, 't'));
  reply->set_excerpt(std::string(kLongestExcerpt, 'x'));
  EXPECT_EQ(refusal(in), Errc::internal);
  reply->set_excerpt(std::string(kLongestExcerpt + 1, 'x'));
  EXPECT_EQ(refusal(in), Errc::too_large);
  reply->set_excerpt("\xff");
  EXPECT_EQ(refusal(in), Errc::bad_encoding);
}

TEST_F(TalkTest, An_edit_has_bounds) {
  auto in = message();
  auto* edit = in.mutable_edit();
  edit->set_target(std::string(16, 't'));
  edit->set_text("x");
  EXPECT_EQ(refusal(in), Errc::bad_value);
  edit->set_revision(kMostEdits);
  EXPECT_EQ(refusal(in), Errc::internal);
  edit->set_revision(kMostEdits + 1);
  EXPECT_EQ(refusal(in), Errc::bad_value);
  edit->set_revision(1);
  edit->set_text("");
  EXPECT_EQ(refusal(in), Errc::bad_length);
  edit->set_text(std::string(kLongestTextBytes + 1, 'x'));
  EXPECT_EQ(refusal(in), Errc::too_large);
  edit->set_text("x");
  edit->set_target("short");
  EXPECT_EQ(refusal(in), Errc::bad_length);
}

TEST_F(TalkTest, A_reaction_has_bounds) {
  auto in = message();
  auto* reaction = in.mutable_reaction();
  reaction->mutable_target()->set_id(std::string(16, 't'));
  reaction->set_text("a");
  EXPECT_EQ(refusal(in), Errc::bad_value);
  reaction->set_revision(kMostReactionChanges);
  EXPECT_EQ(refusal(in), Errc::internal);
  reaction->set_revision(kMostReactionChanges + 1);
  EXPECT_EQ(refusal(in), Errc::bad_value);
  reaction->set_revision(1);
  reaction->set_text(std::string(kLongestReaction, 'a'));
  EXPECT_EQ(refusal(in), Errc::internal);
  reaction->set_text(std::string(kLongestReaction + 1, 'a'));
  EXPECT_EQ(refusal(in), Errc::bad_value);
  in.mutable_delete_()->set_target("short");
  EXPECT_EQ(refusal(in), Errc::bad_length);
}

TEST_F(TalkTest, A_timer_has_bounds_alone_and_in_a_text) {
  EXPECT_EQ(round_trip(Text{"x", {}, false, kLongestTimer}).expire_s, kLongestTimer);
  EXPECT_EQ(round_trip(Timer{3, kShortestTimer}).seconds, kShortestTimer);
  EXPECT_EQ(round_trip(Timer{kMostTimerChanges, 0}).version, kMostTimerChanges);
  auto in = message();
  for (const std::uint32_t seconds : {1U, kShortestTimer - 1, kLongestTimer + 1}) {
    in.mutable_text()->set_text("x");
    in.mutable_text()->set_expire_s(seconds);
    EXPECT_EQ(refusal(in), Errc::bad_value) << seconds;
    in.mutable_timer()->set_version(1);
    in.mutable_timer()->set_seconds(seconds);
    EXPECT_EQ(refusal(in), Errc::bad_value) << seconds;
  }
  for (const std::uint32_t version : {0U, kMostTimerChanges + 1}) {
    in.mutable_timer()->set_version(version);
    in.mutable_timer()->set_seconds(0);
    EXPECT_EQ(refusal(in), Errc::bad_value) << version;
  }
}

TEST(Reaction, Is_something_that_a_person_sees) {
  // A thumb, a heart with its variation selector, a family held together by joiners, words of any script.
  for (const auto* good : {"\xF0\x9F\x91\x8D", "\xE2\x9D\xA4\xEF\xB8\x8F", "+1", "danke", "\xD0\xB4\xD0\xB0",
                           "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7"}) {
    EXPECT_TRUE(is_reaction(good)) << good;
  }
  for (const auto* bad : {"", " ", "a b", "\n", "\xE2\x80\x8D", "\xE2\x80\x8B", "a\xE2\x80\xAE", "\xC2\xA0",
                          "\xE3\x80\x80", "\xff"}) {
    EXPECT_FALSE(is_reaction(bad)) << bad;
  }
}

TEST(Excerpt, Never_cuts_a_character) {
  EXPECT_EQ(beginning_of("abc", 5), "abc");
  EXPECT_EQ(beginning_of("abc", 2), "ab");
  EXPECT_EQ(beginning_of("a\xE2\x82\xAC", 3), "a");
  EXPECT_EQ(beginning_of("a\xE2\x82\xAC", 4), "a\xE2\x82\xAC");
  EXPECT_EQ(beginning_of("\xF0\x9F\x91\x8D", 3), "");
  EXPECT_EQ(beginning_of("abc", 0), "");
}

}  // namespace
}  // namespace stille::client::wire
