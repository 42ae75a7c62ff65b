// What people do with a group, inside a transaction. Errors as in Groups. Knows nothing of how groups are
// shown.
#pragma once

#include "client/core/grouping.hpp"

namespace stille::client {

Result<store::GroupRow> found_group(Context& context, std::string_view name);
/// A group that we are in.
Result<KnownGroup> own_group(Context& context, std::string_view name);
/// By whatever names a person here, or a p_ id. A copy: what is said next may change the roster.
Result<e2e::GroupMember> member_called(Context& context, const KnownGroup& group, std::string_view name);
Result<void> ask_into_group(Context& context, const KnownGroup& group, const store::ContactRow& person);
/// By whatever names a person here, or the p_ id of somebody whom we have not met yet.
Result<void> take_out_of_group(Context& context, KnownGroup group, std::string_view member);
Result<void> leave_group(Context& context, KnownGroup group);
Result<void> describe_group(Context& context, KnownGroup group, e2e::GroupField field,
                            std::string_view value);
/// Keys of ours in one group that have followed each other.
inline constexpr std::size_t kMostGroupKeys = 32;
Result<void> renew_group_key(Context& context, KnownGroup group);
Result<void> set_group_part(Context& context, KnownGroup group, std::string_view member, GroupPart part);
/// What the chair's program says for others.
Result<void> take_proposal(Context& context, store::RowId contact, KnownGroup& group,
                           const wire::GroupProposal& proposal);

}  // namespace stille::client
