#include "client/core/card_text.hpp"

#include <algorithm>

#include "client/core/card_mask.hpp"
#include "client/keep/birthday.hpp"

namespace stille::client {

namespace {

using wire::CardField;

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

}  // namespace stille::client
