#include "client/core/sweeping.hpp"

#include "client/core/changing.hpp"
#include "client/core/self_notes.hpp"

namespace stille::client {

namespace {

constexpr std::chrono::hours kSweepEvery{6};
constexpr std::chrono::seconds kNextSlice{1};  // others have their turn meanwhile

}  // namespace

Result<RetentionRule> rule_of(store::Database& db, const store::RetentionRow& row) {
  if (row.rule) return static_cast<RetentionRule>(*row.rule);
  STILLE_TRY(const auto rule, store::default_retention(db));
  return static_cast<RetentionRule>(rule);
}

Result<void> sweep(Context& context) {
  STILLE_TRY(const auto due, store::next_sweep(context.db));
  if (!due || *due > context.now) return ok();
  std::size_t erased = 0;
  bool any_rule = false;
  STILLE_TRY(const auto conversations, all_conversations(context.db));
  for (const auto& conversation : conversations) {
    STILLE_TRY(const auto row, store::load_retention(context.db, conversation.id));
    STILLE_TRY(const auto rule, rule_of(context.db, row));
    const auto before = kept_since(rule, context.now);
    if (row.hold || !before) continue;
    any_rule = true;
    if (erased >= kSweepMessages) continue;
    STILLE_TRY(const auto old,
               store::old_messages(context.db, conversation.id, *before, kSweepMessages - erased));
    for (const auto id : old) {
      STILLE_TRY(const auto message, store::load_message(context.db, id));
      STILLE_TRYV(erase_message(context, message, store::Removal::here));
    }
    erased += old.size();
  }
  if (!any_rule) return store::set_next_sweep(context.db, std::nullopt);
  const bool more = erased >= kSweepMessages;
  return store::set_next_sweep(context.db, more ? context.now + kNextSlice : context.now + kSweepEvery);
}

}  // namespace stille::client
