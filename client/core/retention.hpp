// How long messages are kept: a rule for each conversation and one for all others, carried out in bounded
// slices.
#pragma once

#include "client/core/engine.hpp"

namespace stille::client {

/// keep: for ever. business: six years from the end of the calendar year, as for business letters in Germany.
enum class RetentionRule : std::uint8_t { keep, days_30, days_90, days_365, business };

struct RetentionView {
  std::optional<ContactView> contact;  // none: the rule for all others
  RetentionRule rule = RetentionRule::keep;
  bool own = true;    // set for this conversation; false: the rule for all others holds
  bool hold = false;  // nothing is erased, whatever the rule says
};

/// What would go now.
struct RetentionPreview {
  std::size_t messages = 0;
  std::optional<TimePoint> oldest;
  std::optional<TimePoint> newest;
};

class Retention {
 public:
  /// The rule for all others first, then every conversation with a rule or a hold of its own.
  Result<std::vector<RetentionView>> list() const;
  /// `conversation` empty: the rule for all others. Without `rule` it follows the one for all others.
  Result<RetentionView> show(std::string_view conversation) const;
  Result<RetentionView> set(std::string_view conversation, std::optional<RetentionRule> rule);
  /// A hold stops all erasing of this conversation by rules.
  Result<RetentionView> set_hold(std::string_view conversation, bool hold);
  /// What `rule`, or the one that holds now, would erase of this conversation; empty: of all.
  Result<RetentionPreview> preview(std::string_view conversation, std::optional<RetentionRule> rule) const;

 private:
  friend class Engine;
  explicit Retention(Engine::Core& core) : core_(core) {}
  Engine::Core& core_;
};

std::string_view name_of(RetentionRule rule) noexcept;
Result<RetentionRule> parse_retention_rule(std::string_view name);
/// Messages from before this are over under the rule; none: they are kept.
std::optional<TimePoint> kept_since(RetentionRule rule, TimePoint now);

}  // namespace stille::client
