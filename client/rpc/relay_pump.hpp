// Keeps one relay up to date with an engine: connects, subscribes, hands over work, takes envelopes in and
// acknowledges them once they are committed, comes back after a loss. Knows nothing of methods or sockets.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <map>
#include <memory>

#include "client/core/engine.hpp"
#include "client/net/reconnect.hpp"
#include "client/net/subscriber.hpp"
#include "client/rpc/changes.hpp"
#include "client/rpc/fault.hpp"
#include "common/base/log.hpp"

namespace stille::rpc {

struct RelayStatus {
  std::string address;
  std::string_view state;  // connecting, connected, waiting (for the next attempt), offline
  std::optional<Fault> failure;
  std::optional<milliseconds> clock_skew;  // the relay's clock minus ours
  bool certificate_expired = false;        // of the right relay all the same
};

/// What a pump works with; all of it outlives the pump.
struct PumpSurroundings {
  boost::asio::io_context& io;
  client::Engine& engine;
  const Clock& clock;
  crypto::Rng& rng;
  const Log& log;
  std::function<void()> changed;  // the state of the connection, or of what is under way
};

class RelayPump : public std::enable_shared_from_this<RelayPump> {
 public:
  RelayPump(const PumpSurroundings& surroundings, protocol::RelayAddress relay);
  /// Once. Goes on until stop().
  void start();
  /// Says goodbye; everything under way ends soon.
  void stop();
  /// There may be new work or new mailboxes.
  void nudge();
  /// Ends the pause before the next attempt.
  void try_now();
  /// The way to relays has changed: what was reached on another one is left.
  void reroute();

  /// Connected, everything that waited taken in and acknowledged, nothing left to send.
  [[nodiscard]] bool settled() const;
  /// The last attempt failed, and the next has not begun.
  [[nodiscard]] bool failed() const noexcept { return state_ == State::waiting; }
  [[nodiscard]] RelayStatus status() const;

 private:
  enum class State : std::uint8_t { connecting, connected, waiting };
  using Self = std::shared_ptr<RelayPump>;

  using Link = std::shared_ptr<net::RelayLink>;

  static boost::asio::awaitable<void> run(Self self);
  static boost::asio::awaitable<Result<Link>> connect(Self self, net::RelayLinkCallbacks callbacks);
  static boost::asio::awaitable<void> converse(Self self);
  static boost::asio::awaitable<Result<void>> subscribe(Self self);
  static boost::asio::awaitable<void> renew_tickets(Self self);
  /// Redeems invitations on a connection that has said nothing else, and ends it.
  static boost::asio::awaitable<void> redeem(Self self);
  static boost::asio::awaitable<void> carry_out(Self self, client::Work work);
  static boost::asio::awaitable<void> acknowledge(Self self);

  void on_event(protocol::Event event);
  void take_in(const protocol::Deliver& deliver);
  void give_up(const Error& error);
  void lost(Errc reason);
  bool hand_over_work();
  void set_state(State state);

  PumpSurroundings around_;
  protocol::RelayAddress relay_;
  net::Reconnect reconnect_;
  Changes wake_;
  boost::asio::cancellation_signal cancel_;
  std::shared_ptr<net::RelayLink> link_;
  net::Subscriber subscriber_;
  std::map<protocol::ReaderId, std::uint64_t> taken_in_;  // the highest number, since the connection began
  std::map<protocol::ReaderId, std::uint64_t> to_acknowledge_;
  std::optional<Fault> failure_;
  std::optional<milliseconds> clock_skew_;
  State state_ = State::connecting;
  /// What the proxy hears in place of a name: it tells nothing, and differs from relay to relay.
  std::string alias_;
  std::uint64_t routes_ = 0;  // how often the way has changed
  std::size_t in_flight_ = 0;
  bool acknowledging_ = false;
  bool idle_ = false;
  bool nudged_ = true;
  bool stopped_ = false;
  bool named_ = false;  // a mailbox has been named on this connection
  bool anew_ = false;   // the next connection begins at once
};

}  // namespace stille::rpc
