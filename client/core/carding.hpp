// Cards on their way: what of ours leaves, to whom and when, and what becomes of theirs. Nothing leaves that
// is not shared, and nobody's wish to see a card is answered by itself.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/cards.hpp"
#include "client/store/tables/contacts.hpp"
#include "client/wire/content.hpp"

namespace stille::client {

/// By number, from the rows that there are.
wire::CardFields fields_of(const std::vector<store::CardFieldRow>& rows);

/// Somebody has become a contact: from now on they see what card.share says, unless that was decided before.
Result<void> begin_sharing(Context& context, store::RowId contact);
/// Tells everybody who may see one of these fields, or everybody when the name is another one.
Result<void> own_card_changed(Context& context, wire::CardMask changed, bool renamed, std::string_view name);
/// What this contact may see of ours from now on. A request of theirs is answered by it.
Result<void> share_card(Context& context, const store::ContactRow& contact, wire::CardMask fields);
/// Errors as check_may_write.
Result<void> ask_for_card(Context& context, const store::ContactRow& contact);

/// False: a later one has come before, and nothing of this one counts.
Result<bool> take_card(Context& context, store::RowId contact, const wire::ContactCard& card);
Result<void> take_card_request(Context& context, store::RowId contact);

}  // namespace stille::client
