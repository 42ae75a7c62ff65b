// Which of several branches counts. A pure function of a roster's statements; roster.hpp's own.
#pragma once

#include "client/e2e/roster.hpp"

namespace stille::e2e {

class ForkChoice {
 public:
  explicit ForkChoice(const Roster& roster) noexcept : roster_(roster) {}
  /// Along what counts, to where nothing follows or nothing is decided.
  [[nodiscard]] OpHash head_from(OpHash at) const;
  /// Ends of what may still become the head.
  [[nodiscard]] std::vector<OpHash> ends() const;

 private:
  using Node = Roster::Node;
  /// What follows `node`, and whether that is settled: then the others are evidence only.
  struct Choice {
    std::optional<OpHash> next;
    bool settled = false;
  };
  [[nodiscard]] Choice choose(const Node& node) const;
  [[nodiscard]] std::optional<OpHash> echoed_by_most(const Node& node) const;
  [[nodiscard]] std::set<crypto::SignPublic> voters(const Node& node) const;
  [[nodiscard]] std::set<crypto::SignPublic> ever_members(const OpHash& from) const;
  [[nodiscard]] std::optional<OpHash> taken_over(const Node& node) const;
  [[nodiscard]] std::optional<OpHash> resolved(const Node& node) const;
  [[nodiscard]] std::optional<OpHash> ours(const Node& node) const;
  const Roster& roster_;
};

}  // namespace stille::e2e
