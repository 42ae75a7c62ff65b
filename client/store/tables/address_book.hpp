// People who are only in the own address book, and what imports of address books changed here. Knows nothing
// of how somebody is recognised.
#pragma once

#include "client/store/tables/contacts.hpp"

namespace stille::client::store {

/// A row without identity and sessions; its `iid` is random and stands for nobody. Sets `id`.
Result<void> add_local(Database& db, ContactRow& row);
Result<std::int64_t> count_locals(Database& db);
/// For whom this invitation was made, as long as it is somebody of the address book.
Result<std::optional<RowId>> local_of_invitation(Database& db, RowId invitation);
/// Somebody of the address book with this alias.
Result<std::optional<RowId>> local_called(Database& db, std::string_view alias);
/// What is kept about `from` - entries, circles, drafts, card fields, and what was said - is `to`'s from now
/// on; where `to` has something of its own, that stays. Rows of `keep` and `contact` are not touched.
Result<void> move_kept(Database& db, RowId from, RowId to);
Result<bool> has_entries(Database& db, RowId contact);
Result<std::vector<std::string>> circles_of_contact(Database& db, RowId contact);
/// Removes the circle of this name unless somebody is in it or it has a rhythm.
Result<void> remove_empty_circle(Database& db, std::string_view name);

struct LocalFieldRow {
  RowId contact = 0;
  std::uint8_t field = 0;
  std::string value;
};
/// Texts on cards of all people, theirs before those written down here; pictures are left out.
Result<std::vector<LocalFieldRow>> card_texts(Database& db, std::uint8_t picture);

/// by_hand: somebody has described the person themselves since.
enum class AddressChange : std::uint8_t { added, note, field, birthday, circle, made_circle, by_hand };

struct AddressChangeRow {
  std::optional<RowId> contact{};  // none: made_circle
  AddressChange what = AddressChange::added;
  std::string place{};
  std::string before{};
  std::string after{};
};
struct AddressImportRow {
  RowId id = 0;
  std::string file;
  TimePoint at;
};
/// Sets `id`.
Result<void> add_import(Database& db, AddressImportRow& row);
Result<void> add_change(Database& db, RowId import, const AddressChangeRow& row);
Result<std::optional<AddressImportRow>> newest_import(Database& db);
/// The newest first.
Result<std::vector<AddressChangeRow>> changes_of(Database& db, RowId import);
Result<void> remove_import(Database& db, RowId import);
/// Nothing about this person is an import's any more; each of those that had something to do with them keeps
/// that much, and none of the words.
Result<void> written_by_hand(Database& db, RowId contact);
/// All but the newest so many.
Result<void> forget_imports(Database& db, std::size_t keep);

}  // namespace stille::client::store
