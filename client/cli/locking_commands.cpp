// profile lock, profile unlock.
#include <poll.h>

#include "client/cli/background.hpp"
#include "client/cli/command.hpp"
#include "client/cli/home.hpp"
#include "client/cli/passphrase.hpp"
#include "client/cli/words.hpp"
#include "client/rpc/socket_path.hpp"
#include "client/store/profile.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;
using Steady = std::chrono::steady_clock;

constexpr seconds kPatience{20};
constexpr int kPauseMs = 15;

/// One with a passphrase: the other kind cannot be locked.
rpc::Outcome<ChosenProfile> lockable(const Context& context) {
  STILLE_TRY(auto chosen, profile_of(context.arguments));
  STILLE_TRY(const bool guarded, rpc::faulted(client::store::needs_passphrase(chosen.folder)));
  if (!guarded) {
    return fault(FaultCode::invalid_argument, "This profile has no passphrase, so nothing would be locked.",
                 {{"about", chosen.name}});
  }
  return chosen;
}

rpc::Outcome<void> until_free(const Context& context, const ChosenProfile& chosen) {
  const auto end = Steady::now() + milliseconds(context.timeout_ms(kPatience));
  for (;;) {
    STILLE_TRY(const bool owned, rpc::faulted(client::store::is_owned(chosen.folder)));
    if (!owned) return BOOST_OUTCOME_V2_NAMESPACE::success();
    if (Steady::now() >= end) {
      return fault(FaultCode::busy, "The program that has this profile open does not end.",
                   {{"about", chosen.name}});
    }
    pollfd stop{context.interrupt.fd(), POLLIN, 0};
    if (::poll(&stop, 1, kPauseMs) != 0) return fault(FaultCode::cancelled);
  }
}

void record(const Context& context, const ChosenProfile& chosen, std::string_view state) {
  if (context.output.for_people()) return;
  context.output.record({{"v", 1}, {"type", "profile"}, {"profile", chosen.name}, {"state", state}},
                        {"profile", "state"});
}

}  // namespace

Ran profile_lock(Context& context) {
  STILLE_TRY(const auto chosen, lockable(context));
  STILLE_TRY(const bool owned, rpc::faulted(client::store::is_owned(chosen.folder)));
  if (owned) {
    STILLE_TRY(const auto path, rpc::faulted(rpc::socket_path(chosen.folder)));
    // It may end before its answer is read; that it has ended is what counts.
    if (auto owner = rpc::SocketClient::connect(path))
      (void)owner.value().call("profile.lock", rpc::Json::object(), kPatience, context.interrupt.fd());
    STILLE_TRYV(until_free(context, chosen));
  }
  record(context, chosen, "locked");
  context.output.tell(owned ? "profile.locked" : "profile.locked_already", {chosen.name});
  return 0;
}

Ran profile_unlock(Context& context) {
  const auto& arguments = context.arguments;
  STILLE_TRY(const auto chosen, lockable(context));
  STILLE_TRY(const auto path, rpc::faulted(rpc::socket_path(chosen.folder)));
  if (rpc::SocketClient::connect(path)) {
    record(context, chosen, "open");
    context.output.tell("profile.unlocked_already", {chosen.name});
    return 0;
  }
  STILLE_TRY(const auto passphrase, ask_passphrase(arguments.globals, context.interrupt.fd()));
  std::vector<std::string> words{"--profile",  chosen.name, "--passphrase-fd", std::to_string(kPassphraseFd),
                                 "--no-input", "--json",    "daemon"};
  if (arguments.life) {
    words.emplace_back("--for");
    words.push_back(std::to_string(arguments.life->count() / 1000) + "s");
  }
  words.emplace_back("--background");
  STILLE_TRYV(start_in_background(words, passphrase, context.interrupt.fd()));
  record(context, chosen, "open");
  if (arguments.life) {
    context.output.tell("profile.unlocked_for",
                        {chosen.name, span_words(*arguments.life, context.output.language())});
  } else {
    context.output.tell("profile.unlocked", {chosen.name});
  }
  return 0;
}

}  // namespace stille::cli
