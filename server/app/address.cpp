#include <cstdio>

#include "server/app/commands.hpp"
#include "server/app/relay_files.hpp"

namespace stille::server {

void address(const std::filesystem::path& path) {
  const DataDir data(path);
  data.expect_relay();
  const auto config = load_config(data);
  const auto port = parse_listen(config.listen).port;
  if (port != 0) {
    std::printf("%s\n", protocol::to_text(address_of(config, load_identity(data), port)).c_str());
    return;
  }
  const auto last = data.read(DataDir::kAddress);
  if (!last)
    throw Complaint(Exit::usage, "the relay listens on port 0 and has not run yet, so it has no address.",
                    "Start it with `stille-relay run --data " + data.shown() + "`, or set a port.");
  std::printf("%s", std::string(as_text(last->expose())).c_str());
  (void)std::fprintf(stderr, "Port 0: the port is chosen at each start; this is the last one.\n");
}

}  // namespace stille::server
