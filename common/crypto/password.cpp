#include "common/crypto/password.hpp"

#include <sodium.h>

#include "common/base/quick_thread.hpp"

namespace stille::crypto {

Result<void> argon2id(ByteSpan out, ByteView password, ByteView salt, ArgonCost cost) {
  takes_its_time("stretching a passphrase");
  constexpr std::size_t kLongest = 1024;
  if (salt.size() != kArgonSaltSize) return fail(Errc::bad_length);
  if (out.size() < crypto_pwhash_argon2id_BYTES_MIN || out.size() > kLongest) return fail(Errc::bad_length);
  if (cost.passes < 1 || cost.passes > kArgonMostPasses) return fail(Errc::limit_reached);
  if (cost.memory_kib < 8 || cost.memory_kib > kArgonMostKib) return fail(Errc::limit_reached);
  // libsodium wants an address even of an empty password.
  const auto* text = password.empty() ? "" : as_text(password).data();
  if (crypto_pwhash_argon2id(out.data(), out.size(), text, password.size(), salt.data(), cost.passes,
                             std::size_t{cost.memory_kib} * 1024,
                             crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0) {
    return fail(Errc::storage_full);
  }
  return ok();
}

}  // namespace stille::crypto
