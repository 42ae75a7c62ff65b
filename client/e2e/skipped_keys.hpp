// Keys of messages that did not arrive yet, kept for a bounded time in a bounded number.
// Knows nothing of how they were derived (PROTOCOL.md section 7.3).
#pragma once

#include <optional>
#include <vector>

#include "common/base/time.hpp"
#include "common/crypto/secret.hpp"

namespace stille::e2e {

using HeaderKey = crypto::Secret<struct HeaderKeyTag, 32>;
using MessageKey = crypto::Secret<struct MessageKeyTag, 32>;

struct SkippedKey {
  std::uint32_t n = 0;
  std::uint32_t stored_at = 0;  // seconds since 1970
  MessageKey key;

  static SkippedKey at(std::uint32_t n, MessageKey key, TimePoint now);
};

/// The unused keys of one epoch, ascending by n.
struct SkippedEpoch {
  std::uint64_t epoch = 0;
  std::uint64_t base = 0;  // sequence number of n is base + n + 1
  HeaderKey header;
  std::vector<SkippedKey> keys;
};

/// Ascending by epoch; no epoch without keys.
class SkippedKeys {
 public:
  [[nodiscard]] SkippedKeys clone() const;
  [[nodiscard]] const std::vector<SkippedEpoch>& epochs() const noexcept { return epochs_; }
  [[nodiscard]] std::size_t count() const noexcept;
  /// The key, still kept; null when there is none.
  [[nodiscard]] const MessageKey* find(std::uint64_t epoch, std::uint32_t n) const noexcept;
  /// Takes keys of one epoch in; drops the oldest ones and epochs beyond the bounds.
  void add(SkippedEpoch fresh);
  void erase(std::uint64_t epoch, std::uint32_t n);
  /// Erases keys older than kSkippedKeyLife.
  void expire(TimePoint now);

 private:
  std::vector<SkippedEpoch> epochs_;
};

}  // namespace stille::e2e
