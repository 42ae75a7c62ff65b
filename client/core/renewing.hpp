// A new handshake inside a session that works, now and then: it proves the long-term keys again and leaves
// behind whoever stole the session's state. The responder offers a card, the initiator answers with a HELLO;
// nobody sees anything of it.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/contacts.hpp"

namespace stille::client {

/// Offers a card if the session says that it is time.
Result<void> offer_renewal(Context& context, store::RowId contact);
Result<void> take_renewal_offer(Context& context, store::RowId contact, const wire::RenewalOffer& offer);
Result<void> take_renewal_answer(Context& context, store::RowId contact, const wire::RenewalAnswer& answer);

}  // namespace stille::client
