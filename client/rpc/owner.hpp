// A profile owned by this process: its service on a thread of its own, and the socket through which others
// reach it. Knows nothing of the methods.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "client/rpc/fault.hpp"
#include "common/base/log.hpp"
#include "common/crypto/secret.hpp"

namespace stille::rpc {

/// Where else a profile is served, and who hears of its being locked.
struct Doors {
  /// A second socket is made here: invalid_argument when that cannot be, busy when somebody serves one there.
  std::filesystem::path also{};
  /// A Unix socket that listens already, served too; -1: none. Taken over when the owner is there.
  int listening = -1;
  /// Told by `profile.lock` on a thread of its own, instead of the process being ended.
  std::function<void()> let_go{};
};

class Owner {
 public:
  /// Opens the profile and begins to serve it. `busy` when another process owns it, wrong_passphrase,
  /// damaged, newer_version, not_found; relay_untrusted never. `log` outlives the owner.
  static Outcome<std::unique_ptr<Owner>> open(const std::filesystem::path& folder,
                                              const crypto::SecretBytes& passphrase, const Log& log,
                                              Doors doors = {});
  /// Closes the door, ends the calls under way, disconnects and gives the profile free.
  ~Owner();
  Owner(const Owner&) = delete;
  Owner& operator=(const Owner&) = delete;

  /// From any thread but its own. `cancelled` as soon as `stop_fd` becomes readable.
  Answer call(std::string_view method, const Json& params, int stop_fd);
  /// Not one of the methods: a passphrase goes through no socket. wrong_passphrase, too_large.
  Outcome<void> change_passphrase(const crypto::SecretBytes& now, const crypto::SecretBytes& then);

 private:
  struct Inside;
  explicit Owner(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace stille::rpc
