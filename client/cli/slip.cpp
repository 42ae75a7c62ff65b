#include "client/cli/slip.hpp"

#include <algorithm>

#include "client/cli/command_line.hpp"
#include "common/base/edit_distance.hpp"

namespace stille::cli {
namespace {

bool before_the_command(const CLI::App& app, const std::string& word, std::span<const char* const> line) {
  const auto commands = app.get_subcommands();
  if (commands.empty()) return true;
  const auto first = [&](const std::string& sought) {
    return std::ranges::find_if(line, [&](std::string_view each) { return each == sought; });
  };
  return first(word) < first(commands.front()->get_name());
}

std::string option_meant(const CLI::App* at, std::string_view word) {
  word.remove_prefix(std::min(word.find_first_not_of('-'), word.size()));
  std::vector<std::string_view> names;
  for (; at != nullptr; at = at->get_parent()) {
    for (const auto* option : at->get_options()) {
      const auto& own = option->get_lnames();
      if (!option->get_positional()) names.insert(names.end(), own.begin(), own.end());
    }
  }
  const std::string found(nearest(word, names));
  return found.empty() ? found : "--" + found;
}

std::string command_meant(CLI::App& at, const std::string& word) {
  std::vector<std::string_view> names;
  for (const auto* command : at.get_subcommands({})) names.push_back(command->get_name());
  const std::string found(nearest(word, names));
  return found.empty() ? found : (path_of(at) + " " + found).substr(1);
}

}  // namespace

Slip slip_of(CLI::App& app, const std::string& word, std::span<const char* const> line) {
  auto* const command = deepest(app);
  if (word.starts_with('-')) {
    const auto name = word.substr(0, word.find('='));
    return {command, false, name, option_meant(command, name)};
  }
  if (before_the_command(app, word, line)) return {&app, true, word, command_meant(app, word)};
  return {command, false, word, command_meant(*command, word)};
}

std::string path_of(const CLI::App& command) {
  std::string out;
  for (const auto* at = &command; at->get_parent() != nullptr; at = at->get_parent())
    out.insert(0, " " + at->get_name());
  return out;
}

}  // namespace stille::cli
