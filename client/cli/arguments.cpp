#include "client/cli/arguments.hpp"

#include "client/cli/command_line.hpp"
#include "client/cli/i18n.hpp"
#include "client/cli/row_fields.hpp"
#include "client/cli/slip.hpp"
#include "client/cli/words.hpp"
#include "client/cli/wrong_use.hpp"

namespace stille::cli {
namespace {

// The language decides how a complaint about the very same line reads, so it is looked up before parsing.
Language asked_language(int argc, const char* const* argv, const Defaults& defaults) {
  auto out = defaults.language ? *defaults.language : language_of_environment();
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    std::string_view value;
    if (argument == "--lang" && i + 1 < argc) value = argv[i + 1];
    if (argument.starts_with("--lang=")) value = argument.substr(7);
    if (value == "de") out = Language::german;
    if (value == "en") out = Language::english;
  }
  return out;
}

bool asks_for_json(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--") return false;
    if (std::string_view(argv[i]) == "--json") return true;
  }
  return false;
}

std::string help_of(CommandLine& line, const std::vector<std::string>& words) {
  auto* at = &line.app();
  for (const auto& word : words) {
    const auto subs = at->get_subcommands([&](const CLI::App* sub) { return sub->get_name() == word; });
    if (subs.empty()) return {};
    at = subs.front();
  }
  std::string prefix;
  for (auto* parent = at->get_parent(); parent != nullptr; parent = parent->get_parent()) {
    prefix = prefix.empty() ? parent->get_name() : parent->get_name() + " " + prefix;
  }
  return at->help(prefix);
}

}  // namespace

Globals glimpse(int argc, const char* const* argv, const Defaults& defaults) {
  Globals out;
  out.format = asks_for_json(argc, argv) ? Format::json : Format::people;
  out.language = asked_language(argc, argv, defaults);
  return out;
}

std::variant<Arguments, HelpText, WrongUse> parse_arguments(int argc, const char* const* argv,
                                                            const Defaults& defaults) {
  const auto seen = glimpse(argc, argv, defaults);
  const auto language = seen.language;
  CommandLine line(language, defaults);
  const auto wrong = [&](std::string message, const CLI::App& at) {
    return WrongUse{std::move(message), say(language, "wrong.see_help", {path_of(at)}), seen.format,
                    language};
  };
  try {
    line.app().parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return HelpText{line.app().help()};
  } catch (const CLI::CallForVersion& version) {
    return HelpText{version.what()};
  } catch (const CLI::ParseError& error) {
    const auto extra = line.app().remaining(true);
    if (extra.empty()) return wrong(complaint_of(error, extra, language), *deepest(line.app()));
    const auto slip = slip_of(line.app(), extra.front(), {argv, static_cast<std::size_t>(argc)});
    if (!slip.meant.empty())
      return wrong(say(language, "wrong.extra_near", {printable(slip.word), slip.meant}), *slip.at);
    if (slip.leads) return wrong(complaint_of(CLI::ExtrasError(extra), extra, language), *slip.at);
    return wrong(complaint_of(error, extra, language), *slip.at);
  }
  const bool only_noun =
      deepest(line.app()) != &line.app() && deepest(line.app())->get_subcommands({}).size() > 0;
  auto out = line.take();
  if (only_noun) return HelpText{help_of(line, {out.command})};
  if (out.command == "help") {
    auto text = help_of(line, out.recipients);
    if (text.empty()) return wrong(say(language, "wrong.no_command"), line.app());
    return HelpText{std::move(text)};
  }
  if (const auto unknown = unknown_field(out.command, out.globals.fields)) {
    return wrong(say(language, unknown->nearest.empty() ? "wrong.field" : "wrong.field_near",
                     {printable(unknown->name), unknown->known, unknown->nearest}),
                 *deepest(line.app()));
  }
  return out;
}

}  // namespace stille::cli
