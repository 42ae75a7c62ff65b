// What `stille-relay` can do, one function a command. They throw Complaint; success is returning.
#pragma once

#include <filesystem>
#include <string>

#include "server/app/complaint.hpp"
#include "server/app/config.hpp"
#include "server/app/operator.hpp"
#include "server/relay/relay.hpp"

namespace stille::server {

struct InitRequest {
  Asking asking;
  std::string listen{};  // empty: the default
  std::string host{};
  bool open = false;
};

struct RunRequest {
  std::filesystem::path data;
  std::vector<Override> overrides;  // of settings, the strongest last
};

struct InviteRequest {
  Asking asking;
  relay::InviteWish wish;
  std::uint64_t number = 0;
  bool qr = false;
};

/// Makes a relay's folder, keys and settings; prints the address, and an invitation unless the relay is open
/// or cannot be reached yet.
void init(const InitRequest& request);
/// Serves until SIGTERM or SIGINT; prints one line, `ready ADDRESS`, once clients can connect.
Exit run(const RunRequest& request);
/// Prints the relay's address.
void address(const Asking& asking);

// Of a running relay.

struct TopRequest {
  Asking asking;
  milliseconds every = seconds{2};
  std::uint32_t times = 0;  // 0: until interrupted
};

void status(const Asking& asking);
void top(const TopRequest& request);
/// `id`: reader id or writer id, 24 bytes in hex or base64url.
void block_mailbox(const Asking& asking, const std::string& id, bool blocked);
void reload(const Asking& asking);
struct BackupRequest {
  Asking asking;
  std::filesystem::path file;
  std::filesystem::path key;  // empty: a passphrase is typed
};
/// Whether the relay runs or not: everything that it is, in one encrypted file.
void backup(const BackupRequest& request);
/// Into a folder that does not exist yet.
void restore(const BackupRequest& request);

struct MoveRequest {
  Asking asking;
  std::string host;        // empty: stays
  std::uint16_t port = 0;  // 0: stays
};
/// Changes where people reach the relay, in its settings, and says what is left to do.
void move(const MoveRequest& request);

/// Looks for everything that is or may become a trouble, with or without a running relay. refused when
/// something has to be mended.
Exit doctor(const Asking& asking);

/// Returns when the relay has ended.
void drain(const Asking& asking, milliseconds patience);

// Of a relay that runs or rests.

/// Prints the text of a new invitation.
void invite_create(const InviteRequest& request);
void invite_list(const InviteRequest& request);
/// `number` as the list has it.
void invite_revoke(const InviteRequest& request);

}  // namespace stille::server
