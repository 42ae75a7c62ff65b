// Search as people meet it: what both sides said, by whom, with the hit shown.
#include "client/core/finding.hpp"

#include <gmock/gmock.h>

#include "client/core/talk.hpp"
#include "client/store/database.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct FindingTest : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;

  void says(Person& who, std::string_view to, std::string_view text) {
    ASSERT_TRUE(who->send_text(to, text));
    world.passes(seconds(3));
  }
  static search::Query asked(std::string_view text) {
    return std::get<search::Query>(search::parse_query(text, TimePoint(std::chrono::days(20'000)), true));
  }
  std::vector<std::string> found(Person& who, std::string_view text, SearchPage page = {}) {
    const auto view = who->finding().search(asked(text), page);
    std::vector<std::string> out;
    for (const auto& hit : view.value().hits) out.push_back(hit.message.text);
    return out;
  }
};

TEST_F(FindingTest, Both_directions_are_found_newest_first_and_after_a_restart) {
  says(alice, "bob", "Passt dir Dienstag?");
  says(bob, "alice", "Dienstag um zehn.");
  for (auto* who : {&alice, &bob}) {
    EXPECT_THAT(found(*who, "diens"), ElementsAre("Dienstag um zehn.", "Passt dir Dienstag?"));
    who->restarts();
    EXPECT_THAT(found(*who, "dienstag from:self").size(), 1U);
  }
  EXPECT_EQ(alice->finding().indexed_percent().value(), 100);
}

TEST_F(FindingTest, People_are_named_as_everywhere) {
  says(alice, "bob", "eins");
  says(bob, "alice", "eins");
  EXPECT_EQ(found(alice, "eins from:self").size(), 1U);
  EXPECT_EQ(found(alice, "eins from:bob").size(), 1U);
  EXPECT_EQ(found(alice, "in:" + alice.only_contact().id).size(), 2U);
  EXPECT_EQ(alice->finding().search(asked("in:nobody")).error().code, Errc::not_found);
}

TEST_F(FindingTest, What_was_said_to_be_a_question_is_one_on_both_sides_until_it_is_edited) {
  const auto sent =
      alice->talk().send("bob", {.text = "Sag mir Bescheid.", .key = {}, .reply = {}, .question = true});
  world.passes(seconds(3));
  EXPECT_EQ(found(alice, "has:question").size(), 1U);
  EXPECT_EQ(found(bob, "has:question").size(), 1U);
  ASSERT_TRUE(alice->talk().edit(sent.value().id, "Hat sich erledigt.", false));
  world.passes(seconds(3));
  EXPECT_THAT(found(alice, "has:question"), IsEmpty());
  EXPECT_THAT(found(bob, "has:question"), IsEmpty());
  EXPECT_THAT(found(bob, "bescheid"), IsEmpty());
}

TEST_F(FindingTest, A_hit_shows_where_it_is) {
  says(bob, "alice", "Wir treffen uns bei Müller.");
  const auto hit = alice->finding().search(asked("muel")).value().hits.at(0);
  EXPECT_EQ(hit.contact.alias, "bob");
  ASSERT_EQ(hit.snippet.size(), 3U);
  EXPECT_EQ(hit.snippet[1], (search::Piece{"Müller", true}));
}

TEST_F(FindingTest, Pages_have_a_bound_and_say_that_there_is_more) {
  for (int n = 0; n < 5; ++n) ASSERT_TRUE(alice->send_text("bob", "wort " + std::to_string(n)));
  const auto first = alice->finding().search(asked("wort"), {.most = 2}).value();
  EXPECT_EQ(first.hits.size(), 2U);
  ASSERT_TRUE(first.next);
  EXPECT_THAT(found(alice, "wort", {.most = 3, .older_than = *first.next}),
              ElementsAre("wort 2", "wort 1", "wort 0"));
  EXPECT_FALSE(alice->finding().search(asked("wort"), {.most = 5}).value().next);
  EXPECT_EQ(alice->finding().search(asked("wort"), {.older_than = "m_no"}).error().code, Errc::not_found);
  for (std::size_t n = 0; n < kMostHits; ++n) ASSERT_TRUE(alice->send_text("bob", "wort"));
  EXPECT_EQ(alice->finding().search(asked("wort"), {.most = 100'000}).value().hits.size(), kMostHits);
}

TEST_F(FindingTest, An_index_of_another_folding_is_built_in_the_background) {
  for (int n = 0; n < 5; ++n) ASSERT_TRUE(alice->send_text("bob", "wort"));
  alice.engine.reset();
  {
    auto profile = store::Profile::open(alice.folder).value();
    ASSERT_TRUE(profile.database().run("UPDATE search_build SET folding = 'other'"));
  }
  alice.restarts();
  EXPECT_THAT(found(alice, "wort"), IsEmpty());
  EXPECT_EQ(alice->finding().indexed_percent().value(), 0);
  EXPECT_LE(alice->next_due().value(), world.clock.time);
  ASSERT_TRUE(alice->do_due());
  EXPECT_EQ(alice->finding().indexed_percent().value(), 100);
  EXPECT_EQ(found(alice, "wort").size(), 5U);
}

}  // namespace
}  // namespace stille::client::test
