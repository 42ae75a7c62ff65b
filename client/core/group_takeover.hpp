// A deputy takes the chair of a group when it has been silent: asking, agreeing, and the statement itself
// once a majority has agreed. Nothing of it happens without the wish of the person concerned. Knows nothing
// of when somebody counts as silent (group_silence.hpp).
#pragma once

#include "client/core/grouping.hpp"

namespace stille::client {

/// A wish that has not been followed by then is over, at who has it and at who was asked.
inline constexpr std::chrono::hours kTakeoverWishLife{24 * 7};

/// Errors as Groups::take_over.
Result<void> ask_for_chair(Context& context, KnownGroup group);
Result<void> withdraw_wish(Context& context, KnownGroup group);
/// Errors as Groups::answer_takeover.
Result<void> answer_wish(Context& context, KnownGroup group, std::string_view asker, bool agree);

Result<void> take_wish(Context& context, store::RowId contact, KnownGroup& group,
                       const wire::GroupTakeover& wish);
Result<void> take_agreement(Context& context, store::RowId contact, KnownGroup& group,
                            const wire::GroupAgreement& agreement);
/// With every change of the group and every 6 hours: what is over goes, what is due is asked, and our own
/// wish is carried out as soon as it may be.
Result<void> follow_takeovers(Context& context, KnownGroup& group);
/// The head has moved from `before`: says so when the chair was taken over.
Result<void> note_takeover(Context& context, const KnownGroup& group, const e2e::OpHash& before);

/// Fills what GroupView says of it.
Result<void> show_takeovers(store::Database& db, const KnownGroup& group, TimePoint now, GroupView& out);

}  // namespace stille::client
