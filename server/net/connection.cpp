#include "server/net/connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "common/wire/client_message.hpp"
#include "server/http/turn.hpp"
#include "server/net/proxy_header.hpp"

namespace stille::server {
namespace {

// One TLS record, and what one write may take without the deadline being set anew.
constexpr std::size_t kWritePiece = 16'384;
// How long a peer that was told the end may take to hang up.
constexpr milliseconds kLinger = seconds{2};

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr SteadyTime kNever = SteadyTime::max();

}  // namespace

Connection::Connection(ConnectionHost& host, relay::ConnectionId id, asio::ip::tcp::socket socket,
                       AddressBlock block, Opening opening)
    : host_(host),
      id_(id),
      stream_(std::move(socket)),
      room_(stream_.tls().socket().get_executor()),
      outbox_(host.limits().outbox_bytes),
      block_(block),
      opening_(opening),
      born_(std::chrono::steady_clock::now()),
      read_by_(born_ + host.limits().first_byte),
      write_by_(kNever) {}

asio::awaitable<void> Connection::run(std::shared_ptr<Connection> self) {
  // Whatever the reason, neither peer nor log are told: it has closed, or broken a rule.
  (void)(co_await self->serve()).has_value();
  if (self->finishing_) (void)(co_await self->linger()).has_value();
}

void Connection::leave() {
  abort();
  if (greeted_) host_.push(Disconnected{id_});
  host_.release(id_);
}

void Connection::within(milliseconds limit) {
  read_by_ = std::chrono::steady_clock::now() + limit;
}

asio::awaitable<Result<void>> Connection::serve() {
  const auto& limits = host_.limits();
  if (opening_ == Opening::proxied) {
    STILLE_CO_TRYV(co_await take_proxy_header());
  }
  // No TLS object before there is a first byte: silence costs a socket and this frame.
  STILLE_CO_TRYV(co_await stream_.tls().wait_readable());
  host_.reached(id_, Stage::speaking);
  within(limits.handshake);
  STILLE_CO_TRYV(co_await stream_.tls().handshake(host_.tls()));
  within(limits.frame);
  if (!stream_.tls().speaks_stille()) co_return co_await show_page();
  STILLE_CO_TRYV(co_await greet());
  while (!finishing_) {
    within(limits.idle);
    STILLE_CO_TRY(auto shape, co_await stream_.read_header());
    if (!may_take(shape)) co_return fail(Errc::protocol_violation);
    within(limits.frame);
    STILLE_CO_TRY(auto message, co_await stream_.read_body(shape));
    if (finishing_) break;
    STILLE_CO_TRYV(take(std::move(message)));
    // Waiting for ourselves is not the peer's fault.
    read_by_ = kNever;
    while (!finishing_ && !is_cut() && !may_read()) co_await room_.wait();
  }
  co_return ok();
}

asio::awaitable<Result<void>> Connection::take_proxy_header() {
  // All of it within the time of a first byte; then that time begins again for the client.
  STILLE_CO_TRY(const auto client, co_await read_proxy_header());
  boost::system::error_code gone;
  const auto balancer = stream_.tls().socket().remote_endpoint(gone);
  if (gone) co_return fail(Errc::unreachable);
  const auto block = block_of(client ? *client : balancer.address());
  if (!host_.move(id_, block)) co_return fail(Errc::limit_reached);
  block_ = block;
  within(host_.limits().first_byte);
  co_return ok();
}

asio::awaitable<Result<Connection::MaybeAddress>> Connection::read_proxy_header() {
  ProxyPrefix prefix{};
  const auto start = ByteSpan(prefix).first(kProxyLineStart.size());
  STILLE_CO_TRYV(co_await read_plainly(start));
  if (std::equal(start.begin(), start.end(), kProxyLineStart.begin())) co_return co_await read_proxy_line();
  STILLE_CO_TRYV(co_await read_plainly(ByteSpan(prefix).subspan(start.size())));
  STILLE_CO_TRY(const auto shape, read_proxy_prefix(prefix));
  Bytes rest(shape.rest);
  STILLE_CO_TRYV(co_await read_plainly(rest));
  co_return read_proxy_rest(shape, rest);
}

asio::awaitable<Result<Connection::MaybeAddress>> Connection::read_proxy_line() {
  // Byte by byte: what follows the line belongs to TLS.
  std::string line;
  while (!line.ends_with('\n')) {
    if (kProxyLineStart.size() + line.size() >= kLongestProxyLine) co_return fail(Errc::protocol_violation);
    std::array<std::uint8_t, 1> byte{};
    STILLE_CO_TRYV(co_await read_plainly(byte));
    line += static_cast<char>(byte[0]);
  }
  co_return server::read_proxy_line(line);
}

asio::awaitable<Result<void>> Connection::read_plainly(ByteSpan into) {
  auto& socket = stream_.tls().socket();
  const auto [error, count] =
      co_await asio::async_read(socket, asio::buffer(into.data(), into.size()), kAwait);
  if (error) co_return fail(Errc::unreachable);
  co_return ok();
}

asio::awaitable<Result<void>> Connection::show_page() {
  http::Turn turn(host_.site());
  std::array<std::uint8_t, 2048> piece{};
  std::optional<Bytes> page;
  while (!page) {
    STILLE_CO_TRY(const auto count, co_await stream_.tls().read_some(piece));
    page = turn.take(ByteView(piece).first(count));
  }
  read_by_ = kNever;
  STILLE_CO_TRYV(co_await write_pieces(*page));
  STILLE_CO_TRYV(co_await stream_.tls().finish());
  within(kLinger);
  co_return co_await linger();
}

asio::awaitable<Result<void>> Connection::greet() {
  STILLE_CO_TRY(auto shape, co_await stream_.read_header());
  if (!may_take(shape)) co_return fail(Errc::protocol_violation);
  STILLE_CO_TRY(auto message, co_await stream_.read_body(shape));
  STILLE_CO_TRY(auto input, wire::parse_client_message(message));
  const auto* hello = std::get_if<protocol::ClientHello>(&input);
  if (hello == nullptr) co_return fail(Errc::protocol_violation);
  if (hello->min_version > protocol::kVersion || hello->max_version < protocol::kVersion) {
    send(protocol::Reply{0, protocol::Status::unsupported_version, {}, {}, {}});
    finish();
    co_return ok();
  }
  STILLE_CO_TRY(auto binding, stream_.tls().channel_binding());
  auto session = host_.new_session_key();
  greeted_ = true;
  host_.reached(id_, Stage::greeted);
  host_.push(relay::Connected{id_, binding, std::move(session.secret), host_.source_of(block_)});
  send(host_.greeting(session.public_key));
  co_return ok();
}

Result<void> Connection::take(Bytes message) {
  STILLE_TRY(auto input, wire::parse_client_message(message));
  if (auto* request = std::get_if<protocol::Request>(&input)) return take_request(std::move(*request));
  if (const auto* bad = std::get_if<wire::BadCommand>(&input)) return refuse(bad->number);
  return fail(Errc::protocol_violation);
}

Result<void> Connection::take_request(protocol::Request request) {
  if (request.number <= last_number_) return fail(Errc::protocol_violation);
  last_number_ = request.number;
  await_answer(request.number, request.command_bytes.size(), largest_answer(request.command));
  host_.push(Incoming{id_, std::move(request), authenticated_});
  return ok();
}

Result<void> Connection::refuse(std::uint64_t number) {
  if (number <= last_number_ || ++bad_requests_ > host_.limits().bad_requests)
    return fail(Errc::protocol_violation);
  last_number_ = number;
  await_answer(number, 0, 0);
  send(protocol::Reply{number, protocol::Status::bad_request, {}, {}, {}});
  return ok();
}

void Connection::await_answer(std::uint64_t number, std::size_t bytes, std::size_t answer) {
  in_flight_.emplace(number, Asked{bytes, answer});
  in_flight_bytes_ += bytes;
  answers_ += answer;
  note_backlog();
}

void Connection::note_answer(std::uint64_t number) {
  const auto found = in_flight_.find(number);
  if (found == in_flight_.end()) return;
  in_flight_bytes_ -= found->second.bytes;
  answers_ -= found->second.answer;
  in_flight_.erase(found);
  room_.notify();
}

/// A large frame is only for those who have proved a key: nobody else has a use for one.
bool Connection::may_take(wire::FrameShape shape) const {
  return authenticated_ || shape.whole <= protocol::kLargestFrameOfStrangers;
}

bool Connection::may_read() {
  const auto& limits = host_.limits();
  return in_flight_.size() < limits.requests_in_flight && in_flight_bytes_ < limits.request_bytes_in_flight &&
         backlog() < limits.unread_bytes && host_.core_has_room(shared_from_this());
}

void Connection::send(protocol::RelayMessage message) {
  const auto* reply = std::get_if<protocol::Reply>(&message);
  if (reply != nullptr) note_answer(reply->number);
  if (finishing_) return;
  if (!outbox_.push(std::move(message))) return abort();
  if (writing_) return note_backlog();
  start_writer();
}

void Connection::abort() noexcept {
  stream_.tls().abort();
  room_.notify();
}

void Connection::authenticated() {
  if (authenticated_) return;
  authenticated_ = true;
  host_.release(id_);
}

void Connection::finish() {
  finishing_ = true;
  room_.notify();
  start_writer();
}

void Connection::note_backlog(Flow flow) {
  // Once cut, it has nothing that could still be taken.
  if (!is_cut()) host_.note_backlog(id_, backlog(), flow);
}

void Connection::start_writer() {
  if (writing_) return;
  writing_ = true;
  note_backlog(Flow::moved);
  asio::co_spawn(stream_.tls().socket().get_executor(), write_out(shared_from_this()),
                 [self = shared_from_this()](const std::exception_ptr& error) {
                   if (error) self->abort();
                 });
}

asio::awaitable<void> Connection::write_out(std::shared_ptr<Connection> self) {
  while (!self->outbox_.empty()) {
    auto batch = self->outbox_.take(kWritePiece);
    self->in_writing_ = batch.counted;
    const auto written = co_await self->write_batch(std::move(batch));
    if (!written) break;
    self->in_writing_ = 0;
    self->room_.notify();
  }
  self->write_by_ = kNever;
  self->writing_ = false;
  self->note_backlog(Flow::rests);
  if (!self->finishing_) co_return;
  self->writing_ = true;  // for good
  self->within(kLinger);
  (void)(co_await self->stream_.tls().finish()).has_value();
}

asio::awaitable<Result<void>> Connection::write_batch(Outbox::Batch batch) {
  auto written = co_await write_pieces(batch.frames);
  if (!written) {
    abort();
    co_return written.error();
  }
  if (batch.payload_bytes > 0) host_.push(Written{id_, batch.payload_bytes});
  co_return ok();
}

asio::awaitable<Result<void>> Connection::write_pieces(ByteView bytes) {
  while (!bytes.empty()) {
    const auto piece = bytes.first(std::min(kWritePiece, bytes.size()));
    write_by_ = std::chrono::steady_clock::now() + host_.limits().write_stall;
    STILLE_CO_TRYV(co_await stream_.tls().write(piece));
    bytes = bytes.subspan(piece.size());
    note_backlog(Flow::moved);
  }
  co_return ok();
}

asio::awaitable<Result<void>> Connection::linger() {
  // Closing with unread bytes would make TCP throw away what is on its way to the peer.
  std::array<std::uint8_t, 512> thrown_away{};
  for (;;) {
    STILLE_CO_TRYV(co_await stream_.tls().read(thrown_away));
  }
}

void Connection::check_time(SteadyTime now) {
  const bool stranger = !authenticated_ && now - born_ >= host_.limits().unauthenticated_life;
  if (now >= read_by_ || now >= write_by_ || stranger) abort();
}

}  // namespace stille::server
