// Groups: what we are in them, their statements, what was said by whom, and what waits for somebody or
// something. The people are in contacts.hpp.
#pragma once

#include "client/e2e/roster_op.hpp"
#include "client/store/tables/rows.hpp"
#include "client/wire/group.hpp"

namespace stille::client::store {

/// The numbers of client::GroupStanding. invited: asked, and we have agreed.
enum class GroupState : std::uint8_t { invited, member, left, closed };

struct GroupRow {
  RowId id = 0;
  e2e::GroupId gid;
  RowId conversation = 0;  // in contact
  std::string alias;       // unique here; without the '#'
  std::string name;
  GroupState state = GroupState::invited;
  crypto::SignSeed key;  // the first one, which names us on every branch
  std::optional<RowId> inviter;
  std::uint64_t said = 0;  // our messages in it
  wire::Hash16 last;       // of the newest
  Bytes head;              // that we have announced; empty before
  std::size_t proofs = 0;  // of people who said two things, that were shown
};

/// Sets `id`.
Result<void> add_group(Database& db, GroupRow& row);
/// The id under which everybody knows it, of the group and its conversation.
Result<void> name_group(Database& db, RowId id, const e2e::GroupId& gid);
/// Asked again after having left: under a new key.
Result<void> return_to_group(Database& db, RowId id, const crypto::SignSeed& key, RowId inviter);
/// Keys that have followed the first, in their order.
Result<void> add_group_key(Database& db, RowId group, const crypto::SignSeed& key);
Result<std::vector<crypto::SignSeed>> later_keys(Database& db, RowId group);
/// alias, name, state, said, last, head and proofs.
Result<void> update_group(Database& db, const GroupRow& row);
Result<GroupRow> load_group(Database& db, RowId id);
Result<std::optional<GroupRow>> find_group(Database& db, const e2e::GroupId& gid);
Result<std::optional<GroupRow>> group_of_conversation(Database& db, RowId conversation);
/// By its c_ name.
Result<std::optional<GroupRow>> group_talking_in(Database& db, std::string_view conversation);
Result<std::vector<GroupRow>> all_groups(Database& db);
Result<bool> group_alias_taken(Database& db, std::string_view alias);
/// After a rollback: numbers that may have been used are passed over.
Result<void> skip_group_numbers(Database& db, std::uint64_t count);

struct StatementRow {
  Bytes statement;
  e2e::OpHash hash;
  TimePoint at;  // when it came
};
/// The same again changes nothing.
Result<void> add_statement(Database& db, RowId group, const e2e::OpHash& hash, ByteView statement,
                           TimePoint at);
Result<void> remove_statement(Database& db, RowId group, const e2e::OpHash& hash);
/// In the order in which they came.
Result<std::vector<StatementRow>> statements_of(Database& db, RowId group);

/// Asked again, the first time stands.
Result<void> add_invited(Database& db, RowId group, RowId contact, TimePoint at);
struct InvitedRow {
  RowId contact = 0;
  TimePoint at;  // 0: not known
};
/// In the order in which they were asked.
Result<std::vector<InvitedRow>> invited_into(Database& db, RowId group);
/// Whether they were; they are no longer.
Result<bool> take_invited(Database& db, RowId group, RowId contact);

/// People whom this group has introduced and nobody has made a contact.
Result<std::size_t> count_introduced(Database& db, RowId group);

struct WaitingRow {
  crypto::SecretBytes content;
  std::optional<RowId> message;
  std::optional<RowId> about;
};
Result<void> add_waiting(Database& db, const e2e::Iid& iid, const WaitingRow& row);
/// Removes and gives all that waited for this person, in order.
Result<std::vector<WaitingRow>> take_waiting(Database& db, const e2e::Iid& iid);
Result<std::size_t> count_waiting(Database& db, const e2e::Iid& iid);

struct SaidRow {
  wire::Hash16 hash;
  std::optional<RowId> reported;
};
Result<std::optional<SaidRow>> find_said(Database& db, RowId group, const e2e::Iid& iid, std::uint64_t gseq);
/// Replaces a mere report.
Result<void> put_said(Database& db, RowId group, const e2e::Iid& iid, std::uint64_t gseq, const SaidRow& row);
/// Reports of what has not been heard.
Result<std::size_t> count_reports(Database& db, RowId group);
struct FrontierRow {
  e2e::Iid iid;
  std::uint64_t gseq = 0;
  wire::Hash16 hash;
};
/// Of each member the newest that was heard.
Result<std::vector<FrontierRow>> frontier(Database& db, RowId group);

struct GroupHeldRow {
  RowId id = 0;
  RowId contact = 0;
  crypto::SecretBytes content;
};
Result<void> add_group_held(Database& db, RowId group, RowId contact, ByteView content);
Result<std::vector<GroupHeldRow>> group_held(Database& db, RowId group);
Result<void> remove_group_held(Database& db, RowId id);

/// Envelopes and contents of this message that have not left yet for people who can be written to.
Result<std::size_t> unsent_parts(Database& db, RowId message);

}  // namespace stille::client::store
