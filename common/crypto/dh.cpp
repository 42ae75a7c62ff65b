#include "common/crypto/dh.hpp"

#include <sodium.h>

#include "common/base/quick_thread.hpp"

namespace stille::crypto {

DhPublic dh_public(const DhSecret& secret) {
  takes_its_time("making a key");
  DhPublic out;
  // Fails only for a point of small order, which the base point is not.
  (void)crypto_scalarmult_base(out.raw.data(), secret.expose().data());
  return out;
}

DhKeypair dh_keypair(Rng& rng) {
  DhKeypair out{rng.secret<DhSecret>(), {}};
  out.public_key = dh_public(out.secret);
  return out;
}

Result<DhPublic> parse_dh_public(ByteView bytes) {
  STILLE_TRY(auto key, DhPublic::parse(bytes));
  // Little-endian value below p = 2^255 - 19.
  const auto& raw = key.raw;
  if ((raw[31] & 0x80U) != 0) return fail(Errc::bad_key);
  const bool middle_full = std::all_of(raw.begin() + 1, raw.begin() + 31, [](auto b) { return b == 0xff; });
  if (raw[31] == 0x7f && middle_full && raw[0] >= 0xed) return fail(Errc::bad_key);
  return key;
}

Result<DhShared> dh(const DhSecret& own, const DhPublic& theirs) {
  takes_its_time("agreeing on a key");
  DhShared out;
  if (crypto_scalarmult(out.fill().data(), own.expose().data(), theirs.raw.data()) != 0) {
    return fail(Errc::weak_shared_secret);
  }
  return out;
}

}  // namespace stille::crypto
