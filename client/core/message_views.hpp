// What was said, as the engine tells it to people's programs: plain values, read once, never live.
#pragma once

#include <string>

#include "common/base/time.hpp"

namespace stille::client {

inline constexpr std::size_t kLongestText = 60000;  // bytes of UTF-8

enum class MessageState : std::uint8_t { queued, sent, delivered, received, failed };
/// `unsupported`: content of a newer version, kept for a later update.
enum class MessageKind : std::uint8_t { text, unsupported };

struct MessageView {
  std::string id;            // m_<hex>
  std::string conversation;  // c_<hex>
  std::string contact;       // p_<16 hex>, the other person
  bool outgoing = false;
  MessageKind kind = MessageKind::text;
  MessageState state = MessageState::queued;
  std::string text;
  TimePoint at;        // when it was written (own) or arrived (theirs)
  TimePoint authored;  // the author's clock
};

/// Stable lower-case names, the same as in the machine-readable output. Static storage.
std::string_view name_of(MessageState state) noexcept;
std::string_view name_of(MessageKind kind) noexcept;

}  // namespace stille::client
