// Entries made by hand, as an export takes them along and an import brings them back.
#include <algorithm>
#include <array>

#include "client/core/engine_core.hpp"
#include "client/core/keep_facts.hpp"
#include "client/core/keep_in_touch.hpp"
#include "client/core/local_contacts.hpp"
#include "client/core/people.hpp"
#include "client/core/show.hpp"
#include "client/wire/content.hpp"

namespace stille::client {

namespace {

// Where an export was made it may have been tomorrow already.
Result<store::EntryRow> row_of(const EntryView& entry, store::RowId contact, keep::Day today) {
  STILLE_TRYV(check_entry(entry.via, entry.note));
  STILLE_TRY(const auto day, keep::parse_day(entry.day));
  if (day > today + std::chrono::days(1)) return fail(Errc::bad_value);
  return store::EntryRow{.id = 0,
                         .contact = contact,
                         .day = number_of(day),
                         .at = entry.noted,
                         .via = entry.via,
                         .note = entry.note};
}

}  // namespace

Result<void> check_entry(std::string_view via, std::string_view note) {
  constexpr std::array<std::string_view, 5> kWays{"phone", "met", "mail", "letter", "other"};
  if (std::ranges::find(kWays, via) == kWays.end()) return fail(Errc::bad_value);
  if (note.size() > kLongestNote) return fail(Errc::too_large);
  if (!wire::is_utf8(note)) return fail(Errc::bad_encoding);
  return ok();
}

Result<EntryPage> KeepInTouch::entries(std::string_view contact, std::uint64_t after,
                                       std::size_t limit) const {
  STILLE_TRY(const auto person, find_anybody(core_.db(), contact));
  const auto most = std::min(limit, kMostRows);
  STILLE_TRY(auto rows, store::entries_of(core_.db(), person.id, static_cast<store::RowId>(after), most + 1));
  EntryPage out;
  if (rows.size() > most) {
    rows.resize(most);
    if (most > 0) out.next = static_cast<std::uint64_t>(rows.back().id);
  }
  for (const auto& row : rows) {
    out.entries.push_back({show(person), keep::to_text(day_of(row.day)), row.via, row.note, row.at});
  }
  return out;
}

Result<std::size_t> KeepInTouch::bring_back(std::string_view contact, std::span<const EntryView> entries) {
  return core_.STILLE_QUIET_CHANGE("keep_brought_back")([&](Context& context) -> Result<std::size_t> {
    STILLE_TRY(const auto person, find_anybody(context.db, contact));
    std::size_t count = 0;
    for (const auto& entry : entries) {
      STILLE_TRY(auto row, row_of(entry, person.id, local_day(context.now)));
      STILLE_TRY(const bool there, store::has_entry(context.db, row));
      if (there) continue;
      STILLE_TRYV(store::add_entry(context.db, row));
      ++count;
    }
    return count;
  });
}

Result<void> KeepInTouch::may_bring_back(std::span<const EntryView> entries) const {
  for (const auto& entry : entries) {
    STILLE_TRYV(row_of(entry, 0, local_day(core_.clock.now())));
  }
  return ok();
}

}  // namespace stille::client
