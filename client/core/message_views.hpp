// What was said, as the engine tells it to people's programs: plain values, read once, never live.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/core/attachment_views.hpp"
#include "common/base/time.hpp"

namespace stille::client {

inline constexpr std::size_t kLongestText = 60000;  // bytes of UTF-8

/// `read`: by the other side, where both have agreed to show that.
enum class MessageState : std::uint8_t { queued, sent, delivered, received, failed, read };
/// `unsupported`: content of a newer version, kept for a later update. `timer`: somebody changed after how
/// long messages go. `file`: what it carries is in `attachments`, `text` is their caption.
enum class MessageKind : std::uint8_t { text, unsupported, timer, file };

/// What a message answers to.
struct ReplyView {
  std::optional<std::string> id;  // m_<hex>, when that message is here
  bool own = false;               // who wrote it
  std::string excerpt;            // its beginning; empty when it was deleted for everyone
  std::string alias{};            // in a group: of who wrote it, when it is somebody else's
};

struct ReactionView {
  bool own = false;
  std::string text;
  std::string alias{};  // in a group: whose it is
};

struct MessageView {
  std::string id;            // m_<hex>
  std::string conversation;  // c_<hex>
  std::string contact;       // p_<16 hex>, the other person; in a group its author, empty for our own
  bool outgoing = false;
  MessageKind kind = MessageKind::text;
  MessageState state = MessageState::queued;
  std::string text;
  TimePoint at;                      // when it was written (own) or arrived (theirs)
  TimePoint authored;                // the author's clock
  bool deleted = false;              // its words are gone
  bool question = false;             // its author would like an answer
  std::uint32_t revision = 0;        // how often it was edited
  seconds expire_after{0};           // after so long it goes (0: never); of a timer: what it set
  std::optional<TimePoint> expires;  // once its clock runs
  std::optional<ReplyView> reply;
  std::vector<ReactionView> reactions;  // at most one of each person
  std::vector<AttachmentView> attachments;
  std::size_t left_out = 0;  // in a group: members for whom too much was waiting, and who do not get it
};

/// One of the texts that a message had.
struct WordingView {
  std::uint32_t revision = 0;  // 0: as it was first said
  std::string text;
  TimePoint at;
};

/// Stable lower-case names, the same as in the machine-readable output. Static storage.
std::string_view name_of(MessageState state) noexcept;
std::string_view name_of(MessageKind kind) noexcept;

}  // namespace stille::client
