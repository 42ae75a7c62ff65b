// What `stille-relay` can do, one function a command. They throw Complaint; success is returning.
#pragma once

#include <filesystem>
#include <string>

#include "server/app/complaint.hpp"

namespace stille::server {

struct InitRequest {
  std::filesystem::path data;
  std::string listen;  // empty: the default
  std::string host;
  bool open = false;
};

/// Makes a relay's folder, keys and settings; prints the address.
void init(const InitRequest& request);
/// Serves until SIGTERM or SIGINT; prints one line, `ready ADDRESS`, once clients can connect.
Exit run(const std::filesystem::path& data);
/// Prints the relay's address.
void address(const std::filesystem::path& data);

}  // namespace stille::server
