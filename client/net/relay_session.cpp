#include "client/net/relay_session.hpp"

#include <boost/asio/co_spawn.hpp>

#include "common/wire/client_message.hpp"
#include "common/wire/relay_message.hpp"

namespace stille::net {

using std::chrono::steady_clock;

RelayLink::Session::Session(asio::ip::tcp::socket socket, protocol::RelayFingerprint relay,
                            RelayLinkCallbacks callbacks, RelayLinkTimes times)
    : stream_(std::move(socket)),
      relay_(relay),
      callbacks_(std::make_shared<const RelayLinkCallbacks>(std::move(callbacks))),
      times_(times),
      silence_(stream_.tls().socket().get_executor()),
      heard_(steady_clock::now()) {}

asio::awaitable<Result<void>> RelayLink::Session::begin() {
  STILLE_CO_TRYV(co_await stream_.tls().handshake(TlsContext::for_client(relay_)));
  certificate_expired_ = stream_.tls().certificate_expires() < SystemClock{}.now();
  STILLE_CO_TRY(binding_, stream_.tls().channel_binding());
  auto ours = wire::write_client_message(protocol::ClientHello{});
  STILLE_CO_TRYV(co_await stream_.write(std::move(ours)));
  STILLE_CO_TRY(auto bytes, co_await stream_.read());
  auto message = wire::parse_relay_message(bytes);
  if (!message) co_return fail(Errc::protocol_violation);
  if (const auto* reply = std::get_if<protocol::Reply>(&message.value())) {
    const bool version = reply->status == protocol::Status::unsupported_version;
    co_return fail(version ? Errc::unsupported_version : Errc::protocol_violation);
  }
  const auto* hello = std::get_if<protocol::RelayHello>(&message.value());
  if (hello == nullptr) co_return fail(Errc::protocol_violation);
  if (hello->version != protocol::kVersion) co_return fail(Errc::unsupported_version);
  hello_ = *hello;
  co_return ok();
}

void RelayLink::Session::run() {
  heard_ = steady_clock::now();
  start(read);
  start(watch);
}

void RelayLink::Session::start(Loop loop) {
  asio::co_spawn(stream_.tls().socket().get_executor(), loop(shared_from_this()),
                 [self = shared_from_this()](const std::exception_ptr& error) {
                   if (!error) return;
                   self->end(Errc::internal);
                   // A bug, or one of the callbacks threw: the owner of the executor has to know.
                   std::rethrow_exception(error);
                 });
}

void RelayLink::Session::end(Errc reason) {
  if (ended_) return;
  ended_ = closing_ ? Errc::cancelled : reason;
  stream_.tls().abort();
  silence_.cancel();
  for (const auto& [number, waiting] : std::exchange(waiting_, {})) {
    if (!waiting) continue;
    waiting->result.emplace(fail(*ended_));
    waiting->done.notify();
  }
  outbox_.clear();
  const auto callbacks = callbacks_;
  if (callbacks->on_end) callbacks->on_end(*ended_);
}

void RelayLink::Session::close() {
  if (ended_ || closing_) return;
  closing_ = true;
  start_writer();
}

void RelayLink::Session::forget() {
  callbacks_ = std::make_shared<const RelayLinkCallbacks>();
  end(Errc::cancelled);
}

asio::awaitable<void> RelayLink::Session::read(std::shared_ptr<Session> self) {
  while (!self->ended_) {
    auto bytes = co_await self->stream_.read();
    if (!bytes) co_return self->end(bytes.error().code);
    self->heard_ = steady_clock::now();
    if (std::exchange(self->asked_, false)) self->silence_.cancel();
    auto message = wire::parse_relay_message(bytes.value());
    if (!message || !self->take(std::move(message).value())) co_return self->end(Errc::protocol_violation);
  }
}

Result<void> RelayLink::Session::take(protocol::RelayMessage message) {
  if (auto* reply = std::get_if<protocol::Reply>(&message)) return take_reply(std::move(*reply));
  auto* event = std::get_if<protocol::Event>(&message);
  if (event == nullptr) return fail(Errc::protocol_violation);
  const auto callbacks = callbacks_;
  if (callbacks->on_event) callbacks->on_event(std::move(*event));
  return ok();
}

Result<void> RelayLink::Session::take_reply(protocol::Reply reply) {
  const auto found = waiting_.find(reply.number);
  if (found == waiting_.end()) return fail(Errc::protocol_violation);
  const auto waiting = found->second;
  if (waiting) {
    // Before anything that the relay sends afterwards is looked at: it may have to be acknowledged.
    STILLE_TRYV(note_resumed(*waiting, reply));
  }
  waiting_.erase(found);
  if (waiting) {
    waiting->result.emplace(std::move(reply));
    waiting->done.notify();
  }
  return ok();
}

Result<void> RelayLink::Session::note_resumed(const Waiting& waiting, const protocol::Reply& reply) {
  if (waiting.resumes.empty() || reply.status != protocol::Status::ok) return ok();
  if (reply.subscribed.size() != waiting.resumes.size()) return fail(Errc::protocol_violation);
  const auto& key = keys_.at({protocol::MailboxRole::ticket, waiting.ticket});
  for (std::size_t i = 0; i < waiting.resumes.size(); ++i) {
    if (reply.subscribed[i].status != protocol::Status::ok) continue;
    keys_.insert_or_assign({protocol::MailboxRole::reader, waiting.resumes[i].raw}, key.clone());
  }
  return ok();
}

asio::awaitable<void> RelayLink::Session::write(std::shared_ptr<Session> self) {
  while (!self->outbox_.empty()) {
    auto message = std::move(self->outbox_.front());
    self->outbox_.pop_front();
    auto written = co_await self->stream_.write(std::move(message));
    if (!written) co_return self->end(written.error().code);
  }
  self->writing_ = false;
  if (!self->closing_) co_return;
  (void)(co_await self->stream_.tls().finish()).has_value();
  self->end(Errc::cancelled);
}

asio::awaitable<void> RelayLink::Session::watch(std::shared_ptr<Session> self) {
  while (!self->ended_) {
    const auto quiet = steady_clock::now() - self->heard_;
    if (quiet >= self->times_.dead_after) co_return self->end(Errc::timed_out);
    const bool due = quiet >= self->times_.ping_after;
    if (due && !std::exchange(self->asked_, true)) {
      // With too much waiting already, its replies are as good a sign of life.
      (void)self->enqueue(wire::write_command(protocol::Ping{}), {}, nullptr).has_value();
    }
    self->silence_.expires_at(self->heard_ + (due ? self->times_.dead_after : self->times_.ping_after));
    (void)co_await self->silence_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

asio::awaitable<Result<protocol::Reply>> RelayLink::Session::request(
    std::shared_ptr<Session> self, protocol::Command command, std::vector<MailboxKey> keys,
    std::vector<protocol::ReaderId> resumes) {
  const auto waiting = std::make_shared<Waiting>(co_await asio::this_coro::executor);
  if (!resumes.empty()) waiting->ticket = keys.front().id;
  waiting->resumes = std::move(resumes);
  auto bytes = wire::write_command(command);
  if (bytes.empty()) co_return fail(Errc::invalid_argument);
  STILLE_CO_TRYV(self->enqueue(std::move(bytes), keys, waiting));
  self.reset();
  while (!waiting->result) {
    co_await waiting->done.wait();
    const auto cancelled = (co_await asio::this_coro::cancellation_state).cancelled();
    if (cancelled != asio::cancellation_type::none) co_return fail(Errc::cancelled);
  }
  co_return std::move(*waiting->result);
}

asio::awaitable<Result<ResumeTicket>> RelayLink::Session::ticket(std::shared_ptr<Session> self,
                                                                 std::vector<protocol::ReaderId> mailboxes,
                                                                 crypto::DhKeypair keys) {
  std::sort(mailboxes.begin(), mailboxes.end());
  protocol::Command command = protocol::Ticket{keys.public_key, mailboxes};
  STILLE_CO_TRY(auto reply, co_await request(std::move(self), std::move(command), {}));
  if (reply.status != protocol::Status::ok || reply.ticket.empty()) co_return fail(Errc::refused);
  co_return ResumeTicket{std::move(reply.ticket), std::move(keys.secret), std::move(mailboxes)};
}

Result<void> RelayLink::Session::enqueue(Bytes command, const std::vector<MailboxKey>& keys,
                                         std::shared_ptr<Waiting> waiting) {
  if (ended_) return fail(*ended_);
  if (closing_) return fail(Errc::cancelled);
  if (waiting_.size() >= kMostRequests) return fail(Errc::limit_reached);
  STILLE_TRY(auto proofs, tags(keys, next_number_, command));
  const auto number = next_number_++;
  waiting_.emplace(number, std::move(waiting));
  outbox_.push_back(wire::write_client_message(
      protocol::Request{number, protocol::Ping{}, std::move(command), std::move(proofs)}));
  start_writer();
  return ok();
}

Result<std::vector<protocol::CommandTag>> RelayLink::Session::tags(const std::vector<MailboxKey>& keys,
                                                                   std::uint64_t number, ByteView command) {
  std::vector<protocol::CommandTag> out;
  out.reserve(keys.size());
  for (const auto& mailbox : keys) {
    const protocol::AuthContext context{binding_, relay_, mailbox.role, mailbox.id};
    STILLE_TRY(const auto* key, key_for(mailbox, context));
    out.push_back(protocol::command_tag(*key, number, context, command));
  }
  return out;
}

Result<const protocol::CommandKey*> RelayLink::Session::key_for(const MailboxKey& mailbox,
                                                                const protocol::AuthContext& context) {
  const auto name = std::pair(mailbox.role, mailbox.id);
  const auto found = keys_.find(name);
  if (found != keys_.end()) return &found->second;
  STILLE_TRY(auto key, protocol::command_key(mailbox.secret, hello_.session_key, context));
  return &keys_.emplace(name, std::move(key)).first->second;
}

void RelayLink::Session::start_writer() {
  if (writing_) return;
  writing_ = true;
  start(write);
}

}  // namespace stille::net
