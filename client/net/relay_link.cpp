#include "client/net/relay_link.hpp"

#include <boost/asio/ip/tcp.hpp>

#include "client/net/relay_session.hpp"
#include "common/net/with_timeout.hpp"

namespace stille::net {
namespace {

using asio::ip::tcp;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
// So that one address that swallows everything leaves time for the others.
constexpr milliseconds kPerAddress = seconds{5};

asio::awaitable<Result<tcp::socket>> open(tcp::endpoint where) {
  tcp::socket socket(co_await asio::this_coro::executor);
  const auto [error] = co_await socket.async_connect(where, kAwait);
  if (error) co_return fail(Errc::unreachable);
  boost::system::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  co_return socket;
}

asio::awaitable<Result<tcp::socket>> reach(std::string host, std::uint16_t port) {
  tcp::resolver resolver(co_await asio::this_coro::executor);
  auto [error, found] = co_await resolver.async_resolve(host, std::to_string(port), kAwait);
  if (error) co_return fail(Errc::unreachable);
  for (const auto& entry : found) {
    auto socket = co_await with_timeout(open(entry.endpoint()), kPerAddress);
    if (socket) co_return std::move(socket).value();
  }
  co_return fail(Errc::unreachable);
}

}  // namespace

asio::awaitable<Result<std::shared_ptr<RelayLink>>> RelayLink::connect(protocol::RelayAddress address,
                                                                       RelayLinkCallbacks callbacks,
                                                                       RelayLinkTimes times) {
  const auto start = std::chrono::steady_clock::now();
  STILLE_CO_TRY(auto socket, co_await with_timeout(reach(address.host, address.port), times.connect));
  auto session =
      std::make_shared<Session>(std::move(socket), address.fingerprint, std::move(callbacks), times);
  const auto spent = std::chrono::floor<milliseconds>(std::chrono::steady_clock::now() - start);
  STILLE_CO_TRYV(co_await with_timeout(session->begin(), times.connect - spent));
  session->run();
  co_return std::shared_ptr<RelayLink>(new RelayLink(std::move(session)));
}

RelayLink::~RelayLink() {
  session_->forget();
}

asio::awaitable<Result<protocol::Reply>> RelayLink::request(protocol::Command command,
                                                            std::vector<MailboxKey> keys) {
  return Session::request(session_, std::move(command), std::move(keys));
}

asio::awaitable<Result<ResumeTicket>> RelayLink::ticket(std::vector<protocol::ReaderId> mailboxes,
                                                        crypto::Rng& rng) {
  return Session::ticket(session_, std::move(mailboxes), crypto::dh_keypair(rng));
}

asio::awaitable<Result<protocol::Reply>> RelayLink::resume(const ResumeTicket& ticket, std::uint32_t window) {
  std::vector<MailboxKey> keys;
  keys.push_back({protocol::MailboxRole::ticket, protocol::ticket_id(ticket.ticket), ticket.secret.clone()});
  return Session::request(session_, protocol::Resume{ticket.ticket, window}, std::move(keys),
                          ticket.mailboxes);
}

void RelayLink::close() {
  session_->close();
}

void RelayLink::abort() {
  session_->end(Errc::cancelled);
}

bool RelayLink::is_open() const noexcept {
  return session_->is_open();
}

const protocol::RelayHello& RelayLink::hello() const noexcept {
  return session_->hello();
}

bool RelayLink::certificate_expired() const noexcept {
  return session_->certificate_expired();
}

}  // namespace stille::net
