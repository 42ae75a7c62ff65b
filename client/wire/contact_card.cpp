// What fits into which field.
#include "client/wire/contact_card.hpp"

#include <charconv>
#include <chrono>

#include "client/wire/content.hpp"

namespace stille::client::wire {

namespace {

constexpr std::array<std::string_view, kCardFields> kNames{"role",     "company", "city",   "languages",
                                                           "birthday", "topics",  "picture"};

Result<void> check_line(std::string_view value, std::size_t most) {
  if (value.size() > most) return fail(Errc::too_large);
  if (!is_utf8(value)) return fail(Errc::bad_encoding);
  if (has_controls(value)) return fail(Errc::bad_value);
  return ok();
}

bool is_tag(std::string_view tag) {
  if (tag.size() < 2 || tag.size() > kLongestLanguage || tag.front() == '-' || tag.back() == '-')
    return false;
  return tag.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
         std::string_view::npos;
}

Result<void> check_languages(std::string_view value) {
  if (value.size() > kMostLanguages * (kLongestLanguage + 1)) return fail(Errc::too_large);
  std::size_t count = 0;
  for (std::size_t at = 0; at <= value.size();) {
    const auto end = std::min(value.find(',', at), value.size());
    if (!is_tag(value.substr(at, end - at))) return fail(Errc::bad_value);
    if (++count > kMostLanguages) return fail(Errc::too_large);
    at = end + 1;
  }
  return ok();
}

// All of the text is a number.
bool read_number(std::string_view text, int& into) {
  if (text.find_first_not_of("0123456789") != std::string_view::npos) return false;
  const auto done = std::from_chars(text.data(), text.data() + text.size(), into);
  return done.ec == std::errc() && done.ptr == text.data() + text.size();
}

Result<void> check_birthday(std::string_view value) {
  constexpr int kAnyLeapYear = 2000;
  int year = kAnyLeapYear;
  int month = 0;
  int day = 0;
  if (value.size() == 10) {
    if (value[4] != '-' || !read_number(value.substr(0, 4), year) || year < kEarliestCardYear)
      return fail(Errc::bad_value);
    value.remove_prefix(5);
  }
  const bool form = value.size() == 5 && value[2] == '-' && read_number(value.substr(0, 2), month) &&
                    read_number(value.substr(3), day);
  if (!form) return fail(Errc::bad_value);
  const auto date = std::chrono::year(year) / month / day;
  if (!date.ok()) return fail(Errc::bad_value);
  return ok();
}

Result<void> check_picture(std::string_view value) {
  if (value.size() > kLargestCardPicture) return fail(Errc::too_large);
  if (!value.starts_with("\xff\xd8\xff")) return fail(Errc::bad_value);
  return ok();
}

}  // namespace

Result<void> check_card_field(CardField field, std::string_view value) {
  switch (field) {
    case CardField::role:
    case CardField::company:
    case CardField::city:
      return check_line(value, kLongestCardLine);
    case CardField::topics:
      return check_line(value, kLongestTopics);
    case CardField::languages:
      return check_languages(value);
    case CardField::birthday:
      return check_birthday(value);
    case CardField::picture:
      return check_picture(value);
  }
  return fail(Errc::bad_value);
}

std::string_view name_of(CardField field) noexcept {
  return kNames.at(number_of(field));
}

Result<CardField> parse_card_field(std::string_view name) {
  for (const auto field : kAllCardFields) {
    if (kNames.at(number_of(field)) == name) return field;
  }
  return fail(Errc::bad_value);
}

}  // namespace stille::client::wire
