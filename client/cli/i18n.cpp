#include "client/cli/i18n.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

namespace stille::cli {

namespace {

const Entry* find_entry(std::string_view key) {
  for (const auto part : catalogues()) {
    const auto found = std::ranges::find(part, key, &Entry::key);
    if (found != part.end()) return &*found;
  }
  return nullptr;
}

/// What stands for `{0}` or `{0:one|many}`; none when it is no such place.
std::optional<std::string_view> filled_in(std::string_view form,
                                          std::initializer_list<std::string_view> places) {
  if (form.size() < 3) return std::nullopt;
  const auto index = static_cast<std::size_t>(form[1] - '0');
  if (index >= places.size()) return std::nullopt;
  const auto value = std::data(places)[index];
  if (form.size() == 3) return value;
  const auto bar = form.find('|');
  if (form[2] != ':' || bar == std::string_view::npos) return std::nullopt;
  return value == "1" ? form.substr(3, bar - 3) : form.substr(bar + 1, form.size() - bar - 2);
}

}  // namespace

std::span<const std::span<const Entry>> catalogues() {
  static const std::array kAll{
      talk_catalogue(),         help_catalogue(),         detail_catalogue(),  relay_catalogue(),
      changing_catalogue(),     conversation_catalogue(), export_catalogue(),  retention_catalogue(),
      acquaintance_catalogue(), finding_catalogue(),      keep_catalogue(),    attachment_catalogue(),
      group_catalogue(),        chair_catalogue(),        leaving_catalogue(), card_catalogue(),
      address_catalogue(),      profile_catalogue(),      sending_catalogue(), group_history_catalogue()};
  return kAll;
}

bool knows(std::string_view key) {
  return find_entry(key) != nullptr;
}

std::string translated(Language language, std::string_view sentence) {
  if (language == Language::english) return std::string(sentence);
  for (const auto part : catalogues()) {
    const auto found = std::ranges::find_if(part, [sentence](const Entry& entry) {
      return entry.english == sentence && entry.key.starts_with("why.");
    });
    if (found != part.end()) return std::string(found->german);
  }
  return std::string(sentence);
}

std::string say(Language language, std::string_view key, std::initializer_list<std::string_view> places) {
  const auto* const entry = find_entry(key);
  if (entry == nullptr) return std::string(key);
  auto text = language == Language::german ? entry->german : entry->english;
  std::string out;
  while (!text.empty()) {
    const auto length = text.front() == '{' ? text.find('}') + 1 : 0;
    const auto filled = filled_in(text.substr(0, length), places);
    out += filled.value_or(text.substr(0, 1));
    text.remove_prefix(filled ? length : 1);
  }
  return out;
}

Language language_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("de") ? Language::german : Language::english;
  }
  return Language::english;
}

}  // namespace stille::cli
