// The views of contact cards as objects, by the rules of views_json. Fields that say nothing are absent, and
// of a picture there is its size alone.
#pragma once

#include "client/core/card_views.hpp"
#include "client/rpc/fault.hpp"

namespace stille::rpc {

Json to_json(const client::OwnCardView& card);
Json to_json(const client::ContactCardView& card);
/// {"role": ..., "languages": [...], ...}
Json fields_json(const client::wire::CardFields& fields);
/// Names of fields, "name" before them.
Json names_of(client::wire::CardMask fields);

}  // namespace stille::rpc
