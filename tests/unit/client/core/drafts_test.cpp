// Drafts stay as they were left; messages for later leave at their time, also when nobody was there then.
#include "client/core/drafts.hpp"

#include <gmock/gmock.h>

#include "client/core/talk.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct DraftsTest : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;

  Errc refusal(std::string_view text, const std::vector<std::string>& files = {},
               std::string_view reply = {}) {
    const auto made = alice->drafts().set("bob", text, reply, files);
    return made ? Errc::internal : made.error().code;
  }
  Errc later_refusal(std::string_view text, TimePoint due, std::string_view key = {}) {
    const auto made = later("bob", text, due, key);
    return made ? Errc::internal : made.error().code;
  }
  Result<LaterView> later(std::string_view to, std::string_view text, TimePoint due,
                          std::string_view key = {}, std::string_view reply = {}, bool question = false) {
    return alice->drafts().send_later(to, {.text = text, .key = key, .reply = reply, .question = question},
                                      due);
  }
  MessageView arrived() { return bob->messages("alice").value().back(); }
  TimePoint in(milliseconds time) const { return world.clock.time + time; }
};

TEST_F(DraftsTest, One_is_kept_for_each_conversation_with_quote_and_files) {
  const auto quoted = alice->send_text("bob", "Dienstag?").value().id;
  ASSERT_TRUE(alice->drafts().set("bob", "erst", {}, {}));
  world.passes(seconds(1));
  ASSERT_TRUE(alice->drafts().set("bob", "dann", quoted, {"/tmp/a.pdf", "b.png"}));
  ASSERT_TRUE(alice->drafts().set("self", "", {}, {"c.txt"}));
  alice.restarts();
  const auto draft = alice->drafts().show("bob").value();
  EXPECT_EQ(draft.text, "dann");
  EXPECT_EQ(draft.reply_to, quoted);
  EXPECT_THAT(draft.files, ElementsAre("/tmp/a.pdf", "b.png"));
  EXPECT_EQ(alice->drafts().list().value().size(), 2U);
  ASSERT_TRUE(alice->drafts().drop("bob"));
  EXPECT_EQ(alice->drafts().drop("bob").error().code, Errc::not_found);
  EXPECT_EQ(alice->drafts().show("bob").error().code, Errc::not_found);
}

TEST_F(DraftsTest, A_draft_has_bounds) {
  EXPECT_EQ(refusal(""), Errc::invalid_argument);
  EXPECT_EQ(refusal(std::string(kLongestText + 1, 'x')), Errc::too_large);
  EXPECT_EQ(refusal("\xff"), Errc::bad_encoding);
  EXPECT_EQ(refusal("x", {""}), Errc::invalid_argument);
  EXPECT_EQ(refusal("x", {std::string(kLongestPath + 1, 'x')}), Errc::too_large);
  EXPECT_EQ(refusal("x", std::vector<std::string>(kMostDraftFiles + 1, "a")), Errc::too_large);
  EXPECT_EQ(refusal("x", {}, "m_none"), Errc::not_found);
  EXPECT_TRUE(alice->drafts().set("bob", std::string(kLongestText, 'x'), {},
                                  std::vector<std::string>(kMostDraftFiles, "a")));
}

TEST_F(DraftsTest, A_message_for_later_leaves_at_its_time_and_not_before) {
  ASSERT_TRUE(later("bob", "morgen", in(std::chrono::hours(2))));
  ASSERT_TRUE(later("bob", "gleich", in(std::chrono::hours(1))));
  world.passes(std::chrono::minutes(59));
  EXPECT_THAT(bob.heard(), IsEmpty());
  EXPECT_THAT(alice->messages("bob").value(), IsEmpty());
  world.passes(std::chrono::minutes(2));
  EXPECT_THAT(bob.heard(), ElementsAre("gleich"));
  EXPECT_EQ(alice->drafts().waiting().value().size(), 1U);
  world.passes(std::chrono::hours(1));
  EXPECT_THAT(bob.heard(), ElementsAre("gleich", "morgen"));
  EXPECT_THAT(alice->drafts().waiting().value(), IsEmpty());
}

TEST_F(DraftsTest, Its_time_may_pass_while_the_program_is_closed) {
  ASSERT_TRUE(later("bob", "verspätet", in(std::chrono::hours(1))));
  alice.goes_offline();
  alice.engine.reset();
  world.clock.time += std::chrono::hours(5);
  alice.restarts();
  EXPECT_LE(alice->next_due().value(), world.clock.time);
  ASSERT_TRUE(alice->do_due());
  alice.goes_online();
  world.passes(seconds(5));
  EXPECT_THAT(bob.heard(), ElementsAre("verspätet"));
}

TEST_F(DraftsTest, Taken_back_it_never_leaves) {
  const auto kept = later("bob", "nein", in(std::chrono::hours(1))).value();
  EXPECT_EQ(alice->drafts().cancel(kept.id.substr(0, 8)).value().text, "nein");
  EXPECT_EQ(alice->drafts().cancel(kept.id).error().code, Errc::not_found);
  EXPECT_EQ(alice->drafts().cancel("m_1").error().code, Errc::not_found);
  world.passes(std::chrono::hours(2));
  EXPECT_THAT(bob.heard(), IsEmpty());
}

TEST_F(DraftsTest, What_it_answers_to_and_that_it_asks_are_kept_with_it) {
  ASSERT_TRUE(bob->send_text("alice", "Dienstag?"));
  world.passes(seconds(3));
  const auto asked = alice->messages("bob").value().back().id;
  const auto kept = later("bob", "Um zehn", in(std::chrono::hours(1)), {}, asked.substr(0, 12), true).value();
  EXPECT_EQ(kept.reply_to, asked);
  EXPECT_TRUE(kept.question);
  alice.restarts();
  const auto waiting = alice->drafts().waiting().value();
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0].reply_to, asked);
  EXPECT_TRUE(waiting[0].question);
  alice.goes_online();
  world.passes(std::chrono::minutes(61));
  EXPECT_EQ(arrived().text, "Um zehn");
  EXPECT_TRUE(arrived().question);
  ASSERT_TRUE(arrived().reply);
  EXPECT_EQ(arrived().reply->excerpt, "Dienstag?");
}

TEST_F(DraftsTest, It_leaves_without_its_quote_when_that_message_has_gone) {
  const auto said = alice->send_text("bob", "Vertraulich").value().id;
  world.passes(seconds(3));
  ASSERT_TRUE(later("bob", "Dazu noch", in(std::chrono::hours(1)), {}, said));
  ASSERT_TRUE(alice->talk().erase(said, true));
  world.passes(std::chrono::minutes(61));
  EXPECT_EQ(arrived().text, "Dazu noch");
  EXPECT_FALSE(arrived().reply);
  EXPECT_THAT(alice->drafts().waiting().value(), IsEmpty());
}

TEST_F(DraftsTest, What_is_not_of_this_conversation_or_deleted_cannot_be_answered_later) {
  const auto note = alice->send_text("self", "Notiz").value().id;
  const auto deleted = alice->send_text("bob", "weg").value().id;
  ASSERT_TRUE(alice->talk().erase(deleted, true));
  for (const auto& id : {note, deleted, std::string("m_00")}) {
    EXPECT_EQ(later("bob", "x", in(seconds(5)), {}, id).error().code, Errc::not_found) << id;
  }
}

TEST_F(DraftsTest, The_key_of_one_that_waits_is_taken) {
  ASSERT_TRUE(later("bob", "eins", in(seconds(2)), "k"));
  for (const auto* text : {"eins", "zwei"}) {
    const auto sent = alice->send_text("bob", text, "k");
    EXPECT_EQ(sent.error().code, Errc::already_exists);
  }
  world.passes(seconds(5));
  EXPECT_THAT(bob.heard(), ElementsAre("eins"));
  EXPECT_THAT(alice->drafts().waiting().value(), IsEmpty());
  EXPECT_TRUE(alice->send_text("bob", "eins", "k"));
}

TEST_F(DraftsTest, The_same_key_keeps_and_sends_one) {
  const auto due = in(std::chrono::hours(1));
  const auto first = later("bob", "einmal", due, "k").value();
  EXPECT_EQ(later("bob", "einmal", due, "k").value().id, first.id);
  const auto again = later("bob", "einmal", in(std::chrono::hours(3)), "k").value();
  EXPECT_EQ(again.id, first.id);
  EXPECT_EQ(again.due, due);
  EXPECT_EQ(later_refusal("anders", due, "k"), Errc::already_exists);
  world.passes(std::chrono::hours(2));
  EXPECT_EQ(later_refusal("einmal", in(std::chrono::hours(1)), "k"), Errc::already_exists);
  EXPECT_THAT(bob.heard(), ElementsAre("einmal"));
}

TEST_F(DraftsTest, What_cannot_leave_is_kept_and_tried_again_and_holds_up_nothing_else) {
  ASSERT_TRUE(later("bob", "gesperrt", in(std::chrono::hours(1))));
  ASSERT_TRUE(later("self", "Notiz", in(std::chrono::hours(1))));
  ASSERT_TRUE(alice->set_blocked("bob", true));
  world.passes(std::chrono::minutes(61));
  const auto waiting = alice->drafts().waiting().value();
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0].problem, Errc::wrong_state);
  EXPECT_EQ(alice->messages("self").value().size(), 1U);
  ASSERT_TRUE(alice->set_blocked("bob", false));
  world.passes(std::chrono::minutes(61));
  EXPECT_THAT(bob.heard(), ElementsAre("gesperrt"));
}

TEST_F(DraftsTest, Later_has_bounds) {
  EXPECT_EQ(later_refusal("x", in(milliseconds(0))), Errc::bad_value);
  EXPECT_EQ(later_refusal("x", in(kFarthestLater) + milliseconds(1)), Errc::bad_value);
  EXPECT_EQ(later_refusal("", in(seconds(1))), Errc::invalid_argument);
  EXPECT_EQ(later_refusal(std::string(kLongestText + 1, 'x'), in(seconds(1))), Errc::too_large);
  for (std::size_t n = 0; n < kMostLater; ++n) {
    ASSERT_TRUE(later("bob", "x", in(kFarthestLater)));
  }
  EXPECT_EQ(later_refusal("x", in(seconds(1))), Errc::limit_reached);
}

}  // namespace
}  // namespace stille::client::test
