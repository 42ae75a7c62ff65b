// Replies, reactions, edits and deletions between two people, when everything arrives in order.
#include "client/wire/talk.hpp"

#include "tests/unit/client/core/talk_fixture.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct TalkTest : TalkFixture {};

TEST_F(TalkTest, A_reply_shows_what_it_answers_to_on_both_sides) {
  const auto [own, theirs] = said("Kommst du am Dienstag?");
  ASSERT_TRUE(bob->talk().send("alice", {.text = "Ja", .key = {}, .reply = theirs, .question = true}));
  world.passes(seconds(3));
  const auto reply = last(alice);
  EXPECT_TRUE(reply.question);
  ASSERT_TRUE(reply.reply);
  EXPECT_EQ(reply.reply->id, own);
  EXPECT_TRUE(reply.reply->own);
  EXPECT_EQ(reply.reply->excerpt, "Kommst du am Dienstag?");
  EXPECT_EQ(log_of(alice), log_of(bob));
}

TEST_F(TalkTest, A_quote_outlives_the_message_here_but_not_its_deletion_for_everyone) {
  const auto [own, theirs] = said("Geheim");
  ASSERT_TRUE(bob->talk().send("alice", {.text = "Ja", .key = {}, .reply = theirs}));
  world.passes(seconds(3));
  ASSERT_TRUE(bob->talk().erase(theirs, false));
  EXPECT_EQ(last(bob).reply->excerpt, "Geheim");
  EXPECT_FALSE(last(bob).reply->id);
  ASSERT_TRUE(alice->talk().erase(own, true));
  world.passes(seconds(3));
  EXPECT_EQ(last(alice).reply->excerpt, "");
}

TEST_F(TalkTest, A_quote_keeps_the_words_that_were_answered) {
  const auto [own, theirs] = said("Dienstag um 10?");
  ASSERT_TRUE(bob->talk().send("alice", {.text = "Passt", .key = {}, .reply = theirs}));
  world.passes(seconds(3));
  const auto answer = last(alice).id;
  ASSERT_TRUE(alice->talk().edit(own, "Freitag um 8?"));
  world.passes(seconds(3));
  for (auto* side : {&alice, &bob}) EXPECT_EQ(last(*side).reply->excerpt, "Dienstag um 10?");
  ASSERT_TRUE(bob->talk().send("alice", {.text = "Nein", .key = {}, .reply = theirs}));
  world.passes(seconds(3));
  EXPECT_EQ(last(alice).reply->excerpt, "Freitag um 8?");
  EXPECT_EQ(alice->message(answer).value().reply->excerpt, "Dienstag um 10?");
}

TEST_F(TalkTest, A_reply_belongs_to_its_conversation_and_to_something_that_is_there) {
  const auto [own, theirs] = said("a");
  const auto draft = [](std::string_view id) {
    return TextDraft{.text = "x", .key = {}, .reply = id, .question = false};
  };
  EXPECT_EQ(alice->talk().send("bob", draft("m_zz")).error().code, Errc::not_found);
  ASSERT_TRUE(alice->talk().erase(own, true));
  EXPECT_EQ(alice->talk().send("bob", draft(own)).error().code, Errc::bad_value);
}

TEST_F(TalkTest, The_excerpt_of_a_long_text_is_bounded) {
  const auto [own, theirs] = said(std::string(59'999, 'x'));
  ASSERT_TRUE(bob->talk().send("alice", {.text = "Ja", .key = {}, .reply = theirs}));
  EXPECT_EQ(last(bob).reply->excerpt.size(), wire::kLongestExcerpt);
}

TEST_F(TalkTest, A_reaction_is_seen_by_both_replaced_and_taken_back) {
  const auto [own, theirs] = said("Fertig");
  ASSERT_TRUE(bob->talk().react(theirs, "+1"));
  ASSERT_TRUE(bob->talk().react(theirs, kThumb));
  world.passes(seconds(3));
  ASSERT_EQ(alice->message(own).value().reactions.size(), 1U);
  EXPECT_EQ(alice->message(own).value().reactions[0].text, kThumb);
  EXPECT_FALSE(alice->message(own).value().reactions[0].own);
  EXPECT_EQ(log_of(alice), log_of(bob));
  ASSERT_TRUE(bob->talk().react(theirs, ""));
  world.passes(seconds(3));
  EXPECT_THAT(alice->message(own).value().reactions, IsEmpty());
  EXPECT_THAT(states(alice, EventType::reaction), ElementsAre("added", "added", "removed"));
}

TEST_F(TalkTest, A_reaction_is_quiet_it_is_no_message_and_has_no_receipt) {
  const auto [own, theirs] = said("Fertig");
  const auto before = world.envelopes.size();
  ASSERT_TRUE(bob->talk().react(theirs, kThumb));
  ASSERT_TRUE(bob->talk().react(theirs, kThumb));
  world.passes(seconds(10));
  EXPECT_EQ(world.envelopes.size(), before + 1);
  EXPECT_THAT(alice.heard(), IsEmpty());
}

TEST_F(TalkTest, What_is_no_reaction_is_refused) {
  const auto own = says("x");
  EXPECT_EQ(alice->talk().react(own, "a b").error().code, Errc::bad_value);
  EXPECT_EQ(alice->talk().react(own, std::string(wire::kLongestReaction + 1, 'a')).error().code,
            Errc::bad_value);
  EXPECT_EQ(alice->talk().react("m_zz", kThumb).error().code, Errc::not_found);
}

TEST_F(TalkTest, An_edit_shows_on_both_sides_and_both_keep_what_was_said_before) {
  const auto [own, theirs] = said("Dienstag");
  ASSERT_TRUE(alice->talk().edit(own, "Mittwoch", true));
  ASSERT_TRUE(alice->talk().edit(own, "Donnerstag"));
  world.passes(seconds(3));
  EXPECT_EQ(bob->message(theirs).value().text, "Donnerstag");
  EXPECT_TRUE(bob->message(theirs).value().question);
  for (auto* who : {&alice, &bob}) {
    std::vector<std::string> texts;
    const auto wordings = (*who)->talk().history(last(*who).id).value();
    for (const auto& wording : wordings) texts.push_back(wording.text);
    EXPECT_THAT(texts, ElementsAre("Dienstag", "Mittwoch", "Donnerstag"));
  }
  EXPECT_THAT(states(bob, EventType::edited), ElementsAre("edited", "edited"));
  EXPECT_THAT(bob.heard(), ElementsAre("Donnerstag"));  // one message, as it is now
  EXPECT_EQ(log_of(alice), log_of(bob));
}

TEST_F(TalkTest, Only_own_texts_are_edited_and_only_so_often) {
  const auto [own, theirs] = said("0");
  EXPECT_EQ(bob->talk().edit(theirs, "x").error().code, Errc::invalid_argument);
  EXPECT_EQ(alice->talk().edit(own, "").error().code, Errc::invalid_argument);
  EXPECT_EQ(alice->talk().edit(own, std::string(kLongestText + 1, 'x')).error().code, Errc::too_large);
  for (std::uint32_t n = 1; n <= wire::kMostEdits; ++n) {
    ASSERT_TRUE(alice->talk().edit(own, std::to_string(n)));
  }
  EXPECT_EQ(alice->talk().edit(own, "one more").error().code, Errc::limit_reached);
  EXPECT_EQ(alice->talk().history(own).value().size(), wire::kMostEdits + 1);
}

TEST_F(TalkTest, A_key_still_names_the_message_after_it_was_edited_or_deleted) {
  const auto sent = alice->send_text("bob", "once", "k1").value();
  ASSERT_TRUE(alice->talk().edit(sent.id, "twice"));
  EXPECT_EQ(alice->send_text("bob", "once", "k1").value().id, sent.id);
  EXPECT_EQ(alice->send_text("bob", "twice", "k1").error().code, Errc::already_exists);
  ASSERT_TRUE(alice->talk().erase(sent.id, true));
  EXPECT_EQ(alice->send_text("bob", "once", "k1").value().id, sent.id);
}

TEST_F(TalkTest, Deleted_for_everyone_it_shows_as_deleted_and_its_words_are_nowhere) {
  const auto [own, theirs] = said("Geheimnis");
  ASSERT_TRUE(alice->talk().edit(own, "Geheimnis 2"));
  ASSERT_TRUE(bob->talk().react(theirs, kThumb));
  world.passes(seconds(3));
  ASSERT_TRUE(alice->talk().erase(own, true));
  world.passes(seconds(3));
  for (auto* who : {&alice, &bob}) {
    EXPECT_TRUE(last(*who).deleted);
    EXPECT_EQ(last(*who).text, "");
    EXPECT_THAT((*who)->talk().history(last(*who).id).value(), IsEmpty());
    in_file(*who, [](store::Database& db) {
      for (const auto* count :
           {"SELECT count(*) FROM message WHERE text <> ''", "SELECT count(*) FROM wording",
            "SELECT count(*) FROM reaction", "SELECT count(*) FROM outgoing WHERE message IS NOT NULL"}) {
        EXPECT_EQ(db.value<std::int64_t>(count).value(), 0) << count;
      }
    });
  }
  EXPECT_THAT(states(bob, EventType::deleted), ElementsAre("everyone"));
  EXPECT_EQ(log_of(alice), log_of(bob));
}

TEST_F(TalkTest, A_deleted_message_is_changed_no_more) {
  const auto [own, theirs] = said("a");
  ASSERT_TRUE(alice->talk().erase(own, true));
  EXPECT_EQ(alice->talk().edit(own, "b").error().code, Errc::wrong_state);
  EXPECT_EQ(alice->talk().react(own, kThumb).error().code, Errc::wrong_state);
  EXPECT_EQ(alice->talk().erase(own, true).error().code, Errc::wrong_state);
  EXPECT_TRUE(alice->talk().erase(own, false));
  EXPECT_THAT(alice->messages("bob").value(), IsEmpty());
}

TEST_F(TalkTest, Only_own_messages_are_deleted_for_everyone) {
  const auto [own, theirs] = said("a");
  EXPECT_EQ(bob->talk().erase(theirs, true).error().code, Errc::invalid_argument);
  EXPECT_EQ(bob->message(theirs).value().text, "a");
}

TEST_F(TalkTest, Deleted_here_it_stays_with_the_other_person_and_no_late_copy_brings_it_back) {
  ASSERT_TRUE(bob->set_config("receipts", "off"));
  ASSERT_TRUE(alice->connected(alice->relays().front(), 1));
  const auto [own, theirs] = said("a");
  ASSERT_TRUE(bob->talk().erase(theirs, false));
  EXPECT_THAT(bob->messages("alice").value(), IsEmpty());
  EXPECT_EQ(bob->message(theirs).error().code, Errc::not_found);
  ASSERT_TRUE(alice->connected(alice->relays().front(), 2));  // a restored relay: it is sealed and sent again
  const auto before = world.envelopes.size();
  world.passes(seconds(3));
  EXPECT_GT(world.envelopes.size(), before);
  EXPECT_THAT(bob->messages("alice").value(), IsEmpty());
  EXPECT_EQ(alice->message(own).value().text, "a");
}

TEST_F(TalkTest, Nothing_is_changed_for_somebody_who_cannot_be_written_to) {
  const auto [own, theirs] = said("a");
  ASSERT_TRUE(alice->set_blocked("bob", true));
  EXPECT_EQ(alice->talk().edit(own, "b").error().code, Errc::wrong_state);
  EXPECT_EQ(alice->talk().erase(own, true).error().code, Errc::wrong_state);
  EXPECT_EQ(alice->message(own).value().text, "a");
  EXPECT_TRUE(alice->talk().erase(own, false));
}

}  // namespace
}  // namespace stille::client::test
