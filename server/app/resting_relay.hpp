// A relay that does not run: its core over the folder's database, for as long as the folder's lock is held.
#pragma once

#include "server/app/invites.hpp"
#include "server/app/relay_files.hpp"

namespace stille::server {

class RestingRelay {
 public:
  /// Throws Complaint when the folder holds no relay, or one that runs.
  explicit RestingRelay(const std::filesystem::path& path);

  relay::Relay& core() { return *relay_; }
  /// Makes one; as invites.hpp shows it. Throws Complaint.
  Json invite(const relay::InviteWish& wish);

 private:
  /// Where people will find it.
  [[nodiscard]] protocol::RelayAddress address() const;

  DataDir data_;
  Config config_;
  crypto::SystemRng rng_;
  std::optional<net::RelayIdentity> identity_;
  std::unique_ptr<store::MailboxStore> store_;
  std::optional<relay::Relay> relay_;
};

}  // namespace stille::server
