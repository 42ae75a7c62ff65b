// rpc: the methods themselves, a line of JSON-RPC each way, for programs that talk to a profile for long.
#include <array>
#include <cerrno>

#include <poll.h>
#include <unistd.h>

#include "client/cli/command.hpp"
#include "client/rpc/json_rpc.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/open_rpc.hpp"

namespace stille::cli {
namespace {

std::string answer_to(Context& context, const std::string& line) {
  auto parsed = rpc::parse_request(line);
  if (auto* refusal = std::get_if<std::string>(&parsed)) return std::move(*refusal);
  const auto& request = std::get<rpc::Request>(parsed);
  return rpc::answer_line(request.id, context.call(request.method, request.params));
}

}  // namespace

Ran rpc_lines(Context& context) {
  if (context.arguments.ask) {
    const auto described = rpc::describe_methods();
    for (const auto& method : described["methods"]) context.output.line(method.dump());
    return 0;
  }
  if (context.arguments.openrpc) {
    context.output.line(rpc::open_rpc().dump(2));
    return 0;
  }
  std::string typed;
  for (;;) {
    for (auto end = typed.find('\n'); end != std::string::npos; end = typed.find('\n')) {
      const auto line = typed.substr(0, end);
      typed.erase(0, end + 1);
      context.output.line(answer_to(context, line));
      context.output.flush();
      if (Interrupt::signal() != 0) return rpc::fault(rpc::FaultCode::cancelled);
    }
    if (typed.size() > rpc::kLongestLine) return rpc::fault(rpc::FaultCode::too_large);
    std::array<pollfd, 2> watched{{{STDIN_FILENO, POLLIN, 0}, {context.interrupt.fd(), POLLIN, 0}}};
    if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) return 1;
    if (watched[1].revents != 0) return rpc::fault(rpc::FaultCode::cancelled);
    std::array<char, 65536> chunk;  // NOLINT: written by read before it is looked at
    const auto got = ::read(STDIN_FILENO, chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return 0;
    typed.append(chunk.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace stille::cli
