// The steps of an introduction, on all three sides.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/introductions.hpp"
#include "client/store/tables/invitations.hpp"

namespace stille::client {

/// Errors as Introductions::make.
Result<store::IntroductionRow> introduce(Context& context, std::string_view first, std::string_view second,
                                         std::string_view text);
Result<void> take_introduction(Context& context, store::RowId contact, const wire::Introduction& it);
/// We would like to know them.
Result<void> agree(Context& context, store::AcquaintanceRow row);

/// Whom an invitation or a join is for; nobody in particular when it belongs to no introduction.
Result<bool> invites(store::Database& db, store::RowId invitation, const e2e::Iid& iid);
Result<bool> joins(store::Database& db, store::RowId joining, const e2e::Iid& iid);
Result<bool> is_for_introduction(store::Database& db, store::RowId invitation);

/// The relay has the card: the introducer may know the link.
Result<void> introduction_link_stored(Context& context, store::RowId invitation);
/// The relay has no room for it: the offer waits again.
Result<void> introduction_refused(Context& context, store::RowId invitation);
/// The two know each other now.
Result<void> met_by_invitation(Context& context, store::RowId invitation, store::RowId contact);
Result<void> met_by_joining(Context& context, store::RowId joining, store::RowId contact);
/// Invitations that this introducer has seen end with them: nobody would know any more for whom they are.
Result<void> revoke_introductions_of(Context& context, store::RowId introducer);
/// The link did not lead to them.
Result<void> introduction_failed(Context& context, store::RowId joining);

}  // namespace stille::client
