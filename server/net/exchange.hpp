// All connections of a relay: lets them in, hands their events to the core and its actions to them, ends
// those that take too long, and drains them at the end. Knows no mailboxes and no listening sockets.
#pragma once

#include <unordered_map>

#include "common/base/log.hpp"
#include "server/net/connection.hpp"
#include "server/net/proxy_networks.hpp"
#include "server/net/source_names.hpp"

namespace stille::server {

/// What may change while the relay runs.
struct ExchangeSettings {
  net::TlsContext tls;
  NetLimits limits;
  bool open = false;
  std::uint64_t epoch = 1;  // of the store: PROTOCOL.md 14.4
};

/// Everything referred to outlives the exchange.
struct ExchangeSurroundings {
  const Clock& clock;
  crypto::Rng& rng;
  const Log& log;
  http::Answer site = [](const http::Request&) { return http::plain(404); };
  ProxyNetworks proxies = {};
};

/// One thread: the executor's.
class Exchange final : public ConnectionHost {
 public:
  Exchange(asio::any_io_executor executor, ExchangeSettings settings, ExchangeSurroundings surroundings,
           CoreInbox& core);
  ~Exchange() override;
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  /// Takes a fresh socket, or closes it when a bound is reached. At the bound of strangers in all another
  /// stranger makes room instead (Admission::in_the_way): else whoever holds all places keeps everybody out.
  void admit(asio::ip::tcp::socket socket);
  /// For connections from now on; limits of time for those that are there as well.
  void reconfigure(ExchangeSettings settings);
  [[nodiscard]] const ExchangeSettings& settings() const noexcept { return settings_; }
  /// What the core has handed back.
  void apply(CoreOutput output);
  /// Ends connections whose time is up. The listener calls it every second.
  void check_time(SteadyTime now);
  /// Nobody new is let in, the core says GOAWAY, everybody gets what is theirs.
  void shut_down();
  void abort_all();

  [[nodiscard]] std::size_t connections() const noexcept { return connections_.size(); }
  /// Since the start: let in, and turned away because a bound was reached, at once or when others needed
  /// the place or the memory.
  [[nodiscard]] std::uint64_t accepted() const noexcept { return next_id_ - 1; }
  [[nodiscard]] std::uint64_t turned_away() const noexcept { return turned_away_; }
  [[nodiscard]] std::size_t unauthenticated() const noexcept { return admission_.count(); }
  /// The core has handed over its last output; when `connections()` is 0 too, the relay has drained.
  [[nodiscard]] bool core_ended() const noexcept { return core_ended_; }

 private:
  [[nodiscard]] const NetLimits& limits() const override { return settings_.limits; }
  [[nodiscard]] net::TlsContext tls() const override { return settings_.tls; }
  [[nodiscard]] const http::Answer& site() const override { return around_.site; }
  [[nodiscard]] protocol::RelayHello greeting(crypto::DhPublic session_key) const override;
  [[nodiscard]] crypto::DhKeypair new_session_key() override;
  [[nodiscard]] relay::SourceId source_of(const AddressBlock& block) override { return names_.of(block); }
  void push(CoreEvent event) override;
  [[nodiscard]] bool core_has_room(const std::shared_ptr<Connection>& asking) override;
  void release(relay::ConnectionId id) override { admission_.release(id); }
  void note_backlog(relay::ConnectionId id, std::size_t bytes, Flow flow) override;
  void reached(relay::ConnectionId id, Stage stage) override { admission_.reached(id, stage); }
  [[nodiscard]] bool move(relay::ConnectionId id, const AddressBlock& to) override {
    return admission_.move(id, to);
  }

  void make_room(SteadyTime now);
  void cut(relay::ConnectionId id);
  void apply(relay::Action action);
  void wake_waiting();

  asio::any_io_executor executor_;
  ExchangeSettings settings_;
  ExchangeSurroundings around_;
  CoreInbox& core_;
  Admission admission_;
  Backlog backlog_;
  SourceNames names_;
  std::unordered_map<relay::ConnectionId, std::shared_ptr<Connection>> connections_;
  std::vector<std::weak_ptr<Connection>> waiting_for_core_;
  relay::ConnectionId next_id_ = 1;
  std::uint64_t turned_away_ = 0;
  std::size_t queued_bytes_ = 0;
  bool shutting_down_ = false;
  bool core_ended_ = false;
};

}  // namespace stille::server
