// Every bound of the wire, by name. PROTOCOL.md's table of limits is held to these values by a test.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace stille::protocol {

inline constexpr std::uint32_t kVersion = 1;
inline constexpr std::uint16_t kDefaultPort = 7443;

/// The three sizes an envelope can have.
inline constexpr std::array<std::size_t, 3> kEnvelopeSizes{4096, 16384, 65536};
inline constexpr std::size_t kSmallEnvelope = 4096;
inline constexpr std::size_t kHelloSize = 16384;
inline constexpr std::size_t kLargestEnvelope = 65536;
inline constexpr std::size_t kLinkCardSize = 4096;

/// A frame is one of these sizes on the wire, its four length bytes included.
inline constexpr std::array<std::size_t, 4> kFrameSizes{512, 4096 + 512, 16384 + 512, 65536 + 512};
inline constexpr std::size_t kFrameHeaderSize = 4;
inline constexpr std::size_t kLargestMessage = kFrameSizes.back() - kFrameHeaderSize;

inline constexpr std::size_t kMostSubscriptionsPerCommand = 256;
inline constexpr std::uint32_t kDefaultWindow = 64;
inline constexpr std::uint32_t kLargestWindow = 256;
inline constexpr std::size_t kMostHellosWaiting = 64;
inline constexpr std::size_t kMostTokensPerRedeem = 64;
inline constexpr std::size_t kMostHostsOfRecord = 8;
inline constexpr std::size_t kMostTokenClasses = 64;
inline constexpr std::size_t kLongestOnlineKey = 256;
inline constexpr std::size_t kLongestRecord = 16384;
/// A link lives at most this long.
inline constexpr std::chrono::hours kLongestLinkLife{24 * 31};

constexpr bool is_envelope_size(std::size_t size) {
  return size == kEnvelopeSizes[0] || size == kEnvelopeSizes[1] || size == kEnvelopeSizes[2];
}

}  // namespace stille::protocol
