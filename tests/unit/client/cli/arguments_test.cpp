// The command line taken apart, without a profile or a network.
#include "client/cli/arguments.hpp"

#include <set>

#include <gtest/gtest.h>

#include "client/cli/command_line.hpp"

namespace stille::cli {
namespace {

std::variant<Arguments, HelpText, WrongUse> parse(std::vector<const char*> words) {
  words.insert(words.begin(), {"stille", "--lang", "en"});
  return parse_arguments(static_cast<int>(words.size()), words.data());
}

Arguments parsed(std::vector<const char*> words) {
  auto out = parse(std::move(words));
  if (const auto* wrong = std::get_if<WrongUse>(&out)) ADD_FAILURE() << wrong->message;
  return std::get<Arguments>(std::move(out));
}

TEST(Arguments, Globals_stand_before_or_behind_the_command) {
  const auto before = parsed({"--profile", "ada", "--json", "--timeout", "20s", "contact", "list"});
  const auto behind = parsed({"contact", "list", "--profile", "ada", "--json", "--timeout", "20s"});
  for (const auto& each : {before, behind}) {
    EXPECT_EQ(each.command, "contact list");
    EXPECT_EQ(each.globals.profile, "ada");
    EXPECT_EQ(each.globals.format, Format::json);
    EXPECT_EQ(each.globals.timeout, milliseconds(20'000));
  }
}

// Newer releases of CLI11 refuse the whole command line then.
TEST(Arguments, No_argument_has_the_name_of_an_option_beside_it) {
  CommandLine line(Language::english);
  std::vector<CLI::App*> open{&line.app()};
  std::size_t seen = 0;
  while (!open.empty()) {
    auto* const app = open.back();
    open.pop_back();
    std::set<std::string> options;
    for (const auto* option : app->get_options()) {
      const auto& names = option->get_lnames();
      options.insert(names.begin(), names.end());
    }
    for (const auto* option : app->get_options()) {
      if (!option->get_positional()) continue;
      ++seen;
      EXPECT_FALSE(options.contains(option->get_name(true)))
          << app->get_name() << ' ' << option->get_name(true);
    }
    for (auto* sub : app->get_subcommands({})) open.push_back(sub);
  }
  EXPECT_GT(seen, 50U);
}

TEST(Arguments, Sending_knows_its_recipients_text_and_wait) {
  const auto out =
      parsed({"send", "mira", "ben", "-m", "Passt dir Dienstag?", "--wait", "delivered", "--key", "k"});
  EXPECT_EQ(out.recipients, (std::vector<std::string>{"mira", "ben"}));
  EXPECT_EQ(out.text, "Passt dir Dienstag?");
  EXPECT_EQ(out.wait, "delivered");
  EXPECT_EQ(out.key, "k");
  EXPECT_EQ(parsed({"send", "mira", "-"}).recipients.back(), "-");
  EXPECT_EQ(parsed({"send", "mira", "-m", "x"}).wait, "sent");
}

TEST(Arguments, An_empty_text_is_told_apart_from_no_text) {
  EXPECT_EQ(parsed({"send", "mira", "-m", ""}).text, "");
  EXPECT_FALSE(parsed({"send", "mira", "-"}).text.has_value());
}

TEST(Arguments, Keeping_in_touch_takes_several_people_and_circles) {
  const auto set = parsed({"keep", "set", "mira", "ben", "--every", "3mo", "--circle", "friends,choir"});
  EXPECT_EQ(set.command, "keep set");
  EXPECT_EQ(set.recipients, (std::vector<std::string>{"mira", "ben"}));
  EXPECT_EQ(set.keep.every, "3mo");
  EXPECT_EQ(set.keep.circles, (std::vector<std::string>{"friends", "choir"}));
  EXPECT_FALSE(set.keep.birthday);
  const auto snooze = parsed({"keep", "snooze", "mira", "2w"});
  EXPECT_EQ(snooze.subject, "mira");
  EXPECT_EQ(snooze.keep.until, "2w");
  const auto log = parsed({"keep", "log", "mira", "--via", "phone", "-m", "Ulm"});
  EXPECT_EQ(log.keep.via, "phone");
  EXPECT_EQ(log.text, "Ulm");
}

TEST(Arguments, A_link_with_its_signs_is_one_argument) {
  const auto* link = "stille://abc@127.0.0.1:7443/i#key";
  const auto out = parsed({"invite", "accept", link, "--alias", "ada"});
  EXPECT_EQ(out.link, link);
  EXPECT_EQ(out.alias, "ada");
  EXPECT_EQ(parsed({"invite", "accept", "-"}).link, "-");
}

TEST(Arguments, Lists_are_separated_by_commas_or_repetition) {
  const auto out =
      parsed({"listen", "--types", "message,delivery", "--from", "mira", "--from", "ben", "--count", "3"});
  EXPECT_EQ(out.types, (std::vector<std::string>{"message", "delivery"}));
  EXPECT_EQ(out.from, (std::vector<std::string>{"mira", "ben"}));
  EXPECT_EQ(out.count, 3U);
}

TEST(Arguments, Nothing_at_all_is_the_overview_and_a_noun_alone_is_its_help) {
  EXPECT_EQ(parsed({}).command, "");
  EXPECT_NE(std::get<HelpText>(parse({"invite"})).text.find("revoke"), std::string::npos);
}

TEST(Arguments, Help_comes_for_each_command_in_both_ways) {
  EXPECT_NE(std::get<HelpText>(parse({"invite", "create", "--help"})).text.find("Examples:"),
            std::string::npos);
  EXPECT_NE(std::get<HelpText>(parse({"help", "invite", "create"})).text.find("Examples:"),
            std::string::npos);
  EXPECT_TRUE(std::holds_alternative<WrongUse>(parse({"help", "nothing"})));
}

TEST(Arguments, Wrong_use_is_a_complaint) {
  for (const auto& words :
       std::vector<std::vector<const char*>>{{"nonsense"},
                                             {"send"},
                                             {"invite", "explode"},
                                             {"--timeout", "soon", "status"},
                                             {"--color", "blue", "status"},
                                             {"--json", "--plain", "status"},
                                             {"send", "x", "-m", "y", "-F", "z"},
                                             {"listen", "--ack", "perhaps"},
                                             {"listen", "--count", "-1"},
                                             {"listen", "--max-retries", "1001"},
                                             {"completion", "csh"},
                                             {"log"},
                                             {"--passphrase-fd", "-3", "status"},
                                             {"contact", "set", "a", "--block", "--unblock"}}) {
    EXPECT_TRUE(std::holds_alternative<WrongUse>(parse(words))) << words.front();
  }
}

std::string complaint(std::vector<const char*> words) {
  auto out = parse(std::move(words));
  const auto* wrong = std::get_if<WrongUse>(&out);
  return wrong == nullptr ? std::string() : wrong->message;
}

TEST(Arguments, What_is_counted_has_its_bounds_and_says_them) {
  for (const char* odd : {"0", "1001", "99999999999999999999", "many", "-1", "+3", "1.5"}) {
    EXPECT_NE(complaint({"log", "x", "-n", odd}).find("whole number from 1 to 1000."), std::string::npos)
        << odd;
  }
  EXPECT_EQ(parsed({"log", "x", "-n", "1000"}).count, 1000U);
  EXPECT_EQ(complaint({"listen", "--count", "0"}), "--count: “0” is no whole number from 1 on.");
}

// An empty variable in a script must not take away what was asked for.
TEST(Arguments, An_empty_word_is_not_no_word) {
  for (const auto& words : std::vector<std::vector<const char*>>{{"send", "x", "-m", "y", "--key", ""},
                                                                 {"send", "x", "-m", "y", "--expire", ""},
                                                                 {"send", "x", "-m", "y", "--later", ""},
                                                                 {"send", "x", "-m", "y", "--reply", ""},
                                                                 {"listen", "--cursor", ""},
                                                                 {"--profile", "", "status"},
                                                                 {"profile", "new", ""},
                                                                 {"profile", "delete", ""},
                                                                 {"show", ""},
                                                                 {"card", "show", ""},
                                                                 {"contact", "forget", "", "--yes"}}) {
    EXPECT_NE(complaint(words).find("empty"), std::string::npos) << words[0] << words[1];
  }
  EXPECT_NE(complaint({"show", ""}).find("stille log WHO --json"), std::string::npos);
}

TEST(Arguments, Complaints_are_sentences_in_both_languages) {
  const std::vector<std::pair<std::vector<const char*>, const char*>> all{
      {{"send"}, "to fehlt."},
      {{"send", "x", "--wait", "foo"}, "--wait: „foo“ ist keins von queued,sent,delivered."},
      {{"--color", "blue", "status"}, "--color: „blue“ ist keins von auto,always,never."},
      {{"--lang", "fr", "status"}, "--lang: „fr“ ist keins von de,en."},
      {{"listen", "--max-retries", "1001"}, "--max-retries: „1001“ liegt nicht zwischen 0 und 1000."},
      {{"contact", "set", "a", "--block", "--unblock"}, "--block und --unblock gehen nicht zusammen."},
      {{"address", "show", "--force"}, "--force braucht --qr-png dazu."},
      {{"log", "x", "-n"}, "-n braucht eine Angabe."},
      {{"log", "x", "note", "bob"}, "Damit ist hier nichts anzufangen: note bob"}};
  for (auto [words, german] : all) {
    words.insert(words.begin(), {"--lang", "de"});
    words.insert(words.begin(), "stille");
    const auto out = parse_arguments(static_cast<int>(words.size()), words.data());
    EXPECT_EQ(std::get<WrongUse>(out).message, german);
  }
  EXPECT_EQ(complaint({"log", "x", "note", "bob"}), "Nothing takes this: note bob");
}

TEST(Arguments, A_complaint_keeps_the_form_that_was_asked_for) {
  EXPECT_EQ(std::get<WrongUse>(parse({"--json", "nonsense"})).format, Format::json);
  EXPECT_EQ(std::get<WrongUse>(parse({"nonsense"})).format, Format::people);
}

TEST(Arguments, A_picture_of_a_code_is_replaced_only_when_there_is_one) {
  const auto out = parsed({"invite", "create", "--qr-png", "code.png", "--force"});
  EXPECT_EQ(out.code.png, "code.png");
  EXPECT_TRUE(out.code.force);
  EXPECT_FALSE(out.code.shown);
  EXPECT_TRUE(parsed({"verify", "show", "mira", "--qr", "--words"}).in_words);
  EXPECT_TRUE(std::holds_alternative<WrongUse>(parse({"address", "show", "--force"})));
}

TEST(Arguments, What_leaves_later_has_no_time_of_its_own_and_is_not_rehearsed) {
  const auto out = parsed({"send", "mira", "-m", "x", "--expire", "7d", "--dry-run"});
  EXPECT_EQ(out.expire, "7d");
  EXPECT_TRUE(out.dry_run);
  for (const auto* word : {"--expire=7d", "--dry-run"}) {
    EXPECT_TRUE(std::holds_alternative<WrongUse>(parse({"send", "mira", "-m", "x", "--later", "2h", word})));
  }
  EXPECT_TRUE(
      std::holds_alternative<WrongUse>(parse({"erase", "conversation", "mira", "--yes", "--dry-run"})));
}

}  // namespace
}  // namespace stille::cli
