// Ed25519 (RFC 8032), verified strictly.
#pragma once

#include "common/crypto/random.hpp"

namespace stille::crypto {

using SignPublic = Fixed<struct SignPublicTag, 32>;
using SignSeed = Secret<struct SignSeedTag, 32>;
using Signature = Fixed<struct SignatureTag, 64>;

SignPublic sign_public(const SignSeed& seed);
Signature sign(const SignSeed& seed, ByteView message);
/// Refuses small-order keys and non-canonical signatures.
[[nodiscard]] bool verify(const SignPublic& key, ByteView message, const Signature& signature);

}  // namespace stille::crypto
