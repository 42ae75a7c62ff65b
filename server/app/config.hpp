// What the operator decides, read from relay.toml. Knows the file's text, not how anything is used.
#pragma once

#include <string>

#include "common/base/log.hpp"
#include "server/http/site.hpp"
#include "server/net/limits.hpp"
#include "server/relay/limits.hpp"

namespace stille::server {

struct Config {
  std::string listen = "[::]:7443";
  std::string host;  // empty: the one in `listen`
  std::string log = "info";
  http::About about;
  relay::Limits core;
  NetLimits net;
};

/// "HOST:PORT" or "[V6]:PORT"; the host is an address, not a name. Port 0: the system chooses.
struct Listen {
  std::string host;
  std::uint16_t port = 0;
};
/// Throws Complaint (usage).
Listen parse_listen(const std::string& text);
LogLevel parse_log_level(const std::string& text);

/// Throws Complaint (usage) that names the line: unknown sections and keys (with the likely intended one),
/// wrong types, values out of range. `name` is what the person calls the file.
Config read_config(std::string_view toml, const std::string& name);
/// The file that init writes: every setting with its meaning and default.
std::string config_template(const Config& config);

}  // namespace stille::server
