// relay: which relays the profile uses, and moving to another one. (relay invite is in profile_commands.cpp.)
#include "client/cli/command.hpp"
#include "client/cli/words.hpp"

namespace stille::cli {

Ran relay_list(Context& context) {
  STILLE_TRY(auto answer, context.call("relay.list"));
  std::vector<std::vector<std::string>> rows{{context.say("head.relay"), context.say("head.state"),
                                              context.say("head.conversations"),
                                              context.say("head.retiring")}};
  for (const auto& relay : answer["relays"]) {
    if (!context.output.for_people()) {
      context.output.record(relay, {"relay", "own", "state", "conversations", "making", "retiring"});
      continue;
    }
    const auto own = relay["own"] == true ? context.say("relay.own") : std::string();
    rows.push_back({shown(relay, "relay") + own, context.say("relay." + shown(relay, "state")),
                    shown(relay, "conversations"), shown(relay, "retiring")});
  }
  if (context.output.for_people()) context.output.line(aligned(rows));
  return 0;
}

Ran relay_move(Context& context) {
  STILLE_TRY(auto done, context.call("relay.move", {{"relay", context.arguments.subject},
                                                    {"timeout_ms", context.timeout_ms(seconds(10))}}));
  if (!context.output.for_people()) {
    Json out{{"v", 1}, {"type", "relay"}};
    for (const auto& [key, value] : done.items()) out[key] = value;
    context.output.record(out, {"relay", "made", "left"});
  }
  const bool made = done["made"] == true;
  context.output.tell(made ? "relay.moved" : "relay.moves_later",
                      {shown(done, "relay"), shown(done, "left")});
  if (made) return 0;
  const auto why = rpc::fault_from(done["error"]);
  context.output.complain(why);
  return rpc::exit_code(why.code);
}

}  // namespace stille::cli
