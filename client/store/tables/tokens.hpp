// Invitations to relays, the tokens that they became, and the keys that relays have published.
#pragma once

#include "client/store/tables/rows.hpp"
#include "common/protocol/relay_invitation.hpp"
#include "common/protocol/relay_record.hpp"

namespace stille::client::store {

enum class RelayInvitationState : std::uint8_t {
  fetching,   // the relay's record comes first
  redeeming,  // the record is here
  redeemed,
  failed,
};

struct RelayInvitationRow {
  RowId id = 0;
  protocol::RelayAddress relay;
  protocol::RelayCode code;
  RelayInvitationState state = RelayInvitationState::fetching;
  std::optional<Errc> reason;  // of `failed`
  TimePoint created;
};

/// Sets `id`. already_exists.
Result<void> add_relay_invitation(Database& db, RelayInvitationRow& row);
Result<RelayInvitationRow> load_relay_invitation(Database& db, RowId id);
Result<std::optional<RelayInvitationRow>> find_relay_invitation(Database& db,
                                                                const protocol::RelayInvitation& invitation);
/// Fetching or redeeming, oldest first.
Result<std::vector<RelayInvitationRow>> open_relay_invitations(Database& db,
                                                               const protocol::RelayAddress& relay);
/// The newest of all.
Result<std::optional<RelayInvitationRow>> last_relay_invitation(Database& db,
                                                                const protocol::RelayAddress& relay);
Result<void> set_relay_invitation_state(Database& db, const RelayInvitationRow& row);

/// What was sent for an invitation, until the relay's evaluation is here.
struct BlindedRow {
  RowId id = 0;
  protocol::TokenNonce nonce;
  crypto::BlindingScalar blinding;
};
Result<void> add_blinded(Database& db, const RelayInvitationRow& invitation, const BlindedRow& row);
/// In the order in which they were added.
Result<std::vector<BlindedRow>> blinded_of(Database& db, RowId invitation);
/// The blinding goes, the token stays.
Result<void> keep_token(Database& db, RowId blinded, const protocol::CreationToken& token);
Result<void> remove_blinded(Database& db, RowId invitation);

/// Tokens that are bound to no mailbox.
Result<std::size_t> count_tokens(Database& db, const protocol::RelayAddress& relay);
/// Mailboxes that are being made and have no token, oldest first.
Result<std::vector<RowId>> unpaid_mailboxes(Database& db, const protocol::RelayAddress& relay);
/// Binds the oldest free token to the mailbox, if there is one.
Result<void> bind_token(Database& db, const protocol::RelayAddress& relay, RowId mailbox);
Result<std::optional<protocol::CreationToken>> token_of_mailbox(Database& db, RowId mailbox);
Result<void> remove_token_of(Database& db, RowId mailbox);

/// Epoch and sequence of the newest record that was accepted.
struct RecordAge {
  std::uint64_t epoch = 0;
  std::uint64_t sequence = 0;
  auto operator<=>(const RecordAge&) const = default;
};
Result<std::optional<RecordAge>> record_age(Database& db, const protocol::RelayFingerprint& relay);
Result<void> keep_record(Database& db, const protocol::RelayFingerprint& relay,
                         const protocol::RelayRecord& record);
Result<std::optional<crypto::VoprfPublic>> class_key(Database& db, const protocol::RelayFingerprint& relay,
                                                     protocol::ClassId token_class);

}  // namespace stille::client::store
