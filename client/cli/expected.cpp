#include "client/cli/expected.hpp"

#include <algorithm>
#include <array>

namespace stille::cli {
namespace {

struct Named {
  std::string_view word;
  Kind kind;
};

constexpr std::array kKinds{
    Named{"WHO", Kind::contact},       Named{"WHOM", Kind::contact},    Named{"INTO", Kind::contact},
    Named{"GROUP", Kind::group},       Named{"PROFILE", Kind::profile}, Named{"REQUEST", Kind::request},
    Named{"INVITE", Kind::invitation}, Named{"LATER", Kind::later},     Named{"CIRCLE", Kind::circle},
    Named{"SETTING", Kind::setting},   Named{"COMMAND", Kind::command},
};

void take(std::string_view part, bool choice, Expected& into) {
  if (part == "FILE" || part == "PATH") into.paths = Paths::files;
  if (part == "FOLDER") into.paths = Paths::folders;
  const auto* const named = std::ranges::find(kKinds, part, &Named::word);
  if (named != kKinds.end()) into.kinds.push_back(named->kind);
  const auto is_small = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  // A `-` stands for a file that nobody wants to have completed.
  if (choice && !part.empty() && is_small(part.front())) into.words.emplace_back(part);
}

}  // namespace

Expected expected_by(std::string_view value_word) {
  constexpr std::string_view kMore = "…";
  Expected out;
  if (value_word.ends_with(kMore)) value_word.remove_suffix(kMore.size());
  const bool choice = value_word.find('|') != std::string_view::npos;
  while (!value_word.empty()) {
    const auto end = std::min(value_word.find_first_of("| []"), value_word.size());
    take(value_word.substr(0, end), choice, out);
    value_word.remove_prefix(std::min(end + 1, value_word.size()));
  }
  return out;
}

}  // namespace stille::cli
