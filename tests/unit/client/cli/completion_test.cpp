// What may follow on a command line that is not finished.
#include "client/cli/completion.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace stille::cli {
namespace {

using Words = std::vector<std::string>;

// A profile with two people, one of whom is only in the address book, a group and a circle.
std::vector<Candidate> names(Kind kind, const Globals& globals) {
  if (kind == Kind::profile) return {{"ada", ""}, {"bob", ""}};
  if (globals.profile == "empty") return {};
  if (kind == Kind::contact) return {{"mira", "Mira Bell"}};
  if (kind == Kind::anybody) return {{"mira", "Mira Bell"}, {"olga", "Olga"}};
  if (kind == Kind::group) return {{"#runde", "Runde"}};
  if (kind == Kind::circle) return {{"alte Freunde", ""}};
  if (kind == Kind::setting) return {{"receipts", "off"}};
  return {};
}

Completion completion(const Words& words, Language language = Language::english) {
  CommandLine line(language);
  return complete_line(line, words, names);
}

Words after(const Words& words) {
  Words out;
  for (const auto& one : completion(words).candidates) out.push_back(one.word);
  return out;
}

bool offers(const Words& words, const std::string& word) {
  return std::ranges::count(after(words), word) == 1;
}

TEST(Completion, Commands_come_at_every_depth_and_say_what_they_do_in_the_persons_language) {
  EXPECT_TRUE(offers({""}, "send"));
  EXPECT_FALSE(offers({""}, "complete"));
  EXPECT_TRUE(offers({"contact", ""}, "forget"));
  EXPECT_FALSE(offers({"contact", ""}, "send"));
  const auto said = [](Language language) {
    for (const auto& one : completion({""}, language).candidates) {
      if (one.word == "help") return one.about;
    }
    return std::string();
  };
  EXPECT_EQ(said(Language::english), "Explain a command");
  EXPECT_EQ(said(Language::german), "Einen Befehl erklären");
}

TEST(Completion, Options_come_behind_an_argument_and_those_of_the_program_before_and_behind_the_command) {
  EXPECT_TRUE(offers({"send", "mira", "--"}, "--wait"));
  EXPECT_TRUE(offers({"send", "mira", "--"}, "--json"));
  EXPECT_TRUE(offers({"-"}, "--json"));
  EXPECT_TRUE(offers({"log", "mira", "-"}, "-n"));
  EXPECT_TRUE(offers({"--profile", "ada", "--json", "send", "mira", "--"}, "--attach"));
  EXPECT_FALSE(offers({"--"}, "--wait"));
}

TEST(Completion, Settings_come_where_one_is_meant_and_not_where_a_key_is_made_up) {
  EXPECT_TRUE(offers({"config", "get", ""}, "receipts"));
  EXPECT_TRUE(offers({"config", "set", ""}, "receipts"));
  EXPECT_TRUE(after({"send", "mira", "--key", ""}).empty());
}

TEST(Completion, An_option_that_was_given_or_is_excluded_does_not_come_again) {
  EXPECT_FALSE(offers({"--json", "send", "--"}, "--json"));
  EXPECT_FALSE(offers({"--json", "send", "--"}, "--plain"));
  EXPECT_FALSE(offers({"send", "mira", "-m", "x", "--"}, "--message"));
  EXPECT_FALSE(offers({"send", "mira", "-m", "x", "--"}, "--file"));
  EXPECT_FALSE(offers({"status", "-qv", "--"}, "--verbose"));
  EXPECT_TRUE(offers({"send", "--attach", "a.png", "--"}, "--attach"));
}

TEST(Completion, What_stands_behind_an_option_is_its_value) {
  EXPECT_EQ(after({"send", "mira", "--wait", ""}), (Words{"queued", "sent", "delivered"}));
  EXPECT_EQ(after({"--lang", "d"}), (Words{"de", "en"}));
  EXPECT_EQ(after({"conversation", "set", "mira", "--notify", ""}),
            (Words{"usual", "working-hours", "always"}));
  EXPECT_EQ(after({"retention", "set", "--rule", ""}), (Words{"keep", "30d", "90d", "365d", "business"}));
  EXPECT_TRUE(after({"send", "mira", "-m", ""}).empty());
  EXPECT_TRUE(offers({"send", "mira", "-mx", "--"}, "--wait"));
  EXPECT_TRUE(offers({"send", "-m", "--wait", "--"}, "--wait"));
}

TEST(Completion, A_value_behind_an_equals_sign_is_a_whole_word) {
  EXPECT_EQ(after({"--lang=d"}), (Words{"--lang=de", "--lang=en"}));
  EXPECT_EQ(after({"contact", "show", "mira", "--profile="}), (Words{"--profile=ada", "--profile=bob"}));
  EXPECT_TRUE(after({"--json="}).empty());
  EXPECT_TRUE(after({"--nonsense="}).empty());
}

TEST(Completion, In_a_list_the_last_part_is_completed_and_nothing_comes_twice) {
  EXPECT_EQ(after({"search", "x", "--has", "link,"}), (Words{"link,question", "link,file"}));
  EXPECT_EQ(after({"group", "new", "x", "--add=mira,"}), Words{});
  EXPECT_EQ(after({"listen", "--from=mira,"}), (Words{"--from=mira,#runde"}));
}

TEST(Completion, Arguments_that_name_somebody_are_completed_with_those_who_fit) {
  EXPECT_EQ(after({"send", ""}), (Words{"self", "mira", "#runde"}));
  EXPECT_EQ(after({"send", "mira", ""}), (Words{"self", "#runde"}));
  EXPECT_EQ(after({"contact", "show", ""}), (Words{"mira", "olga"}));
  EXPECT_EQ(after({"verify", "show", ""}), (Words{"mira"}));
  EXPECT_EQ(after({"group", "show", ""}), (Words{"#runde"}));
  EXPECT_EQ(after({"group", "add", "#runde", ""}), (Words{"mira"}));
  EXPECT_EQ(after({"keep", "set", "mira", "--circle", ""}), (Words{"alte Freunde"}));
  EXPECT_EQ(completion({"verify", "show", ""}).candidates.front().about, "Mira Bell");
}

TEST(Completion, Profiles_are_those_that_are_there_and_names_those_of_the_one_that_is_meant) {
  EXPECT_EQ(after({"--profile", ""}), (Words{"ada", "bob"}));
  EXPECT_EQ(after({"profile", "use", ""}), (Words{"ada", "bob"}));
  EXPECT_TRUE(after({"profile", "new", ""}).empty());
  EXPECT_TRUE(after({"--profile", "empty", "verify", "show", ""}).empty());
  EXPECT_TRUE(after({"verify", "show", "--profile=empty", ""}).empty());
}

TEST(Completion, Files_and_folders_are_asked_for_where_they_are_wanted) {
  EXPECT_EQ(completion({"send", "mira", "--attach", ""}).paths, Paths::files);
  EXPECT_EQ(completion({"send", "mira", "--file=x"}).paths, Paths::files);
  EXPECT_EQ(completion({"contact", "import", ""}).paths, Paths::files);
  EXPECT_EQ(completion({"export", "--to", ""}).paths, Paths::folders);
  EXPECT_EQ(completion({"send", ""}).paths, Paths::none);
  EXPECT_EQ(completion({""}).paths, Paths::none);
}

TEST(Completion, Behind_two_dashes_there_are_arguments_only) {
  EXPECT_EQ(after({"verify", "show", "--", ""}), (Words{"mira"}));
  EXPECT_EQ(after({"verify", "show", "--", "-"}), (Words{"mira"}));
  EXPECT_TRUE(after({"verify", "show", "--", "mira", ""}).empty());
}

TEST(Completion, Where_no_argument_is_left_the_options_come) {
  EXPECT_TRUE(offers({"sync", ""}, "--json"));
  EXPECT_TRUE(offers({"verify", "show", "mira", ""}, "--words"));
  EXPECT_TRUE(after({"sync", "x"}).empty());
}

TEST(Completion, Help_is_completed_with_commands) {
  EXPECT_TRUE(offers({"help", ""}, "send"));
  EXPECT_TRUE(offers({"help", "contact", ""}, "forget"));
  EXPECT_TRUE(after({"help", "send", ""}).empty());
}

TEST(Completion, A_line_that_makes_no_sense_is_completed_without_complaint) {
  for (const auto& words : std::vector<Words>{{"nonsense", ""},
                                              {"--nonsense", ""},
                                              {"-", "-", "-"},
                                              {"--", "--", "--"},
                                              {"=", "="},
                                              {"-zz", "-"}})
    EXPECT_NO_THROW(completion(words)) << words.front();
  EXPECT_TRUE(after({}).empty());
  EXPECT_TRUE(after({"nonsense", ""}).empty());
  EXPECT_TRUE(after({"contact", "nonsense", ""}).empty());
}

// The words of a choice are those that the option itself accepts.
TEST(Completion, Every_value_that_is_offered_is_accepted) {
  CommandLine line(Language::english);
  std::size_t looked_at = 0;
  const std::function<void(CLI::App&)> look = [&](CLI::App& app) {
    for (auto* under : app.get_subcommands({})) look(*under);
    for (auto* option : app.get_options()) {
      const auto expected = expected_by(option->get_option_text());
      if (option->get_type_name().find('{') == std::string::npos) continue;
      EXPECT_FALSE(expected.words.empty()) << app.get_name() << " " << option->get_name();
      for (auto word : expected.words) {
        EXPECT_EQ((*option->get_validator(0))(word), "") << option->get_name() << " " << word;
        ++looked_at;
      }
    }
  };
  look(line.app());
  EXPECT_GT(looked_at, 30U);
}

}  // namespace
}  // namespace stille::cli
