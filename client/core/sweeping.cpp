#include "client/core/sweeping.hpp"

#include "client/store/tables/contacts.hpp"

namespace stille::client {

namespace {

constexpr std::chrono::hours kSweepEvery{6};

}  // namespace

Result<RetentionRule> rule_of(store::Database& db, const store::RetentionRow& row) {
  if (row.rule) return static_cast<RetentionRule>(*row.rule);
  STILLE_TRY(const auto rule, store::default_retention(db));
  return static_cast<RetentionRule>(rule);
}

Result<std::size_t> sweep(Context& context) {
  std::size_t erased = 0;
  for (const auto stage : {store::Stage::member, store::Stage::self}) {
    STILLE_TRY(const auto people, store::contacts_in(context.db, stage));
    for (const auto& person : people) {
      STILLE_TRY(const auto row, store::load_retention(context.db, person.id));
      STILLE_TRY(const auto rule, rule_of(context.db, row));
      const auto before = kept_since(rule, context.now);
      if (row.hold || !before || erased >= kSweepMessages) continue;
      STILLE_TRY(const auto some, store::erase_old(context.db, person.id, *before, kSweepMessages - erased));
      erased += some;
    }
  }
  const bool more = erased >= kSweepMessages;
  STILLE_TRYV(store::set_next_sweep(context.db, more ? context.now : context.now + kSweepEvery));
  return erased;
}

}  // namespace stille::client
