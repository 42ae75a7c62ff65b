// What the operator decides, read from relay.toml. Knows the file's text, not how anything is used.
#pragma once

#include <string>
#include <vector>

#include "common/base/log.hpp"
#include "server/http/site.hpp"
#include "server/net/limits.hpp"
#include "server/net/proxy_networks.hpp"
#include "server/relay/limits.hpp"

namespace stille::server {

struct Config {
  std::string listen = "[::]:7443";
  std::string host;  // empty: the one in `listen`
  std::string log = "info";
  std::string log_format = "text";
  std::string metrics;  // empty: none; ADDRESS:PORT of this machine, or a path
  std::uint64_t reserve_bytes = std::uint64_t{64} << 20;
  http::About about;
  std::string proxies;  // addresses and networks, as ProxyNetworks has them
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
/// As [relay] proxies has them. Throws Complaint (usage).
ProxyNetworks parse_proxies(const std::string& text);
LogLevel parse_log_level(const std::string& text);
LogFormat parse_log_format(const std::string& text);

/// Throws Complaint (usage) that names the line: unknown sections and keys (with the likely intended one),
/// wrong types, values out of range. `name` is what the person calls the file.
Config read_config(std::string_view toml, const std::string& name);
/// One setting from elsewhere than the file. `from` is what the person calls it; `name` is "section.key".
struct Override {
  std::string from;
  std::string name;
  std::string value;  // as text: 30s, 4096, true, [::]:7443
};
/// Over what `config` has; throws as read_config does.
void apply(Config& config, const std::vector<Override>& overrides);
/// Those of the environment: STILLE_RELAY_<SECTION>_<KEY> in capitals. One that fits no setting throws.
std::vector<Override> overrides_in(const char* const* environment);
/// The file that init writes: every setting with its meaning and default.
std::string config_template(const Config& config);

}  // namespace stille::server
