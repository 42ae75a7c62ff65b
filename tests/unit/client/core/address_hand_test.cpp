// Somebody of the own address book, written down by hand.
#include "client/core/conversations.hpp"
#include "tests/unit/client/core/address_book_fixture.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct AddressHandTest : AddressBookTest {
  std::string field(const std::string& who, CardField which) {
    return alice->cards().of(who).value().local.at(wire::number_of(which));
  }
  static AddressDescription change(CardField which, const std::string& value) {
    AddressDescription out;
    out.fields.at(wire::number_of(which)) = value;
    return out;
  }
};

TEST_F(AddressHandTest, Somebody_is_written_down_and_nothing_of_it_is_an_import) {
  const auto mira = book().add(about("Mira Kaya"));
  ASSERT_TRUE(mira);
  EXPECT_EQ(mira.value().alias, "mira-kaya");
  EXPECT_EQ(mira.value().state, ContactState::local);
  EXPECT_EQ(mira.value().note, "Knows everybody");
  EXPECT_EQ(field("mira-kaya", CardField::company), "ACME");
  const auto kept = alice->keep().person("mira-kaya").value();
  EXPECT_EQ(kept.birthday, "05-23");
  EXPECT_THAT(kept.circles, ElementsAre("Verein"));
  EXPECT_EQ(book().undo().error().code, Errc::not_found);
}

TEST_F(AddressHandTest, Whoever_is_here_already_is_not_written_down_again) {
  EXPECT_EQ(book().add(called("Bob")).error().code, Errc::already_exists);
  ASSERT_TRUE(book().add(called("Mira")));
  EXPECT_EQ(book().add(called("mira")).error().code, Errc::already_exists);
  EXPECT_THAT(locals(), ElementsAre("mira"));
  // A birthday tells two of one name apart.
  auto first = called("Nora");
  first.fields.at(wire::number_of(CardField::birthday)) = "01-02";
  auto other = called("Nora");
  other.fields.at(wire::number_of(CardField::birthday)) = "03-04";
  ASSERT_TRUE(book().add(first));
  EXPECT_TRUE(book().add(other));
}

TEST_F(AddressHandTest, What_is_no_name_or_too_long_a_note_changes_nothing) {
  EXPECT_EQ(book().add(called(" ")).error().code, Errc::bad_value);
  auto entry = called("Mira");
  entry.note = std::string(kLongestNote + 1, 'x');
  EXPECT_EQ(book().add(entry).error().code, Errc::too_large);
  entry.note.pop_back();
  EXPECT_TRUE(book().add(entry));
  EXPECT_EQ(book().describe("mira", {.name = " "}).error().code, Errc::bad_value);
  EXPECT_EQ(book().anybody("mira").value().name, "Mira");
}

TEST_F(AddressHandTest, Name_and_fields_are_changed_and_cleared_one_by_one) {
  ASSERT_TRUE(book().add(about("Mira")));
  EXPECT_EQ(book().describe("mira", {.name = "Mira Kaya"}).value().name, "Mira Kaya");
  EXPECT_EQ(field("mira", CardField::company), "ACME");
  ASSERT_TRUE(book().describe("mira", change(CardField::city, "Ulm")));
  ASSERT_TRUE(book().describe("mira", change(CardField::company, "")));
  EXPECT_EQ(field("mira", CardField::city), "Ulm");
  EXPECT_EQ(field("mira", CardField::company), "");
  ASSERT_TRUE(book().describe("mira", change(CardField::birthday, "1984-05-23")));
  EXPECT_EQ(alice->keep().person("mira").value().birthday, "1984-05-23");
  ASSERT_TRUE(book().describe("mira", change(CardField::birthday, "")));
  EXPECT_EQ(alice->keep().person("mira").value().birthday, "");
}

TEST_F(AddressHandTest, A_contact_says_themselves_who_they_are) {
  EXPECT_EQ(book().describe("bob", {.name = "Robert"}).error().code, Errc::wrong_state);
}

TEST_F(AddressHandTest, An_import_that_is_taken_back_takes_nothing_that_was_written_by_hand) {
  takes({called("Mira"), called("Nora"), called("Otto")});
  ASSERT_TRUE(book().describe("mira", {.name = "Mira Kaya"}));
  ASSERT_TRUE(alice->set_note("nora", "met in Ulm"));
  const auto undone = book().undo().value();
  EXPECT_EQ(undone.removed, 1U);
  EXPECT_EQ(undone.kept, 2U);
  EXPECT_THAT(locals(), ElementsAre("mira", "nora"));
  EXPECT_EQ(book().undo().error().code, Errc::not_found);
}

TEST_F(AddressHandTest, Nothing_of_it_makes_any_work_for_a_relay) {
  world.settles();
  const auto sent = world.envelopes.size();
  ASSERT_TRUE(book().add(about("Mira")));
  ASSERT_TRUE(book().describe("mira", change(CardField::city, "Ulm")));
  world.passes(seconds(30));
  EXPECT_EQ(world.envelopes.size(), sent);
  EXPECT_THAT(alice->next_work(alice->relays().front(), 1000).value(), IsEmpty());
}

}  // namespace
}  // namespace stille::client::test
