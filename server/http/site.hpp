// The pages that a relay's port shows to browsers: who runs it, and what its links are for. German and
// English. Nothing from elsewhere, no cookies, nothing sent back. Knows no sockets.
#pragma once

#include <chrono>

#include "server/http/message.hpp"

namespace stille::http {

/// What the operator says of the relay; every part may be empty. Plain text: it is escaped where it is shown.
struct About {
  std::string run_by;
  std::string contact;  // an e-mail address or an https: link becomes one that can be clicked
  std::string region;
  std::string text;
};

struct SiteFacts {
  About about;
  std::string address;      // stille://<fingerprint>@host:port
  std::string fingerprint;  // base64url
  std::string version;
  std::chrono::milliseconds envelope_life{};
  bool open = false;
};

/// "/" is the information page; "/i", "/c" and "/r" explain the link that led there. 404 for all else.
Answer make_site(SiteFacts facts);

}  // namespace stille::http
