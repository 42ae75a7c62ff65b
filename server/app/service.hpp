// A relay that runs: everything that it consists of, in the order in which it has to go, and what its
// operator can do with it. Knows neither arguments nor how the operator asks.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include "server/admin/admin_server.hpp"
#include "server/app/complaint.hpp"
#include "server/app/gauge.hpp"
#include "server/app/heap.hpp"
#include "server/app/relay_files.hpp"
#include "server/http/plain_listener.hpp"
#include "server/net/core_thread.hpp"
#include "server/net/listener.hpp"
#include "server/store/sqlite/sqlite_mailbox_store.hpp"

namespace stille::server {

/// One thread, which is the net thread; the core has its own.
class Service {
 public:
  /// Throws Complaint. `data` is locked and outlives the service; `overrides` come before its file.
  Service(DataDir& data, std::vector<Override> overrides);
  ~Service();

  /// Until SIGTERM, SIGINT or stop(); throws Complaint when it cannot start.
  Exit serve();

  /// Takes settings and certificate from the folder again without dropping a connection. Throws Complaint,
  /// and everything stays, when they are wrong. Answers with the settings that only a new start would change.
  std::vector<std::string> reload();
  /// GOAWAY to everybody, then the end, at the latest after `patience`.
  void stop(milliseconds patience);
  asio::awaitable<Reading> read();
  [[nodiscard]] LastMinute last_minute(const Reading& now) const { return gauge_.last_minute(now); }

  [[nodiscard]] const DataDir& folder() const noexcept { return data_; }
  [[nodiscard]] const Config& config() const noexcept { return config_; }
  [[nodiscard]] protocol::RelayAddress address() const;
  [[nodiscard]] std::uint64_t epoch() const noexcept { return epoch_; }
  [[nodiscard]] TimePoint certificate_expires() const noexcept { return online_.expires; }
  [[nodiscard]] bool stopping() const noexcept { return stopping_; }
  [[nodiscard]] std::chrono::steady_clock::time_point started() const noexcept { return started_; }
  CoreInbox& core() noexcept { return core_; }
  /// For work on the core's thread only.
  store::SqliteMailboxStore& store() noexcept { return *store_; }
  asio::any_io_executor executor() { return context_.get_executor(); }

 private:
  [[nodiscard]] NetLimits limits() const;
  [[nodiscard]] ExchangeSettings exchange_settings() const;
  Result<std::unique_ptr<Listener>> new_listener(boost::system::error_code& why);
  void open_listener();
  void open_administration();
  void open_monitoring();
  http::Response monitored(const http::Request& request) const;
  std::unique_ptr<relay::Relay> make_core();
  void announce();
  void publish();
  void wait_for_signal();
  void reload_by_signal();
  void take_limits();
  void check_drained();
  void renew_certificate();
  asio::awaitable<void> watch();
  void hand_over(CoreOutput output);

  DataDir& data_;
  std::vector<Override> overrides_;
  Config config_;
  Log log_;
  SystemClock clock_;
  crypto::SystemRng rng_;
  net::RelayIdentity identity_;
  net::OnlineCertificate online_;
  std::uint64_t epoch_;
  http::Answer site_;
  asio::io_context context_{1};
  asio::signal_set signals_{context_, SIGINT, SIGTERM, SIGHUP};
  asio::steady_timer timer_{context_};
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point deadline_;
  Gauge gauge_;
  Heap heap_;
  Exit exit_ = Exit::done;
  bool stopping_ = false;
  std::unique_ptr<store::SqliteMailboxStore> store_;
  std::vector<protocol::TokenClass> classes_;
  CoreThread core_;
  Exchange exchange_;
  std::unique_ptr<Listener> listener_;
  std::unique_ptr<admin::AdminServer> administration_;
  std::unique_ptr<http::PlainListener> monitors_;
};

}  // namespace stille::server
