// What waits for an answer: the rule at its edges, and how well it does on sentences as people write them.
#include "client/keep/question.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <vector>

#include <gtest/gtest.h>

namespace stille::client::keep {
namespace {

struct Sentence {
  char label = 'n';
  std::string language;
  std::string text;
};

std::string with_lines(std::string text) {
  for (auto at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at))
    text.replace(at, 2, "\n");
  return text;
}

std::vector<Sentence> corpus() {
  std::ifstream in(STILLE_CORPUS);
  std::vector<Sentence> out;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream fields(line);
    std::string label;
    Sentence sentence;
    std::getline(fields, label, '\t');
    std::getline(fields, sentence.language, '\t');
    std::getline(fields, sentence.text);
    sentence.label = label.at(0);
    sentence.text = with_lines(sentence.text);
    out.push_back(std::move(sentence));
  }
  return out;
}

struct Score {
  double right = 0;
  double wrong = 0;
  double missed = 0;
  void count(bool is, bool said) {
    if (is && said) ++right;
    if (!is && said) ++wrong;
    if (is && !said) ++missed;
  }
  [[nodiscard]] double precision() const { return right / (right + wrong); }
  [[nodiscard]] double recall() const { return right / (right + missed); }
};

TEST(QuestionCorpus, Is_large_and_has_both_languages_and_both_answers) {
  const auto all = corpus();
  EXPECT_GE(all.size(), 500U);
  for (const std::string language : {"de", "en"}) {
    for (const char label : {'q', 'n'}) {
      EXPECT_GE(std::ranges::count_if(
                    all, [&](const auto& s) { return s.language == language && s.label == label; }),
                100)
          << language << label;
    }
  }
}

TEST(QuestionCorpus, Precision_is_at_least_97_and_recall_90_percent_in_either_language) {
  for (const std::string language : {"de", "en"}) {
    Score score;
    for (const auto& sentence : corpus()) {
      if (sentence.language != language || sentence.label == 'w') continue;
      score.count(sentence.label == 'q', asks(sentence.text));
    }
    EXPECT_GE(score.precision(), 0.97) << language;
    EXPECT_GE(score.recall(), 0.90) << language;
  }
}

TEST(QuestionCorpus, A_mark_is_needed_unless_somebody_wants_it_otherwise) {
  Score score;
  for (const auto& sentence : corpus()) {
    EXPECT_FALSE(sentence.label == 'w' && asks(sentence.text)) << sentence.text;
    EXPECT_FALSE(asks(sentence.text) && !asks_without_mark(sentence.text)) << sentence.text;
    if (sentence.label != 'q') score.count(sentence.label == 'w', asks_without_mark(sentence.text));
  }
  EXPECT_GE(score.recall(), 0.85);
  EXPECT_GE(score.precision(), 0.80);
}

TEST(Question, Marks_alone_are_none) {
  for (const auto* text : {"", " ", "?", "??", " ? ? ", "…?", "?!", "😀?", "(?)", "\xEF\xBC\x9F"})
    EXPECT_FALSE(asks(text)) << text;
}

TEST(Question, All_three_marks_count) {
  EXPECT_TRUE(asks("Kommst du?"));
  EXPECT_TRUE(asks("\xE4\xBD\xA0\xE5\xA5\xBD\xEF\xBC\x9F"));
  EXPECT_TRUE(asks("\xD9\x85\xD8\xAA\xD9\x89 \xD9\x86\xD9\x84\xD8\xAA\xD9\x82\xD9\x8A\xD8\x9F"));
}

TEST(Question, Code_quotes_and_addresses_hide_their_marks) {
  EXPECT_FALSE(asks("x ```a?``` "));
  EXPECT_FALSE(asks("nimm `a?`"));
  EXPECT_FALSE(asks("Er fragte: \"Kommst du?\""));
  EXPECT_FALSE(asks("> Kommst du?"));
  EXPECT_FALSE(asks("https://example.org/a?"));
  EXPECT_TRUE(asks("`a` oder `b`?"));
  EXPECT_TRUE(asks("Kennst du \"Momo\"?"));
  EXPECT_TRUE(asks("Ist https://example.org/a?b=c richtig?"));
}

TEST(Question, A_quotation_that_never_closes_hides_nothing) {
  EXPECT_TRUE(asks("Sie sagte \"ja, und du?"));
  EXPECT_TRUE(asks("Code: `a, kommst du?"));
}

TEST(Question, What_follows_the_mark_may_be_courtesy_but_not_a_sentence) {
  EXPECT_TRUE(asks("Kommst du? 😀 Danke dir!\n\nViele Grüße\nTom Weber"));
  EXPECT_FALSE(asks("Kommst du? Ich bleibe hier."));
  EXPECT_FALSE(asks("Kommst du?\nJa"));
}

TEST(Question, Only_the_end_of_a_very_long_message_is_judged) {
  EXPECT_TRUE(asks(std::string(60000, 'x') + ". Kommst du?"));
  EXPECT_FALSE(asks("Kommst du? " + std::string(60000, 'x')));
}

// Foreign text: whatever it is, an answer comes, and surroundings without a mark never make one.
TEST(Question, Any_bytes_are_judged_without_harm) {
  std::uint64_t state = 1;
  constexpr std::string_view kPieces[] = {
      "?",    "`",    "```", "\"", "(",        ")", "\n", "> ",       "\xE2\x80\x9E", "\xE2\x80\x9C",
      "\xFF", "\xC3", "a",   " ",  "https://", ".", "!",  "\xF0\x9F", "--\n",         ":)"};
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (int piece = 0; piece < 12; ++piece) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      text += kPieces[(state >> 33U) % std::size(kPieces)];
    }
    const bool marked = text.find('?') != std::string::npos;
    EXPECT_LE(asks(text), marked) << text;
  }
}

}  // namespace
}  // namespace stille::client::keep
