// doctor: the relay that runs, and whether it can be reached.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "common/net/tls_stream.hpp"
#include "common/net/with_timeout.hpp"
#include "server/app/examine.hpp"

namespace stille::server {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr milliseconds kPatience = seconds{8};

asio::awaitable<Result<void>> shake_hands(protocol::RelayAddress address) {
  tcp::resolver resolver(co_await asio::this_coro::executor);
  auto [unknown, found] = co_await resolver.async_resolve(address.host, std::to_string(address.port), kAwait);
  if (unknown) co_return fail(Errc::not_found);
  for (const auto& entry : found) {
    tcp::socket socket(co_await asio::this_coro::executor);
    const auto [refused] = co_await socket.async_connect(entry.endpoint(), kAwait);
    if (refused) continue;
    net::TlsStream stream(std::move(socket));
    co_return co_await stream.handshake(net::TlsContext::for_client(address.fingerprint));
  }
  co_return fail(Errc::unreachable);
}

asio::awaitable<void> keep(asio::awaitable<Result<void>> operation, Result<void>* into) {
  *into = co_await std::move(operation);
}

Result<void> reach(const protocol::RelayAddress& address) {
  asio::io_context context{1};
  Result<void> out = fail(Errc::timed_out);
  asio::co_spawn(context, keep(net::with_timeout(shake_hands(address), kPatience), &out),
                 [](const std::exception_ptr&) {});
  context.run();
  return out;
}

Finding explained(const protocol::RelayAddress& address, Errc code) {
  const auto where = address.host + " port " + std::to_string(address.port);
  switch (code) {
    case Errc::not_found:
      return {"reach", Health::failure, "the name " + address.host + " leads nowhere",
              "Make an entry in the domain name system, or set [relay] host to an address."};
    case Errc::untrusted_peer:
      return {"reach", Health::failure, "somebody else answers at " + where,
              "Let the name and the port lead to this relay."};
    default:
      return {"reach", Health::failure, "nobody answers at " + where + ", seen from this machine",
              "Open the port in the firewall, and forward it at the router if there is one."};
  }
}

}  // namespace

Finding examine_program(const Asking& asking, const DataDir& data) {
  constexpr const char* kName = "running";
  if (!is_running(data))
    return {kName, Health::warning, "the relay does not run",
            "Start it: stille-relay run --data " + data.shown()};
  try {
    const auto version = ask_relay(asking, "status").at("version").get<std::string>();
    if (version == STILLE_VERSION) return {kName, Health::fine, "the relay runs, version " + version, {}};
    return {kName, Health::warning, "version " + version + " runs, version " STILLE_VERSION " is installed",
            "Start the relay again."};
  } catch (const Complaint& complaint) {
    return {kName, Health::failure, complaint.what(), complaint.next};
  }
}

Finding examine_reach(const DataDir& data, const Config& config) {
  const auto where = parse_listen(config.listen);
  if (config.host.empty() && boost::asio::ip::make_address(where.host).is_unspecified())
    return {"reach", Health::failure, "the relay has no name or address for people",
            "Set [relay] host, or run: stille-relay move --data " + data.shown() + " --host NAME"};
  if (!is_running(data)) return {"reach", Health::fine, "not tried, as the relay does not run", {}};
  const auto text = data.read(DataDir::kAddress);
  auto line = text ? std::string(as_text(text->expose())) : std::string{};
  if (line.ends_with('\n')) line.pop_back();
  const auto address = protocol::parse_relay_address(line);
  if (!address) return {"reach", Health::failure, "the file `address` is damaged", "Start the relay again."};
  const auto reached = reach(address.value());
  if (!reached) return explained(address.value(), reached.error().code);
  return {"reach", Health::fine, "the relay answers at its address, seen from this machine", {}};
}

}  // namespace stille::server
