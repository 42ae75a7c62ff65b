// What people say about themselves on their card, field by field. Mirrors Profile of proto/content.proto;
// knows nothing of encoding, or of whom it is shown to.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "common/base/result.hpp"

namespace stille::client::wire {

/// Their numbers are kept in profiles: new ones follow at the end.
enum class CardField : std::uint8_t { role, company, city, languages, birthday, topics, picture };
inline constexpr std::size_t kCardFields = 7;
inline constexpr std::array<CardField, kCardFields> kAllCardFields{
    CardField::role,     CardField::company, CardField::city,   CardField::languages,
    CardField::birthday, CardField::topics,  CardField::picture};

/// Bytes of role, company and city.
inline constexpr std::size_t kLongestCardLine = 128;
inline constexpr std::size_t kMostLanguages = 8;
inline constexpr std::size_t kLongestLanguage = 35;  // of one tag
inline constexpr std::size_t kLongestTopics = 400;
inline constexpr std::size_t kLargestCardPicture = std::size_t{24} << 10U;
inline constexpr std::uint64_t kHighestCardVersion = std::uint64_t{1} << 53U;
inline constexpr int kEarliestCardYear = 1850;

/// A bit for each field.
using CardMask = std::uint32_t;
constexpr CardMask bit_of(CardField field) noexcept {
  return CardMask{1} << static_cast<unsigned>(field);
}
inline constexpr CardMask kWholeCard = (CardMask{1} << kCardFields) - 1;

/// By number; an empty one says nothing. Languages: tags as "de,en"; birthday: "1984-05-23" or "05-23";
/// topics: what they like to be asked about, with commas between; picture: the bytes of a JPEG.
using CardFields = std::array<std::string, kCardFields>;
constexpr std::size_t number_of(CardField field) noexcept {
  return static_cast<std::size_t>(field);
}

struct ContactCard {
  std::uint64_t version = 0;  // the highest counts; 0: nothing is said about the card
  CardFields fields{};
};

/// "Show me your card." Nothing has to follow.
struct CardRequest {};

/// A value that is not empty. too_large, bad_encoding, bad_value.
Result<void> check_card_field(CardField field, std::string_view value);

/// "role", "company", ... Static storage.
std::string_view name_of(CardField field) noexcept;
/// bad_value for an unknown name.
Result<CardField> parse_card_field(std::string_view name);

}  // namespace stille::client::wire
