#include "client/core/card_text.hpp"

#include <algorithm>

#include "client/keep/birthday.hpp"

namespace stille::client {

namespace {

using wire::CardField;

constexpr std::string_view kBlanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
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

Result<std::string> clean_birthday(std::string_view typed, keep::Day today) {
  STILLE_TRY(const auto birthday, keep::parse_birthday(typed));
  if (birthday.year && keep::celebrated_in(birthday, *birthday.year) > today) return fail(Errc::bad_value);
  return keep::to_text(birthday);
}

std::string clean_languages(std::string_view typed) {
  std::vector<std::string> tags;
  for (auto& tag : parts_of(typed)) {
    if (std::ranges::find(tags, tag) == tags.end()) tags.push_back(std::move(tag));
  }
  return joined(tags, ",");
}

}  // namespace

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

Result<std::string> clean_card_value(CardField field, std::string_view typed, keep::Day today) {
  std::string out(field == CardField::picture ? typed : trimmed(typed));
  if (out.empty()) return out;
  if (field == CardField::birthday) {
    STILLE_TRY(out, clean_birthday(out, today));
  }
  if (field == CardField::languages) out = clean_languages(out);
  if (field == CardField::topics) out = joined(parts_of(out), ", ");
  if (out.empty()) return out;
  STILLE_TRYV(wire::check_card_field(field, out));
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
