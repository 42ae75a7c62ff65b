#include "client/cli/help_format.hpp"

#include <algorithm>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

class HelpFormat : public CLI::Formatter {
 public:
  explicit HelpFormat(Language language) : language_(language) {}

  std::string make_option_opts(const CLI::Option* option) const override {
    if (option->get_option_text().empty()) return CLI::Formatter::make_option_opts(option);
    return " " + value_words(option->get_option_text(), language_);
  }

 private:
  Language language_;
};

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

}  // namespace

std::string value_words(std::string_view value, Language language) {
  std::string out;
  while (!value.empty()) {
    const auto* const end = std::ranges::find_if_not(value, is_capital);
    const auto length = static_cast<std::size_t>(end - value.begin());
    const auto word = value.substr(0, std::max<std::size_t>(length, 1));
    const auto key = "help.value." + std::string(word);
    out += length > 0 && knows(key) ? say(language, key) : std::string(word);
    value.remove_prefix(word.size());
  }
  return out;
}

std::shared_ptr<CLI::Formatter> help_format(Language language) {
  auto out = std::make_shared<HelpFormat>(language);
  for (const auto* label : {"Usage", "Positionals", "OPTIONS", "SUBCOMMAND", "Needs", "Excludes"})
    out->label(label, say(language, std::string("help.label.") + label));
  return out;
}

}  // namespace stille::cli
