// One connection to one relay: pinned TLS, the hello, authenticated requests and their replies, events, and
// the notice that it has ended. Knows nothing of what envelopes hold and does not connect again (see
// Reconnect).
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>

#include "client/net/mailbox_key.hpp"
#include "client/net/resume_ticket.hpp"
#include "common/net/dial.hpp"
#include "common/protocol/relay_address.hpp"
#include "common/protocol/reply.hpp"

namespace stille::net {

namespace asio = boost::asio;

struct RelayLinkTimes {
  milliseconds connect = seconds{15};                       // name, TCP, TLS and hello together
  milliseconds connect_by_proxy = std::chrono::minutes{1};  // the same, where the way is longer
  milliseconds ping_after = seconds{30};                    // of hearing nothing
  milliseconds dead_after = seconds{45};                    // of hearing nothing
};

/// Called on the link's executor, never while one of its functions runs on the caller's stack.
struct RelayLinkCallbacks {
  std::function<void(protocol::Event)> on_event;
  /// Once, when the link has ended: connection_closed (by the relay, in order), unreachable (cut off),
  /// timed_out (half-open), protocol_violation, or cancelled (our own close). Every waiting request has
  /// failed or fails with the same code.
  std::function<void(Errc)> on_end;
};

/// One thread: its executor's. Destroying it ends the link now, without on_end.
class RelayLink {
 public:
  ~RelayLink();
  RelayLink(const RelayLink&) = delete;
  RelayLink& operator=(const RelayLink&) = delete;

  /// Errors: those of dial(), timed_out, untrusted_peer (another relay answers there), unsupported_version,
  /// protocol_violation, connection_closed.
  static asio::awaitable<Result<std::shared_ptr<RelayLink>>> connect(protocol::RelayAddress address,
                                                                     RelayLinkCallbacks callbacks,
                                                                     RelayLinkTimes times = {}, Way way = {});

  /// One key for each mailbox that the command acts on, in its order; none for GET_LINK and PING.
  /// Any status of the relay is a value. Errors: the reason of the end; limit_reached with kMostRequests
  /// waiting already; weak_shared_secret for a broken key of the relay; invalid_argument for a command
  /// without bytes.
  asio::awaitable<Result<protocol::Reply>> request(protocol::Command command, std::vector<MailboxKey> keys);
  static constexpr std::size_t kMostRequests = 1024;

  /// A ticket for mailboxes that are subscribed on this link: 1 to kMostSubscriptionsPerCommand. Errors:
  /// refused when the relay gives none, and those of request().
  asio::awaitable<Result<ResumeTicket>> ticket(std::vector<protocol::ReaderId> mailboxes, crypto::Rng& rng);
  /// RESUME; the reply has an entry for each of the ticket's mailboxes. Until it has come nothing else may be
  /// asked with their reader keys; afterwards the link sees to it that those resumed are tagged as the relay
  /// expects.
  asio::awaitable<Result<protocol::Reply>> resume(const ResumeTicket& ticket,
                                                  std::uint32_t window = protocol::kDefaultWindow);

  /// Sends what is queued, says goodbye, ends. Safe to repeat.
  void close();
  /// Ends now.
  void abort();

  [[nodiscard]] bool is_open() const noexcept;
  /// What the relay said first.
  [[nodiscard]] const protocol::RelayHello& hello() const noexcept;
  /// The relay's operator should look: its online certificate was out of date at the handshake.
  [[nodiscard]] bool certificate_expired() const noexcept;

 private:
  class Session;
  explicit RelayLink(std::shared_ptr<Session> session) : session_(std::move(session)) {}
  std::shared_ptr<Session> session_;
};

}  // namespace stille::net
