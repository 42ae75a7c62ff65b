// daemon: owns the profile until it is told to end; stays connected, and every other stille asks it.
#include <algorithm>

#include <poll.h>

#include "client/cli/background.hpp"
#include "client/cli/command.hpp"
#include "common/net/inherited_socket.hpp"
#include "common/net/service_manager.hpp"

namespace stille::cli {
namespace {

using Steady = std::chrono::steady_clock;
constexpr std::int64_t kLongestPollMs = 3'600'000;

/// Beats thrice within the time in which the service manager wants to hear of it, and only while the profile
/// answers.
rpc::Outcome<void> stay(Context& context) {
  const auto beat = static_cast<int>((net::watchdog_interval() / 3).count());
  const auto& span = context.arguments.life;
  const auto end = Steady::now() + span.value_or(milliseconds(0));
  while (Interrupt::signal() == 0) {
    const auto left = std::chrono::ceil<milliseconds>(end - Steady::now()).count();
    if (span && left <= 0) break;
    pollfd stop{context.interrupt.fd(), POLLIN, 0};
    // It may be more than poll() can wait.
    const auto most = span ? static_cast<int>(std::min<std::int64_t>(left, kLongestPollMs)) : -1;
    const int patience = beat > 0 && (most < 0 || beat < most) ? beat : most;
    if (::poll(&stop, 1, patience) != 0 || beat <= 0) continue;
    STILLE_TRYV(context.call("config.get", {{"key", "receipts"}}));
    net::notify_service_manager("WATCHDOG=1");
  }
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

}  // namespace

Ran run_daemon(Context& context) {
  const auto handed_over = net::inherited_socket(net::ListensFor::local);
  if (handed_over.has_error()) {
    return rpc::fault(rpc::FaultCode::invalid_argument,
                      "The service manager hands over something else than one listening Unix socket.",
                      {{"about", "LISTEN_FDS"}});
  }
  STILLE_TRYV(context.choose({.alone = true,
                              .socket = context.arguments.globals.socket,
                              .listening = handed_over.value().value_or(-1)}));
  STILLE_TRYV(context.access->take(milliseconds(context.timeout_ms(seconds(20)))));
  // Goes online and does not wait for it.
  STILLE_TRYV(context.call("sync", {{"timeout_ms", 0}}));
  if (!context.output.for_people())
    context.output.record({{"v", 1}, {"type", "daemon"}, {"profile", context.profile}, {"state", "ready"}},
                          {"profile", "state"});
  context.output.flush();
  context.output.tell("daemon.ready", {context.profile});
  net::notify_service_manager("READY=1");
  if (context.arguments.background) go_to_background();
  auto stayed = stay(context);
  net::notify_service_manager("STOPPING=1");
  context.access.reset();
  // Told to end, or its time over, is how it ends.
  if (Interrupt::signal() != 0) return 0;
  return stayed ? Ran(0) : Ran(stayed.error());
}

}  // namespace stille::cli
