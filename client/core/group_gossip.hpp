// What members tell each other about what they have seen, so that nobody can tell different people different
// things unnoticed. Knows nothing of what messages say.
#pragma once

#include "client/core/grouping.hpp"

namespace stille::client {

/// Reports about messages that have not come yet.
inline constexpr std::size_t kMostReports = 512;

/// The first half of the ghash of PROTOCOL.md 23.6.
wire::Hash16 group_message_name(const KnownGroup& group, const e2e::Iid& author,
                                const wire::GroupMessage& message);
/// What we have seen of the others, a few at a time, so that all of it is said within some messages.
Result<std::vector<wire::GroupRef>> next_refs(Context& context, const KnownGroup& group, std::uint64_t turn);
/// What `reporter`, our contact `contact`, says about messages of others; `head` is the one they name.
Result<void> compare_refs(Context& context, store::RowId contact, const KnownGroup& group,
                          const e2e::GroupState& head, const e2e::Iid& reporter,
                          const std::vector<wire::GroupRef>& refs);
/// False: known before, or not what its author said to others, and not to be shown.
Result<bool> remember_message(Context& context, const KnownGroup& group, const e2e::Iid& author,
                              std::uint64_t gseq, const wire::Hash16& name);

}  // namespace stille::client
