// One person brings two others together.
#include <gmock/gmock.h>

#include "client/core/introductions.hpp"
#include "client/core/talk.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

struct IntroductionTest : testing::Test {
  World world;
  Person& anna = world.person("anna");
  Person& ben = knows("ben");
  Person& cleo = knows("cleo");

  Person& knows(const std::string& name) {
    auto& person = world.person(name);
    const auto made = anna->create_invitation();
    world.settles();
    EXPECT_TRUE(person->accept_invitation(made.value().link));
    world.passes(seconds(5));
    return person;
  }
  IntroductionView introduces() {
    auto made = anna->introductions().make("ben", "cleo", "Ihr habt beide Bienen.");
    EXPECT_TRUE(made);
    world.passes(seconds(5));
    return made.value();
  }
  IntroductionView offer(Person& who) { return who->introductions().list().value().front(); }
  void agrees(Person& who) {
    EXPECT_TRUE(who->introductions().accept(offer(who).id));
    world.passes(seconds(10));
  }
  std::vector<std::string> told(Person& who) {
    std::vector<std::string> out;
    for (const auto& event : who.events()) {
      if (event.type == EventType::introduction) out.push_back(event.state);
    }
    return out;
  }
};

TEST_F(IntroductionTest, Both_are_asked_and_with_both_their_yes_they_know_each_other) {
  introduces();
  EXPECT_EQ(offer(ben).name, "cleo");
  EXPECT_EQ(offer(cleo).name, "ben");
  EXPECT_EQ(offer(ben).text, "Ihr habt beide Bienen.");
  EXPECT_EQ(offer(ben).iid, cleo->profile().iid);
  agrees(ben);
  EXPECT_EQ(cleo->contacts().value().size(), 1U);
  EXPECT_EQ(ben->contacts().value().size(), 1U);
  agrees(cleo);
  ASSERT_TRUE(ben->contact("cleo"));
  ASSERT_TRUE(cleo->contact("ben"));
  EXPECT_EQ(ben->contact("cleo").value().iid, cleo->profile().iid);
  EXPECT_EQ(ben->contact("cleo").value().state, ContactState::connected);
  EXPECT_FALSE(ben->contact("cleo").value().verified);
  EXPECT_EQ(ben->introductions().introducer_of("cleo").value()->alias, "anna");
  EXPECT_EQ(cleo->introductions().introducer_of("ben").value()->alias, "anna");
  EXPECT_FALSE(ben->introductions().introducer_of("anna").value());
  EXPECT_EQ(offer(anna).state, IntroductionState::made);
  EXPECT_EQ(offer(ben).state, IntroductionState::made);
  EXPECT_EQ(offer(cleo).state, IntroductionState::made);
  EXPECT_THAT(told(anna), testing::ElementsAre("agreed", "made"));
  ASSERT_TRUE(ben->send_text("cleo", "Wie viele?"));
  world.passes(seconds(5));
  EXPECT_THAT(cleo.heard(), testing::ElementsAre("Wie viele?"));
}

TEST_F(IntroductionTest, It_does_not_matter_who_agrees_first) {
  introduces();
  agrees(cleo);
  agrees(ben);
  EXPECT_TRUE(ben->contact("cleo"));
  EXPECT_TRUE(cleo->contact("ben"));
}

TEST_F(IntroductionTest, Nobody_hears_of_a_no) {
  introduces();
  agrees(ben);
  ASSERT_TRUE(cleo->introductions().decline(offer(cleo).id));
  world.passes(seconds(10));
  EXPECT_EQ(offer(anna).state, IntroductionState::asked);
  EXPECT_THAT(told(anna), testing::ElementsAre("agreed"));
  EXPECT_THAT(offer(anna).agreed, testing::ElementsAre(anna->contact("ben").value().id));
  EXPECT_FALSE(ben->contact("cleo"));
  EXPECT_EQ(cleo->introductions().accept(offer(cleo).id).error().code, Errc::wrong_state);
}

TEST_F(IntroductionTest, It_works_with_everybody_away_at_some_time) {
  ben.goes_offline();
  introduces();
  agrees(cleo);
  cleo.goes_offline();
  cleo.restarts();
  ben.goes_online();
  world.passes(seconds(5));
  agrees(ben);
  cleo.goes_online();
  world.passes(seconds(10));
  EXPECT_TRUE(ben->contact("cleo"));
  EXPECT_TRUE(cleo->contact("ben"));
}

TEST_F(IntroductionTest, The_link_is_for_the_one_who_was_offered) {
  // Dora is known to ben, and gets hold of what cleo made for him.
  auto& dora = world.person("dora");
  introduces();
  agrees(cleo);
  const auto invitations = cleo->invitations().value();
  ASSERT_FALSE(invitations.empty());
  const auto link = invitations.back().link;
  ASSERT_FALSE(link.empty());
  ASSERT_TRUE(dora->accept_invitation(link));
  world.passes(seconds(10));
  EXPECT_EQ(cleo->contacts().value().size(), 1U);
  agrees(ben);
  EXPECT_FALSE(ben->contact("cleo"));
  EXPECT_EQ(offer(ben).state, IntroductionState::lapsed);
}

TEST_F(IntroductionTest, People_who_know_each_other_are_not_asked) {
  introduces();
  agrees(ben);
  agrees(cleo);
  const auto before = told(ben).size();
  introduces();
  EXPECT_EQ(told(ben).size(), before);
  EXPECT_EQ(ben->introductions().list().value().size(), 1U);
}

TEST_F(IntroductionTest, It_needs_two_different_people_who_can_be_written_to) {
  EXPECT_EQ(anna->introductions().make("ben", "ben", "").error().code, Errc::invalid_argument);
  EXPECT_EQ(anna->introductions().make("ben", "nobody", "").error().code, Errc::not_found);
  ASSERT_TRUE(anna->set_blocked("cleo", true));
  EXPECT_EQ(anna->introductions().make("ben", "cleo", "").error().code, Errc::wrong_state);
}

TEST_F(IntroductionTest, Its_words_have_a_bound) {
  const std::string most(kLongestIntroductionText, 'x');
  EXPECT_EQ(anna->introductions().make("ben", "cleo", most + "x").error().code, Errc::too_large);
  EXPECT_EQ(anna->introductions().make("ben", "cleo", "\xff").error().code, Errc::bad_encoding);
  EXPECT_TRUE(anna->introductions().make("ben", "cleo", most));
}

TEST_F(IntroductionTest, One_person_cannot_pile_up_offers) {
  for (std::size_t at = 0; at < kMostOffersOfOne + 2; ++at) introduces();
  EXPECT_EQ(ben->introductions().list().value().size(), kMostOffersOfOne);
}

TEST_F(IntroductionTest, Ours_are_bounded_too) {
  ben.goes_offline();
  cleo.goes_offline();
  for (std::size_t at = 0; at < kMostIntroductions; ++at) {
    ASSERT_TRUE(anna->introductions().make("ben", "cleo", ""));
  }
  EXPECT_EQ(anna->introductions().make("ben", "cleo", "").error().code, Errc::limit_reached);
}

TEST_F(IntroductionTest, What_nobody_settles_lapses) {
  introduces();
  world.passes(kIntroductionLife + std::chrono::hours(13));
  EXPECT_EQ(offer(anna).state, IntroductionState::lapsed);
  EXPECT_EQ(offer(ben).state, IntroductionState::lapsed);
  EXPECT_EQ(ben->introductions().accept(offer(ben).id).error().code, Errc::wrong_state);
}

TEST_F(IntroductionTest, With_whoever_introduced_goes_what_they_knew) {
  introduces();
  agrees(cleo);
  ASSERT_TRUE(cleo->forget("anna"));
  world.passes(seconds(10));
  EXPECT_TRUE(cleo->introductions().list().value().empty());
  agrees(ben);
  world.passes(seconds(10));
  EXPECT_FALSE(ben->contact("cleo"));
  EXPECT_TRUE(cleo->contacts().value().empty());
}

TEST_F(IntroductionTest, Offers_are_found_by_a_beginning_of_their_id) {
  introduces();
  EXPECT_EQ(ben->introductions().accept("n_").error().code, Errc::not_found);
  EXPECT_EQ(ben->introductions().accept("n_zzzz").error().code, Errc::not_found);
  EXPECT_TRUE(ben->introductions().accept(offer(ben).id.substr(0, 8)));
}

}  // namespace
}  // namespace stille::client::test
