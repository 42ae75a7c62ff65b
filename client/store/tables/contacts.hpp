// People, their sessions, and where they read.
#pragma once

#include "client/e2e/session_pair.hpp"
#include "client/store/tables/rows.hpp"
#include "client/wire/content.hpp"

namespace stille::client::store {

/// requested: waits for our yes. greeting: our HELLO has not been taken yet. self: the notes to ourselves.
/// group: no person, but the conversation of a group (tables/groups.hpp). local: somebody who is only in the
/// own address book, and of whom no relay hears; with the newest `invitation` that was made for them. The
/// last three have no sessions.
enum class Stage : std::uint8_t { requested, greeting, member, self, group, local };

struct ContactRow {
  RowId id = 0;
  e2e::Iid iid;
  Stage stage = Stage::member;
  std::optional<std::string> alias;
  std::string name;
  std::string note;
  std::string conversation;
  TimePoint since;
  e2e::SessionStatus status = e2e::SessionStatus::connecting;  // of the sending session
  bool verified = false;
  bool blocked = false;
  bool frozen = false;       // the database was rolled back: nothing is sealed until repaired
  bool reset_waits = false;  // a verified person's reset was confirmed and waits for our yes
  std::optional<RowId> invitation;
  std::optional<TimePoint> heartbeat_at;
  bool renewing = false;  // the second session is a renewal, not a reset
  /// The group through which we know them, as long as nobody has made them a contact: not listed as one.
  std::optional<RowId> introduced;
};

/// Sets `id`. already_exists for a known identity or alias.
Result<void> add_contact(Database& db, ContactRow& row, const e2e::IdentityPublic& identity,
                         const e2e::SessionPair& sessions);
/// The notes to ourselves: a row without sessions. Sets `id`.
Result<void> add_notes(Database& db, ContactRow& row, const e2e::IdentityPublic& own);
/// The row of a group's conversation. Sets `id`.
Result<void> add_conversation(Database& db, ContactRow& row);
/// Everything but id, iid, conversation and status.
Result<void> update_contact(Database& db, const ContactRow& row);
Result<void> remove_contact(Database& db, RowId id);

Result<ContactRow> load_contact(Database& db, RowId id);
Result<std::optional<ContactRow>> find_contact(Database& db, const e2e::Iid& iid);
/// Whose conversation this is: a person's, a group's, or the notes to ourselves.
Result<std::optional<ContactRow>> contact_talking_in(Database& db, std::string_view conversation);
/// Whose alias this is: anybody's in this table.
Result<std::optional<ContactRow>> contact_called(Database& db, std::string_view alias);
/// Whose identity begins with these bytes, at most 32.
Result<std::vector<ContactRow>> contacts_beginning(Database& db, ByteView iid);
/// In the order in which they came.
Result<std::vector<ContactRow>> contacts_in(Database& db, Stage stage);
Result<bool> alias_taken(Database& db, std::string_view alias);
Result<e2e::IdentityPublic> identity_of(Database& db, RowId id);

Result<e2e::SessionPair> load_sessions(Database& db, RowId contact);
/// Keeps `status` of the contact's row with it.
Result<void> save_sessions(Database& db, RowId contact, const e2e::SessionPair& sessions);
/// The private half of a card that was offered inside the session; empty when none is out.
Result<std::optional<crypto::SecretBytes>> renewal_card(Database& db, RowId contact);
Result<void> set_renewal_card(Database& db, RowId contact, const std::optional<crypto::SecretBytes>& card);
/// After a rollback: nobody's sessions may send.
Result<void> freeze_contacts(Database& db);
Result<std::optional<TimePoint>> next_heartbeat(Database& db);

enum class RouteKind : std::uint8_t { current, pending };
/// Where the contact reads: a wire::MailboxOffer they made.
Result<void> set_route(Database& db, RowId contact, RouteKind kind, const wire::MailboxOffer& offer);
Result<std::optional<wire::MailboxOffer>> route(Database& db, RowId contact, RouteKind kind);
/// What was pending becomes current, if there is any.
Result<void> promote_route(Database& db, RowId contact);

}  // namespace stille::client::store
