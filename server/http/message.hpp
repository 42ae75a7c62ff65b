// One request from a browser or a monitor, and what it is answered with. Knows no bytes and no sockets.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace stille::http {

/// GET or HEAD; whoever answers need not tell them apart.
struct Request {
  std::string path;             // begins with '/', as it was sent, without the query
  std::string query;            // after the '?', undecoded
  std::string accept_language;  // empty when the header is missing
};

struct Response {
  unsigned status = 200;
  std::string type = "text/plain; charset=utf-8";
  std::string body;
  /// The whole Content-Security-Policy.
  std::string policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
  std::vector<std::pair<std::string, std::string>> headers = {};
};

/// Never throws; quick, as it runs between other people's requests.
using Answer = std::function<Response(const Request&)>;

/// The status and its reason as plain text.
Response plain(unsigned status);

}  // namespace stille::http
