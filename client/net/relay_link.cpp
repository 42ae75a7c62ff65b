#include "client/net/relay_link.hpp"

#include "client/net/relay_session.hpp"
#include "common/net/with_timeout.hpp"

namespace stille::net {

asio::awaitable<Result<std::shared_ptr<RelayLink>>> RelayLink::connect(protocol::RelayAddress address,
                                                                       RelayLinkCallbacks callbacks,
                                                                       RelayLinkTimes times, Way way) {
  const auto start = std::chrono::steady_clock::now();
  const auto limit = way ? times.connect_by_proxy : times.connect;
  const protocol::HostPort target{address.host, address.port};
  STILLE_CO_TRY(auto socket, co_await with_timeout(dial(target, std::move(way)), limit));
  auto session =
      std::make_shared<Session>(std::move(socket), address.fingerprint, std::move(callbacks), times);
  const auto spent = std::chrono::floor<milliseconds>(std::chrono::steady_clock::now() - start);
  STILLE_CO_TRYV(co_await with_timeout(session->begin(), limit - spent));
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
