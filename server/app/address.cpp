#include <cstdio>

#include "server/app/commands.hpp"
#include "server/app/relay_files.hpp"

namespace stille::server {
namespace {

void show(const Asking& asking, const std::string& text) {
  if (asking.json) return print_json({{"address", text}});
  std::printf("%s\n", text.c_str());
}

}  // namespace

void address(const Asking& asking) {
  const DataDir data(asking.data);
  data.expect_relay();
  const auto config = load_config(data);
  const auto port = parse_listen(config.listen).port;
  if (port != 0) return show(asking, protocol::to_text(address_of(config, load_identity(data), port)));
  const auto last = data.read(DataDir::kAddress);
  if (!last)
    throw Complaint(Exit::usage, "the relay listens on port 0 and has not run yet, so it has no address.",
                    "Start it with `stille-relay run --data " + data.shown() + "`, or set a port.");
  auto text = std::string(as_text(last->expose()));
  if (text.ends_with('\n')) text.pop_back();
  show(asking, text);
  (void)std::fprintf(stderr, "Port 0: the port is chosen at each start; this is the last one.\n");
}

}  // namespace stille::server
