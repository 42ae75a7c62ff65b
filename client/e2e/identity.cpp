#include "client/e2e/identity.hpp"

#include "common/crypto/hash.hpp"
#include "common/crypto/label.hpp"

namespace stille::e2e {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kSecretSize = 1 + 32 + 32 + 64;

}  // namespace

Result<IdentityPublic> IdentityPublic::parse(ByteView encoded) {
  if (encoded.size() != kIdentityPublicSize) return fail(Errc::bad_length);
  if (encoded[0] != kVersion) return fail(Errc::unsupported_version);
  IdentityPublic out;
  out.sign = crypto::SignPublic::copy_of(encoded.subspan(1, 32));
  STILLE_TRY(out.dh, crypto::parse_dh_public(encoded.subspan(33, 32)));
  STILLE_TRY(out.kem, crypto::parse_kem_public(encoded.subspan(65)));
  return out;
}

EncodedIdentity IdentityPublic::encode() const {
  EncodedIdentity out;
  auto to = out.raw.begin();
  *to++ = kVersion;
  to = std::copy(sign.raw.begin(), sign.raw.end(), to);
  to = std::copy(dh.raw.begin(), dh.raw.end(), to);
  std::copy(kem.raw.begin(), kem.raw.end(), to);
  return out;
}

Iid IdentityPublic::iid() const {
  return Iid{crypto::h32({crypto::label::kIdentity.view(), encode().view()})};
}

IdentitySecret::IdentitySecret(crypto::SignSeed sign, crypto::DhSecret dh, crypto::KemSeed kem)
    : sign_(std::move(sign)),
      dh_(std::move(dh)),
      kem_(std::move(kem)),
      public_{crypto::sign_public(sign_), crypto::dh_public(dh_), crypto::kem_public(kem_)},
      iid_(public_.iid()) {}

IdentitySecret IdentitySecret::generate(crypto::Rng& rng) {
  auto sign = rng.secret<crypto::SignSeed>();
  auto dh = rng.secret<crypto::DhSecret>();
  auto kem = rng.secret<crypto::KemSeed>();
  return {std::move(sign), std::move(dh), std::move(kem)};
}

Result<IdentitySecret> IdentitySecret::decode(ByteView encoded) {
  if (encoded.size() != kSecretSize) return fail(Errc::bad_length);
  if (encoded[0] != kVersion) return fail(Errc::unsupported_version);
  return IdentitySecret(crypto::SignSeed::from(encoded.subspan<1, 32>()),
                        crypto::DhSecret::from(encoded.subspan<33, 32>()),
                        crypto::KemSeed::from(encoded.subspan<65, 64>()));
}

crypto::SecretBytes IdentitySecret::encode() const {
  crypto::SecretBytes out(kSecretSize);
  auto to = out.fill().begin();
  *to++ = kVersion;
  to = std::copy(sign_.expose().begin(), sign_.expose().end(), to);
  to = std::copy(dh_.expose().begin(), dh_.expose().end(), to);
  std::copy(kem_.expose().begin(), kem_.expose().end(), to);
  return out;
}

}  // namespace stille::e2e
