// What two people compare to know that nobody stands between them. Depends on both identities only.
// Deliberately slow, about 40 ms for each identity (PROTOCOL.md section 11).
#pragma once

#include <string>

#include "client/e2e/identity.hpp"

namespace stille::e2e {

inline constexpr std::size_t kSafetyDigits = 60;
inline constexpr std::size_t kSafetyQrSize = 65;

/// 60 decimal digits, the same on both sides. storage_full when the memory for it is not to be had.
Result<std::string> safety_number(const IdentityPublic& one, const IdentityPublic& other);

/// What we show as a QR code: 0x01 || own IID || peer's IID.
std::array<std::uint8_t, kSafetyQrSize> safety_qr(const Iid& own, const Iid& peer);
/// Checks what we scanned from the peer's screen. unsupported_version, bad_length, or untrusted_contact when
/// it names other identities.
Result<void> check_safety_qr(ByteView scanned, const Iid& own, const Iid& peer);

}  // namespace stille::e2e
