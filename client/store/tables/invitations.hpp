// Invitations of ours, and those of others on their way to a contact.
#pragma once

#include "client/store/tables/rows.hpp"
#include "common/protocol/ids.hpp"
#include "common/protocol/relay_address.hpp"

namespace stille::client::store {

/// The numbers of client::InvitationState.
enum class InviteState : std::uint8_t { preparing, ready, used, revoked, expired, refused };
/// The card at the relay: to_put, there, to_delete, gone.
enum class LinkState : std::uint8_t { to_put, there, to_delete, gone };

struct InvitationRow {
  RowId id = 0;
  std::string name;  // i_<hex>
  std::string link;
  protocol::LinkId link_id;
  std::optional<crypto::SecretBytes> own_card;  // erased with the first HELLO, revocation or expiry
  Bytes sealed_card;
  bool ask = false;
  InviteState state = InviteState::preparing;
  LinkState link_state = LinkState::to_put;
  TimePoint created;
  TimePoint expires;
  std::uint32_t further_claims = 0;
};

/// Sets `id`.
Result<void> add_invitation(Database& db, InvitationRow& row);
/// link, state, link_state, own_card and further_claims.
Result<void> update_invitation(Database& db, const InvitationRow& row);
Result<InvitationRow> load_invitation(Database& db, RowId id);
Result<std::optional<InvitationRow>> find_invitation(Database& db, std::string_view name);
Result<std::optional<InvitationRow>> find_invitation(Database& db, const protocol::LinkId& link);
Result<std::vector<InvitationRow>> all_invitations(Database& db);
/// Whose card is to be put or deleted at the relay.
Result<std::vector<InvitationRow>> unsettled_links(Database& db);
/// preparing or ready.
Result<std::size_t> live_invitations(Database& db);
Result<std::optional<RowId>> contact_of_invitation(Database& db, RowId invitation);
/// The next moment at which an invitation expires.
Result<std::optional<TimePoint>> next_expiry(Database& db);
/// Those live ones whose time is over.
Result<std::vector<InvitationRow>> overdue_invitations(Database& db, TimePoint now);

/// The numbers of client::JoinState.
enum class JoiningState : std::uint8_t { fetching, greeting, waiting, done, failed };

struct JoiningRow {
  RowId id = 0;
  std::string name;          // j_<hex>
  crypto::SecretBytes link;  // its text; empty once done or failed
  protocol::LinkId link_id;
  protocol::RelayAddress relay;
  std::optional<std::string> alias;
  JoiningState state = JoiningState::fetching;
  std::optional<Errc> error;
  std::optional<Bytes> card;
  std::optional<RowId> contact;
  TimePoint created;
  std::optional<RowId> group;  // of a member whom we do not know yet: nobody sees anything of it
};

/// Sets `id`.
Result<void> add_joining(Database& db, JoiningRow& row);
/// link, alias, state, error, card and contact.
Result<void> update_joining(Database& db, const JoiningRow& row);
Result<JoiningRow> load_joining(Database& db, RowId id);
Result<std::optional<JoiningRow>> find_joining(Database& db, std::string_view name);
/// One of this link at this relay that has not failed.
Result<std::optional<JoiningRow>> live_joining(Database& db, const protocol::LinkId& link,
                                               const protocol::RelayAddress& relay);
Result<std::vector<JoiningRow>> joinings_in(Database& db, JoiningState state);
/// The newest that led to this contact.
Result<std::optional<JoiningRow>> joining_of_contact(Database& db, RowId contact);

}  // namespace stille::client::store
