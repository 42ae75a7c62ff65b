// What shells are given to complete command lines.
#include "client/cli/shell.hpp"

#include <gtest/gtest.h>

namespace stille::cli {
namespace {

TEST(Shell, A_word_of_bash_is_read_without_its_quotes_and_nothing_is_expanded) {
  EXPECT_EQ(unquoted("alte\\ Freunde"), "alte Freunde");
  EXPECT_EQ(unquoted("\"alte Freunde\""), "alte Freunde");
  EXPECT_EQ(unquoted("'alte Fr"), "alte Fr");
  EXPECT_EQ(unquoted("\"a\\\"b\\c"), "a\"b\\c");
  EXPECT_EQ(unquoted("'a\\'"), "a\\");
  EXPECT_EQ(unquoted("--circle=\"alte Fr"), "--circle=alte Fr");
  EXPECT_EQ(unquoted("$(rm)`ls`~*"), "$(rm)`ls`~*");
  EXPECT_EQ(unquoted("a\\"), "a");
}

TEST(Shell, A_candidate_goes_on_as_the_word_was_begun) {
  EXPECT_EQ(continued("al", "alte Freunde"), "alte\\ Freunde");
  EXPECT_EQ(continued("\"al", "alte Freunde"), "\"alte Freunde");
  EXPECT_EQ(continued("'al", "alte Freunde"), "'alte Freunde");
  EXPECT_EQ(continued("--circle=\"al", "--circle=alte Freunde"), "--circle=\"alte Freunde");
  EXPECT_EQ(continued("", "#runde"), "\\#runde");
  EXPECT_EQ(continued("", "a;$(b)`c`|d&e"), "a\\;\\$\\(b\\)\\`c\\`\\|d\\&e");
  EXPECT_EQ(continued("\"", "$(a)`b`"), "\"\\$(a)\\`b\\`");
  EXPECT_EQ(continued("", "Jürgen,ada=b:c"), "Jürgen,ada=b:c");
}

TEST(Shell, What_does_not_fit_the_word_or_its_quotes_is_left_out) {
  EXPECT_EQ(continued("b", "alte"), std::nullopt);
  EXPECT_EQ(continued("'", "O'Neil"), std::nullopt);
  EXPECT_EQ(continued("\"", "a!b"), std::nullopt);
}

TEST(Shell, An_answer_says_first_whether_paths_are_wanted) {
  const Completion some{{{"ada", "Ada"}, {"bob bell", ""}}, Paths::files};
  EXPECT_EQ(completion_answer(some, "zsh", "b"), ":files\nada\tAda\nbob bell\t");
  EXPECT_EQ(completion_answer(some, "bash", "b"), ":files\nbob\\ bell\t");
  EXPECT_EQ(completion_answer({}, "fish", ""), ":words");
  EXPECT_EQ(completion_answer({{}, Paths::folders}, "fish", ""), ":folders");
}

TEST(Shell, There_are_scripts_for_three_shells) {
  for (const auto* shell : {"bash", "zsh", "fish"})
    EXPECT_NE(completion_script(shell).find("complete " + std::string(shell) + " -- "), std::string::npos);
  EXPECT_TRUE(completion_script("csh").empty());
}

}  // namespace
}  // namespace stille::cli
