// Folding, as a table: what is typed on the left is found by what stands on the right.
#include "client/search/tokens.hpp"

#include <gmock/gmock.h>

namespace stille::client::search {
namespace {

// "word|umlaut|joined" for each token.
std::string folded(std::string_view text) {
  std::string out;
  each_token(text, [&](const Token& token) {
    out += (out.empty() ? "" : " ") + token.word;
    if (!token.umlaut.empty()) out += "|" + token.umlaut;
    if (!token.joined.empty()) out += "+" + token.joined;
    return true;
  });
  return out;
}

TEST(Tokens, Fold_letters_marks_and_addresses) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"", ""},
      {" \t\n.,;!? ", ""},
      {"Hallo Welt", "hallo welt"},
      {"Müller", "muller|mueller"},
      {"MÜLLER", "muller|mueller"},
      {"Mu\xCC\x88ller", "muller|mueller"},  // u and a mark of its own
      {"Mueller", "mueller"},
      {"Äpfel Öl", "apfel|aepfel ol|oel"},
      {"Straße STRASSE STRAẞE", "strasse strasse strasse"},
      {"Ångström", "angstrom|aangstroem"},
      {"Café naïve Łódź", "cafe naive lodz"},
      {"smørrebrød Æther cœur", "smorrebrod|smoerrebroed ather|aether cour|coeur"},
      {"ﬁnden ＡＢＣ x²", "finden abc x2"},
      {"ΑΘΉΝΑ Ёлка", "αθηνα елка"},
      {"geht's", "geht+gehts s"},
      {"geht’s", "geht+gehts s"},
      {"rock'n'roll", "rock+rocknroll n roll"},
      {"'zitiert'", "zitiert"},
      {"https://www.example.org/Pfad?q=Wert&x=1", "https www example org pfad q wert x 1"},
      {"mira.aydin@post.example", "mira aydin post example"},
      {"foo_bar-baz", "foo bar baz"},
      {"Schiff\xC2\xAD"
       "fahrt",
       "schifffahrt"},
      {"東京です",
       "東 京 て\xE3\x82\x99"
       " す"},
      {"gut 👍🏽 ja", "gut 👍 ja"},
      {"a\xFF"
       "b",
       "a b"},
  };
  for (const auto& [text, expected] : table) {
    EXPECT_EQ(folded(text), expected) << text;
  }
}

TEST(Tokens, Know_where_they_stand) {
  std::vector<std::pair<std::size_t, std::size_t>> places;
  each_token("Ja, Müller!", [&](const Token& token) {
    places.emplace_back(token.begin, token.end);
    return true;
  });
  EXPECT_THAT(places, testing::ElementsAre(std::pair(0, 2), std::pair(4, 11)));
}

TEST(Tokens, Are_cut_at_their_bound_and_never_inside_a_character) {
  EXPECT_EQ(folded(std::string(kLongestToken + 1, 'x')), std::string(kLongestToken, 'x'));
  std::string long_word(kLongestToken - 1, 'x');
  EXPECT_EQ(folded(long_word + "жж"), long_word);
}

TEST(Tokens, Stop_when_nobody_wants_more) {
  int count = 0;
  each_token("a b c", [&](const Token&) { return ++count < 2; });
  EXPECT_EQ(count, 2);
}

TEST(Tokens, Only_one_word_with_an_apostrophe_has_a_joined_spelling) {
  EXPECT_EQ(joined_word("don't"), "dont");
  EXPECT_EQ(joined_word("l’été"), "lete");
  EXPECT_EQ(joined_word("wie geht's"), "");
  EXPECT_EQ(joined_word("dont"), "");
  EXPECT_EQ(joined_word(""), "");
}

}  // namespace
}  // namespace stille::client::search
