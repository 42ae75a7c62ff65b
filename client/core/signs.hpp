// What two people let each other see beyond what they say: that something was read, that something is being
// written. Off until both have switched it on for each other (PROTOCOL.md section 15.7).
#pragma once

#include "client/core/engine.hpp"

namespace stille::client {

/// How long "is writing" is true after it was said, and how often it is said again.
inline constexpr std::chrono::seconds kWritingShows{15};
inline constexpr std::chrono::seconds kHintEvery{10};
/// Without a sign of theirs nobody hears more often than this that we are writing.
inline constexpr std::uint32_t kMostUnansweredHints = 6;
/// How long "read" waits for more of its kind.
inline constexpr std::chrono::seconds kReadDelay{5};

struct SignsView {
  bool read = false;  // what we are ready to show
  bool typing = false;
  bool their_read = false;  // what they are; true only counts together with ours
  bool their_typing = false;
  bool writing = false;  // they are, at this moment
};

struct SignsChange {
  std::optional<bool> read = {};
  std::optional<bool> typing = {};
};

class Signs {
 public:
  /// By anything that Engine::contact() takes.
  Result<SignsView> show(std::string_view contact) const;
  /// They hear of it. What was read before both agreed is not told.
  Result<SignsView> change(std::string_view contact, const SignsChange& wish);
  /// We are writing to them. False: they do not hear of it now, because it is not agreed, was said a moment
  /// ago or too often without an answer, or cannot leave at once.
  Result<bool> hint(std::string_view contact);

 private:
  friend class Engine;
  explicit Signs(Engine::Core& core) : core_(core) {}
  Engine::Core& core_;
};

}  // namespace stille::client
