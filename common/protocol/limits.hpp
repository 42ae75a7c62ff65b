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

/// The two sizes a blob's chunks can have.
inline constexpr std::size_t kSmallChunk = 65536;
inline constexpr std::size_t kLargeChunk = 1048576;
inline constexpr std::uint32_t kMostChunks = 1024;
/// A blob lives at most this long.
inline constexpr std::chrono::hours kLongestBlobLife{24 * 14};

/// A frame is one of these sizes on the wire, its four length bytes included.
inline constexpr std::array<std::size_t, 5> kFrameSizes{512, 4096 + 512, 16384 + 512, 65536 + 512,
                                                        1048576 + 512};
/// The largest one that a relay takes from a connection which has not proved a key yet.
inline constexpr std::size_t kLargestFrameOfStrangers = 66048;
inline constexpr std::size_t kFrameHeaderSize = 4;
inline constexpr std::size_t kLargestMessage = kFrameSizes.back() - kFrameHeaderSize;

inline constexpr std::size_t kMostSubscriptionsPerCommand = 256;
/// Of what a relay gives out for so many subscriptions.
inline constexpr std::size_t kLongestTicket = 16384;
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
