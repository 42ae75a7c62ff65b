#include "common/crypto/cae.hpp"

#include "common/crypto/hash.hpp"
#include "common/crypto/hkdf.hpp"
#include "common/crypto/label.hpp"

namespace stille::crypto {
namespace {

constexpr std::array<std::uint8_t, kChaChaNonceSize> kZeroNonce{};

}  // namespace

CaeKeys cae_keys(ByteView key, ByteView nonce, ByteView ad) {
  auto prk = hmac_sha512(nonce, {key});
  constexpr auto kLabel = label::kCae.text();
  std::array<std::uint8_t, kLabel.size() + sizeof(Digest64)> info{};
  const auto context = sha512({ad});
  std::copy_n(context.begin(), context.size(), std::copy_n(kLabel.begin(), kLabel.size(), info.begin()));
  std::array<std::uint8_t, 64> both{};
  // 64 bytes are always a legal length.
  (void)hkdf_sha512_expand(both, prk, info).has_value();
  CaeKeys out;
  std::copy_n(both.begin(), 32, out.encryption.fill().begin());
  std::copy_n(both.begin() + 32, 32, out.commitment.begin());
  wipe(prk);
  wipe(both);
  return out;
}

Result<Bytes> cae_seal_with(ByteView key, ByteView ad, ByteView plaintext, const CaeRandom& random) {
  if (key.size() != kAeadKeySize) return fail(Errc::bad_length);
  const auto nonce = hmac_sha512(key, {label::kNonce.view(), random, sha512({ad}), sha512({plaintext})});
  const ByteView n(nonce.data(), kCaeNonceSize);
  const auto keys = cae_keys(key, n, ad);
  Bytes out(plaintext.size() + kCaeOverhead);
  std::copy(n.begin(), n.end(), out.begin());
  std::copy(keys.commitment.begin(), keys.commitment.end(), out.begin() + kCaeNonceSize);
  STILLE_TRYV(chacha20poly1305_seal(ByteSpan(out).subspan(kCaeNonceSize + kCaeCommitmentSize),
                                    keys.encryption.expose(), kZeroNonce, {}, plaintext));
  return out;
}

Result<Bytes> cae_seal(ByteView key, ByteView ad, ByteView plaintext, Rng& rng) {
  CaeRandom random{};
  rng.fill(random);
  return cae_seal_with(key, ad, plaintext, random);
}

Result<SecretBytes> cae_open(ByteView key, ByteView ad, ByteView sealed) {
  if (key.size() != kAeadKeySize) return fail(Errc::bad_length);
  if (sealed.size() < kCaeOverhead) return fail(Errc::undecryptable);
  const auto keys = cae_keys(key, sealed.first(kCaeNonceSize), ad);
  if (!equal(keys.commitment, sealed.subspan(kCaeNonceSize, kCaeCommitmentSize))) {
    return fail(Errc::undecryptable);
  }
  SecretBytes out(sealed.size() - kCaeOverhead);
  STILLE_TRYV(chacha20poly1305_open(out.fill(), keys.encryption.expose(), kZeroNonce, {},
                                    sealed.subspan(kCaeNonceSize + kCaeCommitmentSize)));
  return out;
}

}  // namespace stille::crypto
