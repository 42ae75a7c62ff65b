// Unread messages: which count, and that counting them never reads them.
#include "client/store/tables/conversations.hpp"

#include <gmock/gmock.h>

#include "client/store/tables/contacts.hpp"
#include "tests/support/message_table.hpp"

namespace stille::client::store {
namespace {

struct UnreadTest : testing::Test {
  test::MessageTable table;
  std::size_t unread(std::uint64_t read_up_to = 0) { return count_unread(table.db(), 1, read_up_to).value(); }
  void set(RowId id, const std::string& change) {
    test::MessageTable::must(
        table.db().run("UPDATE message SET removal = iif(?2 = 'removed', 1, removal),"
                       " kind = iif(?2 = 'notice', 2, kind) WHERE id = ?1",
                       id, change));
  }
};

TEST_F(UnreadTest, Only_what_came_after_the_place_counts) {
  table.add("first");
  table.add("mine", 1, true);
  table.add("of somebody else", 2);
  table.add("second");
  EXPECT_EQ(unread(), 2U);
  EXPECT_EQ(unread(1), 1U);
  EXPECT_EQ(unread(4), 0U);
}

TEST_F(UnreadTest, What_was_removed_and_what_the_program_notes_do_not) {
  set(table.add("gone"), "removed");
  set(table.add("a notice"), "notice");
  EXPECT_EQ(unread(), 0U);
}

TEST_F(UnreadTest, Are_counted_in_an_index_alone) {
  auto plan = table.db().composed("EXPLAIN QUERY PLAN " + std::string(kCountUnread)).value();
  ASSERT_TRUE(plan.next().value());
  EXPECT_THAT(plan.get<std::string>(3), testing::HasSubstr("COVERING INDEX message_unread"));
  EXPECT_FALSE(plan.next().value());
}

TEST(PlaceAtTest, Is_how_far_the_log_had_come_at_a_time) {
  test::MessageTable table;
  EXPECT_EQ(place_at(table.db(), TimePoint(seconds(1))).value(), 0U);
  for (const int at : {10, 20, 20, 30}) {
    EventRow event;
    event.name = "e_" + std::to_string(at);
    event.at = TimePoint(seconds(at));
    test::MessageTable::must(add_event(table.db(), event));
  }
  const auto place = [&](int at) { return place_at(table.db(), TimePoint(seconds(at))).value(); };
  EXPECT_EQ(place(9), 0U);
  EXPECT_EQ(place(10), 1U);
  EXPECT_EQ(place(20), 3U);
  EXPECT_EQ(place(29), 3U);
  EXPECT_EQ(place(99), 4U);
}

TEST(LocalsTest, Who_was_written_with_is_listed_and_nobody_else) {
  test::MessageTable table;
  test::MessageTable::must(table.db().run("UPDATE contact SET stage = ?", Stage::local));
  EXPECT_THAT(locals_with_messages(table.db()).value(), testing::IsEmpty());
  table.add("told by an export", 2);
  EXPECT_THAT(locals_with_messages(table.db()).value(), testing::ElementsAre(2));
  test::MessageTable::must(table.db().run("UPDATE contact SET stage = ?", Stage::member));
  EXPECT_THAT(locals_with_messages(table.db()).value(), testing::IsEmpty());
}

TEST(LocalsTest, Whether_anything_was_said_with_somebody_is_looked_up_in_an_index_alone) {
  test::MessageTable table;
  auto plan = table.db().composed("EXPLAIN QUERY PLAN " + std::string(kLocalsWithMessages)).value();
  std::string steps;
  while (plan.next().value()) steps += plan.get<std::string>(3) + "\n";
  EXPECT_THAT(steps, testing::HasSubstr("SEARCH message USING COVERING INDEX"));
  EXPECT_THAT(steps, testing::Not(testing::HasSubstr("SCAN message")));
  EXPECT_THAT(steps, testing::Not(testing::HasSubstr("TEMP B-TREE")));
}

}  // namespace
}  // namespace stille::client::store
