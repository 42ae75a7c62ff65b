// What is on its way out: contents until the contact has acknowledged them, envelopes until a relay has them,
// and receipts that are due.
#pragma once

#include "client/e2e/sequence.hpp"
#include "client/store/tables/rows.hpp"
#include "client/wire/content.hpp"
#include "common/protocol/ids.hpp"
#include "common/protocol/relay_address.hpp"

namespace stille::client::store {

/// A content that has not been sealed yet, or has to be sealed anew.
struct OutgoingRow {
  RowId id = 0;
  crypto::SecretBytes content;
  std::optional<RowId> message;  // a text of the user has one
  std::optional<RowId> about;    // a change that the user made to a message; control content has neither
};

/// `id` is not looked at.
Result<void> add_outgoing(Database& db, RowId contact, const OutgoingRow& row);
/// It is not sealed (again) any more; an envelope that was made of it goes its way.
Result<void> remove_outgoing(Database& db, RowId id);
/// The oldest one behind `after` that is not sealed yet.
Result<std::optional<OutgoingRow>> next_unsealed(Database& db, RowId contact, RowId after);
Result<void> mark_sealed(Database& db, RowId id, const e2e::SessionId& sid, std::uint64_t seq);
/// The contact has these: up to `seq` of session `sid`.
Result<void> drop_acknowledged(Database& db, RowId contact, const e2e::SessionId& sid, std::uint64_t seq);
/// What went out on other sessions than this one and was not acknowledged is to be sealed anew.
Result<void> unseal_others(Database& db, RowId contact, const e2e::SessionId& sid);
/// A relay has lost what it confirmed: what went to contacts who read there, and has no receipt, is to be
/// sealed anew. The contacts concerned.
Result<std::vector<RowId>> unseal_lost(Database& db, const protocol::RelayAddress& relay);
/// Messages of the user that wait for a conversation.
Result<std::size_t> waiting_messages(Database& db);

struct OutboxRow {
  RowId id = 0;
  protocol::RelayAddress relay;
  protocol::WriterId writer_id;
  crypto::DhSecret writer_secret;
  protocol::EnvelopeId envelope_id;
  Bytes envelope;
  RowId contact = 0;
  std::optional<RowId> message;
  std::optional<RowId> joining;  // the envelope is its HELLO
};

/// Sets `id`.
Result<void> add_outbox(Database& db, OutboxRow& row);
Result<OutboxRow> load_outbox(Database& db, RowId id);
/// Ids with their mailbox, in order.
struct OutboxHead {
  RowId id = 0;
  protocol::WriterId writer_id;
};
Result<std::vector<OutboxHead>> outbox_heads(Database& db, const protocol::RelayAddress& relay);
/// What there is of one message of the user.
struct MessageParts {
  std::size_t contents = 0;  // one for each person who has not acknowledged it
  std::size_t unsealed = 0;
  std::size_t largest = 0;  // bytes, before padding
};
Result<MessageParts> parts_of_message(Database& db, RowId message);
struct EnvelopeHead {
  RowId contact = 0;
  std::string relay;
  std::size_t bytes = 0;
};
/// Its envelopes that no relay has taken yet, in order.
Result<std::vector<EnvelopeHead>> envelopes_of_message(Database& db, RowId message);
/// Something sealed for this contact has not left yet.
Result<bool> waits_in_outbox(Database& db, RowId contact);
Result<void> remove_outbox(Database& db, RowId id);
/// That of a joining, if no relay has it yet.
Result<void> remove_hello(Database& db, RowId joining);

Result<void> add_receipt(Database& db, RowId contact, const wire::ContentId& id, TimePoint due);
Result<std::optional<TimePoint>> next_receipt(Database& db);
Result<std::vector<RowId>> contacts_with_receipts(Database& db, TimePoint due);
/// At most `most` of the contact's, taken out.
Result<std::vector<wire::ContentId>> take_receipts(Database& db, RowId contact, std::size_t most);

}  // namespace stille::client::store
