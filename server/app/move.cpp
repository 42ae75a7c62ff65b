// `move`: another name or port for the same relay.
#include <cstdio>

#include "server/app/commands.hpp"
#include "server/app/relay_files.hpp"
#include "server/app/settings_text.hpp"

namespace stille::server {
namespace {

std::string with_port(const std::string& listen, std::uint16_t port) {
  return listen.substr(0, listen.rfind(':') + 1) + std::to_string(port);
}

void explain(const MoveRequest& request, bool running) {
  const auto folder = request.asking.data.string();
  int step = 0;
  const auto say = [&](const std::string& text) { std::printf("%d. %s\n", ++step, text.c_str()); };
  if (!request.host.empty()) say("Let " + request.host + " lead to the machine that the relay runs on.");
  if (running && request.port != 0)
    say("Start the relay again, which drops no message: stille-relay drain --data " + folder +
        ", then stille-relay run --data " + folder);
  if (running && request.port == 0) say("Nothing to restart: the running relay has the new name already.");
  if (!running) say("Start the relay: stille-relay run --data " + folder);
  say("Keep the old name or port leading here for as long as people come by it; a redirection of the port "
      "will do.");
  say("Give people the new address: stille-relay address --data " + folder);
  std::printf(
      "To another machine: stille-relay backup here, stille-relay restore there, then this command there.\n");
}

}  // namespace

void move(const MoveRequest& request) {
  const DataDir data(request.asking.data);
  data.expect_relay();
  if (request.host.empty() && request.port == 0)
    throw Complaint(Exit::usage, "nothing to change was given.", "Give --host NAME, --port PORT or both.");
  const auto bytes = data.read(DataDir::kConfig);
  std::string text(as_text(bytes->expose()));
  const auto now = load_config(data);
  if (!request.host.empty()) text = with_setting(text, "relay", "host", '"' + request.host + '"');
  if (request.port != 0)
    text = with_setting(text, "relay", "listen", '"' + with_port(now.listen, request.port) + '"');
  const auto fresh = read_config(text, data.name_of(DataDir::kConfig));
  const auto address = address_of(fresh, load_identity(data), parse_listen(fresh.listen).port);
  data.write(DataDir::kConfig, as_bytes(text));
  const bool running = is_running(data);
  if (running) (void)ask_relay(request.asking, "reload");
  if (request.asking.json)
    return print_json(
        {{"address", protocol::to_text(address)}, {"needs_restart", running && request.port != 0}});
  std::printf("New address: %s\n", protocol::to_text(address).c_str());
  explain(request, running);
}

}  // namespace stille::server
