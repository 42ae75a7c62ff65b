// Contact cards: what we say about ourselves and to whom, what others say, and what was written down about
// them here. Fields have the numbers of wire::CardField. Knows nothing of what a value means.
#pragma once

#include "client/store/tables/rows.hpp"

namespace stille::client::store {

struct CardFieldRow {
  std::uint8_t field = 0;
  std::string value;  // text, or the bytes of a picture
};

/// By number; those that say nothing have no row.
Result<std::vector<CardFieldRow>> own_card(Database& db);
/// An empty value removes it.
Result<void> set_own_card_field(Database& db, const CardFieldRow& row);

struct CardShareRow {
  std::uint32_t fields = 0;     // a bit for each that the contact may see
  std::uint64_t version = 0;    // of the newest card made for them
  std::optional<RowId> queued;  // in outgoing; it may have gone
};
/// Empty: nothing was ever decided about this contact.
Result<std::optional<CardShareRow>> card_share(Database& db, RowId contact);
Result<void> set_card_share(Database& db, RowId contact, const CardShareRow& row);

/// Whose card a field stands on: theirs as they sent it, or what was written down here.
enum class CardSource : std::uint8_t { theirs, local };

struct CardRow {
  RowId contact = 0;
  std::uint64_t version = 0;  // of the newest one that came; 0: none
  std::optional<TimePoint> updated{};
  std::optional<TimePoint> wanted{};  // since when they would like to have ours
  std::optional<TimePoint> news{};    // a change that nobody has looked at yet
};
/// One with nothing in it when nothing has come.
Result<CardRow> load_card(Database& db, RowId contact);
Result<std::vector<CardRow>> all_cards(Database& db);
Result<void> save_card(Database& db, const CardRow& row);

/// By number.
Result<std::vector<CardFieldRow>> card_fields(Database& db, RowId contact, CardSource source);
/// An empty value removes it.
Result<void> set_card_field(Database& db, RowId contact, CardSource source, const CardFieldRow& row);

struct PersonFieldRow {
  RowId contact = 0;
  std::string value;
};
/// One field of everybody's own card.
Result<std::vector<PersonFieldRow>> field_of_everybody(Database& db, std::uint8_t field);

}  // namespace stille::client::store
