// The language of queries, its bounds and its complaints.
#include "client/search/query.hpp"

#include <gmock/gmock.h>

namespace stille::client::search {
namespace {

const TimePoint kNow{std::chrono::hours{24 * 20'000}};

Query good(std::string_view text, bool typing = false) {
  const auto parsed = parse_query(text, kNow, typing);
  if (const auto* flaw = std::get_if<Flaw>(&parsed)) {
    ADD_FAILURE() << text << ": flaw " << static_cast<int>(flaw->kind) << " about " << flaw->about;
    return {};
  }
  return std::get<Query>(parsed);
}

std::optional<FlawKind> flaw(std::string_view text) {
  const auto parsed = parse_query(text, kNow, false);
  const auto* found = std::get_if<Flaw>(&parsed);
  return found == nullptr ? std::nullopt : std::optional(found->kind);
}

TEST(Query, Has_words_phrases_and_beginnings) {
  EXPECT_EQ(good("eins zwei").terms, (std::vector<Term>{{"eins", false}, {"zwei", false}}));
  EXPECT_EQ(good("\"eins zwei\" drei").terms, (std::vector<Term>{{"eins zwei", false}, {"drei", false}}));
  EXPECT_EQ(good("„eins zwei“ «drei»").terms, (std::vector<Term>{{"eins zwei", false}, {"drei", false}}));
  EXPECT_EQ(good("\"offen bleibt").terms, (std::vector<Term>{{"offen bleibt", false}}));
  EXPECT_EQ(good("an* fang").terms, (std::vector<Term>{{"an", true}, {"fang", false}}));
}

TEST(Query, The_last_word_goes_on_while_somebody_types) {
  EXPECT_EQ(good("eins zw", true).terms.back(), (Term{"zw", true}));
  EXPECT_EQ(good("eins zwei ", true).terms.back(), (Term{"zwei", false}));
  EXPECT_EQ(good("\"eins zwei\"", true).terms.back(), (Term{"eins zwei", false}));
}

TEST(Query, Has_filters_in_both_languages) {
  const auto query = good("in:mira from:self has:link has:frage datei hat:datei");
  EXPECT_EQ(query.in, "mira");
  EXPECT_EQ(query.from, "self");
  EXPECT_TRUE(query.link && query.question && query.file);
  EXPECT_EQ(query.terms, (std::vector<Term>{{"datei", false}}));
  EXPECT_EQ(good("von:mira").from, "mira");
}

TEST(Query, Knows_days_months_years_and_how_long_ago) {
  ::setenv("TZ", "UTC", 1);
  ::tzset();
  const auto day = [](int y, unsigned m, unsigned d) {
    using namespace std::chrono;
    return TimePoint(sys_days(year(y) / month(m) / std::chrono::day(d)).time_since_epoch());
  };
  EXPECT_EQ(good("after:2024-02-29").after, day(2024, 2, 29));
  EXPECT_EQ(good("nach:2024-02 vor:2025").after, day(2024, 2, 1));
  EXPECT_EQ(good("nach:2024-02 vor:2025").before, day(2025, 1, 1));
  EXPECT_EQ(good("before:2w").before, kNow - std::chrono::days(14));
}

TEST(Query, What_only_looks_like_a_filter_is_a_word) {
  EXPECT_EQ(good("https://example.org note:x 10:30").terms.size(), 3U);
}

TEST(Query, Says_what_is_wrong) {
  EXPECT_EQ(flaw(""), FlawKind::nothing_asked);
  EXPECT_EQ(flaw(" \"\" ... * "), FlawKind::nothing_asked);
  EXPECT_EQ(flaw("has:cake"), FlawKind::unknown_has);
  EXPECT_EQ(flaw("before:soon"), FlawKind::no_date);
  EXPECT_EQ(flaw("before:2025-02-30"), FlawKind::no_date);
  EXPECT_EQ(flaw("after:9999999w"), FlawKind::no_date);
  EXPECT_EQ(flaw("in: x"), FlawKind::no_value);
  EXPECT_EQ(flaw("in:a in:b"), FlawKind::twice);
  EXPECT_EQ(flaw("after:1d after:2d"), FlawKind::twice);
  EXPECT_EQ(flaw("a\xFF"), FlawKind::not_text);
}

TEST(Query, Has_bounds) {
  EXPECT_EQ(flaw(std::string(kLongestQuery, 'x')), std::nullopt);
  EXPECT_EQ(flaw(std::string(kLongestQuery + 1, 'x')), FlawKind::too_long);
  std::string most;
  for (std::size_t i = 0; i < kMostTerms; ++i) most += "w ";
  EXPECT_EQ(flaw(most), std::nullopt);
  EXPECT_EQ(flaw(most + "w"), FlawKind::too_many_terms);
}

}  // namespace
}  // namespace stille::client::search
