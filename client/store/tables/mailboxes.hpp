// Our own mailboxes: their keys and what they are for.
#pragma once

#include "client/store/tables/rows.hpp"
#include "common/crypto/dh.hpp"
#include "common/protocol/command.hpp"
#include "common/protocol/relay_address.hpp"

namespace stille::client::store {

enum class MailboxState : std::uint8_t { making, open, closing };

struct MailboxRow {
  RowId id = 0;
  protocol::RelayAddress relay;
  protocol::MailboxKind kind = protocol::MailboxKind::conversation;
  MailboxState state = MailboxState::making;
  protocol::ReaderId reader_id;
  crypto::DhSecret reader_secret;
  protocol::WriterId writer_id;
  crypto::DhSecret writer_secret;
  TimePoint created;
  std::optional<RowId> contact;     // whose messages come here
  std::optional<RowId> invitation;  // whose HELLO comes here
  std::optional<RowId> joining;     // made for a contact to be
};

/// Sets `id`.
Result<void> add_mailbox(Database& db, MailboxRow& row);
Result<void> set_mailbox_state(Database& db, RowId id, MailboxState state);
Result<void> set_mailbox_contact(Database& db, RowId id, RowId contact);
Result<void> remove_mailbox(Database& db, RowId id);

Result<MailboxRow> load_mailbox(Database& db, RowId id);
Result<std::optional<MailboxRow>> find_mailbox(Database& db, const protocol::ReaderId& reader_id);
/// Where the contact's messages come: the newest open one; else the newest that is being made.
Result<std::optional<MailboxRow>> mailbox_of_contact(Database& db, RowId contact);
/// Any open one of a contact, always the same while it is there: the oldest, at the own relay if there is
/// one.
Result<std::optional<MailboxRow>> some_conversation_mailbox(Database& db);
/// All that are not closing, newest first.
Result<std::vector<MailboxRow>> mailboxes_of_contact(Database& db, RowId contact);
/// All of them, of every kind; their relay is told to remove them.
Result<void> close_mailboxes_of(Database& db, RowId contact);
/// Leave it open until then.
Result<void> close_mailbox_at(Database& db, RowId id, TimePoint time);
/// Conversation mailboxes of before a restoring: nobody can read what comes there, and it is read until then.
Result<void> retire_conversations(Database& db, TimePoint time);
/// Everything that is at a relay is to be removed there; the rest is forgotten.
Result<void> close_all_mailboxes(Database& db);
/// How many their relays have not removed yet.
Result<std::size_t> count_mailboxes(Database& db);
/// Those that are left open until a time, and the time.
struct Retiring {
  MailboxRow mailbox;
  TimePoint when;
};
Result<std::vector<Retiring>> retiring_mailboxes(Database& db);
/// Forgets those, closed at their relay or not, whose time came before this one.
Result<void> forget_retired_mailboxes(Database& db, TimePoint before);
/// Where the contact's HELLO for repair comes; the newest.
Result<std::optional<MailboxRow>> rendezvous_mailbox(Database& db, RowId contact);
/// Such mailboxes that are not closing, older than that one.
Result<std::vector<RowId>> rendezvous_mailboxes_before(Database& db, RowId contact, RowId newest);
Result<std::optional<MailboxRow>> mailbox_of_invitation(Database& db, RowId invitation);
Result<std::optional<MailboxRow>> mailbox_of_joining(Database& db, RowId joining);
/// Oldest first.
Result<std::vector<MailboxRow>> mailboxes_in(Database& db, const protocol::RelayAddress& relay,
                                             MailboxState state);
/// The open mailbox of an invitation that is used, revoked or expired.
struct PastLink {
  MailboxRow mailbox;
  TimePoint expires;
  bool card_kept = false;  // a HELLO could still be read
};
Result<std::vector<PastLink>> past_links(Database& db);

/// What a relay is still used for, in mailboxes.
struct RelayUse {
  std::string relay;
  std::size_t conversations = 0;  // contacts may write there; blocked ones not counted
  std::size_t making = 0;
  std::size_t retiring = 0;
};
/// Relays without mailboxes are not in it.
Result<std::vector<RelayUse>> relay_uses(Database& db);
/// Every relay that something in the profile is at or has to go to, its own first.
Result<std::vector<std::string>> relays_in_use(Database& db);

}  // namespace stille::client::store
