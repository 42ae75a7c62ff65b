// Words that dictionaries know, several of them at once, in their own encodings.
#include "client/desktop/spelling.hpp"

#include <QTemporaryDir>
#include <fstream>

#include <gtest/gtest.h>

namespace stille::desktop {
namespace {

struct SpellingTest : testing::Test {
  void dictionary(const std::string& name, const std::string& encoding, const std::string& words, int count) {
    const auto base = folder.path().toStdString() + "/" + name;
    std::ofstream(base + ".aff") << "SET " << encoding << "\nTRY esianrtolcdugmphbyfvkwz\n";
    std::ofstream(base + ".dic") << count << "\n" << words;
  }
  QTemporaryDir folder;
  Spelling spelling{folder.path().toStdString()};
};

TEST_F(SpellingTest, A_word_is_right_when_one_of_the_languages_knows_it) {
  dictionary("de_DE", "ISO8859-1",
             "Stra\xdf"
             "e\nsch\xf6n\n",
             2);
  dictionary("en_US", "UTF-8", "street\nbeautiful\n", 2);
  spelling.take({QStringLiteral("de_DE"), QStringLiteral("en_US")});
  EXPECT_FALSE(spelling.is_wrong(QStringLiteral("Straße")));
  EXPECT_FALSE(spelling.is_wrong(QStringLiteral("beautiful")));
  EXPECT_TRUE(spelling.is_wrong(QStringLiteral("beautifull")));
  // What the encoding of a dictionary has no letters for is not in it.
  EXPECT_TRUE(spelling.is_wrong(QStringLiteral("улица")));
  EXPECT_EQ(spelling.suggestions(QStringLiteral("beautifull")).value(0), QStringLiteral("beautiful"));
  EXPECT_TRUE(spelling.suggestions(QStringLiteral("schon")).contains(QStringLiteral("schön")));
}

TEST_F(SpellingTest, A_language_is_called_as_it_calls_itself) {
  EXPECT_EQ(language_called(QStringLiteral("de_DE")), QStringLiteral("Deutsch"));
  EXPECT_EQ(language_called(QStringLiteral("de_AT")), QStringLiteral("Österreichisches Deutsch"));
  EXPECT_EQ(language_called(QStringLiteral("en_GB")), QStringLiteral("British English"));
  EXPECT_EQ(language_called(QStringLiteral("fr_FR")), QStringLiteral("Français"));
  EXPECT_EQ(language_called(QStringLiteral("de_DE_frami")), QStringLiteral("de_DE_frami"));
  EXPECT_EQ(language_called(QStringLiteral("xx_YY")), QStringLiteral("xx_YY"));
}

TEST_F(SpellingTest, Without_dictionaries_every_word_is_right) {
  spelling.take({QStringLiteral("de_DE"), QStringLiteral("../etc/passwd")});
  EXPECT_TRUE(spelling.available().isEmpty());
  EXPECT_FALSE(spelling.is_wrong(QStringLiteral("xyzzy")));
}

TEST_F(SpellingTest, What_somebody_leaves_so_is_right) {
  dictionary("en_US", "UTF-8", "street\n", 1);
  spelling.take({QStringLiteral("en_US")});
  EXPECT_TRUE(spelling.is_wrong(QStringLiteral("Aydın")));
  spelling.accept(QStringLiteral("Aydın"));
  EXPECT_FALSE(spelling.is_wrong(QStringLiteral("Aydın")));
}

TEST_F(SpellingTest, A_dictionary_beyond_the_bound_is_not_read) {
  dictionary("en_US", "UTF-8", "street\n", 1);
  const auto words = folder.path().toStdString() + "/en_US.dic";
  std::filesystem::resize_file(words, Spelling::kLargestDictionary + 1);
  spelling.take({QStringLiteral("en_US")});
  EXPECT_FALSE(spelling.is_wrong(QStringLiteral("xyzzy")));
}

QStringList looked_at(const QString& text) {
  QStringList out;
  for (const auto& place : words_in(text)) out.append(text.mid(place.begin, place.length));
  return out;
}

TEST(SpellingWords, Addresses_numbers_and_code_are_no_words) {
  EXPECT_EQ(
      looked_at(QStringLiteral("Siehe https://example.org/abc und mira@example.org, `strncpy` um 10h30.")),
      (QStringList{QStringLiteral("Siehe"), QStringLiteral("und"), QStringLiteral("um")}));
  EXPECT_EQ(looked_at(QStringLiteral("don’t ‘quote’ me")),
            (QStringList{QStringLiteral("don’t"), QStringLiteral("quote"), QStringLiteral("me")}));
}

TEST(SpellingWords, What_is_longer_than_a_word_is_left_alone) {
  EXPECT_EQ(looked_at(QString(Spelling::kLongestWord, QLatin1Char('a'))).size(), 1);
  EXPECT_TRUE(looked_at(QString(Spelling::kLongestWord + 1, QLatin1Char('a'))).isEmpty());
}

}  // namespace
}  // namespace stille::desktop
