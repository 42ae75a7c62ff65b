#include <boost/asio/ip/address.hpp>
#include <cstdio>

#include "server/app/commands.hpp"
#include "server/app/qr.hpp"
#include "server/app/resting_relay.hpp"

namespace stille::server {
namespace {

/// Makes everything that a relay has before it runs.
void make(const DataDir& data, const Config& config, const net::RelayIdentity& identity, crypto::Rng& rng) {
  data.create();
  data.write(DataDir::kIdentity, identity.pem().expose());
  (void)load_online(data, identity, SystemClock{}.now(), rng);
  // The settings last: a folder without them is no relay yet.
  data.write(DataDir::kConfig, as_bytes(config_template(config)));
}

/// Whether somebody elsewhere could use an invitation already.
bool can_be_reached(const Config& config) {
  const auto where = parse_listen(config.listen);
  if (where.port == 0) return false;
  return !config.host.empty() || !boost::asio::ip::make_address(where.host).is_unspecified();
}

void explain(const DataDir& data) {
  (void)std::fprintf(stderr,
                     "Made a relay in %s.\n"
                     "Keep a copy of %s in a safe place: it is what people's clients know this relay by.\n"
                     "Settings: %s\nStart it: stille-relay run --data %s\n",
                     data.shown().c_str(), data.name_of(DataDir::kIdentity).c_str(),
                     data.name_of(DataDir::kConfig).c_str(), data.shown().c_str());
}

void explain_invitation(const std::string& text, bool open) {
  if (open)
    (void)std::fprintf(stderr, "Whoever has this address can use the relay:\n");
  else
    (void)std::fprintf(
        stderr,
        "The second line is an invitation for one person, for 30 days, shown only now. They take "
        "it with:\n  stille profile new NAME --relay INVITATION\n");
  (void)std::fprintf(stderr, "%s\n", qr_code(text).c_str());
}

}  // namespace

void init(const InitRequest& request) {
  Config config;
  if (!request.listen.empty()) config.listen = request.listen;
  config.host = request.host;
  config.core.open = request.open;
  const auto port = parse_listen(config.listen).port;
  crypto::SystemRng rng;
  const auto identity = net::RelayIdentity::generate(rng);
  const auto reached_at = address_of(config, identity, port);
  const DataDir data(request.asking.data);
  make(data, config, identity, rng);

  Json out{{"data", data.shown()}};
  if (port != 0) out["address"] = protocol::to_text(reached_at);
  const bool reached = can_be_reached(config);
  if (reached && !request.open)
    out["invitation"] = RestingRelay(request.asking.data).invite({})["invitation"];
  if (request.asking.json) return print_json(out);

  for (const auto* line : {"address", "invitation"})
    if (out.contains(line)) std::printf("%s\n", out[line].get<std::string>().c_str());
  (void)std::fflush(stdout);
  explain(data);
  if (reached)
    return explain_invitation(out.value(request.open ? "address" : "invitation", ""), request.open);
  if (port == 0)
    (void)std::fprintf(stderr, "Port 0: the address is known once the relay runs.\n");
  else
    (void)std::fprintf(stderr,
                       "Nobody can reach it from elsewhere yet: set [relay] host to its name, then make an "
                       "invitation with `stille-relay invite create`.\n");
}

}  // namespace stille::server
