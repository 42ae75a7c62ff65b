// Which texts a term is found in, where it is marked, and what is shown of the text.
#include "client/search/match.hpp"

#include <gmock/gmock.h>

namespace stille::client::search {
namespace {

bool finds(std::string_view text, std::string term, bool prefix = false) {
  return matches(text, {{std::move(term), prefix}});
}

std::string marked(std::string_view text, const std::vector<Term>& terms) {
  std::string out;
  for (const auto& piece : snippet(text, marks_in(text, terms))) {
    out += piece.hit ? "[" + piece.text + "]" : piece.text;
  }
  return out;
}

TEST(Match, Umlauts_are_found_in_every_spelling) {
  for (const auto* typed : {"Müller", "mueller", "Muller", "MÜLLER"})
    EXPECT_TRUE(finds("Herr Müller", typed)) << typed;
  EXPECT_TRUE(finds("Herr Mueller", "Müller"));
  EXPECT_TRUE(finds("Herr Muller", "Müller"));
  EXPECT_TRUE(finds("große Straße", "grosse"));
  EXPECT_TRUE(finds("grosse Strasse", "straße"));
  EXPECT_FALSE(finds("das dort", "due"));  // what is only similar is something else
}

TEST(Match, Beginnings_also_through_an_umlaut) {
  for (const auto* typed : {"m", "mu", "mü", "mue", "muel", "mull"})
    EXPECT_TRUE(finds("Müller", typed, true)) << typed;
  EXPECT_FALSE(finds("Müller", "mul"));
  EXPECT_FALSE(finds("Müller", "uller", true));
}

TEST(Match, Apostrophes_of_every_kind_and_none) {
  for (const auto* typed : {"geht's", "geht’s", "gehts", "geht"})
    EXPECT_TRUE(finds("Wie geht's dir", typed)) << typed;
  EXPECT_TRUE(finds("wie gehts", "geht's"));
  EXPECT_TRUE(finds("O'Neil", "oneil"));
}

TEST(Match, Parts_of_addresses_and_phrases) {
  EXPECT_TRUE(finds("siehe https://docs.example.org/a/b?c=d", "example.org"));
  EXPECT_TRUE(finds("siehe https://docs.example.org/a/b?c=d", "docs"));
  EXPECT_TRUE(finds("mira@post.example", "post"));
  EXPECT_TRUE(finds("am Dienstag, zehn Uhr", "dienstag zehn"));
  EXPECT_FALSE(finds("am Dienstag um zehn", "dienstag zehn"));
}

TEST(Match, The_hit_is_marked_and_the_rest_is_short) {
  EXPECT_EQ(marked("Passt dir Dienstag?", {{"dien", true}}), "Passt dir [Dienstag]?");
  EXPECT_EQ(marked("a\n\nb c", {{"b c", false}}), "a [b c]");
  EXPECT_EQ(marked("eins zwei drei", {{"zwei drei", false}, {"eins zwei", false}}), "[eins zwei drei]");
  const auto long_text = std::string(300, 'x') + " treffer " + std::string(300, 'y');
  const auto pieces = snippet(long_text, marks_in(long_text, {{"treffer", false}}));
  ASSERT_EQ(pieces.size(), 5U);
  EXPECT_EQ(pieces[2], (Piece{"treffer", true}));
  EXPECT_EQ(pieces.front().text, "…");
  EXPECT_EQ(pieces.back().text, "…");
}

TEST(Match, Questions_and_links_are_seen) {
  for (const auto* text : {"Kommst du?", "Ja? Nein.", "(wirklich?)", "今日？", "Was??"})
    EXPECT_TRUE(has_question(text)) << text;
  for (const auto* text : {"", "?", "??", "https://a.example/?x=1", "Nein."})
    EXPECT_FALSE(has_question(text)) << text;
  EXPECT_TRUE(has_link("hier: http://a.example"));
  EXPECT_FALSE(has_link("https:// "));
  EXPECT_FALSE(has_link("example.org"));
}

}  // namespace
}  // namespace stille::client::search
