// How people come into a group and meet its members: invitation and consent inside sessions, HELLOs between
// those who did not know each other. Knows nothing of messages.
#pragma once

#include "client/core/grouping.hpp"

namespace stille::client {

/// What waits for somebody with whom there is no session is bounded; more is not kept for them.
inline constexpr std::size_t kMostWaitingContents = 1000;
/// People whom one group has introduced, former members among them.
inline constexpr std::size_t kMostIntroduced = 4 * e2e::kMostGroupMembers;

Result<void> take_invite(Context& context, store::RowId contact, const e2e::GroupId& gid,
                         const wire::GroupInvite& invite);
Result<void> take_consent(Context& context, store::RowId contact, KnownGroup& group,
                          const wire::GroupConsent& consent);
/// The relay has the card of this group's conversation: whoever asked us may know the link.
Result<void> group_card_stored(Context& context, store::RowId conversation);
/// The link of our card in this group, made if there is none.
Result<std::string> own_group_link(Context& context, const store::GroupRow& row);
/// Begins a session with every later member whom we do not know.
Result<void> meet_members(Context& context, const KnownGroup& group);
/// There is a session with this person now: what waited for them goes into the queue.
Result<void> deliver_waiting(Context& context, store::RowId contact);
/// Whether one more may come in through this group's card.
Result<bool> may_introduce(Context& context, store::RowId group);
/// Every 6 hours: cards get fresh prekeys, and who could not be met is tried again.
Result<void> keep_groups(Context& context);

}  // namespace stille::client
