// Resume tickets: what a client may subscribe to again, sealed under a key of the day that lies in memory
// alone. Knows nothing of connections, nor of which mailboxes are there.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "common/crypto/dh.hpp"
#include "common/protocol/ids.hpp"

namespace stille::relay {

using std::chrono::milliseconds;

/// A mailbox of a ticket, known again by its reader key's beginning: whoever makes another key that begins
/// so has done the work of breaking one.
struct TicketedMailbox {
  protocol::ReaderId id;
  std::array<std::uint8_t, 16> key_begins{};

  static TicketedMailbox of(const protocol::ReaderId& id, const crypto::DhPublic& reader_key);
  [[nodiscard]] bool has(const crypto::DhPublic& reader_key) const;
};

struct OpenedTicket {
  crypto::DhPublic resume_key;
  std::vector<TicketedMailbox> mailboxes;  // as they were sealed
};

class Tickets {
 public:
  /// `rng` outlives it.
  explicit Tickets(crypto::Rng& rng);

  /// Good for kLife. 112 bytes and 40 for each mailbox.
  [[nodiscard]] Bytes seal(const crypto::DhPublic& resume_key,
                           const std::vector<TicketedMailbox>& mailboxes) const;
  /// Empty unless this object has sealed it, not longer than kLife ago.
  [[nodiscard]] std::optional<OpenedTicket> open(ByteView ticket) const;
  /// How many mailboxes a ticket of so many bytes is for.
  static std::size_t mailboxes_in(std::size_t bytes);
  /// Time goes on, by a clock that nobody sets. Keys whose tickets are all out of date are forgotten.
  void passes(milliseconds time);

  static constexpr milliseconds kLife = std::chrono::hours{24};

 private:
  using DayKey = crypto::Secret<struct DayKeyTag, 32>;

  crypto::Rng& rng_;
  DayKey current_;
  DayKey previous_;
  milliseconds now_{0};  // since this object was made
  milliseconds current_since_{0};
};

}  // namespace stille::relay
