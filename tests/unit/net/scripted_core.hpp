// A relay's shell over real TLS on the loopback, with a core that follows a script instead of having
// mailboxes.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "common/protocol/relay_address.hpp"
#include "server/net/listener.hpp"
#include "tests/unit/net/two_ends.hpp"

namespace stille::server {

/// Notes everything; answers as told. Runs on the net thread.
class ScriptedCore final : public CoreInbox {
 public:
  void push(CoreEvent event) override {
    if (instead) return instead(std::move(event));
    if (const auto* in = std::get_if<relay::Connected>(&event)) last_id = in->id;
    if (std::holds_alternative<Disconnected>(event)) ++gone;
    if (const auto* in = std::get_if<Written>(&event)) written += in->payload_bytes;
    if (auto* in = std::get_if<Incoming>(&event)) take(std::move(*in));
    if (std::holds_alternative<ShutDown>(event)) give({{}, 0, true});
  }

  /// Hands something to the exchange, later.
  void give(CoreOutput output) {
    asio::post(*context,
               [this, output = std::move(output)]() mutable { exchange->apply(std::move(output)); });
  }
  void answer(const Incoming& to, protocol::Status status) {
    CoreOutput out;
    out.requests_bytes = queued_size(to.request);
    if (authenticates) out.actions.emplace_back(relay::Authenticated{to.id});
    out.actions.emplace_back(
        relay::SendMessage{to.id, protocol::Reply{to.request.number, status, {}, {}, {}}});
    give(std::move(out));
  }
  void answer_all() {
    for (const auto& request : std::exchange(requests, {})) answer(request, protocol::Status::ok);
  }

  asio::io_context* context = nullptr;
  Exchange* exchange = nullptr;
  std::function<void(CoreEvent)> instead;  // of the script
  bool answers = true;
  bool authenticates = false;
  std::vector<Incoming> requests;  // unanswered
  std::size_t taken = 0;
  std::size_t gone = 0;
  std::size_t written = 0;
  relay::ConnectionId last_id = 0;

 private:
  void take(Incoming incoming) {
    ++taken;
    if (answers) return answer(incoming, protocol::Status::ok);
    requests.push_back(std::move(incoming));
  }
};

/// One thread for everything; port 0 of the loopback.
class Shell {
 public:
  explicit Shell(NetLimits limits = {}, ProxyNetworks proxies = {})
      : exchange(ends.context.get_executor(),
                 {net::TlsContext::for_relay(identity.certify(clock.now(), rng)).value(), limits, true},
                 {clock, rng, log,
                  [](const http::Request& request) {
                    auto out = http::plain(200);
                    out.body = request.path == "/large" ? std::string(5'000'000, 'x') : request.path;
                    return out;
                  },
                  std::move(proxies)},
                 core) {
    core.context = &ends.context;
    core.exchange = &exchange;
    boost::system::error_code why;
    listener =
        Listener::open(ends.context.get_executor(), {asio::ip::address_v4::loopback(), 0}, exchange, why)
            .value();
    listener->start();
  }
  ~Shell() { exchange.abort_all(); }

  [[nodiscard]] protocol::RelayAddress address() const {
    return {identity.fingerprint(), "127.0.0.1", listener->endpoint().port()};
  }

  /// Runs until the operation has ended. The listener goes on for ever, so run() of the ends does not.
  template <class T>
  Result<T> finish(asio::awaitable<Result<T>> operation) {
    const auto slot = ends.start(std::move(operation));
    until([&] { return slot->has_value(); });
    return **slot;
  }
  /// Runs until the condition holds; the test fails after ten seconds.
  template <class Condition>
  void until(Condition holds) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (!holds()) {
      ASSERT_LT(std::chrono::steady_clock::now(), limit) << "it does not happen";
      ends.context.run_one_for(std::chrono::milliseconds{100});
    }
  }
  /// Everything that can happen now.
  void settle() {
    while (ends.context.run_one_for(std::chrono::milliseconds{20}) > 0) {
    }
  }

  net::TwoEnds ends;
  crypto::SeededRng rng{31};
  SystemClock clock;
  Log log{LogLevel::error};
  net::RelayIdentity identity = net::RelayIdentity::generate(rng);
  ScriptedCore core;
  Exchange exchange;
  std::unique_ptr<Listener> listener;
};

}  // namespace stille::server
