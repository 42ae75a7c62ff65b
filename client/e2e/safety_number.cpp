#include "client/e2e/safety_number.hpp"

#include "common/crypto/hash.hpp"
#include "common/crypto/label.hpp"
#include "common/crypto/password.hpp"

namespace stille::e2e {
namespace {

namespace label = crypto::label;

constexpr crypto::ArgonCost kCost{1, 64 * 1024};
constexpr std::size_t kGroups = 6;
constexpr std::size_t kGroupBytes = 5;
constexpr std::size_t kGroupDigits = 5;
constexpr std::uint64_t kGroupValues = 100'000;
constexpr std::uint8_t kQrVersion = 1;
static_assert(2 * kGroups * kGroupDigits == kSafetyDigits);

std::string digits(ByteView fingerprint) {
  std::string out;
  for (std::size_t group = 0; group < kGroups; ++group) {
    std::uint64_t value = 0;
    for (auto byte : fingerprint.subspan(group * kGroupBytes, kGroupBytes)) value = (value << 8U) | byte;
    const auto text = std::to_string(value % kGroupValues);
    out.append(kGroupDigits - text.size(), '0').append(text);
  }
  return out;
}

Result<std::string> half(const IdentityPublic& identity) {
  const auto password = concat({label::kFingerprint.view(), identity.encode().view()});
  const auto salt = crypto::sha512({label::kFingerprintSalt.view()});
  std::array<std::uint8_t, 32> fingerprint{};
  STILLE_TRYV(crypto::argon2id(fingerprint, password, ByteView(salt).first(crypto::kArgonSaltSize), kCost));
  return digits(fingerprint);
}

}  // namespace

Result<std::string> safety_number(const IdentityPublic& one, const IdentityPublic& other) {
  STILLE_TRY(auto first, half(one));
  STILLE_TRY(auto second, half(other));
  return one.iid() <= other.iid() ? first + second : second + first;
}

std::array<std::uint8_t, kSafetyQrSize> safety_qr(const Iid& own, const Iid& peer) {
  std::array<std::uint8_t, kSafetyQrSize> out{kQrVersion};
  const auto middle = std::copy(own.raw.begin(), own.raw.end(), out.begin() + 1);
  std::copy(peer.raw.begin(), peer.raw.end(), middle);
  return out;
}

Result<void> check_safety_qr(ByteView scanned, const Iid& own, const Iid& peer) {
  if (scanned.size() != kSafetyQrSize) return fail(Errc::bad_length);
  if (scanned[0] != kQrVersion) return fail(Errc::unsupported_version);
  if (!same(scanned, safety_qr(peer, own))) return fail(Errc::untrusted_contact);
  return ok();
}

}  // namespace stille::e2e
