// Scripts that complete the command line in a shell, from its one declaration.
#include "client/cli/command_line.hpp"
#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

std::string words_of(CLI::App& app) {
  std::string out;
  const auto add = [&](const std::string& word) { out += (out.empty() ? "" : " ") + word; };
  for (const auto* sub : app.get_subcommands({})) add(sub->get_name());
  for (const auto* option : app.get_options()) {
    for (const auto& name : option->get_lnames()) add("--" + name);
  }
  return out;
}

/// "path of words" -> what may follow.
std::map<std::string, std::string> follow_ups(CLI::App& root) {
  std::map<std::string, std::string> out;
  out[""] = words_of(root);
  for (auto* noun : root.get_subcommands({})) {
    out[noun->get_name()] = words_of(*noun);
    for (auto* verb : noun->get_subcommands({}))
      out[noun->get_name() + " " + verb->get_name()] = words_of(*verb);
  }
  return out;
}

std::string bash_script(const std::map<std::string, std::string>& words) {
  std::string cases;
  for (const auto& [path, list] : words) {
    if (!path.empty()) cases += "    \"" + path + "\") words=\"" + list + "\" ;;\n";
  }
  return "_stille() {\n"
         "  local word path=\"\" words\n"
         "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case \"$word\" in -*) ;; *) path=\"${path:+$path }$word\" ;; esac\n"
         "  done\n"
         "  case \"$path\" in\n" +
         cases + "    \"\") words=\"" + words.at("") +
         "\" ;;\n"
         "    *) words=\"\" ;;\n"
         "  esac\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n"
         "}\n"
         "complete -o default -F _stille stille\n";
}

std::string fish_script(CLI::App& root) {
  std::string out = "complete -c stille -f\n";
  const auto quoted = [](std::string text) {
    std::string safe;
    for (const char c : text) safe += c == '\'' ? "\\'" : std::string(1, c);
    return "'" + safe + "'";
  };
  const auto options = [&](CLI::App& app, const std::string& condition) {
    for (const auto* option : app.get_options()) {
      for (const auto& name : option->get_lnames()) {
        out += "complete -c stille -n " + quoted(condition) + " -l " + name + " -d " +
               quoted(option->get_description()) + "\n";
      }
    }
  };
  options(root, "true");
  for (auto* noun : root.get_subcommands({})) {
    const auto seen = "__fish_seen_subcommand_from " + noun->get_name();
    out += "complete -c stille -n __fish_use_subcommand -a " + noun->get_name() + " -d " +
           quoted(noun->get_description()) + "\n";
    for (auto* verb : noun->get_subcommands({})) {
      out += "complete -c stille -n " + quoted(seen) + " -a " + verb->get_name() + " -d " +
             quoted(verb->get_description()) + "\n";
      options(*verb, seen + "; and __fish_seen_subcommand_from " + verb->get_name());
    }
    options(*noun, seen);
  }
  return out;
}

}  // namespace

std::string completion_script(const std::string& shell) {
  CommandLine line(language_of_environment());
  if (shell == "fish") return fish_script(line.app());
  const auto script = bash_script(follow_ups(line.app()));
  if (shell == "bash") return script;
  if (shell == "zsh") return "#compdef stille\nautoload -U +X bashcompinit && bashcompinit\n" + script;
  return {};
}

}  // namespace stille::cli
