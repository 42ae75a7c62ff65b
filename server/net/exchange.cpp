#include "server/net/exchange.hpp"

#include <boost/asio/co_spawn.hpp>

#include <netinet/tcp.h>
#include <sys/socket.h>

namespace stille::server {
namespace {

/// Best effort: without them the sweep still ends such connections, only later.
void set_tcp_option(asio::ip::tcp::socket& socket, int option, int value) {
  (void)::setsockopt(socket.native_handle(), IPPROTO_TCP, option, &value, sizeof value);
}

/// Peers that vanish without a word: unanswered bytes end the connection after 30 seconds, silence is probed
/// after a minute.
void prepare(asio::ip::tcp::socket& socket) {
  boost::system::error_code ignored;
  socket.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket.set_option(asio::socket_base::keep_alive(true), ignored);
  set_tcp_option(socket, TCP_KEEPIDLE, 60);
  set_tcp_option(socket, TCP_KEEPINTVL, 15);
  set_tcp_option(socket, TCP_KEEPCNT, 3);
  set_tcp_option(socket, TCP_USER_TIMEOUT, 30'000);
}

}  // namespace

Exchange::Exchange(asio::any_io_executor executor, ExchangeSettings settings,
                   ExchangeSurroundings surroundings, CoreInbox& core)
    : executor_(std::move(executor)),
      settings_(std::move(settings)),
      around_(std::move(surroundings)),
      core_(core),
      admission_(settings_.limits.unauthenticated_per_address, settings_.limits.unauthenticated),
      backlog_(settings_.limits.backlog_bytes),
      names_(around_.clock, around_.rng) {}

Exchange::~Exchange() = default;

void Exchange::admit(asio::ip::tcp::socket socket) {
  boost::system::error_code gone;
  const auto peer = socket.remote_endpoint(gone);
  if (gone || shutting_down_) return;
  const auto opening = around_.proxies.contain(peer.address()) ? Opening::proxied : Opening::direct;
  const auto id = next_id_++;
  const auto block = opening == Opening::proxied ? unknown_block(id) : block_of(peer.address());
  if (connections_.size() >= settings_.limits.connections || !admission_.has_place(block)) {
    ++turned_away_;
    return;
  }
  const auto now = std::chrono::steady_clock::now();
  make_room(now);
  admission_.admit(id, block, now);
  prepare(socket);
  auto connection = std::make_shared<Connection>(*this, id, std::move(socket), block, opening);
  connections_.emplace(id, connection);
  asio::co_spawn(executor_, Connection::run(connection),
                 [this, connection, id](const std::exception_ptr& error) {
                   if (error) around_.log.error("a connection failed: this is a bug");
                   connection->leave();
                   backlog_.leave(id);
                   connections_.erase(id);
                 });
}

void Exchange::make_room(SteadyTime now) {
  while (const auto last = admission_.in_the_way(now)) {
    admission_.release(*last);
    cut(*last);
  }
}

void Exchange::cut(relay::ConnectionId id) {
  ++turned_away_;
  connections_.at(id)->abort();
}

void Exchange::note_backlog(relay::ConnectionId id, std::size_t bytes, Flow flow) {
  backlog_.note(id, bytes, flow);
  while (const auto slowest = backlog_.in_the_way()) {
    backlog_.leave(*slowest);
    cut(*slowest);
  }
}

void Exchange::reconfigure(ExchangeSettings settings) {
  settings_ = std::move(settings);
  admission_.set_bounds(settings_.limits.unauthenticated_per_address, settings_.limits.unauthenticated);
  backlog_.set_bound(settings_.limits.backlog_bytes);
}

void Exchange::apply(CoreOutput output) {
  queued_bytes_ -= output.requests_bytes;
  for (auto& action : output.actions) apply(std::move(action));
  core_ended_ = core_ended_ || output.ended;
  if (output.ended) {
    const auto all = connections_;
    for (const auto& [id, connection] : all) connection->finish();
  }
  wake_waiting();
}

void Exchange::apply(relay::Action action) {
  const auto id = std::visit(
      [](const auto& what) {
        if constexpr (requires { what.to; }) {
          return what.to;
        } else {
          return what.id;
        }
      },
      action);
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  const auto connection = found->second;
  if (auto* send = std::get_if<relay::SendMessage>(&action)) {
    connection->send(std::move(send->message));
  } else if (std::holds_alternative<relay::Authenticated>(action)) {
    connection->authenticated();
  } else {
    connection->finish();
  }
}

void Exchange::wake_waiting() {
  if (waiting_for_core_.empty() || queued_bytes_ >= settings_.limits.queued_bytes / 2) return;
  const auto waiting = std::exchange(waiting_for_core_, {});
  for (const auto& entry : waiting) {
    if (const auto connection = entry.lock()) connection->resume();
  }
}

void Exchange::check_time(SteadyTime now) {
  for (const auto& [id, connection] : connections_) connection->check_time(now);
}

void Exchange::shut_down() {
  if (shutting_down_) return;
  shutting_down_ = true;
  core_.push(ShutDown{});
}

void Exchange::abort_all() {
  for (const auto& [id, connection] : connections_) connection->abort();
}

protocol::RelayHello Exchange::greeting(crypto::DhPublic session_key) const {
  return {protocol::kVersion, session_key, around_.clock.now(), settings_.open, settings_.epoch};
}

crypto::DhKeypair Exchange::new_session_key() {
  return crypto::dh_keypair(around_.rng);
}

void Exchange::push(CoreEvent event) {
  if (shutting_down_) return;
  if (const auto* incoming = std::get_if<Incoming>(&event)) queued_bytes_ += queued_size(incoming->request);
  core_.push(std::move(event));
}

bool Exchange::core_has_room(const std::shared_ptr<Connection>& asking) {
  if (queued_bytes_ < settings_.limits.queued_bytes) return true;
  waiting_for_core_.push_back(asking);
  return false;
}

}  // namespace stille::server
