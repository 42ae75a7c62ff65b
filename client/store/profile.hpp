// A profile's folder: who owns it, the wrapped key, the encrypted database and the generation counter beside
// it. Knows nothing of what the rows mean.
//   profile.db  SQLCipher, key = the random database key
//   key         that key, wrapped (PROTOCOL.md "At rest")
//   keyfile     32 random bytes, mode 0600, only without a passphrase
//   generation  counts commits; a database behind it is an old copy
//   lock        flock: one process owns the profile
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/base/time.hpp"
#include "common/crypto/password.hpp"
#include "common/crypto/random.hpp"
#include "common/protocol/relay_address.hpp"

namespace stille::client::store {

class Database;

/// 256 MiB, 3 passes: what a passphrase costs.
inline constexpr crypto::ArgonCost kPassphraseCost{3, 256U * 1024U};
inline constexpr std::size_t kLongestPassphrase = 1024;

/// `passphrase` empty: the profile opens without one, from a key file.
struct NewProfile {
  std::string name;  // what others see; UTF-8, 1 to 128 bytes
  protocol::RelayAddress relay;
  crypto::SecretBytes passphrase;
  crypto::ArgonCost cost = kPassphraseCost;
};

/// not_found: no profile there; damaged: no readable key; else whether it asks for a passphrase.
Result<bool> needs_passphrase(const std::filesystem::path& folder);
/// Names of the profiles below `home`/profiles, sorted.
std::vector<std::string> profile_names(const std::filesystem::path& home);
/// 1 to 64 of a-z, 0-9, '-', '_', not starting with '-'; bad_value otherwise.
Result<std::filesystem::path> profile_folder(const std::filesystem::path& home, std::string_view name);

/// The key goes first, then everything else: from then on nobody can read what a disk may still hold.
/// not_found, busy, storage_failed.
Result<void> destroy_profile(const std::filesystem::path& folder);

/// Whether some process has this profile open. not_found, storage_failed.
Result<bool> is_owned(const std::filesystem::path& folder);

/// An open profile, owned by this process. Move-only.
class Profile {
 public:
  /// Makes the folder at once or not at all. already_exists; bad_encoding or bad_value for the name
  /// (wire::clean_name); too_large for the passphrase; storage_failed.
  static Result<Profile> create(const std::filesystem::path& folder, NewProfile wishes, TimePoint now,
                                crypto::Rng& rng);
  /// Makes a profile of `schema` and lets `fill` write everything into its database and folder; what `fill`
  /// has not made is not there. Errors of `fill`, and as create.
  using Fill = std::function<Result<void>(Database& database, const std::filesystem::path& folder)>;
  struct Refilled {
    std::int64_t schema = 0;
    crypto::SecretBytes passphrase{};
    crypto::ArgonCost cost = kPassphraseCost;
  };
  static Result<void> refill(const std::filesystem::path& folder, const Refilled& wishes, const Fill& fill,
                             crypto::Rng& rng);
  /// not_found, busy (another process owns it), wrong_passphrase, damaged, newer_version (untouched).
  static Result<Profile> open(const std::filesystem::path& folder,
                              const crypto::SecretBytes& passphrase = {});
  Profile(Profile&&) noexcept;
  Profile& operator=(Profile&&) noexcept;
  ~Profile();

  [[nodiscard]] const std::filesystem::path& folder() const noexcept;
  [[nodiscard]] Database& database() noexcept;
  /// When it was opened, the counter was ahead of the database, or unreadable.
  [[nodiscard]] bool rolled_back() const noexcept;
  /// Of the database and the counter, the larger: the next commit is numbered above it.
  [[nodiscard]] std::uint64_t highest_generation() const noexcept;
  /// After each COMMIT.
  Result<void> write_generation(std::uint64_t generation);
  /// Wraps the same database key anew; `then` empty: from now on without a passphrase. wrong_passphrase.
  Result<void> change_passphrase(const crypto::SecretBytes& now, const crypto::SecretBytes& then,
                                 crypto::Rng& rng, crypto::ArgonCost cost = kPassphraseCost);

 private:
  struct Parts;
  explicit Profile(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace stille::client::store
