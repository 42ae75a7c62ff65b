#include "client/rpc/service.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>

#include <signal.h>
#include <unistd.h>

#include "client/rpc/method_table.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

// What is due again at once after it was done must not keep the thread busy.
constexpr auto kShortestPause = milliseconds(20);
constexpr auto kLongestPause = std::chrono::hours(1);

}  // namespace

Service::Service(asio::io_context& io, std::unique_ptr<client::Engine> engine, const Clock& clock,
                 crypto::Rng& rng, const Log& log)
    : io_(io),
      engine_(std::move(engine)),
      clock_(clock),
      rng_(rng),
      log_(log),
      changes_(io.get_executor()),
      due_(io) {
  courier_ = std::make_shared<Courier>(surroundings());
  courier_->tidy();
  engine_->on_change([this] { take_note(); });
  // What fell due while nobody was here is done before anybody asks.
  do_what_is_due();
}

Service::~Service() {
  engine_->on_change({});
}

asio::awaitable<Answer> Service::call(std::string method, Json params) {
  const auto* const found = find_method(method);
  if (found == nullptr) {
    co_return fault(FaultCode::unknown_method, "There is no method `" + method + "`.", {{"about", method}});
  }
  STILLE_CO_TRYV(check_params(*found, params));
  if (found->handler != nullptr) co_return found->handler(*this, params);
  co_return co_await found->slow(*this, std::move(params));
}

PumpSurroundings Service::surroundings() {
  return {io_, *engine_, clock_, rng_, log_, [this] { changes_.notify(); }};
}

void Service::go_online() {
  if (stopped_) return;
  online_ = true;
  look_around();
  for (const auto& [address, pump] : pumps_) pump->try_now();
  courier_->try_now();
}

void Service::end_process() {
  asio::post(io_, [let_go = let_go_] {
    if (let_go) return let_go();
    ::kill(::getpid(), SIGTERM);
  });
}

void Service::reroute() {
  for (const auto& [address, pump] : pumps_) pump->reroute();
  courier_->reroute();
}

void Service::stop() {
  stopped_ = true;
  online_ = false;
  due_.cancel();
  for (const auto& [address, pump] : pumps_) pump->stop();
  courier_->stop();
  changes_.notify();
}

// Called in the middle of a change: what follows from it comes afterwards, once for all changes so far.
void Service::take_note() {
  if (std::exchange(noted_, true)) return;
  asio::post(io_, [this] {
    noted_ = false;
    courier_->tidy_if_removed();
    look_around();
    arm_timer();
    changes_.notify();
  });
}

void Service::look_around() {
  if (!online_) return;
  std::map<std::string, std::shared_ptr<RelayPump>> needed;
  for (const auto& relay : engine_->relays()) {
    const auto text = protocol::to_text(relay);
    auto known = pumps_.extract(text);
    if (!known.empty()) {
      known.mapped()->nudge();
      needed.insert(std::move(known));
      continue;
    }
    auto pump = std::make_shared<RelayPump>(surroundings(), relay);
    pump->start();
    needed.emplace(text, std::move(pump));
  }
  for (const auto& [address, pump] : pumps_) pump->stop();
  pumps_ = std::move(needed);
  courier_->look();
}

void Service::arm_timer() {
  if (stopped_) return;
  const auto due = engine_->next_due();
  if (!due) {
    due_.cancel();
    return;
  }
  const auto wait = std::clamp<milliseconds>(*due - clock_.now(), kShortestPause, kLongestPause);
  due_.expires_after(wait);
  due_.async_wait([this](const boost::system::error_code& error) {
    if (!error && !stopped_) do_what_is_due();
  });
}

void Service::do_what_is_due() {
  const auto done = engine_->do_due();
  if (done.has_error()) log_.error("what was due could not be done", {{"reason", done.error().code}});
  // What had to wait for a relay may go now.
  for (const auto& [address, pump] : pumps_) pump->nudge();
  arm_timer();
}

std::vector<RelayStatus> Service::relays() const {
  std::vector<RelayStatus> out;
  for (const auto& relay : engine_->relays()) {
    const auto text = protocol::to_text(relay);
    const auto pump = pumps_.find(text);
    out.push_back(pump != pumps_.end()
                      ? pump->second->status()
                      : RelayStatus{.address = text, .state = "offline", .failure = {}, .clock_skew = {}});
  }
  return out;
}

bool Service::settled() const {
  if (noted_ || !courier_->settled()) return false;
  return std::ranges::all_of(engine_->relays(), [this](const auto& relay) {
    const auto pump = pumps_.find(protocol::to_text(relay));
    return pump != pumps_.end() && pump->second->settled();
  });
}

bool Service::tried() const {
  if (noted_ || !courier_->tried()) return false;
  return std::ranges::all_of(engine_->relays(), [this](const auto& relay) {
    const auto pump = pumps_.find(protocol::to_text(relay));
    return pump != pumps_.end() && (pump->second->settled() || pump->second->failed());
  });
}

Fault Service::why_not_yet() const {
  for (const auto& status : relays()) {
    if (status.state == "connected") continue;
    if (status.failure) return *status.failure;
    return fault(FaultCode::relay_unreachable);
  }
  return fault(FaultCode::not_reached);
}

}  // namespace stille::rpc
