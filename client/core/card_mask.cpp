#include "client/core/card_mask.hpp"

#include <algorithm>

namespace stille::client {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const auto& part : parts) {
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

std::vector<std::string> parts_of(std::string_view list) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= list.size();) {
    const auto end = std::min(list.find_first_of(",;\n", at), list.size());
    const auto part = trimmed(list.substr(at, end - at));
    if (!part.empty()) out.emplace_back(part);
    at = end + 1;
  }
  return out;
}

Result<wire::CardMask> parse_card_mask(std::string_view text) {
  if (text == "all") return wire::kWholeCard;
  if (text == "none") return wire::CardMask{0};
  const auto names = parts_of(text);
  if (names.empty()) return fail(Errc::bad_value);
  wire::CardMask out = 0;
  for (const auto& name : names) {
    if (name == "name") continue;
    STILLE_TRY(const auto field, wire::parse_card_field(name));
    out |= wire::bit_of(field);
  }
  return out;
}

std::string to_text(wire::CardMask fields) {
  std::vector<std::string> names;
  for (const auto field : wire::kAllCardFields) {
    if ((fields & wire::bit_of(field)) != 0) names.emplace_back(wire::name_of(field));
  }
  return names.empty() ? "none" : joined(names, ",");
}

}  // namespace stille::client
