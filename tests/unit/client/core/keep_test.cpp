// Keeping in touch with real conversations: what counts as a touch, what waits, what is remembered.
#include <set>

#include <gmock/gmock.h>

#include "client/core/conversations.hpp"
#include "client/core/groups.hpp"
#include "client/core/keep_in_touch.hpp"
#include "client/core/talk.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

using std::chrono::days;
using std::chrono::hours;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// The world begins on Friday, 4 October 2024.
struct KeepTest : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;

  /// Time passes without anybody being online.
  void later(milliseconds time) { world.clock.time += time; }
  void says(Person& from, const std::string& to, const std::string& text) {
    EXPECT_TRUE(from->send_text(to, text));
    world.passes(seconds(3));
  }
  void reads(Person& who, const std::string& from) { EXPECT_TRUE(who->conversations().read(from)); }
  void wishes(const std::string& every) {
    EXPECT_TRUE(alice->keep().set("bob", {.rhythm = every, .birthday = {}, .join = {}, .leave = {}}));
  }
  void born(const std::string& birthday) {
    EXPECT_TRUE(alice->keep().set("bob", {.rhythm = {}, .birthday = birthday, .join = {}, .leave = {}}));
  }
  std::vector<std::string> occasions() {
    std::vector<std::string> out;
    const auto day = alice->keep().today().value();
    for (const auto& card : day.cards) out.push_back(card.occasion);
    return out;
  }
  KeepPersonView bob_kept() { return alice->keep().person("bob").value(); }
};

// --- Touches ---

TEST_F(KeepTest, Nobody_comes_up_unless_somebody_wanted_it) {
  later(days(2000));
  EXPECT_THAT(occasions(), IsEmpty());
  EXPECT_FALSE(alice->keep().today().value().anybody);
}

TEST_F(KeepTest, Somebody_is_due_when_the_rhythm_has_passed_since_the_last_word) {
  says(alice, "bob", "Hallo");
  wishes("1mo");
  EXPECT_EQ(bob_kept().due, "2024-11-04");
  EXPECT_EQ(bob_kept().last->via, "message");
  later(days(30));
  EXPECT_THAT(occasions(), IsEmpty());
  later(days(1));
  EXPECT_THAT(occasions(), ElementsAre("due"));
  EXPECT_FALSE(bob_kept().moved_up);
  later(days(20));
  EXPECT_TRUE(bob_kept().moved_up);
}

TEST_F(KeepTest, Their_message_ours_and_an_entry_made_by_hand_are_touches) {
  wishes("10d");
  for (int round = 0; round < 3; ++round) {
    later(days(10));
    EXPECT_THAT(occasions(), ElementsAre("due")) << round;
    if (round == 0) says(alice, "bob", "Hallo");
    if (round == 1) {
      says(bob, "alice", "Hallo");
      EXPECT_THAT(occasions(), ElementsAre("due")) << "nobody has read it";
      reads(alice, "bob");
    }
    if (round == 2) {
      ASSERT_TRUE(alice->keep().log("bob", "phone", "Umzug", ""));
    }
    EXPECT_THAT(occasions(), IsEmpty()) << round;
  }
  EXPECT_EQ(bob_kept().last->via, "phone");
}

TEST_F(KeepTest, Of_their_messages_the_newest_that_was_read_is_the_touch) {
  says(bob, "alice", "erst");
  reads(alice, "bob");
  later(days(3));
  says(bob, "alice", "dann");
  EXPECT_EQ(bob_kept().days, 3);
  reads(alice, "bob");
  EXPECT_EQ(bob_kept().days, 0);
}

TEST_F(KeepTest, A_conversation_noted_for_an_earlier_day_counts_from_that_day) {
  wishes("10d");
  later(days(20));
  ASSERT_TRUE(alice->keep().log("bob", "met", "", "2024-10-20"));
  EXPECT_EQ(bob_kept().due, "2024-10-30");
  EXPECT_EQ(bob_kept().days, 4);
}

TEST_F(KeepTest, A_touch_ends_a_snooze_and_nothing_ends_never) {
  wishes("10d");
  later(days(10));
  ASSERT_TRUE(alice->keep().snooze("bob", "3mo"));
  EXPECT_THAT(occasions(), IsEmpty());
  EXPECT_EQ(bob_kept().rests_until, "2025-01-14");
  later(seconds(1));
  says(bob, "alice", "Hallo");
  EXPECT_EQ(bob_kept().rests_until, "2025-01-14");
  reads(alice, "bob");
  EXPECT_EQ(bob_kept().rests_until, "");
  later(days(10));
  EXPECT_THAT(occasions(), ElementsAre("due"));
  ASSERT_TRUE(alice->keep().snooze("bob", "never"));
  later(seconds(1));
  says(bob, "alice", "Hallo");
  reads(alice, "bob");
  later(days(10));
  EXPECT_THAT(occasions(), IsEmpty());
  ASSERT_TRUE(alice->keep().snooze("bob", "off"));
  EXPECT_THAT(occasions(), ElementsAre("due"));
}

TEST_F(KeepTest, Passed_over_on_three_days_somebody_stays_away_for_twice_the_rhythm) {
  wishes("10d");
  later(days(10));
  for (int day = 0; day < 3; ++day) {
    EXPECT_THAT(occasions(), ElementsAre("due"));
    EXPECT_THAT(occasions(), ElementsAre("due"));
    later(days(1));
  }
  for (int day = 0; day < 19; ++day, later(days(1))) EXPECT_THAT(occasions(), IsEmpty()) << day;
  EXPECT_THAT(occasions(), ElementsAre("due"));
}

TEST_F(KeepTest, A_blocked_person_never_comes_up) {
  wishes("10d");
  later(days(10));
  ASSERT_TRUE(alice->set_blocked("bob", true));
  EXPECT_THAT(occasions(), IsEmpty());
  EXPECT_THAT(alice->keep().people().value(), IsEmpty());
}

// --- Questions ---

TEST_F(KeepTest, A_question_waits_after_twenty_hours_until_it_is_answered) {
  later(days(3));  // Monday
  says(bob, "alice", "Kommst du am Freitag?");
  EXPECT_THAT(alice->keep().waiting().value().waiting, IsEmpty());
  later(hours(20));
  ASSERT_EQ(alice->keep().waiting().value().waiting.size(), 1U);
  EXPECT_THAT(occasions(), ElementsAre("waiting"));
  EXPECT_EQ(alice->keep().today().value().cards[0].message->text, "Kommst du am Freitag?");
  says(alice, "bob", "Ja");
  EXPECT_THAT(alice->keep().waiting().value().waiting, IsEmpty());
  EXPECT_THAT(occasions(), IsEmpty());
}

TEST_F(KeepTest, What_was_said_to_be_a_question_waits_without_a_mark) {
  later(days(3));
  ASSERT_TRUE(
      bob->talk().send("alice", {.text = "Sag mir Bescheid.", .key = {}, .reply = {}, .question = true}));
  world.passes(seconds(3));
  later(hours(20));
  ASSERT_EQ(alice->keep().waiting().value().waiting.size(), 1U);
  ASSERT_TRUE(alice->talk().set_timer("bob", days(7)));  // no word of hers
  world.passes(seconds(3));
  EXPECT_EQ(alice->keep().waiting().value().waiting.size(), 1U);
}

TEST_F(KeepTest, A_question_can_be_ticked_off_and_grows_old) {
  later(days(3));
  says(bob, "alice", "Kommst du?");
  later(days(1));
  ASSERT_TRUE(alice->keep().done("bob"));
  EXPECT_THAT(occasions(), IsEmpty());
  says(bob, "alice", "Und am Montag?");
  later(days(61));
  EXPECT_THAT(alice->keep().waiting().value().waiting, IsEmpty());
  ASSERT_EQ(alice->keep().waiting().value().older.size(), 1U);
  ASSERT_TRUE(alice->keep().done(alice->keep().waiting().value().older[0].message.id));
  EXPECT_THAT(alice->keep().waiting().value().older, IsEmpty());
}

TEST_F(KeepTest, Own_questions_are_open_after_a_week_without_an_answer) {
  says(alice, "bob", "Wie war es in Ulm?");
  later(days(6));
  EXPECT_THAT(alice->keep().waiting().value().asked, IsEmpty());
  later(days(1));
  EXPECT_EQ(alice->keep().waiting().value().asked.size(), 1U);
  says(bob, "alice", "Schön");
  EXPECT_THAT(alice->keep().waiting().value().asked, IsEmpty());
}

TEST_F(KeepTest, Questions_without_a_mark_count_only_when_somebody_wants_it) {
  later(days(3));
  says(bob, "alice", "Kommst du am Freitag");
  later(days(1));
  EXPECT_THAT(occasions(), IsEmpty());
  ASSERT_TRUE(alice->set_config("keep.markless", "on"));
  EXPECT_THAT(occasions(), ElementsAre("waiting"));
}

TEST_F(KeepTest, A_reaction_settles_a_question_only_when_somebody_wants_it) {
  later(days(3));
  says(bob, "alice", "Kommst du am Freitag?");
  ASSERT_TRUE(alice->talk().react(alice->messages("bob").value().back().id, "👍"));
  later(days(1));
  EXPECT_THAT(occasions(), ElementsAre("waiting"));
  ASSERT_TRUE(alice->set_config("keep.reactions", "on"));
  EXPECT_THAT(alice->keep().waiting().value().waiting, IsEmpty());
  ASSERT_TRUE(alice->talk().react(alice->messages("bob").value().back().id, ""));
  EXPECT_EQ(alice->keep().waiting().value().waiting.size(), 1U);
}

TEST_F(KeepTest, Words_in_groups_count_only_when_somebody_wants_it) {
  says(alice, "bob", "Hallo");
  ASSERT_TRUE(alice->groups().create("Runde"));
  ASSERT_TRUE(alice->groups().add("#runde", "bob"));
  world.passes(seconds(5));
  wishes("1mo");
  later(days(20));
  ASSERT_TRUE(bob->groups().send("#runde", {.text = "Wie geht es euch?", .key = {}, .reply = {}}));
  world.passes(seconds(5));
  EXPECT_EQ(bob_kept().due, "2024-11-04");
  ASSERT_TRUE(alice->set_config("keep.groups", "on"));
  EXPECT_EQ(bob_kept().due, "2024-11-24");
  later(days(2));
  // What we say to everybody is said to nobody; an answer is.
  ASSERT_TRUE(alice->groups().send("#runde", {.text = "Gut", .key = {}, .reply = {}}));
  EXPECT_EQ(bob_kept().due, "2024-11-24");
  const auto question = alice->messages("#runde").value().front().id;
  ASSERT_TRUE(alice->groups().send("#runde", {.text = "Dir auch", .key = {}, .reply = question}));
  EXPECT_EQ(bob_kept().due, "2024-11-26");
}

TEST_F(KeepTest, Only_the_newest_messages_since_our_last_word_are_looked_at) {
  later(days(3));
  for (int count = 0; count < 21; ++count)
    ASSERT_TRUE(bob->send_text("alice", "Frage " + std::to_string(count) + "?"));
  world.passes(seconds(5));
  later(days(1));
  const auto waiting = alice->keep().waiting().value().waiting;
  ASSERT_EQ(waiting.size(), 20U);
  EXPECT_EQ(waiting.front().message.text, "Frage 1?");
}

// --- Reminders, birthdays ---

TEST_F(KeepTest, A_message_comes_up_again_on_the_day_that_was_chosen) {
  says(bob, "alice", "Ich schicke dir das Buch.");
  const auto id = alice->messages("bob").value().back().id;
  ASSERT_TRUE(alice->keep().remind(id, "3d"));
  later(days(2));
  EXPECT_THAT(occasions(), IsEmpty());
  later(days(1));
  alice.restarts();
  EXPECT_THAT(occasions(), ElementsAre("promised"));
  ASSERT_TRUE(alice->keep().done("bob"));
  EXPECT_THAT(occasions(), IsEmpty());
  EXPECT_EQ(alice->keep().done("bob").error().code, Errc::wrong_state);
}

TEST_F(KeepTest, A_birthday_comes_up_until_we_have_written) {
  born("1984-10-05");
  later(days(1));
  EXPECT_THAT(occasions(), ElementsAre("birthday"));
  later(days(5));
  EXPECT_THAT(occasions(), ElementsAre("belated"));
  EXPECT_EQ(alice->keep().birthdays(14).value().at(0).in_days, -5);
  says(alice, "bob", "Alles Gute");
  EXPECT_THAT(occasions(), IsEmpty());
  EXPECT_THAT(alice->keep().birthdays(14).value(), IsEmpty());
  EXPECT_EQ(alice->keep().birthdays(366).value().at(0).on, "2025-10-05");
}

TEST_F(KeepTest, An_age_is_told_only_when_somebody_wants_it) {
  born("1984-10-06");
  EXPECT_FALSE(alice->keep().birthdays(14).value().at(0).turns);
  EXPECT_THAT(alice->keep().birthday_calendar("de").value(), HasSubstr("DTSTART;VALUE=DATE:20001006"));
  ASSERT_TRUE(alice->set_config("keep.age", "on"));
  EXPECT_EQ(alice->keep().birthdays(14).value().at(0).turns, 40);
  EXPECT_THAT(alice->keep().birthday_calendar("de").value(), HasSubstr("DTSTART;VALUE=DATE:19841006"));
  EXPECT_THAT(alice->keep().birthday_calendar("de").value(), HasSubstr("SUMMARY:Geburtstag: bob"));
}

// --- Circles, bounds ---

TEST_F(KeepTest, A_circle_gives_its_rhythm_to_whom_has_none_and_the_shortest_holds) {
  const auto join = [&](const std::string& name) {
    return alice->keep().set("bob", {.rhythm = {}, .birthday = {}, .join = {name}, .leave = {}}).value();
  };
  EXPECT_EQ(join("freunde").rhythm, "");
  ASSERT_TRUE(alice->keep().set_circle("freunde", "3mo"));
  ASSERT_TRUE(alice->keep().set_circle("verein", "1mo"));
  EXPECT_EQ(bob_kept().rhythm, "3mo");
  EXPECT_EQ(join("verein").rhythm, "1mo");
  wishes("1y");
  EXPECT_EQ(bob_kept().rhythm, "1y");
  wishes("none");
  EXPECT_EQ(bob_kept().rhythm, "");
  wishes("circle");
  EXPECT_EQ(bob_kept().rhythm, "1mo");
  ASSERT_TRUE(alice->keep().remove_circle("verein"));
  EXPECT_EQ(bob_kept().rhythm, "3mo");
  EXPECT_THAT(bob_kept().circles, ElementsAre("freunde"));
}

TEST_F(KeepTest, What_does_not_fit_is_refused_and_changes_nothing) {
  auto keep = alice->keep();
  const auto before = bob_kept();
  const auto refused = [](const auto& result) { return result.error().code; };
  EXPECT_EQ(refused(keep.set("bob", {.rhythm = "soon", .birthday = {}, .join = {}, .leave = {}})),
            Errc::bad_value);
  EXPECT_EQ(refused(keep.set("bob", {.rhythm = {}, .birthday = "30.2.", .join = {}, .leave = {}})),
            Errc::bad_value);
  EXPECT_EQ(refused(keep.set("bob", {.rhythm = {}, .birthday = "2024-10-05", .join = {}, .leave = {}})),
            Errc::bad_value);
  EXPECT_EQ(refused(keep.set("bob", {.rhythm = "1y", .birthday = {}, .join = {}, .leave = {"none"}})),
            Errc::not_found);
  EXPECT_EQ(
      refused(keep.set("bob", {.rhythm = {}, .birthday = {}, .join = {std::string(65, 'x')}, .leave = {}})),
      Errc::bad_value);
  EXPECT_EQ(refused(keep.snooze("bob", "2024-10-04")), Errc::bad_value);
  EXPECT_EQ(refused(keep.snooze("bob", "2099-01-01")), Errc::bad_value);
  EXPECT_EQ(refused(keep.log("bob", "dream", "", "")), Errc::bad_value);
  EXPECT_EQ(refused(keep.log("bob", "met", "", "2024-10-05")), Errc::bad_value);
  EXPECT_EQ(refused(keep.log("bob", "met", std::string(kLongestNote + 1, 'x'), "")), Errc::too_large);
  EXPECT_EQ(refused(keep.log("bob", "met", "\xFF", "")), Errc::bad_encoding);
  EXPECT_EQ(refused(keep.remind("m_00", "1d")), Errc::not_found);
  EXPECT_EQ(refused(keep.birthdays(367)), Errc::bad_value);
  EXPECT_EQ(refused(keep.draft("bob", {.purpose = "poem"})), Errc::bad_value);
  EXPECT_EQ(refused(keep.draft("bob", {.topic = std::string(kLongestTopic + 1, 'x')})), Errc::too_large);
  EXPECT_EQ(refused(keep.snooze("nobody", "2w")), Errc::not_found);
  EXPECT_EQ(bob_kept().rhythm, before.rhythm);
  EXPECT_THAT(bob_kept().circles, IsEmpty());
  EXPECT_FALSE(bob_kept().last);
}

TEST_F(KeepTest, There_are_so_many_circles_and_not_one_more) {
  for (std::size_t count = 0; count < kMostCircles; ++count)
    ASSERT_TRUE(alice->keep().set_circle("c" + std::to_string(count), "none"));
  EXPECT_EQ(alice->keep().set_circle("one more", "none").error().code, Errc::limit_reached);
  EXPECT_TRUE(alice->keep().set_circle("c0", "1y"));
}

TEST_F(KeepTest, The_measure_is_one_to_ten) {
  for (const auto* bad : {"0", "11", "", "x", "05", "-1"})
    EXPECT_EQ(alice->set_config("keep.measure", bad).error().code, Errc::bad_value) << bad;
  for (const auto* good : {"1", "9", "10"}) EXPECT_TRUE(alice->set_config("keep.measure", good)) << good;
}

// --- Drafts ---

TEST_F(KeepTest, A_draft_is_the_same_all_day_and_another_the_next_time) {
  const auto first = alice->keep().draft("bob", {}).value();
  EXPECT_EQ(first.purpose, "again");
  EXPECT_EQ(first.language, "en");
  EXPECT_THAT(first.text, HasSubstr("bob"));
  EXPECT_EQ(alice->keep().draft("bob", {}).value().text, first.text);
  EXPECT_NE(alice->keep().draft("bob", {.another = true}).value().text, first.text);
  std::set<std::string> texts;
  for (int day = 0; day < 20; ++day, later(days(1))) {
    alice.restarts();
    texts.insert(alice->keep().draft("bob", {}).value().text);
  }
  EXPECT_EQ(texts.size(), 20U);
}

TEST_F(KeepTest, A_draft_follows_the_occasion_and_the_language_of_the_conversation) {
  says(bob, "alice", "Ich wollte dich fragen, ob wir uns sehen. Kommst du morgen?");
  later(days(5));
  const auto draft = alice->keep().draft("bob", {}).value();
  EXPECT_EQ(draft.purpose, "answer");
  EXPECT_EQ(draft.language, "de");
  EXPECT_EQ(draft.last.size(), 1U);
  EXPECT_LT(draft.caret, draft.text.size());
  born("10-09");
  EXPECT_EQ(alice->keep().draft("bob", {.language = "en"}).value().purpose, "birthday");
}

TEST_F(KeepTest, When_every_opener_was_used_the_draft_only_greets) {
  std::set<std::string> texts;
  for (int count = 0; count < 40; ++count) {
    const auto text = alice->keep().draft("bob", {.purpose = "nudge", .another = true}).value().text;
    EXPECT_TRUE(count >= 24 || texts.insert(text).second) << text;
    EXPECT_TRUE(count < 24 || text.starts_with("Hello bob, ")) << text;
  }
}

}  // namespace
}  // namespace stille::client::test
