// Questions in groups: which of them wait for us, and until when.
#include "client/core/group_questions.hpp"

#include "client/core/keep_in_touch.hpp"
#include "tests/unit/client/core/group_rig.hpp"

namespace stille::client::test {
namespace {

using std::chrono::hours;
using testing::ElementsAre;
using testing::IsEmpty;

// Ada has the chair and knows bob and cem; the world begins on a Friday.
struct GroupQuestionsTest : testing::Test {
  Circle circle{3};
  GroupQuestionsTest() {
    circle.gathers();
    circle.world.clock.time += hours(72);
  }

  std::string says(std::size_t who, std::string_view text, std::string_view reply = {}) {
    const auto said = circle[who]->groups().send("#runde", {.text = text, .key = {}, .reply = reply});
    EXPECT_TRUE(said);
    circle.world.passes(seconds(30));
    return said.value().id;
  }
  /// The id of this text as `who` has it.
  std::string found(std::size_t who, std::string_view text) {
    const auto all = circle[who]->messages("#runde").value();
    for (const auto& message : all)
      if (message.text == text) return message.id;
    return {};
  }
  std::vector<std::string> waiting() {
    circle.world.clock.time += hours(21);
    std::vector<std::string> out;
    const auto view = circle[0]->keep().waiting().value();
    for (const auto& open : view.waiting) out.push_back(open.contact.alias + ": " + open.message.text);
    return out;
  }
};

TEST_F(GroupQuestionsTest, What_is_asked_of_everybody_waits_for_nobody) {
  says(1, "Wer kommt am Freitag?");
  EXPECT_THAT(waiting(), IsEmpty());
}

TEST_F(GroupQuestionsTest,
       What_somebody_said_in_a_group_comes_up_with_them_on_its_day_and_own_words_with_nobody) {
  says(1, "Ich bringe den Schlüssel mit.");
  says(0, "Gut.");
  auto keep = circle[0]->keep();
  EXPECT_EQ(keep.remind(found(0, "Gut."), "1d").error().code, Errc::wrong_state);
  ASSERT_TRUE(keep.remind(found(0, "Ich bringe den Schlüssel mit."), "1d"));
  circle.world.clock.time += hours(24);
  const auto cards = keep.today().value().cards;
  ASSERT_EQ(cards.size(), 1U);
  EXPECT_EQ(cards[0].occasion, "promised");
  EXPECT_EQ(cards[0].person.contact.alias, "bob");
  EXPECT_EQ(cards[0].message->text, "Ich bringe den Schlüssel mit.");
  ASSERT_TRUE(keep.done("bob"));
  EXPECT_THAT(keep.today().value().cards, IsEmpty());
}

TEST_F(GroupQuestionsTest,
       Who_is_known_through_a_group_only_comes_up_with_what_one_wishes_to_be_reminded_of) {
  const auto said =
      circle[2]->groups().send("#runde", {.text = "Ich frage den Verlag.", .key = {}, .reply = {}});
  ASSERT_TRUE(said);
  circle.world.passes(seconds(30));
  auto keep = circle[1]->keep();
  const auto all = circle[1]->messages("#runde").value();
  ASSERT_TRUE(keep.remind(all.back().id, "1d"));
  circle.world.clock.time += hours(24);
  const auto cards = keep.today().value().cards;
  ASSERT_EQ(cards.size(), 1U);
  EXPECT_EQ(cards[0].occasion, "promised");
  EXPECT_EQ(cards[0].message->text, "Ich frage den Verlag.");
}

TEST_F(GroupQuestionsTest, An_answer_to_a_message_of_ours_that_asks_waits_until_we_have_said_something) {
  says(0, "Freitag um acht.");
  says(1, "Bei dir?", found(1, "Freitag um acht."));
  says(2, "Warum?", found(2, "Bei dir?"));
  EXPECT_THAT(waiting(), ElementsAre("bob: Bei dir?"));
  const auto open = circle[0]->keep().waiting().value().waiting.at(0);
  ASSERT_TRUE(open.group);
  EXPECT_EQ(open.group->alias, "runde");
  EXPECT_EQ(open.message.conversation, circle.group(0).conversation);
  const auto card = circle[0]->keep().today().value().cards.at(0);
  EXPECT_EQ(card.occasion, "waiting");
  EXPECT_EQ(card.message->text, "Bei dir?");
  EXPECT_TRUE(card.group);
  says(0, "Ja.");
  EXPECT_THAT(waiting(), IsEmpty());
}

TEST_F(GroupQuestionsTest, Whoever_names_us_asks_us) {
  says(1, "@Ada, kommst du?");
  says(2, "Kommst du, @adam?");
  says(2, "Schreibst du an info@ada.example?");
  says(2, "@Ada kommt bestimmt.");
  EXPECT_THAT(waiting(), ElementsAre("bob: @Ada, kommst du?"));
  // What is said between two answers nothing in a group.
  ASSERT_TRUE(circle[0]->send_text("bob", "Ja"));
  EXPECT_THAT(waiting(), ElementsAre("bob: @Ada, kommst du?"));
}

TEST_F(GroupQuestionsTest, It_is_settled_as_any_other_and_goes_with_the_group) {
  says(1, "@ada, kommst du?");
  says(2, "@ada, und du?");
  ASSERT_THAT(waiting(), ElementsAre("bob: @ada, kommst du?", "cem: @ada, und du?"));
  ASSERT_TRUE(circle[0]->keep().done(found(0, "@ada, kommst du?")));
  EXPECT_THAT(waiting(), ElementsAre("cem: @ada, und du?"));
  ASSERT_TRUE(circle[0]->set_config("keep.reactions", "on"));
  ASSERT_TRUE(circle[0]->talk().react(found(0, "@ada, und du?"), "\U0001F44D"));
  EXPECT_THAT(waiting(), IsEmpty());
  ASSERT_TRUE(circle[0]->set_config("keep.reactions", "off"));
  EXPECT_EQ(waiting().size(), 1U);
  ASSERT_TRUE(circle[0]->groups().leave("#runde"));
  EXPECT_THAT(waiting(), IsEmpty());
}

TEST_F(GroupQuestionsTest, Of_what_was_said_since_our_last_word_the_newest_are_looked_at) {
  for (std::size_t count = 0; count < kMostLookedAt + 1; ++count)
    says(1, "@ada, Frage " + std::to_string(count) + "?");
  const auto found = waiting();
  ASSERT_EQ(found.size(), kMostLookedAt);
  EXPECT_EQ(found.front(), "bob: @ada, Frage 1?");
}

TEST(GroupQuestions, A_name_is_meant_where_it_stands_alone_behind_an_at) {
  for (const auto* text :
       {"@Ada", "Sag mal, @ada: ja?", "(@ADA)", "@Ada Lovelace?", "a @Bob und @Ada", "@@Ada"})
    EXPECT_TRUE(names(text, "Ada Lovelace")) << text;
  for (const auto* text : {"Ada", "@Adam", "post@ada.example", "@ Ada", "@", "", "@Lovelace", "@ad"})
    EXPECT_FALSE(names(text, "Ada Lovelace")) << text;
  EXPECT_TRUE(names("@Jürgen?", "juergen"));
  EXPECT_FALSE(names("@", ""));
  EXPECT_FALSE(names("@!", "!"));
}

}  // namespace
}  // namespace stille::client::test
