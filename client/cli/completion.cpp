#include "client/cli/completion.hpp"

#include <algorithm>
#include <set>

#include "client/cli/words.hpp"

namespace stille::cli {
namespace {

bool takes_value(const CLI::Option& option) {
  return option.get_items_expected_max() > 0;
}

bool takes_several(const CLI::Option& option) {
  return option.get_items_expected_max() > 1;
}

const CLI::App* command_called(const CLI::App& under, const std::string& name) {
  const auto found = under.get_subcommands([&](const CLI::App* one) { return one->get_name() == name; });
  return found.empty() ? nullptr : found.front();
}

std::string first_line(const std::string& text) {
  return printable(text.substr(0, text.find('\n')));
}

/// The words so far: which command is meant, and what was given to it.
class Walk {
 public:
  explicit Walk(const CLI::App& root) : root_(&root), at_(&root) {}

  void pass(const std::string& word) {
    if (open_ != nullptr) return give(std::exchange(open_, nullptr), word);
    if (only_arguments_ || word.size() < 2 || word.front() != '-') return pass_argument(word);
    if (word == "--") {
      only_arguments_ = true;
    } else if (word.starts_with("--")) {
      const auto end = word.find('=');
      take(option_called(word.substr(0, end)), end != std::string::npos,
           word.substr(std::min(end, word.size())));
    } else {
      pass_letters(word);
    }
  }

  [[nodiscard]] const CLI::App& at() const { return *at_; }
  [[nodiscard]] bool only_arguments() const { return only_arguments_; }
  /// The option whose value comes next.
  [[nodiscard]] const CLI::Option* open() const { return open_; }

  [[nodiscard]] const CLI::Option* option_called(const std::string& name) const {
    for (const auto* app = at_; app != nullptr; app = app->get_parent()) {
      if (const auto* option = app->get_option_no_throw(name)) return option;
    }
    return nullptr;
  }

  /// The argument that comes next.
  [[nodiscard]] const CLI::Option* argument() const {
    for (const auto* option : at_->get_options()) {
      const auto most = static_cast<std::size_t>(option->get_items_expected_max());
      if (option->get_positional() && given_.count(option) < most)
        return excluded(*option) ? nullptr : option;
    }
    return nullptr;
  }

  [[nodiscard]] bool excluded(const CLI::Option& option) const {
    return std::ranges::any_of(option.get_excludes(),
                               [&](const auto* other) { return given_.contains(other); });
  }
  /// A word came that nothing expected.
  [[nodiscard]] bool lost() const { return given_.contains(nullptr); }
  [[nodiscard]] bool given(const CLI::Option& option) const { return given_.contains(&option); }

  [[nodiscard]] std::vector<std::string> values(const CLI::Option* option) const {
    std::vector<std::string> out;
    const auto [begin, end] = given_.equal_range(option);
    for (auto one = begin; one != end; ++one) out.push_back(one->second);
    return out;
  }

  /// Which profile is meant, and how it is to be had.
  [[nodiscard]] Globals globals() const {
    Globals out;
    if (const auto said = values(root_->get_option("--profile")); !said.empty()) out.profile = said.back();
    if (const auto said = values(root_->get_option("--socket")); !said.empty()) out.socket = said.back();
    out.no_daemon = given(*root_->get_option("--no-daemon"));
    return out;
  }

 private:
  void give(const CLI::Option* option, std::string value) { given_.emplace(option, std::move(value)); }

  void take(const CLI::Option* option, bool has_value, const std::string& value) {
    if (option == nullptr) return;
    if (takes_value(*option) && !has_value) {
      open_ = option;
    } else {
      give(option, value.substr(value.starts_with('=') ? 1 : 0));
    }
  }

  // Several flags may stand together, and a value right behind its letter: -qn5.
  void pass_letters(const std::string& word) {
    for (std::size_t i = 1; i < word.size(); ++i) {
      const auto* option = option_called(std::string("-") + word[i]);
      const auto rest = word.substr(i + 1);
      take(option, !rest.empty(), rest);
      if (option == nullptr || takes_value(*option)) return;
    }
  }

  void pass_argument(const std::string& word) {
    const auto* under = only_arguments_ ? nullptr : command_called(*at_, word);
    if (under != nullptr) {
      at_ = under;
    } else {
      give(argument(), word);
    }
  }

  const CLI::App* root_;
  const CLI::App* at_;
  const CLI::Option* open_ = nullptr;
  bool only_arguments_ = false;
  std::multimap<const CLI::Option*, std::string> given_;
};

/// What may follow there.
class Offer {
 public:
  Offer(const CommandLine& line, const Walk& walk, const Names& names)
      : line_(line), walk_(walk), names_(names) {}

  Completion all(const std::string& word) {
    const bool option = !walk_.only_arguments() && word.starts_with('-');
    const auto equals = word.find('=');
    if (walk_.open() != nullptr) {
      values(*walk_.open(), word, 0);
    } else if (option && equals != std::string::npos) {
      const auto* named = walk_.option_called(word.substr(0, equals));
      if (named != nullptr && takes_value(*named)) values(*named, word, equals + 1);
    } else if (option) {
      options();
    } else {
      arguments(word);
    }
    return std::move(out_);
  }

 private:
  void add(std::string word, const std::string& about = {}) {
    out_.candidates.push_back({std::move(word), first_line(about)});
  }

  void arguments(const std::string& word) {
    const bool more = !walk_.only_arguments() && !walk_.at().get_subcommands({}).empty();
    const auto* argument = walk_.argument();
    if (walk_.lost()) return;
    if (more) return commands(walk_.at());
    if (argument != nullptr) return values(*argument, word, 0);
    if (word.empty() && !walk_.only_arguments()) options();
  }

  void commands(const CLI::App& under) {
    for (const auto* one : under.get_subcommands({})) add(one->get_name(), one->get_description());
  }

  // Those of the command before those of the program; a name is the nearest one's.
  void options() {
    std::set<std::string> seen;
    for (const auto* app = &walk_.at(); app != nullptr; app = app->get_parent()) {
      for (const auto* option : app->get_options()) {
        if (!option->nonpositional()) continue;
        const auto name = option->get_name();  // the long one, where there is one
        const bool spent = walk_.given(*option) && !takes_several(*option);
        if (!spent && !walk_.excluded(*option) && seen.insert(name).second)
          add(name, option->get_description());
      }
    }
  }

  /// Values of `option` for what begins in `word` at `begin`; what is before stays.
  void values(const CLI::Option& option, const std::string& word, std::size_t begin) {
    auto taken = takes_several(option) ? walk_.values(&option) : std::vector<std::string>();
    if (option.get_delimiter() != '\0') {
      for (auto end = word.find(option.get_delimiter(), begin); end != std::string::npos;
           end = word.find(option.get_delimiter(), begin)) {
        taken.push_back(word.substr(begin, end - begin));
        begin = end + 1;
      }
    }
    const auto expected = expected_by(option.get_option_text());
    out_.paths = expected.paths;
    std::vector<Candidate> found;
    for (const auto& one : expected.words) found.push_back({one, {}});
    for (const auto kind : expected.kinds) {
      if (kind == Kind::command) return commands_below(walk_.values(&option));
      const auto which = kind == Kind::contact && line_.knows_locals(option) ? Kind::anybody : kind;
      for (auto& one : names_(which, walk_.globals())) found.push_back(std::move(one));
    }
    for (const auto& one : found) {
      if (std::ranges::find(taken, one.word) == taken.end()) add(word.substr(0, begin) + one.word, one.about);
    }
  }

  void commands_below(const std::vector<std::string>& path) {
    const auto* at = &walk_.at();
    while (at->get_parent() != nullptr) at = at->get_parent();
    for (const auto& word : path) {
      at = command_called(*at, word);
      if (at == nullptr) return;
    }
    commands(*at);
  }

  const CommandLine& line_;
  const Walk& walk_;
  const Names& names_;
  Completion out_;
};

}  // namespace

Completion complete_line(CommandLine& line, std::span<const std::string> words, const Names& names) {
  if (words.empty()) return {};
  Walk walk(line.app());
  for (const auto& word : words.first(words.size() - 1)) walk.pass(word);
  return Offer(line, walk, names).all(words.back());
}

}  // namespace stille::cli
