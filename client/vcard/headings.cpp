#include "client/vcard/headings.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "client/vcard/lines.hpp"

namespace stille::client::vcard {

namespace {

struct Heading {
  std::string_view text;  // in capitals, as far as they are ASCII
  Column column;
};

constexpr std::array kHeadings{
    Heading{"UID", Column::uid},
    Heading{"NAME", Column::name},
    Heading{"FULL NAME", Column::name},
    Heading{"DISPLAY NAME", Column::name},
    Heading{"ANZEIGENAME", Column::name},
    Heading{"FIRST NAME", Column::given},
    Heading{"GIVEN NAME", Column::given},
    Heading{"VORNAME", Column::given},
    Heading{"LAST NAME", Column::family},
    Heading{"FAMILY NAME", Column::family},
    Heading{"NACHNAME", Column::family},
    Heading{"ROLE", Column::role},
    Heading{"TITLE", Column::role},
    Heading{"JOB TITLE", Column::role},
    Heading{"ORGANIZATION TITLE", Column::role},
    Heading{"POSITION", Column::role},
    Heading{"ROLLE", Column::role},
    Heading{"COMPANY", Column::company},
    Heading{"ORGANIZATION", Column::company},
    Heading{"ORGANIZATION NAME", Column::company},
    Heading{"FIRMA", Column::company},
    Heading{"CITY", Column::city},
    Heading{"HOME CITY", Column::city},
    Heading{"BUSINESS CITY", Column::city},
    Heading{"ADDRESS 1 - CITY", Column::city},
    Heading{"ORT", Column::city},
    Heading{"BIRTHDAY", Column::birthday},
    Heading{"GEBURTSTAG", Column::birthday},
    Heading{"NOTE", Column::note},
    Heading{"NOTES", Column::note},
    Heading{"NOTIZ", Column::note},
    Heading{"NOTIZEN", Column::note},
    Heading{"LANGUAGES", Column::languages},
    Heading{"LANGUAGE", Column::languages},
    Heading{"SPRACHEN", Column::languages},
    Heading{"TOPICS", Column::topics},
    Heading{"THEMEN", Column::topics},
    Heading{"CIRCLES", Column::circles},
    Heading{"CATEGORIES", Column::circles},
    Heading{"LABELS", Column::circles},
    Heading{"KREISE", Column::circles},
    Heading{"KATEGORIEN", Column::circles},
    Heading{"ORGANIZATION 1 - NAME", Column::company},
    Heading{"ORGANIZATION 1 - TITLE", Column::role},
    Heading{"ORGANISATION", Column::company},
    Heading{"UNTERNEHMEN", Column::company},
    Heading{"FUNKTION", Column::role},
    Heading{"BERUF", Column::role},
    Heading{"ORT GESCH\xc3\xa4"
            "FTLICH",
            Column::city},
    Heading{"ORT PRIVAT", Column::city},
    Heading{"STADT", Column::city},
    Heading{"WOHNORT", Column::city},
    Heading{"SPRACHE", Column::languages},
    Heading{"BEMERKUNG", Column::note},
    Heading{"BEMERKUNGEN", Column::note},
    Heading{"GROUP MEMBERSHIP", Column::circles},
    Heading{"GRUPPEN", Column::circles},
};

// The runs of digits, when nothing but `sign` stands between them.
std::vector<std::string_view> digits_between(std::string_view cell, char sign) {
  std::vector<std::string_view> out;
  while (!cell.empty()) {
    const auto end = std::min(cell.find(sign), cell.size());
    const auto part = trimmed(cell.substr(0, end));
    if (part.find_first_not_of("0123456789") != std::string_view::npos) return {};
    if (!part.empty()) out.push_back(part);
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return out;
}

bool is_zero(std::string_view digits) {
  return digits.find_first_not_of('0') == std::string_view::npos;
}

}  // namespace

Column column_of(std::string_view heading) {
  const auto capitals = in_capitals(trimmed(heading));
  const auto found = std::ranges::find(kHeadings, capitals, &Heading::text);
  return found == kHeadings.end() ? Column::none : found->column;
}

std::string birthday_in_table(std::string_view cell) {
  cell = trimmed(cell);
  for (const char sign : {'/', '.'}) {
    auto parts = digits_between(cell, sign);
    if (parts.size() != 3) continue;
    if (is_zero(parts[0]) || is_zero(parts[1])) return {};
    // The day first, as it is written with points.
    const bool month_first = sign == '/' && (parts[0].size() < 2 || parts[0] <= "12");
    if (month_first) std::swap(parts[0], parts[1]);
    std::string out;
    out.append(parts[0]).append(".").append(parts[1]).append(".");
    return parts[2].size() == 4 ? out.append(parts[2]) : out;
  }
  return std::string(cell);
}

}  // namespace stille::client::vcard
