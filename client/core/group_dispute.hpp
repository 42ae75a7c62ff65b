// When somebody with the chair has signed two statements on one and no majority has decided, the deputies do.
// Knows nothing of what becomes of the other statement: it stays as proof.
#pragma once

#include "client/core/grouping.hpp"

namespace stille::client {

/// s_<16 hex>, by which people name a statement.
std::string statement_id(const e2e::OpHash& hash);
/// `statement`: its s_ id or a unique beginning. Errors as Groups::settle_dispute.
Result<void> settle_dispute(Context& context, KnownGroup group, std::string_view statement);
/// Those on which the head stands still.
Result<void> show_disputes(store::Database& db, const e2e::Iid& self, const KnownGroup& group,
                           GroupView& out);

}  // namespace stille::client
