// The private address that each contact gets for repair: our card and its prekeys, the HELLOs that came in,
// and the link that the contact gave us.
#pragma once

#include "client/store/tables/invitations.hpp"

namespace stille::client::store {

/// Ours, for one contact. Its mailbox is the one of kind hello with this contact.
struct RendezvousRow {
  RowId contact = 0;
  protocol::LinkId link_id;
  crypto::SecretBytes link;  // its text
  Bytes sealed_card;         // with the newest prekeys
  TimePoint expires;         // of these
  LinkState link_state = LinkState::to_put;
  bool told = false;  // the contact has the link
};

/// In the place of an earlier one of this contact.
Result<void> add_rendezvous(Database& db, const RendezvousRow& row);
/// sealed_card, expires, link_state and told.
Result<void> update_rendezvous(Database& db, const RendezvousRow& row);
Result<std::optional<RendezvousRow>> find_rendezvous(Database& db, RowId contact);
/// With its prekeys: HELLOs to it cannot be read any more.
Result<void> remove_rendezvous(Database& db, RowId contact);
/// Whose card the relay has not got yet.
Result<std::vector<RendezvousRow>> unsettled_rendezvous(Database& db);

Result<void> add_prekeys(Database& db, RowId contact, const crypto::SecretBytes& own_card,
                         TimePoint erase_after);
/// Newest first.
Result<std::vector<crypto::SecretBytes>> live_prekeys(Database& db, RowId contact, std::size_t most);
Result<void> erase_past_prekeys(Database& db, TimePoint now);

using HelloName = Fixed<struct HelloNameTag, 32>;
/// False when this HELLO was taken before.
Result<bool> first_time(Database& db, RowId contact, const HelloName& hello);

/// The link that the contact gave us.
Result<void> set_repair_link(Database& db, RowId contact, const crypto::SecretBytes& link);
Result<std::optional<crypto::SecretBytes>> repair_link(Database& db, RowId contact);

}  // namespace stille::client::store
