#include "client/cli/wrong_use.hpp"

#include <array>
#include <charconv>

#include "client/cli/i18n.hpp"
#include "client/cli/words.hpp"

namespace stille::cli {
namespace {

/// CLI11 has its sentences in code: their fixed parts, with `*` for what differs.
struct Shape {
  std::string_view form;
  std::string_view key;
};

constexpr std::array kShapes{
    Shape{"* is required", "wrong.required"},
    Shape{"* excludes *", "wrong.excludes"},
    Shape{"* requires *", "wrong.requires"},
    Shape{"*: * not in {*}", "wrong.one_of"},
    Shape{"*: Value * not in range [* - *]", "wrong.range"},  // as newer ones say it
    Shape{"*: Value * not in range * to *", "wrong.range"},
    Shape{"*: * required * missing", "wrong.no_value"},
    Shape{"Could not convert: * = *", "wrong.convert"},
};

/// The words in the places of `form`; none when it is another one.
std::optional<std::vector<std::string>> places_in(std::string_view text, std::string_view form) {
  std::vector<std::string> out;
  while (!form.empty()) {
    if (form.front() != '*') {
      if (text.empty() || text.front() != form.front()) return std::nullopt;
      text.remove_prefix(1);
      form.remove_prefix(1);
      continue;
    }
    form.remove_prefix(1);
    const auto fixed = form.substr(0, form.find('*'));
    const auto end = fixed.empty() ? text.size() : text.find(fixed);
    if (end == std::string_view::npos) return std::nullopt;
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  if (!text.empty()) return std::nullopt;
  return out;
}

std::string in_quotes(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out.append(out.empty() ? "" : " ").append(printable(word));
  return out;
}

}  // namespace

CLI::Validator counts(Language language, std::optional<std::uint64_t> most) {
  const auto check = [language, most](const std::string& word) -> std::string {
    std::uint64_t number = 0;
    const auto* end = word.data() + word.size();
    const auto read = std::from_chars(word.data(), end, number);
    const bool good = read.ec == std::errc() && read.ptr == end && number > 0;
    if (good && (!most || number <= *most)) return {};
    if (!most) return say(language, "wrong.count", {printable(word)});
    return say(language, "wrong.count_most", {printable(word), std::to_string(*most)});
  };
  return {check, std::string()};
}

CLI::Validator not_empty(Language language, std::string what) {
  const auto check = [language, what = std::move(what)](const std::string& word) -> std::string {
    if (!word.empty()) return {};
    return what.empty() ? say(language, "wrong.empty") : say(language, "wrong.empty_here", {what});
  };
  return {check, std::string()};
}

std::string complaint_of(const CLI::ParseError& error, const std::vector<std::string>& extra,
                         Language language) {
  if (!extra.empty() && dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    return say(language, "wrong.extra", {in_quotes(extra)});
  }
  const std::string text = error.what();
  for (const auto& shape : kShapes) {
    auto places = places_in(text, shape.form);
    if (!places) continue;
    for (auto& place : *places) place = printable(place);
    places->resize(4);
    const auto& all = *places;
    return say(language, shape.key, {all[0], all[1], all[2], all[3]});
  }
  return text;
}

}  // namespace stille::cli
