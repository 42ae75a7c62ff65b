// Words that no command takes: what was perhaps meant, and whose help is pointed to.
#include "client/cli/slip.hpp"

#include <gtest/gtest.h>

#include "client/cli/arguments.hpp"

namespace stille::cli {
namespace {

WrongUse wrong(std::vector<const char*> words, const char* language = "en") {
  words.insert(words.begin(), {"stille", "--lang", language});
  auto out = parse_arguments(static_cast<int>(words.size()), words.data());
  if (const auto* use = std::get_if<WrongUse>(&out)) return *use;
  ADD_FAILURE() << words.back() << " was taken";
  return {};
}

TEST(Slip, The_nearest_command_is_offered_in_both_languages) {
  EXPECT_EQ(wrong({"contct", "list"}).message, "There is no “contct” here. Did you mean “contact”?");
  EXPECT_EQ(wrong({"snd", "bob", "-m", "x"}, "de").message, "„snd“ gibt es hier nicht. Meintest du „send“?");
  EXPECT_EQ(wrong({"keep", "lst"}).message, "There is no “lst” here. Did you mean “keep list”?");
  EXPECT_EQ(wrong({"contact", "lst"}).message, "There is no “lst” here. Did you mean “contact list”?");
}

TEST(Slip, The_nearest_option_of_the_command_or_the_program_is_offered) {
  EXPECT_EQ(wrong({"send", "--mesage", "x"}).message,
            "There is no “--mesage” here. Did you mean “--message”?");
  EXPECT_EQ(wrong({"log", "bob", "--follw"}).message, "There is no “--follw” here. Did you mean “--follow”?");
  EXPECT_EQ(wrong({"log", "bob", "--sinse=2w"}).message,
            "There is no “--sinse” here. Did you mean “--since”?");
  EXPECT_EQ(wrong({"log", "bob", "--profil", "x"}).message,
            "There is no “--profil” here. Did you mean “--profile”?");
}

// `show` is a command as well, and would ask for its own argument.
TEST(Slip, An_unknown_first_word_is_told_before_what_the_next_one_lacks) {
  EXPECT_EQ(wrong({"contct", "show"}).message, "There is no “contct” here. Did you mean “contact”?");
  EXPECT_EQ(wrong({"weather", "show"}).message, "Nothing takes this: weather");
}

TEST(Slip, Nothing_is_offered_where_nothing_is_near) {
  EXPECT_EQ(wrong({"weather"}).message, "Nothing takes this: weather");
  EXPECT_EQ(wrong({"listen", "--follw"}).message, "Nothing takes this: --follw");
  EXPECT_EQ(wrong({"log", "bob", "lgo"}).message, "Nothing takes this: lgo");
}

TEST(Slip, The_help_of_the_command_that_was_given_is_pointed_to) {
  EXPECT_EQ(wrong({"keep", "lst"}).usage, "See: stille keep --help");
  EXPECT_EQ(wrong({"contact", "lst"}, "de").usage, "Sieh nach: stille contact --help");
  EXPECT_EQ(wrong({"keep", "set", "tom", "--evry", "3w"}).usage, "See: stille keep set --help");
  EXPECT_EQ(wrong({"send"}).usage, "See: stille send --help");
  EXPECT_EQ(wrong({"contct", "list"}).usage, "See: stille --help");
  EXPECT_EQ(wrong({"contct", "show"}).usage, "See: stille --help");
}

}  // namespace
}  // namespace stille::cli
