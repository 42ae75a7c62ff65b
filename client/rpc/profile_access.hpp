// Calls a profile, whoever owns it: through the owner's socket while there is one, in this process otherwise.
// An owner that ends in the middle of a call is replaced and the call repeated; calls are idempotent or carry
// a key. Knows nothing of presentation.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "client/rpc/owner.hpp"
#include "client/rpc/socket_client.hpp"

namespace stille::rpc {

/// Asked at most once, and only when this process has to open a profile that wants a passphrase.
using AskPassphrase = std::function<Outcome<crypto::SecretBytes>()>;

/// How the profile is to be had.
struct Reach {
  bool alone = false;              // in this process only: `busy` when another one owns it
  std::filesystem::path socket;    // alone: serve it there too; else: ask there and nowhere else
  int listening = -1;              // a socket that was handed over, served too; -1: none
  std::function<void()> let_go{};  // told by profile.lock when this process owns it, instead of ending it
};

class ProfileAccess {
 public:
  /// `stop_fd` becomes readable when the person wants to end. `log` outlives the access.
  ProfileAccess(std::filesystem::path folder, AskPassphrase ask, int stop_fd, const Log& log, Reach how = {});
  ~ProfileAccess();

  /// Owns the profile from here on, if it is free within this time; else `busy`. For `alone`.
  Outcome<void> take(std::chrono::milliseconds patience);

  /// `wake_fd` in place of `stop_fd`, for one call: `cancelled` as soon as it becomes readable.
  Answer call(std::string_view method, const Json& params = Json::object(), std::optional<int> wake_fd = {});
  /// A line to whoever owns the profile now, which may be this process.
  Outcome<SocketClient> line();
  /// `busy` when another process owns the profile; wrong_passphrase, too_large.
  Outcome<void> change_passphrase(const crypto::SecretBytes& now, const crypto::SecretBytes& then);
  /// This process owns the profile.
  [[nodiscard]] bool owns() const noexcept { return owner_ != nullptr; }

 private:
  Outcome<void> reach();
  Outcome<void> ask_there();
  Outcome<void> own();
  bool pause() const;

  std::filesystem::path folder_;
  AskPassphrase ask_;
  int stop_fd_;
  const Log& log_;
  Reach how_;
  std::optional<crypto::SecretBytes> passphrase_;
  std::unique_ptr<Owner> owner_;
  std::optional<SocketClient> client_;
};

}  // namespace stille::rpc
