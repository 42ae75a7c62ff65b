// The profile's database key, wrapped under a passphrase or a key file (PROTOCOL.md "At rest"). Pure bytes:
// knows nothing of folders.
//   0   4  "STLK"        6  16  salt             26  4  Argon2id memory, KiB
//   4   1  format, 1     22  4  Argon2id passes  30 104 CAE of the database key, under all before
//   5   1  flags                                134  32 H32 of all before
// Flags: 1 passphrase, 2 a keyring's secret is part of the key. The last field tells damage from a wrong key.
#pragma once

#include "client/store/database.hpp"
#include "common/crypto/password.hpp"
#include "common/crypto/random.hpp"

namespace stille::client::store {

inline constexpr std::size_t kKeyFileSize = 166;

/// What opens the key: a passphrase, or the 32 bytes of a key file.
struct Unlocking {
  bool passphrase = false;
  ByteView secret;
};

struct WrappedKey {
  bool passphrase = false;
  bool keyring = false;
  Bytes salt;
  crypto::ArgonCost cost{};
  Bytes head;    // what the wrapping authenticates
  Bytes sealed;  // CAE

  /// damaged for anything that was not written whole, newer_version for a later format.
  static Result<WrappedKey> parse(ByteView file);
  /// wrong_passphrase; for a key file bad_key.
  [[nodiscard]] Result<DatabaseKey> unwrap(const Unlocking& with) const;
};

/// kKeyFileSize bytes.
Result<Bytes> wrap_key(const DatabaseKey& key, const Unlocking& with, crypto::ArgonCost cost,
                       crypto::Rng& rng);

}  // namespace stille::client::store
