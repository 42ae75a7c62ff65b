// Introductions that we make, and people whom contacts would like us to know.
#pragma once

#include "client/store/tables/rows.hpp"
#include "client/wire/introduction.hpp"

namespace stille::client::store {

/// The numbers of client::IntroductionState.
enum class Introducing : std::uint8_t { asked, agreed, declined, made, lapsed };

/// Ours: two of our contacts to each other.
struct IntroductionRow {
  RowId id = 0;
  std::string name;  // n_<hex>
  wire::IntroductionId cid;
  RowId guest = 0;
  RowId host = 0;
  bool guest_agreed = false;
  bool host_agreed = false;
  crypto::SecretBytes link;  // the host's, until the guest has it
  Introducing state = Introducing::asked;
  TimePoint created;
};

/// Sets `id`.
Result<void> add_introduction(Database& db, IntroductionRow& row);
/// guest_agreed, host_agreed, link and state.
Result<void> update_introduction(Database& db, const IntroductionRow& row);
Result<std::optional<IntroductionRow>> find_introduction(Database& db, const wire::IntroductionId& cid);
/// Newest first.
Result<std::vector<IntroductionRow>> all_introductions(Database& db);

/// Theirs: somebody whom `introducer` would like us to know.
struct AcquaintanceRow {
  RowId id = 0;
  std::string name;  // n_<hex>
  wire::IntroductionId cid;
  RowId introducer = 0;
  e2e::Iid iid;
  std::string called;
  std::string text;
  bool host = false;
  Introducing state = Introducing::asked;
  TimePoint created;
  std::optional<RowId> invitation;  // of ours, for them alone
  std::optional<RowId> joining;     // of theirs
};

/// Sets `id`.
Result<void> add_acquaintance(Database& db, AcquaintanceRow& row);
/// state, invitation and joining.
Result<void> update_acquaintance(Database& db, const AcquaintanceRow& row);
Result<std::optional<AcquaintanceRow>> find_acquaintance(Database& db, RowId introducer,
                                                         const wire::IntroductionId& cid);
Result<std::optional<AcquaintanceRow>> acquaintance_of_invitation(Database& db, RowId invitation);
Result<std::optional<AcquaintanceRow>> acquaintance_of_joining(Database& db, RowId joining);
/// Newest first.
Result<std::vector<AcquaintanceRow>> all_acquaintances(Database& db);
/// Of this introducer's that wait for our yes; and of everybody's.
Result<std::size_t> count_asked(Database& db, RowId introducer);
Result<std::size_t> count_asked(Database& db);

/// What nobody has settled since before `before` is over.
Result<void> lapse_introductions(Database& db, TimePoint before);

Result<void> set_met_through(Database& db, RowId contact, RowId introducer);
Result<std::optional<RowId>> met_through(Database& db, RowId contact);

}  // namespace stille::client::store
