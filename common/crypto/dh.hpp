// X25519 (RFC 7748). Every shared secret is checked: an all-zero one ends the operation.
#pragma once

#include "common/crypto/random.hpp"

namespace stille::crypto {

using DhPublic = Fixed<struct DhPublicTag, 32>;
using DhSecret = Secret<struct DhSecretTag, 32>;
using DhShared = Secret<struct DhSharedTag, 32>;

struct DhKeypair {
  DhSecret secret;
  DhPublic public_key;
};

/// Public key of a scalar (clamped inside).
DhPublic dh_public(const DhSecret& secret);
DhKeypair dh_keypair(Rng& rng);
/// For keys that come from outside: bad_length, or bad_key for u >= 2^255 - 19 (the encoding is then not
/// unique).
Result<DhPublic> parse_dh_public(ByteView bytes);
/// weak_shared_secret when the result is all zero.
Result<DhShared> dh(const DhSecret& own, const DhPublic& theirs);

}  // namespace stille::crypto
