// Which commands the profile's rows call for, and what a relay's answer does to them. A row's state alone
// says what is to be done; nothing is kept twice.
#pragma once

#include "client/core/context.hpp"
#include "client/core/desk.hpp"
#include "common/protocol/reply.hpp"

namespace stille::client {

/// At most `most`, noted on the desk.
Result<std::vector<Work>> next_errands(store::Database& db, Desk& desk, const protocol::RelayAddress& relay,
                                       std::size_t most, TimePoint now);
/// How many are open at this relay, envelopes not counted.
Result<std::size_t> count_errands(store::Database& db, const protocol::RelayAddress& relay);
/// Puts the answer into effect.
Result<void> errand_done(Context& context, Desk& desk, const Assignment& assignment,
                         const protocol::Reply& reply);
/// The relay does not know a mailbox of ours (any more): make it again, under the same names.
Result<void> mailbox_missing(Context& context, const protocol::ReaderId& reader_id);

}  // namespace stille::client
