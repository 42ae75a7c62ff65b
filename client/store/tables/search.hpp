// The search index: asking it, and building it for messages that were there before it. Messages that come,
// change or go are in it already, by the triggers of the schema.
#pragma once

#include "client/search/query.hpp"
#include "client/store/tables/rows.hpp"

namespace stille::client::store {

/// Of one slice: neither many messages nor long ones may hold up everything else.
inline constexpr std::size_t kSliceMessages = 2000;
inline constexpr std::size_t kSliceBytes = std::size_t{1} << 20U;
/// Pages of the index that one slice of merging writes, and IndexBuild::next while it goes on.
inline constexpr std::int64_t kMergePages = 256;
inline constexpr std::int64_t kMerging = -1;

/// A conversation of no more messages is read instead of looked up: its list and that of a common word have
/// to be held against each other, and the second lies all over the index.
inline constexpr std::size_t kReadThrough = 500;

/// The part of a query that the index answers; people are rows already.
struct Wanted {
  const search::Query& query;       // terms, has, before, after
  std::optional<RowId> in;          // the conversation of this contact
  std::optional<RowId> from;        // what this contact wrote; 0: what we wrote
  std::optional<RowId> older_than;  // a message that a page before ended with
  std::size_t most = 0;
  std::size_t read_through = kReadThrough;
};

/// Messages that have a place in their conversation, newest first.
Result<std::vector<RowId>> find_messages(Database& db, const Wanted& wanted);

/// Messages from `next` on are in the index.
struct IndexBuild {
  std::int64_t next = 0;  // 0: all of them; kMerging: too, but in many pieces
  std::int64_t total = 0;
  /// Whether index_slice has something to do.
  [[nodiscard]] bool unfinished() const noexcept { return next != 0; }
};
Result<IndexBuild> index_build(Database& db);
/// Begins anew when the words in the index were folded in another way than this program folds.
Result<void> check_folding(Database& db);
/// Takes in some of the messages that wait; when none waits, makes one index of its pieces. In the caller's
/// transaction.
Result<void> index_slice(Database& db);

}  // namespace stille::client::store
