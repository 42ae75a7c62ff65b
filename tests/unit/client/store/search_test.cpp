// The index follows the messages by itself, and is built in bounded slices where it is missing.
#include <gmock/gmock.h>

#include "tests/support/message_table.hpp"

namespace stille::client::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct SearchTest : testing::Test {
  test::MessageTable table;

  // As a profile of an earlier version has it: messages, and nothing of them in the index.
  void forgets_the_index() {
    test::MessageTable::must(table.db().run("UPDATE search_build SET folding = 'of another program'"));
    table.closes();
    table.opens();
  }
  std::int64_t next() { return index_build(table.db()).value().next; }
};

TEST_F(SearchTest, Finds_what_is_written_rewritten_and_not_what_is_gone) {
  const auto first = table.add("Passt dir Dienstag?");
  const auto second = table.add("Ja, Dienstag.");
  EXPECT_THAT(table.find("dienstag"), ElementsAre(second, first));
  table.edit(first, "Passt dir Mittwoch?");
  EXPECT_THAT(table.find("dienstag"), ElementsAre(second));
  EXPECT_THAT(table.find("mittwoch"), ElementsAre(first));
  table.remove(first);
  EXPECT_THAT(table.find("mittwoch"), IsEmpty());
}

TEST_F(SearchTest, Names_of_files_are_found_and_go_with_them) {
  const auto id = table.add("Der Plan");
  table.attach(id, "Rechnung-2026.pdf");
  table.attach(id, "Urlaub.jpg");
  EXPECT_THAT(table.find("rechnung"), ElementsAre(id));
  EXPECT_THAT(table.find("plan urlaub"), ElementsAre(id));
  EXPECT_THAT(table.find("\"plan rechnung\""), IsEmpty());
  table.edit(id, "Anders");
  EXPECT_THAT(table.find("anders pdf"), ElementsAre(id));
  table.detach(id);
  EXPECT_THAT(table.find("urlaub"), IsEmpty());
  EXPECT_THAT(table.find("anders"), ElementsAre(id));
  table.attach(id, "Neu.txt");
  table.remove(id);
  EXPECT_THAT(table.find("neu"), IsEmpty());
}

TEST_F(SearchTest, Forgets_what_goes_with_its_contact) {
  table.add("Dienstag", 1);
  const auto other = table.add("Dienstag", 2);
  test::MessageTable::must(table.db().run("DELETE FROM contact WHERE id = 1"));
  EXPECT_THAT(table.find("dienstag"), ElementsAre(other));
}

TEST_F(SearchTest, The_pages_of_the_index_forget_words_that_are_gone) {
  const auto pages_with = [&](std::string_view word) {
    return table.db()
        .value<std::int64_t>(
            "SELECT count(*) FROM message_index_data WHERE instr(block, CAST(? AS BLOB)) > 0", word)
        .value();
  };
  const auto secret = table.add("zwischenruf");
  const auto reworded = table.add("querschuss");
  table.add("bleibt");
  EXPECT_GT(pages_with("wischenruf"), 0);
  EXPECT_GT(pages_with("uerschuss"), 0);
  table.remove(secret);
  table.edit(reworded, "anders");
  EXPECT_EQ(pages_with("wischenruf"), 0);
  EXPECT_EQ(pages_with("uerschuss"), 0);
}

TEST_F(SearchTest, Is_undone_with_the_transaction) {
  {
    auto transaction = Transaction::begin(table.db()).value();
    table.add("Dienstag");
    EXPECT_EQ(table.find("dienstag").size(), 1U);
  }
  EXPECT_THAT(table.find("dienstag"), IsEmpty());
}

TEST_F(SearchTest, Writing_still_tells_the_row_and_whether_it_was_new) {
  const auto id = table.add("eins zwei drei");
  EXPECT_EQ(load_message(table.db(), id).value().text, "eins zwei drei");
  MessageRow again = load_message(table.db(), id).value();
  again.name = "m_other";
  EXPECT_FALSE(add_message(table.db(), again).value());
}

TEST_F(SearchTest, Scope_words_are_no_words_of_the_text) {
  table.add("Dienstag?");
  for (const auto* hidden : {"m", "c1", "a1", "k0", "q", "c1q", "a1q"})
    EXPECT_THAT(table.find(hidden), IsEmpty()) << hidden;
}

TEST_F(SearchTest, Filters_by_conversation_author_and_what_it_has) {
  const auto theirs = table.add("Kommst du?", 1);
  const auto ours = table.add("https://example.org/a", 1, true);
  const auto other = table.add("Kommst du?", 2);
  search::Query all;
  EXPECT_THAT(table.find(all, RowId{1}), ElementsAre(ours, theirs));
  EXPECT_THAT(table.find(all, std::nullopt, RowId{0}), ElementsAre(ours));
  EXPECT_THAT(table.find(all, std::nullopt, RowId{2}), ElementsAre(other));
  EXPECT_THAT(table.find("has:question"), ElementsAre(other, theirs));
  EXPECT_THAT(table.find("has:link"), ElementsAre(ours));
  EXPECT_THAT(table.find("has:file"), IsEmpty());
  search::Query question;
  question.question = true;
  EXPECT_THAT(table.find(question, RowId{1}), ElementsAre(theirs));
  EXPECT_THAT(table.find(question, std::nullopt, RowId{2}), ElementsAre(other));
  EXPECT_THAT(table.find(question, RowId{2}, RowId{0}), IsEmpty());
  search::Query link;
  link.link = true;
  EXPECT_THAT(table.find(link, RowId{1}, RowId{0}), ElementsAre(ours));
  link.question = true;
  EXPECT_THAT(table.find(link, RowId{1}), IsEmpty());
}

TEST_F(SearchTest, Finds_messages_with_files_by_that_and_by_their_caption) {
  const auto id = table.add("Gartenplan");
  const auto bare = table.add("", 2);
  for (const auto row : {id, bare}) {
    test::MessageTable::must(
        table.db().run("UPDATE message SET kind = ? WHERE id = ?", ContentKind::file, row));
  }
  EXPECT_THAT(table.find("has:file"), ElementsAre(bare, id));
  EXPECT_THAT(table.find("gartenplan has:file"), ElementsAre(id));
  test::MessageTable::must(erase_words(table.db(), id, Removal::everyone));
  EXPECT_THAT(table.find("has:file"), ElementsAre(bare));
  EXPECT_THAT(table.find("gartenplan"), IsEmpty());
}

TEST_F(SearchTest, Times_bound_exactly_also_when_the_clock_went_back) {
  const auto at = [](int day, int hour) {
    return TimePoint(std::chrono::days(day) + std::chrono::hours(hour));
  };
  const auto a = table.add("wort", 1, false, at(100, 5));
  const auto b = table.add("wort", 1, false, at(102, 5));
  const auto back = table.add("wort", 1, false, at(101, 5));
  search::Query query;
  query.terms = {{"wort", false}};
  query.after = at(101, 5);
  EXPECT_THAT(table.find(query), ElementsAre(back, b));
  query.before = at(102, 5);
  EXPECT_THAT(table.find(query), ElementsAre(back));
  query.after.reset();
  EXPECT_THAT(table.find(query), ElementsAre(back, a));
  query.terms.clear();
  EXPECT_THAT(table.find(query), ElementsAre(back, a));
  query.before = at(50, 0);
  EXPECT_THAT(table.find(query), IsEmpty());
}

TEST_F(SearchTest, Pages_go_on_where_the_one_before_ended) {
  std::vector<RowId> expected;
  for (int n = 0; n < 5; ++n) expected.insert(expected.begin(), table.add("wort"));
  search::Query query;
  query.terms = {{"wort", false}};
  EXPECT_EQ(table.find(query, {}, {}, {}, 3), std::vector<RowId>(expected.begin(), expected.begin() + 3));
  EXPECT_EQ(table.find(query, {}, {}, expected[2], 3),
            std::vector<RowId>(expected.begin() + 3, expected.end()));
}

TEST_F(SearchTest, Nothing_that_people_type_breaks_the_question) {
  table.add("a \"b\" c");
  for (const auto* odd :
       {"\"", "AND", "a OR b", "NEAR(a b)", "a* *", "(a", "body:a", "a^b", "-a", "{a}", "scope : m"}) {
    const auto parsed = search::parse_query(odd, TimePoint(std::chrono::days(20'000)), true);
    if (const auto* query = std::get_if<search::Query>(&parsed)) {
      EXPECT_TRUE(
          find_messages(table.db(), {.query = *query, .in = {}, .from = {}, .older_than = {}, .most = 5}))
          << odd;
    }
  }
  search::Query zero;
  zero.terms = {{std::string("a\0b", 3), false}};
  EXPECT_EQ(table.find(zero).size(), 1U);
  zero.terms = {{std::string("a\0c", 3), false}};
  EXPECT_EQ(table.find(zero).size(), 0U);
}

TEST_F(SearchTest, An_older_profile_is_taken_in_by_slices_the_newest_first) {
  for (std::size_t n = 0; n < kSliceMessages + 10; ++n) table.add("wort");
  forgets_the_index();
  EXPECT_THAT(table.find("wort"), IsEmpty());
  EXPECT_GT(next(), 0);
  ASSERT_TRUE(index_slice(table.db()));
  EXPECT_EQ(table.find("wort").size(), kSliceMessages);
  EXPECT_EQ(table.find("wort").front(), static_cast<RowId>(kSliceMessages + 10));
  ASSERT_TRUE(index_slice(table.db()));
  ASSERT_TRUE(index_slice(table.db()));
  EXPECT_LE(next(), 0);
  EXPECT_EQ(table.find("wort").size(), kSliceMessages + 10);
}

TEST_F(SearchTest, Slices_become_one_index_in_the_end_and_nothing_is_missing_meanwhile) {
  const auto pieces = [&] {
    return table.db().value<std::int64_t>("SELECT count(DISTINCT segid) FROM message_index_idx").value();
  };
  constexpr std::size_t kMessages = 40;
  std::size_t words = 0;
  for (std::size_t n = 0; n < kMessages; ++n) {
    std::string text = "wort";
    while (text.size() < 60'000) text += " nr" + std::to_string(++words);
    table.add(text);
  }
  forgets_the_index();
  while (next() > 0) ASSERT_TRUE(index_slice(table.db()));
  EXPECT_EQ(next(), kMerging);
  EXPECT_GT(pieces(), 1);
  ASSERT_TRUE(index_slice(table.db()));
  table.add("wort meanwhile");
  EXPECT_EQ(table.find("wort").size(), kMessages + 1);
  while (next() != 0) ASSERT_TRUE(index_slice(table.db()));
  EXPECT_LE(pieces(), 2);  // all that was there, and the one that came
  EXPECT_EQ(table.find("wort").size(), kMessages + 1);
  ASSERT_TRUE(index_slice(table.db()));
  EXPECT_EQ(next(), 0);
}

TEST_F(SearchTest, Long_messages_make_short_slices) {
  const std::string longest(60'000, 'x');
  for (int n = 0; n < 40; ++n) table.add(longest);
  forgets_the_index();
  ASSERT_TRUE(index_slice(table.db()));
  const auto most = kSliceBytes / longest.size() + 1;
  EXPECT_EQ(table.find(longest.substr(0, search::kLongestQuery)).size(), most);
}

TEST_F(SearchTest, Changes_while_it_is_built_are_neither_lost_nor_doubled) {
  const auto first = table.add("alt eins");
  const auto second = table.add("alt zwei");
  const auto third = table.add("alt drei");
  forgets_the_index();
  const auto fresh = table.add("neu");
  table.edit(first, "anders eins");
  table.remove(second);
  table.remove(third);
  EXPECT_THAT(table.find("neu"), ElementsAre(fresh));
  while (next() > 0) ASSERT_TRUE(index_slice(table.db()));
  EXPECT_THAT(table.find("anders"), ElementsAre(first));
  EXPECT_THAT(table.find("alt"), IsEmpty());
  EXPECT_EQ(table.db().value<std::string>("PRAGMA integrity_check").value(), "ok");
}

}  // namespace
}  // namespace stille::client::store
