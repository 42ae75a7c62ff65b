// Contact cards between real engines: who sees which field, when, and what becomes of it.
#include "client/core/cards.hpp"

#include <gmock/gmock.h>

#include "client/core/card_mask.hpp"
#include "client/core/keep_in_touch.hpp"
#include "client/core/talk.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using wire::bit_of;
using wire::CardField;

const std::string kJpeg("\xff\xd8\xff\xe0 a picture");

struct Cards : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;

  static void sets(Person& who, CardField field, const std::string& value) {
    CardWishes wishes;
    wishes.fields.at(wire::number_of(field)) = value;
    EXPECT_TRUE(who->cards().set(wishes)) << wire::name_of(field);
  }
  Errc refusal(CardField field, const std::string& value) {
    CardWishes wishes;
    wishes.fields.at(wire::number_of(field)) = value;
    const auto set = alice->cards().set(wishes);
    return set ? Errc::internal : set.error().code;
  }
  void arrives() { world.passes(seconds(3)); }
  static std::string seen(Person& by, const std::string& of, CardField field) {
    return by->cards().of(of).value().fields.at(wire::number_of(field));
  }
  static std::vector<std::string> events(Person& of) {
    const std::vector<EventType> only{EventType::card};
    std::vector<std::string> out;
    const auto rows = of->events_after(0, 100, only).value();
    for (const auto& event : rows)
      out.push_back(event.state + (event.about.empty() ? "" : ":" + event.about));
    return out;
  }
  Person& carla() {
    auto& person = world.person("carla");
    const auto made = alice->create_invitation();
    world.settles();
    EXPECT_TRUE(person->accept_invitation(made.value().link));
    world.passes(seconds(5));
    return person;
  }
};

// --- What is said about oneself ---

TEST_F(Cards, What_is_typed_is_kept_in_one_form) {
  sets(alice, CardField::role, "  Datenschutz ");
  sets(alice, CardField::languages, "de, en;de");
  sets(alice, CardField::birthday, "23.5.1984");
  sets(alice, CardField::topics, "Segeln,, Recht ;Brot");
  const auto own = alice->cards().own().value();
  EXPECT_THAT(own.fields,
              ElementsAre("Datenschutz", "", "", "de,en", "1984-05-23", "Segeln, Recht, Brot", ""));
  sets(alice, CardField::role, " ");
  EXPECT_EQ(alice->cards().own().value().fields.front(), "");
  alice.restarts();
  EXPECT_EQ(alice->cards().own().value().fields.at(4), "1984-05-23");
}

TEST_F(Cards, Every_field_has_a_bound_and_a_wrong_one_changes_nothing) {
  EXPECT_EQ(refusal(CardField::role, std::string(wire::kLongestCardLine + 1, 'x')), Errc::too_large);
  EXPECT_EQ(refusal(CardField::topics, std::string(wire::kLongestTopics + 1, 'x')), Errc::too_large);
  EXPECT_EQ(refusal(CardField::picture, kJpeg + std::string(wire::kLargestCardPicture, 'x')),
            Errc::too_large);
  EXPECT_EQ(refusal(CardField::birthday, "30.2."), Errc::bad_value);
  EXPECT_EQ(refusal(CardField::birthday, "2999-01-01"), Errc::bad_value);
  EXPECT_EQ(refusal(CardField::city, "K\xff"), Errc::bad_encoding);
  CardWishes wishes;
  wishes.name = "Alicia";
  wishes.fields.front() = "Datenschutz";
  wishes.fields.at(3) = "not a language";
  EXPECT_EQ(alice->cards().set(wishes).error().code, Errc::bad_value);
  EXPECT_EQ(alice->cards().own().value().fields.front(), "");
  EXPECT_EQ(alice->profile().name, "alice");
}

TEST(CardText, Shares_are_written_as_names_of_fields) {
  EXPECT_EQ(parse_card_mask("all").value(), wire::kWholeCard);
  EXPECT_EQ(parse_card_mask("none").value(), 0U);
  EXPECT_EQ(parse_card_mask("city, role").value(), bit_of(CardField::role) | bit_of(CardField::city));
  EXPECT_EQ(parse_card_mask("name").value(), 0U);
  for (const auto* bad : {"", ",", "role,phone", "ALL", "none,role"})
    EXPECT_EQ(parse_card_mask(bad).error().code, Errc::bad_value) << bad;
  EXPECT_EQ(to_text(bit_of(CardField::city) | bit_of(CardField::role)), "role,city");
  EXPECT_EQ(to_text(wire::CardMask{0}), "none");
}

// --- What leaves, and to whom ---

TEST_F(Cards, A_field_that_is_not_shared_never_leaves) {
  sets(alice, CardField::role, "Datenschutz");
  sets(alice, CardField::city, "Bonn");
  arrives();
  EXPECT_THAT(events(bob), IsEmpty());
  ASSERT_TRUE(alice->cards().share("bob", bit_of(CardField::role)));
  arrives();
  EXPECT_EQ(seen(bob, "alice", CardField::role), "Datenschutz");
  EXPECT_EQ(seen(bob, "alice", CardField::city), "");
  EXPECT_THAT(events(bob), ElementsAre("changed:role"));
}

TEST_F(Cards, A_change_reaches_those_who_may_see_it_and_nobody_else) {
  auto& third = carla();
  ASSERT_TRUE(alice->cards().share("bob", bit_of(CardField::city)));
  ASSERT_TRUE(alice->cards().share("carla", bit_of(CardField::role)));
  arrives();
  sets(alice, CardField::city, "Bonn");
  EXPECT_EQ(alice->pending().front().envelopes, 1U);
  arrives();
  EXPECT_EQ(seen(bob, "alice", CardField::city), "Bonn");
  EXPECT_THAT(events(third), IsEmpty());
}

TEST_F(Cards, What_is_taken_back_or_cleared_goes_at_the_other_side_too) {
  sets(alice, CardField::role, "Datenschutz");
  sets(alice, CardField::city, "Bonn");
  ASSERT_TRUE(alice->cards().share("bob", wire::kWholeCard));
  arrives();
  sets(alice, CardField::role, "");
  arrives();
  EXPECT_EQ(seen(bob, "alice", CardField::role), "");
  ASSERT_TRUE(alice->cards().share("bob", 0));
  arrives();
  EXPECT_EQ(seen(bob, "alice", CardField::city), "");
  EXPECT_THAT(events(bob), ElementsAre("changed:role,city", "changed:role", "changed:city"));
}

TEST_F(Cards, The_same_again_says_nothing) {
  sets(alice, CardField::role, "Datenschutz");
  ASSERT_TRUE(alice->cards().share("bob", bit_of(CardField::role)));
  arrives();
  ASSERT_TRUE(alice->cards().share("bob", bit_of(CardField::role)));
  // What is empty looks alike, shared or not.
  ASSERT_TRUE(alice->cards().share("bob", bit_of(CardField::role) | bit_of(CardField::city)));
  sets(alice, CardField::role, "Datenschutz");
  EXPECT_EQ(alice->pending().front().envelopes, 0U);
}

TEST_F(Cards, What_was_shared_and_taken_back_before_anything_left_never_leaves) {
  sets(alice, CardField::role, "Datenschutz");
  alice.goes_offline();
  ASSERT_TRUE(alice->cards().share("bob", bit_of(CardField::role)));
  ASSERT_TRUE(alice->cards().share("bob", 0));
  sets(alice, CardField::role, "Recht");
  alice.goes_online();
  arrives();
  EXPECT_EQ(seen(bob, "alice", CardField::role), "");
}

TEST_F(Cards, Works_while_either_side_is_away) {
  bob.goes_offline();
  sets(alice, CardField::company, "ACME");
  ASSERT_TRUE(alice->cards().share("bob", wire::kWholeCard));
  arrives();
  alice.goes_offline();
  bob.goes_online();
  arrives();
  EXPECT_EQ(seen(bob, "alice", CardField::company), "ACME");
}

TEST_F(Cards, A_new_name_takes_the_card_along) {
  sets(alice, CardField::role, "Datenschutz");
  ASSERT_TRUE(alice->cards().share("bob", wire::kWholeCard));
  arrives();
  ASSERT_TRUE(alice->set_name("Alice A."));
  arrives();
  EXPECT_EQ(bob->contact("alice").value().name, "Alice A.");
  EXPECT_EQ(seen(bob, "alice", CardField::role), "Datenschutz");
}

TEST_F(Cards, A_new_contact_sees_the_default_and_known_ones_do_not) {
  sets(alice, CardField::role, "Datenschutz");
  sets(alice, CardField::city, "Bonn");
  ASSERT_TRUE(alice->set_config("card.share", "role"));
  EXPECT_EQ(alice->set_config("card.share", "phone").error().code, Errc::bad_value);
  auto& third = carla();
  arrives();
  EXPECT_EQ(seen(third, "alice", CardField::role), "Datenschutz");
  EXPECT_EQ(seen(third, "alice", CardField::city), "");
  EXPECT_EQ(seen(bob, "alice", CardField::role), "");
  // What was decided then stays, whatever the setting says later.
  ASSERT_TRUE(alice->set_config("card.share", "all"));
  sets(alice, CardField::city, "Köln");
  arrives();
  EXPECT_EQ(seen(third, "alice", CardField::city), "");
}

// --- What comes ---

TEST_F(Cards, A_request_is_seen_once_and_answered_by_nobody_but_the_person) {
  sets(alice, CardField::role, "Datenschutz");
  ASSERT_TRUE(bob->cards().request("alice"));
  ASSERT_TRUE(bob->cards().request("alice"));
  arrives();
  EXPECT_THAT(events(alice), ElementsAre("requested"));
  EXPECT_TRUE(alice->cards().of("bob").value().wanted);
  EXPECT_THAT(events(bob), IsEmpty());
  ASSERT_TRUE(alice->cards().share("bob", bit_of(CardField::role)));
  arrives();
  EXPECT_FALSE(alice->cards().of("bob").value().wanted);
  EXPECT_EQ(seen(bob, "alice", CardField::role), "Datenschutz");
}

TEST_F(Cards, Nothing_is_asked_of_somebody_who_cannot_be_written_to) {
  ASSERT_TRUE(bob->set_blocked("alice", true));
  EXPECT_EQ(bob->cards().request("alice").error().code, Errc::wrong_state);
  EXPECT_EQ(bob->cards().request("nobody").error().code, Errc::not_found);
}

TEST_F(Cards, A_picture_arrives_whole) {
  const auto picture = kJpeg + std::string(wire::kLargestCardPicture - kJpeg.size(), '\x07');
  sets(alice, CardField::picture, picture);
  ASSERT_TRUE(alice->cards().share("bob", wire::kWholeCard));
  arrives();
  EXPECT_EQ(seen(bob, "alice", CardField::picture), picture);
}

TEST_F(Cards, Says_since_when_it_is_as_it_is) {
  EXPECT_FALSE(bob->cards().of("alice").value().updated);
  sets(alice, CardField::role, "Datenschutz");
  ASSERT_TRUE(alice->cards().share("bob", wire::kWholeCard));
  arrives();
  const auto first = bob->cards().of("alice").value().updated;
  ASSERT_TRUE(first);
  world.passes(std::chrono::hours(1));
  EXPECT_EQ(bob->cards().of("alice").value().updated, first);
}

TEST_F(Cards, Everything_of_a_person_goes_with_them) {
  sets(alice, CardField::role, "Datenschutz");
  ASSERT_TRUE(alice->cards().share("bob", wire::kWholeCard));
  arrives();
  ASSERT_TRUE(bob->forget("alice"));
  EXPECT_EQ(bob->cards().of("alice").error().code, Errc::not_found);
}

// --- Keeping in touch ---

TEST_F(Cards, A_birthday_of_the_card_is_kept_and_one_that_was_typed_goes_before_it) {
  sets(alice, CardField::birthday, "1984-10-10");
  ASSERT_TRUE(alice->cards().share("bob", bit_of(CardField::birthday)));
  arrives();
  EXPECT_EQ(bob->keep().person("alice").value().birthday, "1984-10-10");
  ASSERT_TRUE(bob->keep().set("alice", {.birthday = "10-11"}));
  EXPECT_EQ(bob->keep().person("alice").value().birthday, "10-11");
  ASSERT_TRUE(bob->keep().set("alice", {.birthday = "none"}));
  EXPECT_EQ(bob->keep().birthdays(14).value().front().birthday, "1984-10-10");
  ASSERT_TRUE(alice->cards().share("bob", 0));
  arrives();
  EXPECT_THAT(bob->keep().birthdays(14).value(), IsEmpty());
}

TEST_F(Cards, Another_role_is_an_occasion_until_somebody_has_looked) {
  sets(alice, CardField::role, "Recht");
  ASSERT_TRUE(alice->cards().share("bob", wire::kWholeCard));
  arrives();
  EXPECT_THAT(bob->keep().today().value().cards, IsEmpty());
  sets(alice, CardField::role, "Datenschutz");
  arrives();
  ASSERT_EQ(bob->keep().today().value().cards.size(), 1U);
  EXPECT_EQ(bob->keep().today().value().cards.front().occasion, "news");
  ASSERT_TRUE(bob->cards().look_at("alice"));
  EXPECT_THAT(bob->keep().today().value().cards, IsEmpty());
}

TEST_F(Cards, News_that_were_ticked_off_do_not_come_again) {
  sets(alice, CardField::company, "ACME");
  ASSERT_TRUE(alice->cards().share("bob", wire::kWholeCard));
  arrives();
  sets(alice, CardField::company, "Müller KG");
  arrives();
  ASSERT_TRUE(bob->keep().done("alice"));
  EXPECT_THAT(bob->keep().today().value().cards, IsEmpty());
}

TEST_F(Cards, A_draft_knows_their_topics_and_their_language) {
  sets(alice, CardField::topics, "Segeln, Recht");
  sets(alice, CardField::languages, "tr,de-AT,en");
  ASSERT_TRUE(alice->cards().share("bob", wire::kWholeCard));
  arrives();
  const auto draft = bob->keep().draft("alice", {}).value();
  EXPECT_THAT(draft.topics, ElementsAre("Segeln", "Recht"));
  EXPECT_EQ(draft.language, "de");
}

}  // namespace
}  // namespace stille::client::test
