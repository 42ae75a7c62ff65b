// Somebody as address books have them, to vCard (RFC 6350) and back, and from tables with a line of headings.
// Pure: knows nothing of contacts, files or the engine. What a value may be is not judged here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/bytes.hpp"

namespace stille::client::vcard {

inline constexpr std::size_t kLargestFile = std::size_t{16} << 20U;
inline constexpr std::size_t kMostPeople = 10'000;
/// Bytes of a line, once it is put together from its pieces.
inline constexpr std::size_t kLongestLine = std::size_t{4} << 20U;
/// Bytes of a line as it is written, its end apart (RFC 6350, 3.2).
inline constexpr std::size_t kFoldAt = 75;

/// Of a table, before its line of headings.
inline constexpr std::size_t kMostLinesBefore = 8;

struct Person {
  std::size_t line = 0;  // where they begin in the file that was read, from 1
  std::string uid{};
  std::string name{};
  std::string role{};
  std::string company{};
  std::string city{};
  std::string birthday{};  // "1984-05-23", "05-23", or whatever a table has
  std::string note{};
  std::vector<std::string> languages{};
  std::vector<std::string> topics{};
  std::vector<std::string> circles{};
  Bytes picture{};  // whatever format it has
};

enum class Wrong : std::uint8_t {
  too_large,   // the file, or this line of it
  encoding,    // no text: of a vCard, not UTF-8
  form,        // this line is none of the format
  version,     // neither 3.0 nor 4.0
  unfinished,  // what begins here has no end
  nameless,    // who begins here has no name
  crowded,     // more than kMostPeople
  headings,    // the table does not say which column is the name
  picture,     // its bytes are none
};

struct Trouble {
  Wrong what = Wrong::form;
  std::size_t line = 0;
};

/// Everybody, or what is wrong and where; then nobody.
struct Reading {
  std::vector<Person> people{};
  std::optional<Trouble> trouble{};
};

/// vCard 3.0 and 4.0, any number of them. What is not in Person is left out.
Reading read_vcards(std::string_view file);
/// Commas, semicolons or tabs between, headings of usual programs in English and German; the encodings of
/// encoding.hpp.
Reading read_table(std::string_view file);

/// One vCard 4.0, with the picture as a JPEG inside. Characters that no text may have are left out.
std::string write_vcard(const Person& person);

}  // namespace stille::client::vcard
