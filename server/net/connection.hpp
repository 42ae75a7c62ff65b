// One client's connection: TLS, hello, then requests to the core and its answers back. A reader that always
// runs, a writer that runs while there is something to write. A browser gets one page instead.
// Knows no mailboxes and no other connections.
#pragma once

#include <map>

#include "common/net/frame_stream.hpp"
#include "common/net/signal.hpp"
#include "server/http/message.hpp"
#include "server/net/admission.hpp"
#include "server/net/backlog.hpp"
#include "server/net/core_inbox.hpp"
#include "server/net/limits.hpp"
#include "server/net/outbox.hpp"

namespace stille::server {

namespace asio = boost::asio;
using SteadyTime = std::chrono::steady_clock::time_point;

class Connection;

/// What a connection needs from its surroundings. Outlives the connections.
class ConnectionHost {
 public:
  virtual ~ConnectionHost() = default;
  [[nodiscard]] virtual const NetLimits& limits() const = 0;
  [[nodiscard]] virtual net::TlsContext tls() const = 0;
  /// What browsers are shown.
  [[nodiscard]] virtual const http::Answer& site() const = 0;
  /// The RelayHello for this session key.
  [[nodiscard]] virtual protocol::RelayHello greeting(crypto::DhPublic session_key) const = 0;
  [[nodiscard]] virtual crypto::DhKeypair new_session_key() = 0;
  /// The core's name for an address, which it cannot trace back.
  [[nodiscard]] virtual relay::SourceId source_of(const AddressBlock& block) = 0;
  virtual void push(CoreEvent event) = 0;
  /// False while the core has too much to do; the connection's resume() follows.
  [[nodiscard]] virtual bool core_has_room(const std::shared_ptr<Connection>& asking) = 0;
  /// The connection no longer counts as unauthenticated. Safe to repeat.
  virtual void release(relay::ConnectionId id) = 0;
  /// It has come further without having proved anything.
  virtual void reached(relay::ConnectionId id, Stage stage) = 0;
  /// So much waits to be written to it or is still to be answered.
  virtual void note_backlog(relay::ConnectionId id, std::size_t bytes, Flow flow) = 0;
  /// A balancer has said for whom the connection is. False when that address has too many.
  [[nodiscard]] virtual bool move(relay::ConnectionId id, const AddressBlock& to) = 0;
};

/// How a connection begins: for itself, or with a PROXY header from a balancer.
enum class Opening : std::uint8_t { direct, proxied };

/// One thread.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(ConnectionHost& host, relay::ConnectionId id, asio::ip::tcp::socket socket, AddressBlock block,
             Opening opening = Opening::direct);

  /// Runs until the connection has ended, in whatever way; leave() follows.
  static asio::awaitable<void> run(std::shared_ptr<Connection> self);
  /// Closes the socket, tells the core, gives the place of an unauthenticated connection back. Once.
  void leave();

  // From the core.
  void send(protocol::RelayMessage message);
  void authenticated();
  /// Sends what is queued, then ends.
  void finish();

  /// Ends the connection when a time limit has passed.
  void check_time(SteadyTime now);
  /// The core has room again.
  void resume() { room_.notify(); }
  /// Ends it now, also while it reads nothing because too much waits.
  void abort() noexcept;

 private:
  asio::awaitable<Result<void>> serve();
  using MaybeAddress = std::optional<asio::ip::address>;
  asio::awaitable<Result<void>> take_proxy_header();
  asio::awaitable<Result<MaybeAddress>> read_proxy_header();
  asio::awaitable<Result<MaybeAddress>> read_proxy_line();
  asio::awaitable<Result<void>> read_plainly(ByteSpan into);
  asio::awaitable<Result<void>> greet();
  asio::awaitable<Result<void>> show_page();
  asio::awaitable<Result<void>> linger();
  static asio::awaitable<void> write_out(std::shared_ptr<Connection> self);
  asio::awaitable<Result<void>> write_batch(Outbox::Batch batch);
  asio::awaitable<Result<void>> write_pieces(ByteView bytes);
  Result<void> take(Bytes message);
  Result<void> take_request(protocol::Request request);
  Result<void> refuse(std::uint64_t number);
  void await_answer(std::uint64_t number, std::size_t bytes, std::size_t answer);
  void note_answer(std::uint64_t number);
  [[nodiscard]] bool may_take(wire::FrameShape shape) const;
  [[nodiscard]] bool may_read();
  [[nodiscard]] bool is_cut() { return !stream_.tls().socket().is_open(); }
  void start_writer();
  void note_backlog(Flow flow = Flow::same);
  /// What waits to be written and what is still to come.
  [[nodiscard]] std::size_t backlog() const { return outbox_.bytes() + in_writing_ + answers_; }
  void within(milliseconds limit);

  ConnectionHost& host_;
  relay::ConnectionId id_;
  net::FrameStream stream_;
  net::Signal room_;
  Outbox outbox_;
  AddressBlock block_;
  Opening opening_;
  SteadyTime born_;
  SteadyTime read_by_;
  SteadyTime write_by_;
  std::size_t in_writing_ = 0;  // bytes that the outbox no longer counts
  std::uint64_t last_number_ = 0;
  struct Asked {
    std::size_t bytes = 0;
    std::size_t answer = 0;  // bytes, at most
  };
  std::map<std::uint64_t, Asked> in_flight_;  // unanswered requests by number
  std::size_t in_flight_bytes_ = 0;
  std::size_t answers_ = 0;  // bytes of what is still to come for them, at most
  std::size_t bad_requests_ = 0;
  bool greeted_ = false;
  bool authenticated_ = false;
  bool writing_ = false;
  bool finishing_ = false;
};

}  // namespace stille::server
