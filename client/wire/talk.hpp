// What people say to each other and change about it: texts, reactions, edits, deletions. Mirrors
// proto/content.proto; knows nothing of encoding or of what is done about it.
#pragma once

#include <optional>
#include <string>

#include "common/base/bytes.hpp"
#include "common/base/result.hpp"

namespace stille::client::wire {

inline constexpr std::size_t kLongestTextBytes = 60000;
inline constexpr std::size_t kLongestExcerpt = 240;
inline constexpr std::size_t kLongestReaction = 48;
inline constexpr std::uint32_t kShortestTimer = 5;  // seconds
inline constexpr std::uint32_t kLongestTimer = 366U * 24 * 3600;
inline constexpr std::uint32_t kMostTimerChanges = 1'000'000;
/// Edits of one message, and changes of one reaction, are numbered from 1 to these.
inline constexpr std::uint32_t kMostEdits = 32;
inline constexpr std::uint32_t kMostReactionChanges = 1'000'000;

using ContentId = Fixed<struct ContentIdTag, 16>;

/// A content that this one is about. Ids are the author's choice, so that both together name it.
struct Target {
  ContentId id;
  bool of_receiver = false;  // who wrote it: the receiver of this content, else its sender
};

struct Quote {
  Target target;
  std::string excerpt;  // what it said when it was quoted: at most kLongestExcerpt bytes, may be empty
};

struct Text {
  std::string text;
  std::optional<Quote> reply;
  bool question = false;       // the sender would like an answer
  std::uint32_t expire_s = 0;  // after so long both sides erase it; 0: never
};

/// Empty: taken back.
struct Reaction {
  Target target;
  std::uint32_t revision = 0;
  std::string text;
};

/// Of the sender's own text.
struct Edit {
  ContentId target;
  std::uint32_t revision = 0;
  std::string text;
  bool question = false;
};

/// Of the sender's own content, for everyone.
struct Delete {
  ContentId target;
};

/// After how long texts of this conversation go; the highest version counts, of equal ones the shorter timer.
struct Timer {
  std::uint32_t version = 0;  // 1 to kMostTimerChanges
  std::uint32_t seconds = 0;  // 0: off
};

/// 0 or kShortestTimer to kLongestTimer.
constexpr bool is_timer(std::uint32_t seconds) {
  return seconds == 0 || (seconds >= kShortestTimer && seconds <= kLongestTimer);
}
/// UTF-8 of 1 to kLongestReaction bytes that a person can see: no blanks, no control characters.
bool is_reaction(std::string_view text);
/// As much of a UTF-8 text as fits into `most` bytes without cutting a character.
std::string_view beginning_of(std::string_view text, std::size_t most);

}  // namespace stille::client::wire
