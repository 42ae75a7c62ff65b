// Entries made by hand: told in their order, and brought back by an import, each once.
#include <gmock/gmock.h>

#include "client/core/keep_in_touch.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

using std::chrono::days;
using testing::IsEmpty;

// The world begins on Friday, 4 October 2024.
struct KeepEntriesTest : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
};

TEST_F(KeepEntriesTest, Entries_come_in_the_order_of_noting_page_by_page) {
  for (const auto* day : {"2024-09-02", "2024-08-01", "2024-09-03"})
    ASSERT_TRUE(alice->keep().log("bob", "phone", "x", day));
  const auto first = alice->keep().entries("bob", 0, 2).value();
  ASSERT_EQ(first.entries.size(), 2U);
  EXPECT_EQ(first.entries[0].day, "2024-09-02");
  ASSERT_TRUE(first.next);
  const auto rest = alice->keep().entries("bob", *first.next, 2).value();
  ASSERT_EQ(rest.entries.size(), 1U);
  EXPECT_EQ(rest.entries[0].day, "2024-09-03");
  EXPECT_FALSE(rest.next);
}

TEST_F(KeepEntriesTest, An_entry_is_brought_back_once_and_counts_as_a_touch) {
  const EntryView entry{{}, "2024-10-01", "met", "Ulm", world.clock.time - days(3)};
  EXPECT_EQ(alice->keep().bring_back("bob", std::span(&entry, 1)).value(), 1U);
  EXPECT_EQ(alice->keep().bring_back("bob", std::span(&entry, 1)).value(), 0U);
  EXPECT_EQ(alice->keep().person("bob").value().last->day, "2024-10-01");
  EXPECT_EQ(alice->keep().entries("bob", 0, 10).value().entries.at(0).noted, entry.noted);
}

TEST_F(KeepEntriesTest, What_no_entry_can_have_is_not_brought_back) {
  const std::string long_note(kLongestNote + 1, 'x');
  const EntryView wrong[] = {{{}, "2024-10-01", "telepathy", "", {}},
                             {{}, "2024-10-06", "met", "", {}},
                             {{}, "gestern", "met", "", {}},
                             {{}, "2024-10-01", "met", long_note, {}},
                             {{}, "2024-10-01", "met", "\xFF", {}}};
  for (const auto& entry : wrong) {
    EXPECT_TRUE(alice->keep().may_bring_back(std::span(&entry, 1)).has_error()) << entry.day << entry.via;
    EXPECT_TRUE(alice->keep().bring_back("bob", std::span(&entry, 1)).has_error()) << entry.day << entry.via;
  }
  EXPECT_THAT(alice->keep().entries("bob", 0, 10).value().entries, IsEmpty());
}

}  // namespace
}  // namespace stille::client::test
