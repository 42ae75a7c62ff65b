#include "client/rpc/relay_pump.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>

#include "client/rpc/way.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

constexpr std::size_t kMostInFlight = 64;

void ignore_end(const std::exception_ptr&) {}

std::vector<net::MailboxKey> for_link(const std::vector<client::MailboxKey>& keys) {
  std::vector<net::MailboxKey> out;
  for (const auto& key : keys) out.push_back({key.role, key.mailbox, key.secret.clone()});
  return out;
}

}  // namespace

RelayPump::RelayPump(const PumpSurroundings& surroundings, protocol::RelayAddress relay)
    : around_(surroundings),
      relay_(std::move(relay)),
      wake_(around_.io.get_executor()),
      subscriber_(around_.rng),
      alias_(fresh_alias(around_.rng)) {}

void RelayPump::start() {
  asio::co_spawn(around_.io, run(shared_from_this()),
                 asio::bind_cancellation_slot(cancel_.slot(), ignore_end));
}

void RelayPump::stop() {
  stopped_ = true;
  if (link_) link_->close();
  wake_.notify();
  cancel_.emit(asio::cancellation_type::terminal);
}

void RelayPump::nudge() {
  nudged_ = true;
  idle_ = false;
  wake_.notify();
}

void RelayPump::try_now() {
  if (state_ != State::waiting) return;
  set_state(State::connecting);
  wake_.notify();
}

void RelayPump::reroute() {
  ++routes_;
  if (!link_) return try_now();
  anew_ = true;
  link_->abort();
  lost(Errc::cancelled);
}

bool RelayPump::settled() const {
  return state_ == State::connected && idle_ && !acknowledging_ && to_acknowledge_.empty() &&
         around_.engine.caught_up(relay_);
}

RelayStatus RelayPump::status() const {
  constexpr std::array<std::string_view, 3> kNames{"connecting", "connected", "waiting"};
  return {.address = protocol::to_text(relay_),
          .state = kNames[static_cast<std::size_t>(state_)],
          .failure = state_ == State::connected ? std::nullopt : failure_,
          .clock_skew = clock_skew_,
          .certificate_expired = state_ == State::connected && link_ && link_->certificate_expired()};
}

void RelayPump::set_state(State state) {
  state_ = state;
  around_.changed();
}

asio::awaitable<void> RelayPump::run(Self self) {
  while (!self->stopped_) {
    net::RelayLinkCallbacks callbacks;
    callbacks.on_event = [weak = self->weak_from_this()](protocol::Event event) {
      if (const auto pump = weak.lock()) pump->on_event(std::move(event));
    };
    callbacks.on_end = [weak = self->weak_from_this()](Errc reason) {
      if (const auto pump = weak.lock()) pump->lost(reason);
    };
    const auto routes = self->routes_;
    auto link = co_await connect(self, std::move(callbacks));
    if (self->stopped_) co_return;
    if (routes != self->routes_) continue;
    if (link) {
      self->link_ = std::move(link).value();
      co_await converse(self);
    } else {
      self->failure_ = fault_of_connecting(link.error());
      self->around_.log.debug("no connection to a relay", {{"reason", link.error().code}});
    }
    if (self->stopped_) co_return;
    if (std::exchange(self->anew_, false)) {
      self->failure_.reset();
      self->set_state(State::connecting);
      continue;
    }
    const auto wait = self->reconnect_.after_loss(self->around_.clock.now(), self->around_.rng);
    if (self->failure_) self->failure_->retry_after = wait;
    self->set_state(State::waiting);
    const auto next = std::chrono::steady_clock::now() + wait;
    while (self->state_ == State::waiting) {
      const bool woken = co_await self->wake_.next(next);
      if (!woken) break;
    }
    if (self->state_ == State::waiting) self->set_state(State::connecting);
  }
}

asio::awaitable<Result<RelayPump::Link>> RelayPump::connect(Self self, net::RelayLinkCallbacks callbacks) {
  STILLE_CO_TRY(auto way, way_to_relays(self->around_.engine, self->alias_));
  net::RelayLinkTimes times;
  co_return co_await net::RelayLink::connect(self->relay_, std::move(callbacks), times, std::move(way));
}

asio::awaitable<void> RelayPump::converse(Self self) {
  self->clock_skew_ = self->link_->hello().time - self->around_.clock.now();
  self->reconnect_.connected(self->around_.clock.now());
  self->failure_.reset();
  self->idle_ = false;
  self->nudged_ = true;
  self->named_ = false;
  // Before anything else is asked: what the relay may have lost goes out with the rest.
  if (const auto noted = self->around_.engine.connected(self->relay_, self->link_->hello().store_epoch);
      !noted)
    co_return self->give_up(noted.error());
  self->set_state(State::connected);
  while (!self->stopped_ && self->link_ && self->link_->is_open()) {
    if (!std::exchange(self->nudged_, false)) {
      const bool woken = co_await self->wake_.next(self->subscriber_.renewal_due());
      if (!woken) self->nudged_ = true;
      continue;
    }
    if (self->around_.engine.redeems_now(self->relay_)) {
      if (!self->named_) co_await redeem(self);
      // Even after a refusal: what follows names mailboxes.
      self->anew_ = self->link_ != nullptr;
      break;
    }
    self->named_ = true;
    const auto subscribed = co_await subscribe(self);
    if (subscribed.has_error()) self->give_up(subscribed.error());
    if (!self->link_) break;
    self->idle_ = !self->hand_over_work() && self->in_flight_ == 0 && !self->nudged_;
    if (self->idle_) self->around_.changed();
    co_await renew_tickets(self);
  }
  self->lost(Errc::connection_closed);
}

asio::awaitable<Result<void>> RelayPump::subscribe(Self self) {
  std::vector<net::MailboxKey> mailboxes;
  for (const auto& mailbox : self->around_.engine.subscriptions(self->relay_))
    mailboxes.push_back(net::MailboxKey::reader(mailbox.reader_id, mailbox.secret));
  net::Subscriber::Noted noted = [self](const auto& mailbox, auto entry) {
    // Envelopes can come in before the coroutine that waits for the reply runs again.
    const auto taken = self->taken_in_.find(mailbox);
    if (taken != self->taken_in_.end() && taken->second >= entry.last) entry.last = 0;
    return self->around_.engine.subscribed(self->relay_, mailbox, entry);
  };
  co_return co_await self->subscriber_.subscribe(self->link_, std::move(mailboxes), std::move(noted));
}

// It serves the next connection, not this one: while other things are to be said it waits, if it can.
asio::awaitable<void> RelayPump::renew_tickets(Self self) {
  const auto link = self->link_;
  const auto now = std::chrono::steady_clock::now();
  if (!link || (!self->idle_ && now < self->subscriber_.renewal_due())) co_return;
  const auto renewed = co_await self->subscriber_.renew_tickets(link, now);
  if (renewed.has_error()) self->around_.log.debug("no ticket", {{"reason", renewed.error().code}});
}

asio::awaitable<void> RelayPump::redeem(Self self) {
  // What comes after it leaves the proxy as somebody else.
  self->alias_ = fresh_alias(self->around_.rng);
  while (self->link_ && self->link_->is_open()) {
    auto work = self->around_.engine.next_redemptions(self->relay_);
    if (work.has_error()) self->give_up(work.error());
    if (work.has_error() || work.value().empty()) co_return;
    for (auto& item : work.value()) {
      const auto link = self->link_;
      if (!link) co_return;
      auto reply = co_await link->request(std::move(item.command), {});
      if (reply.has_error()) co_return;
      const auto done = self->around_.engine.completed(item.id, reply.value());
      if (done.has_error()) self->give_up(done.error());
    }
  }
}

bool RelayPump::hand_over_work() {
  if (in_flight_ >= kMostInFlight) return true;
  auto work = around_.engine.next_work(relay_, kMostInFlight - in_flight_);
  if (work.has_error()) {
    give_up(work.error());
    return false;
  }
  for (auto& item : work.value()) {
    ++in_flight_;
    asio::co_spawn(around_.io, carry_out(shared_from_this(), std::move(item)), ignore_end);
  }
  return !work.value().empty();
}

asio::awaitable<void> RelayPump::carry_out(Self self, client::Work work) {
  const auto link = self->link_;
  if (link) {
    auto reply = co_await link->request(std::move(work.command), for_link(work.keys));
    if (reply) {
      const auto done = self->around_.engine.completed(work.id, reply.value());
      if (done.has_error()) self->give_up(done.error());
    } else if (link == self->link_) {
      self->around_.engine.failed(work.id);
    }
  }
  --self->in_flight_;
  self->nudge();
}

void RelayPump::on_event(protocol::Event event) {
  if (stopped_ || !link_) return;
  if (const auto* deliver = std::get_if<protocol::Deliver>(&event)) return take_in(*deliver);
  if (const auto* go_away = std::get_if<protocol::GoAway>(&event))
    reconnect_.told_to_wait(go_away->retry_after);
  const auto done = around_.engine.on_event(relay_, event);
  if (done.has_error()) give_up(done.error());
}

void RelayPump::take_in(const protocol::Deliver& deliver) {
  const auto ack = around_.engine.received(relay_, deliver);
  if (ack.has_error()) return give_up(ack.error());
  auto& taken = taken_in_[deliver.reader_id];
  taken = std::max(taken, deliver.sequence);
  auto& up_to = to_acknowledge_[ack.value().reader_id];
  up_to = std::max(up_to, ack.value().up_to);
  if (std::exchange(acknowledging_, true)) return;
  asio::co_spawn(around_.io, acknowledge(shared_from_this()), ignore_end);
}

// One at a time: what comes in meanwhile goes out with the next, cumulative one.
asio::awaitable<void> RelayPump::acknowledge(Self self) {
  while (self->link_ && !self->to_acknowledge_.empty()) {
    const auto [reader_id, up_to] = *self->to_acknowledge_.begin();
    self->to_acknowledge_.erase(self->to_acknowledge_.begin());
    const auto* key = self->subscriber_.key_of(reader_id);
    if (key == nullptr) continue;
    std::vector<net::MailboxKey> keys;
    keys.push_back(net::MailboxKey::reader(reader_id, *key));
    const auto link = self->link_;
    const auto reply = co_await link->request(protocol::Ack{reader_id, up_to}, std::move(keys));
    if (reply.has_error()) break;
  }
  self->acknowledging_ = false;
  self->around_.changed();
}

// The engine could not commit: nothing more is taken in or acknowledged, and the next attempt comes later.
void RelayPump::give_up(const Error& error) {
  around_.log.error("the connection to a relay ends: work could not be done", {{"reason", error.code}});
  failure_ = fault_from(error);
  if (link_) link_->abort();
  lost(error.code);
}

void RelayPump::lost(Errc reason) {
  const auto link = std::exchange(link_, nullptr);
  if (!link) return;
  link->close();
  subscriber_.lost();
  taken_in_.clear();
  to_acknowledge_.clear();
  idle_ = false;
  if (!failure_) failure_ = fault_from(Error{reason, BOOST_CURRENT_LOCATION});
  around_.engine.disconnected(relay_);
  wake_.notify();
}

}  // namespace stille::rpc
