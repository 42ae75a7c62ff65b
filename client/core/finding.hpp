// Full-text search over everything that was said: a face of the engine of its own. Reads only, but for
// building the index, which the engine does in slices while there is something to take in.
#pragma once

#include "client/core/engine.hpp"
#include "client/search/match.hpp"

namespace stille::client {

/// Hits of one page.
inline constexpr std::size_t kMostHits = 200;

struct HitView {
  MessageView message;
  ContactView contact;  // whose conversation it is
  std::vector<search::Piece> snippet;
};

struct SearchView {
  std::vector<HitView> hits;        // newest first
  std::optional<std::string> next;  // there may be more: ask for what is older than this message
};

struct SearchPage {
  std::size_t most = 20;             // at most kMostHits
  std::string_view older_than = {};  // id of a message; empty: from the newest
};

class Finding {
 public:
  /// `in` and `from` of the query name a contact by anything that Engine::contact() takes, or `self`.
  /// not_found, ambiguous: for these, and for the page's message.
  Result<SearchView> search(const search::Query& query, const SearchPage& page = {}) const;
  /// Of the messages that were there before the index, those that are in it: 0 to 100. Below 100 a search
  /// does not see the oldest.
  Result<int> indexed_percent() const;

 private:
  friend class Engine;
  explicit Finding(Engine::Core& core) : core_(core) {}
  Engine::Core& core_;
};

}  // namespace stille::client
