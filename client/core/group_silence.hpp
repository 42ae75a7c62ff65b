// Who of a group has given a sign of life lately, and our own sign to the others: what a takeover of the
// chair depends on. Knows nothing of how one is asked for (group_takeover.hpp).
#pragma once

#include "client/core/grouping.hpp"

namespace stille::client {

/// So often the chair and the deputies show that they are there, in a group in which nobody says anything.
inline constexpr std::chrono::hours kSignOfLife{48};

/// When anything last came from this member, be it a statement of theirs through others; not before they came
/// in or got their part.
Result<TimePoint> last_sign(store::Database& db, const KnownGroup& group, const e2e::GroupMember& member);
/// Nothing for kChairSilence.
bool is_silent(TimePoint last, TimePoint now);
/// Whether this deputy may take the chair, as far as we have heard: refused for who is no deputy; not_ready
/// when the chair, or a deputy before them, is not silent. Those in `agreeing` need not be, nor need we.
Result<void> may_take_chair(store::Database& db, const KnownGroup& group, const e2e::GroupMember& deputy,
                            TimePoint now, const std::set<e2e::MemberNumber>& agreeing = {});

/// Something empty to every member with whom there is a session.
Result<void> show_life(Context& context, const KnownGroup& group);
/// The same when it is due: chair and deputies only.
Result<void> show_life_in_time(Context& context, const KnownGroup& group);
/// Says once to the deputy whose turn it is that the chair is silent.
Result<void> mention_silence(Context& context, const KnownGroup& group);

}  // namespace stille::client
