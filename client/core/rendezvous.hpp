// Repair without a person's help. Each contact has a private address of ours, at which they can begin a new
// session when theirs is lost; and the other way round.
#pragma once

#include "client/core/context.hpp"
#include "client/e2e/card.hpp"
#include "client/store/tables/contacts.hpp"
#include "client/store/tables/rendezvous.hpp"

namespace stille::client {

/// Makes the address for a connected contact if there is none or it is at another relay than the own, and
/// gives it fresh prekeys when they are due.
Result<void> keep_rendezvous(Context& context, store::RowId contact);
/// The same for our contact address, if there is one.
Result<void> keep_address(Context& context);
/// The row is new, or its prekeys are: the card is put to the relay. The caller keeps the row.
Result<void> put_address(Context& context, store::RendezvousRow& row, const e2e::OwnCard& own);
/// The relay has the card: from the first time on the contact knows the link, and an older one ends.
Result<void> rendezvous_stored(Context& context, store::RowId contact);
/// The contact's own address.
Result<void> take_rendezvous(Context& context, store::RowId contact, const wire::Rendezvous& content);
/// A HELLO at the address that this contact has. undecryptable, duplicate: nothing of it is to be kept.
Result<void> take_repair(Context& context, store::RowId contact, ByteView hello);
/// Begins a new session at the contact's address, if we have it; not twice within kLeastBetweenResets. Asked
/// again with every tidying.
Result<void> begin_repair(Context& context, const store::ContactRow& contact);

}  // namespace stille::client
