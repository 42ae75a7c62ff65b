// What `stille-relay` can do, one function a command. They throw Complaint; success is returning.
#pragma once

#include <filesystem>
#include <string>

#include "server/app/complaint.hpp"
#include "server/relay/relay.hpp"

namespace stille::server {

struct InitRequest {
  std::filesystem::path data;
  std::string listen;  // empty: the default
  std::string host;
  bool open = false;
};

struct InviteRequest {
  std::filesystem::path data;
  relay::InviteWish wish;
  std::uint64_t number = 0;
  bool json = false;
};

/// Makes a relay's folder, keys and settings; prints the address.
void init(const InitRequest& request);
/// Serves until SIGTERM or SIGINT; prints one line, `ready ADDRESS`, once clients can connect.
Exit run(const std::filesystem::path& data);
/// Prints the relay's address.
void address(const std::filesystem::path& data);

// Of a relay that is not running.

/// Prints the text of a new invitation.
void invite_create(const InviteRequest& request);
void invite_list(const InviteRequest& request);
/// `number` as the list has it.
void invite_revoke(const InviteRequest& request);

}  // namespace stille::server
