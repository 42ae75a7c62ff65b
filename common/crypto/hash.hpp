// SHA-512 (FIPS 180-4) is the project's one hash. SHA-256 serves certificates' fingerprints,
// BLAKE2b (RFC 7693) the relay's command tags; neither is used anywhere else.
#pragma once

#include <initializer_list>
#include <memory>

#include "common/crypto/secret.hpp"

namespace stille::crypto {

using Digest64 = std::array<std::uint8_t, 64>;
using Digest32 = std::array<std::uint8_t, 32>;

Digest64 sha512(std::initializer_list<ByteView> parts);
/// The first 32 bytes of SHA-512: PROTOCOL.md's H32.
Digest32 h32(std::initializer_list<ByteView> parts);
Digest32 sha256(std::initializer_list<ByteView> parts);
/// HMAC (RFC 2104), key of any length.
Digest64 hmac_sha512(ByteView key, std::initializer_list<ByteView> parts);
Digest32 hmac_sha256(ByteView key, std::initializer_list<ByteView> parts);
/// Keyed or unkeyed BLAKE2b. bad_length unless 1 <= out.size() <= 64 and the key is 0 to 64 bytes,
/// of which libsodium wants 16 or more.
Result<void> blake2b(ByteSpan out, ByteView key, std::initializer_list<ByteView> parts);

/// SHA-512 over input that comes in pieces.
class Sha512 {
 public:
  Sha512();
  ~Sha512();
  Sha512(Sha512&&) noexcept;
  Sha512& operator=(Sha512&&) noexcept;
  Sha512& update(ByteView bytes);
  Digest64 finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace stille::crypto
