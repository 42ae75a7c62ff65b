// ChaCha20-Poly1305 (RFC 8439) and, for auditors' vectors, XChaCha20-Poly1305.
// The protocol uses only the first, and only inside CAE and the envelope.
#pragma once

#include "common/crypto/secret.hpp"

namespace stille::crypto {

inline constexpr std::size_t kAeadTagSize = 16;
inline constexpr std::size_t kAeadKeySize = 32;
inline constexpr std::size_t kChaChaNonceSize = 12;
inline constexpr std::size_t kXChaChaNonceSize = 24;

/// Writes plaintext.size() + 16 bytes to `out`, the tag at the end. bad_length on any other size.
Result<void> chacha20poly1305_seal(ByteSpan out, ByteView key, ByteView nonce, ByteView aad,
                                   ByteView plaintext);
/// Writes sealed.size() - 16 bytes to `out`; undecryptable when the tag is wrong, and `out` is then wiped.
Result<void> chacha20poly1305_open(ByteSpan out, ByteView key, ByteView nonce, ByteView aad, ByteView sealed);
Result<void> xchacha20poly1305_seal(ByteSpan out, ByteView key, ByteView nonce, ByteView aad,
                                    ByteView plaintext);
Result<void> xchacha20poly1305_open(ByteSpan out, ByteView key, ByteView nonce, ByteView aad,
                                    ByteView sealed);

}  // namespace stille::crypto
