// `mailbox block`, `mailbox unblock`, `reload` and `drain`: what changes a running relay.
#include <cstdio>

#include "server/admin/admin_client.hpp"
#include "server/app/commands.hpp"
#include "server/app/operator.hpp"

namespace stille::server {

void block_mailbox(const Asking& asking, const std::string& id, bool blocked) {
  const auto answer = ask_relay(asking, "block", {{"id", id}, {"blocked", blocked}});
  if (asking.json) return print_json(answer);
  std::printf(blocked ? "Blocked: the mailbox now answers as if it did not exist.\n"
                      : "No longer blocked.\n");
}

void reload(const Asking& asking) {
  const auto answer = ask_relay(asking, "reload");
  if (asking.json) return print_json(answer);
  std::printf("Settings and certificate are in effect.\n");
  for (const auto& name : answer.at("needs_restart"))
    std::printf("%s changes with the next start of the relay.\n", name.get<std::string>().c_str());
}

void drain(const Asking& asking, milliseconds patience) {
  const DataDir data(asking.data);
  // This connection is closed when the relay has ended.
  auto witness = admin::AdminClient::connect(data.name_of(DataDir::kAdmin));
  const auto answer = ask_relay(asking, "drain", {{"patience_ms", patience.count()}});
  if (!asking.json)
    (void)std::fprintf(stderr, "Said goodbye to %s connections; waiting for the last to leave.\n",
                       answer.at("connections").dump().c_str());
  if (!witness || !witness.value().wait_for_end(patience + seconds{30}))
    throw Complaint(Exit::refused, "the relay has not ended in time.",
                    "Look at its log; a second SIGTERM ends it at once.");
  if (asking.json) return print_json({{"ended", true}, {"connections", answer.at("connections")}});
  std::printf("The relay has ended; nothing that it confirmed is lost.\n");
}

}  // namespace stille::server
