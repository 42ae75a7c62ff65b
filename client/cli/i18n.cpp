#include "client/cli/i18n.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace stille::cli {

namespace {

const Entry* find_entry(std::string_view key) {
  for (const auto part : catalogues()) {
    const auto found = std::ranges::find(part, key, &Entry::key);
    if (found != part.end()) return &*found;
  }
  return nullptr;
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
  const auto text = language == Language::german ? entry->german : entry->english;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool place = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}';
    const auto index = place ? static_cast<std::size_t>(text[i + 1] - '0') : places.size();
    if (index < places.size()) {
      out += std::data(places)[index];
      i += 2;
    } else {
      out += text[i];
    }
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
