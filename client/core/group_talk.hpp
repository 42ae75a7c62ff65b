// Messages in a group, and what is done to them: one hash for all who get it, a chain for each author. Knows
// nothing of rosters' rules.
#pragma once

#include "client/core/grouping.hpp"
#include "client/store/tables/messages.hpp"

namespace stille::client {

struct TextDraft;

/// Messages of one group that wait for statements; the oldest goes when there are more.
inline constexpr std::size_t kMostGroupHeld = 500;

/// Errors as Groups::send.
Result<store::MessageRow> compose_in_group(Context& context, store::GroupRow row, const TextDraft& draft);
/// Every file of this message is at the relay: it leaves for everybody who is in the group now, under the
/// name that it has from here on. wrong_state: we are not in it any more.
Result<void> send_offer_in_group(Context& context, const store::MessageRow& message, wire::FileOffer offer);
/// A reaction, edit or deletion of ours, about a message of a group. wrong_state: we are not in it.
Result<void> say_change_in_group(Context& context, const store::MessageRow& about, wire::Body body);
/// wrong_state: we are not in the group of this conversation.
Result<void> check_in_group(Context& context, store::RowId conversation);

/// `bytes` is the content as it came, for holding it.
Result<void> take_group_message(Context& context, store::RowId contact, KnownGroup& group,
                                const wire::GroupMessage& message, ByteView bytes);
/// Statements have come: what waited for them may be read now.
Result<void> release_group_held(Context& context, KnownGroup& group);
/// After an update: `row` was kept because nobody here could read it.
Result<void> read_group_message_again(Context& context, const store::MessageRow& row);
/// One part of an own message has left; says so when it was the last.
Result<void> group_part_stored(Context& context, store::RowId message);

}  // namespace stille::client
