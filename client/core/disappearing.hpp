// Messages that go by themselves: what both sides agree on, when the clock of a message begins, and its end.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/contacts.hpp"
#include "client/store/tables/timers.hpp"

namespace stille::client {

/// Ours. As Talk::set_timer.
Result<void> change_timer(Context& context, const store::ContactRow& contact, std::uint32_t seconds);
/// Theirs: what it sets, if it is the newest; the message that shows it is the caller's.
Result<void> take_timer(Context& context, store::RowId contact, const wire::Timer& timer);
/// What a group's members agreed on. `by`: whose message shows it, empty for ours; not shown without `show`.
struct GroupTimer {
  store::RowId conversation = 0;
  std::uint32_t seconds = 0;
  std::optional<store::RowId> by;
  bool show = true;
};
Result<void> follow_group_timer(Context& context, const GroupTimer& timer);
/// After so many seconds a message goes that is composed now: its own time, or where that is 0 what the
/// conversation agreed on. bad_value: not a time; limit_reached: longer than what was agreed on.
Result<std::uint32_t> time_of(Context& context, store::RowId conversation, seconds own);
/// A message that disappears has been sent, or is shown for the first time.
Result<void> start_clock(Context& context, const store::MessageRow& message);
/// Erases what is over, also after the machine's clock was set back.
Result<void> expire_messages(Context& context);

}  // namespace stille::client
