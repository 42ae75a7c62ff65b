// What address books of other programs say, written down and taken back.
#include "tests/unit/client/core/address_book_fixture.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// --- Whom it is about ---

TEST_F(AddressBookTest, What_is_said_about_contacts_is_written_down_and_goes_to_nobody) {
  ASSERT_TRUE(alice->set_note("bob", "From Ulm"));
  const auto outcomes = takes({about("bob")});
  EXPECT_EQ(outcomes.front().match, AddressMatch::found);
  EXPECT_TRUE(outcomes.front().changed);
  EXPECT_EQ(alice->contact("bob").value().note, "From Ulm\nKnows everybody");
  EXPECT_EQ(alice->cards().of("bob").value().local.at(1), "ACME");
  const auto kept = alice->keep().person("bob").value();
  EXPECT_EQ(kept.birthday, "05-23");
  EXPECT_THAT(kept.circles, ElementsAre("Verein"));
  EXPECT_FALSE(takes({about("bob")}).front().changed);
  EXPECT_EQ(alice->pending().front().envelopes, 0U);
}

TEST_F(AddressBookTest, What_somebody_says_themselves_is_not_written_down_once_more) {
  CardWishes wishes;
  wishes.fields.at(wire::number_of(CardField::company)) = "ACME";
  wishes.fields.at(wire::number_of(CardField::birthday)) = "05-23";
  ASSERT_TRUE(bob->cards().set(wishes));
  ASSERT_TRUE(bob->cards().share("alice", wire::kWholeCard));
  world.passes(seconds(3));
  AddressEntry entry = about("bob");
  entry.note.clear();
  entry.circles.clear();
  EXPECT_FALSE(takes({entry}).front().changed);
}

TEST_F(AddressBookTest, Strangers_become_local_contacts) {
  const auto outcomes = takes({about("Mira Kaya")});
  EXPECT_EQ(outcomes.front().match, AddressMatch::added);
  const auto mira = book().anybody("mira-kaya").value();
  EXPECT_EQ(mira.state, ContactState::local);
  EXPECT_EQ(mira.note, "Knows everybody");
  EXPECT_TRUE(mira.iid.empty());
  EXPECT_EQ(alice->cards().of("mira-kaya").value().local.at(1), "ACME");
  EXPECT_EQ(alice->contact("mira-kaya").error().code, Errc::not_found);
  EXPECT_EQ(alice->send_text("mira-kaya", "x").error().code, Errc::not_found);
  EXPECT_EQ(alice->contacts().value().size(), 1U);
  alice.restarts();
  EXPECT_THAT(locals(), ElementsAre("mira-kaya"));
}

TEST_F(AddressBookTest, Only_contacts_when_that_is_what_somebody_wants) {
  const auto report =
      book().take_in({about("Mira"), about("bob")}, {.file = {}, .contacts_only = true, .dry = false});
  EXPECT_EQ(report.value().outcomes.front().match, AddressMatch::unknown);
  EXPECT_EQ(report.value().outcomes.back().match, AddressMatch::found);
  EXPECT_THAT(locals(), IsEmpty());
}

TEST_F(AddressBookTest, A_name_is_the_same_in_another_order_case_and_spelling) {
  takes({called("Jörg Müller")});
  for (const auto* same : {"Müller, Jörg", "JOERG MUELLER", "jörg  müller"})
    EXPECT_EQ(book().match(called(same)).value().match, AddressMatch::found) << same;
  for (const auto* other : {"Jörg", "Jörg Müller-Lüd", "Jorg Muller"})
    EXPECT_EQ(book().match(called(other)).value().match, AddressMatch::unknown) << other;
}

TEST_F(AddressBookTest, Duplicates_in_one_file_are_one_person) {
  auto first = called("Mira Kaya");
  first.fields.at(wire::number_of(CardField::city)) = "Bonn";
  auto second = called("Kaya, Mira");
  second.fields.at(wire::number_of(CardField::role)) = "Recht";
  second.note = "alt";
  const auto outcomes = takes({first, second, first});
  EXPECT_EQ(outcomes.at(1).match, AddressMatch::found);
  EXPECT_FALSE(outcomes.at(2).changed);
  EXPECT_THAT(locals(), ElementsAre("mira-kaya"));
  EXPECT_THAT(alice->cards().of("mira-kaya").value().local, ElementsAre("Recht", "", "Bonn", "", "", "", ""));
}

TEST_F(AddressBookTest, Two_who_were_born_on_other_days_are_two) {
  auto one = called("Peter Meier");
  one.fields.at(wire::number_of(CardField::birthday)) = "1970-01-02";
  auto other = called("Peter Meier");
  other.fields.at(wire::number_of(CardField::birthday)) = "03-04";
  takes({one, other});
  EXPECT_THAT(locals(), ElementsAre("peter-meier", "peter-meier-2"));
  // Of neither it says more than the name: it may be either.
  EXPECT_EQ(takes({called("Peter Meier")}).front().match, AddressMatch::ambiguous);
  // A year more or less contradicts nothing, and what is known with it stays.
  one.fields.at(wire::number_of(CardField::birthday)) = "01-02";
  EXPECT_FALSE(takes({one}).front().changed);
  EXPECT_EQ(alice->keep().person("peter-meier").value().birthday, "1970-01-02");
}

TEST_F(AddressBookTest, Two_of_other_companies_in_other_cities_are_two) {
  auto one = called("Eva Braun");
  one.fields.at(wire::number_of(CardField::company)) = "ACME";
  one.fields.at(wire::number_of(CardField::city)) = "Bonn";
  auto moved = one;
  moved.fields.at(wire::number_of(CardField::company)) = "Other";
  auto other = moved;
  other.fields.at(wire::number_of(CardField::city)) = "Ulm";
  takes({one});
  EXPECT_EQ(book().match(moved).value().match, AddressMatch::found);
  EXPECT_EQ(book().match(other).value().match, AddressMatch::unknown);
}

TEST_F(AddressBookTest, Ids_from_here_tell_two_of_one_name_apart) {
  auto one = called("Peter Meier");
  one.fields.at(wire::number_of(CardField::birthday)) = "1970-01-02";
  auto other = called("Peter Meier");
  other.fields.at(wire::number_of(CardField::birthday)) = "1980-03-04";
  takes({one, other});
  auto entry = called("Peter Meier");
  entry.uid = book().anybody("peter-meier-2").value().id + "@stille";
  EXPECT_EQ(book().match(entry).value().contact->alias, "peter-meier-2");
  entry.uid = alice->contact("bob").value().id + "@stille";
  EXPECT_EQ(book().match(entry).value().contact->alias, "bob");
}

// --- Bounds, previews, taking back ---

TEST_F(AddressBookTest, What_does_not_fit_changes_nothing_and_is_named) {
  auto entry = about("bob");
  entry.note = std::string(kLongestNote + 1, 'x');
  EXPECT_EQ(AddressBook::check(entry).error().code, Errc::too_large);
  EXPECT_EQ(wrong({about("bob"), entry}), Errc::too_large);
  EXPECT_EQ(alice->contact("bob").value().note, "");
  auto nameless = about("bob");
  nameless.circles = {" "};
  EXPECT_EQ(AddressBook::check(nameless).error().code, Errc::bad_value);
  auto crowded = about("Mira");
  for (std::size_t n = 0; n <= kMostCircles; ++n)
    crowded.circles.push_back(std::string("c").append(std::to_string(n)));
  EXPECT_EQ(wrong({about("bob"), crowded}), Errc::limit_reached);
  EXPECT_EQ(alice->contact("bob").value().note, "");
  EXPECT_THAT(locals(), IsEmpty());
  EXPECT_THAT(alice->keep().circles().value(), IsEmpty());
}

TEST_F(AddressBookTest, There_is_room_for_so_many_local_contacts) {
  std::vector<AddressEntry> crowd;
  for (std::int64_t n = 0; n < kMostLocalContacts; ++n) crowd.push_back(called("P" + std::to_string(n)));
  EXPECT_EQ(takes(crowd).size(), crowd.size());
  EXPECT_EQ(wrong({called("One more")}), Errc::limit_reached);
  EXPECT_EQ(takes({called("p17")}).front().match, AddressMatch::found);
}

TEST_F(AddressBookTest, A_preview_says_the_same_and_changes_nothing) {
  const std::vector<AddressEntry> entries{about("bob"), about("Mira"), called("Mira")};
  const auto preview =
      book().take_in(entries, {.file = {}, .contacts_only = false, .dry = true}).value().outcomes;
  EXPECT_THAT(locals(), IsEmpty());
  EXPECT_EQ(alice->contact("bob").value().note, "");
  EXPECT_EQ(book().undo().error().code, Errc::not_found);
  const auto real = takes(entries);
  for (std::size_t at = 0; at < entries.size(); ++at) {
    EXPECT_EQ(preview[at].match, real[at].match) << at;
    EXPECT_EQ(preview[at].changed, real[at].changed) << at;
    EXPECT_EQ(preview[at].contact->alias, real[at].contact->alias) << at;
  }
}

TEST_F(AddressBookTest, An_import_is_taken_back) {
  ASSERT_TRUE(alice->set_note("bob", "From Ulm"));
  takes({about("bob"), about("Mira")});
  const auto undone = book().undo().value();
  EXPECT_EQ(undone.removed, 1U);
  EXPECT_EQ(undone.restored, 1U);
  EXPECT_EQ(undone.kept, 0U);
  EXPECT_THAT(locals(), IsEmpty());
  EXPECT_EQ(alice->contact("bob").value().note, "From Ulm");
  EXPECT_EQ(alice->cards().of("bob").value().local.at(1), "");
  EXPECT_EQ(alice->keep().person("bob").value().birthday, "");
  EXPECT_THAT(alice->keep().circles().value(), IsEmpty());
  EXPECT_EQ(book().undo().error().code, Errc::not_found);
}

TEST_F(AddressBookTest, What_was_written_down_since_is_not_taken) {
  takes({about("bob"), about("Mira"), about("Nora"), about("Olga")});
  ASSERT_TRUE(alice->set_note("bob", "Something else"));
  ASSERT_TRUE(alice->keep().log("mira", "phone", "", ""));
  ASSERT_TRUE(alice->keep().set("nora", {.rhythm = "3mo", .birthday = {}, .join = {}, .leave = {}}));
  const auto undone = book().undo().value();
  EXPECT_EQ(undone.removed, 1U);
  EXPECT_EQ(undone.kept, 3U);
  EXPECT_EQ(alice->contact("bob").value().note, "Something else");
  EXPECT_EQ(alice->cards().of("bob").value().local.at(1), "");
  EXPECT_THAT(locals(), ElementsAre("mira", "nora"));
  EXPECT_EQ(alice->cards().of("mira").value().local.at(1), "ACME");
}

TEST_F(AddressBookTest, Imports_are_taken_back_one_by_one_and_only_so_many) {
  for (std::size_t n = 0; n <= kMostImports; ++n) takes({called("Person " + std::to_string(n))});
  for (std::size_t n = 0; n < kMostImports; ++n) EXPECT_EQ(book().undo().value().removed, 1U) << n;
  EXPECT_EQ(book().undo().error().code, Errc::not_found);
  EXPECT_THAT(locals(), ElementsAre("person-0"));
}

}  // namespace
}  // namespace stille::client::test
