// Help in the person's language, down to the words for values.
#include "client/cli/help_format.hpp"

#include <gtest/gtest.h>

namespace stille::cli {
namespace {

std::string help(const char* language, const char* command) {
  const std::vector<const char*> words{"stille", "--lang", language, command, "--help"};
  return std::get<HelpText>(parse_arguments(static_cast<int>(words.size()), words.data())).text;
}

TEST(HelpFormat, Words_for_values_are_said_in_both_languages) {
  EXPECT_EQ(value_words("WHO|GROUP|self…", Language::german), "WER|GRUPPE|self…");
  EXPECT_EQ(value_words("[WHO] FILE|-", Language::german), "[WER] DATEI|-");
  EXPECT_EQ(value_words("WHO|GROUP", Language::english), "WHO|GROUP");
}

TEST(HelpFormat, What_is_no_word_for_a_value_stays) {
  for (const char* value : {"2026-11-23", "A,B", "N", "-", "auto|manual", "'%t %a: %m'", ""}) {
    EXPECT_EQ(value_words(value, Language::german), value);
  }
}

TEST(HelpFormat, A_page_has_no_word_of_the_other_language) {
  const auto german = help("de", "log");
  EXPECT_NE(german.find("contact WER|GRUPPE|self "), std::string::npos) << german;
  EXPECT_NE(german.find("--follow Nicht mit: --around"), std::string::npos) << german;
  EXPECT_EQ(german.find("Excludes"), std::string::npos);
  EXPECT_NE(help("en", "log").find("--follow Excludes: --around"), std::string::npos);
}

}  // namespace
}  // namespace stille::cli
