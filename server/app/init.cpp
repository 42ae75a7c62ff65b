#include <cstdio>

#include "server/app/commands.hpp"
#include "server/app/relay_files.hpp"

namespace stille::server {

void init(const InitRequest& request) {
  Config config;
  if (!request.listen.empty()) config.listen = request.listen;
  config.host = request.host;
  config.core.open = request.open;
  const auto where = parse_listen(config.listen);
  crypto::SystemRng rng;
  const auto identity = net::RelayIdentity::generate(rng);
  const auto reached_at = address_of(config, identity, where.port);

  const DataDir data(request.data);
  data.create();
  data.write(DataDir::kIdentity, identity.pem().expose());
  (void)load_online(data, identity, SystemClock{}.now(), rng);
  // The settings last: a folder without them is no relay yet.
  data.write(DataDir::kConfig, as_bytes(config_template(config)));

  if (where.port != 0) std::printf("%s\n", protocol::to_text(reached_at).c_str());
  (void)std::fprintf(stderr,
                     "Made a relay in %s.\n"
                     "Keep a copy of %s in a safe place: it is what people's clients know this relay by.\n"
                     "Settings: %s\nStart it: stille-relay run --data %s\n",
                     data.shown().c_str(), data.name_of(DataDir::kIdentity).c_str(),
                     data.name_of(DataDir::kConfig).c_str(), data.shown().c_str());
  if (where.port == 0) (void)std::fprintf(stderr, "Port 0: the address is known once the relay runs.\n");
}

}  // namespace stille::server
