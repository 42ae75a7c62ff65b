// Files of messages, as the engine tells it to people's programs: plain values, read once, never live.
#pragma once

#include <optional>
#include <string>

#include "common/base/bytes.hpp"
#include "common/base/time.hpp"

namespace stille::client {

enum class AttachmentState : std::uint8_t {
  // Own
  preparing,  // is being read for the first time
  uploading,
  uploaded,  // at the relay; waits for the other files of its message
  sent,      // its message is on the way or has arrived
  fetched,   // the other person has it; the relay keeps it no longer
  failed,    // `reason` says why; of somebody else's: may be fetched again
  cancelled,
  // Somebody else's
  offered,
  downloading,
  here,     // on this disk, complete and checked
  expired,  // the relay has it no longer
};

struct AttachmentView {
  std::string id;            // a_<hex>
  std::string message;       // m_<hex>
  std::string conversation;  // c_<hex>
  std::string contact;       // p_<16 hex>, the other person; in a group who sent it, empty for our own
  bool outgoing = false;
  AttachmentState state = AttachmentState::offered;
  /// With `failed`: not_found (the own file cannot be read), damaged (it changed while it was read),
  /// limit_reached (no room at the relay), too_large, undecryptable (not what its sender described),
  /// storage_full, storage_failed, refused, invalid_argument.
  std::optional<Errc> reason;
  std::string name;
  std::string media_type;
  std::uint64_t size = 0;
  std::uint32_t done = 0;  // chunks that have been moved, of `chunks`
  std::uint32_t chunks = 0;
  Bytes preview;  // a small JPEG, or nothing
  std::optional<TimePoint> expires;
  TimePoint at;
};

/// Static storage.
std::string_view name_of(AttachmentState state) noexcept;

}  // namespace stille::client
