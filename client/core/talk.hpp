// The engine's face for a conversation in words: replies, reactions, edits, deletions, and what was said
// before. Everything works offline; changes leave with the next connection. Valid as long as its engine.
#pragma once

#include <vector>

#include "client/core/engine.hpp"

namespace stille::client {

/// Views into what the caller keeps.
struct TextDraft {
  std::string_view text;
  std::string_view key;    // as in Engine::send_text
  std::string_view reply;  // a message of the same conversation, by id or beginning; empty: none
  bool question = false;   // marks it as a question that waits for an answer
  seconds expire{0};       // this one message goes after so long; 0: after what the conversation agreed on
};

/// How far a message of a group is from a member who has not confirmed it: still here, on its way, or kept
/// back for good.
enum class Unreached : std::uint8_t { queued, sent, left_out };
std::string_view name_of(Unreached how) noexcept;

struct UnreachedView {
  std::string id;  // p_<16 hex>
  Unreached how = Unreached::queued;
};

class Talk {
 public:
  explicit Talk(Engine::Core& core) : core_(core) {}

  /// As Engine::send_text; not_found and ambiguous also for the message replied to, bad_value when that is of
  /// another conversation or deleted. Of `expire`: bad_value as set_timer; limit_reached when it is longer
  /// than what the conversation agreed on.
  Result<MessageView> send(std::string_view contact, const TextDraft& draft);
  /// One of ours for each message; empty takes it back. bad_value: not something to react with; wrong_state:
  /// the message is deleted, or nothing can be sent to this person; limit_reached above
  /// wire::kMostReactionChanges.
  Result<MessageView> react(std::string_view message, std::string_view reaction);
  /// Own texts and captions of own files: invalid_argument for another message; wrong_state when it is
  /// deleted; limit_reached above wire::kMostEdits; errors of a text as Engine::send_text, too_large for a
  /// caption above wire::kLongestCaption. The same text again changes nothing.
  Result<MessageView> edit(std::string_view message, std::string_view text,
                           std::optional<bool> question = std::nullopt);
  /// For everyone: own messages only (invalid_argument); both sides erase the words and show that it was
  /// deleted. Otherwise it goes here, without a trace in the log. What is still on its way out goes with it
  /// only when it is deleted for everyone.
  Result<void> erase(std::string_view message, bool everyone);
  /// After how long the texts of both sides go, from now on; 0: never. The other side sees it. bad_value:
  /// neither 0 nor wire::kShortestTimer to wire::kLongestTimer; wrong_state, forked: nothing can be sent to
  /// this person; limit_reached above wire::kMostTimerChanges. The same again changes nothing.
  Result<void> set_timer(std::string_view contact, seconds after);
  Result<seconds> timer(std::string_view contact) const;
  /// Every wording, the first one first; the current one alone when it was never edited.
  Result<std::vector<WordingView>> history(std::string_view message) const;
  /// Of an own message of a group: who has not confirmed it, what is still here first. Empty for every other.
  Result<std::vector<UnreachedView>> unreached(std::string_view message) const;

 private:
  Engine::Core& core_;
};

}  // namespace stille::client
