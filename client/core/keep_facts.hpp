// What client/keep has to know about people, gathered in a bounded number of queries.
#pragma once

#include "client/core/context.hpp"
#include "client/keep/today.hpp"
#include "client/store/tables/keep.hpp"

namespace stille::client {

/// Of a conversation at most so many messages since the other's last word are looked at.
inline constexpr std::size_t kMostLookedAt = 20;

/// The civil day where this program runs.
keep::Day local_day(TimePoint time);
keep::Now local_now(TimePoint time);
store::DayNumber number_of(keep::Day day);
keep::Day day_of(store::DayNumber number);

struct KeepFacts {
  std::vector<keep::PersonFacts> people;  // by person
  std::vector<store::KeepRow> rows;       // of the same people
};
/// Of everybody who is not blocked, or of one person.
Result<KeepFacts> gather(store::Database& db, std::optional<store::RowId> only = {});

/// Whether a text waits for an answer, as the settings have it.
struct Asking {
  bool without_mark = false;
  bool reactions_settle = false;  // what we reacted to waits no more
  [[nodiscard]] bool operator()(const store::SaidTextRow& said) const;
  /// We have reacted to it, and that is enough.
  [[nodiscard]] Result<bool> settled(store::Database& db, const store::SaidTextRow& said) const;
};
Result<Asking> asking(store::Database& db);

keep::Rest rest_of(const store::KeepRow& row);
void put_rest(store::KeepRow& row, const keep::Rest& rest);
/// The one that was typed here; it goes before that of their card.
std::optional<keep::Birthday> birthday_of(const store::KeepRow& row);

}  // namespace stille::client
