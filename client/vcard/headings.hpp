// What the columns of other programs' tables are called. For this room only.
#pragma once

#include <cstdint>
#include <string_view>

namespace stille::client::vcard {

enum class Column : std::uint8_t {
  none,
  uid,
  name,
  given,
  family,
  role,
  company,
  city,
  birthday,
  note,
  languages,
  topics,
  circles
};

/// By the headings of Google Contacts, Outlook, LinkedIn and their like, in English and German.
Column column_of(std::string_view heading);

/// "5/23/1984", "23.05.1984" and "0/0/00" as they are written in tables: as a birthday, or empty when there
/// is none. Slashes are American, the month first, unless it cannot be one; of a year in two digits nothing
/// is kept.
std::string birthday_in_table(std::string_view cell);

}  // namespace stille::client::vcard
