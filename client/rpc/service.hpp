// Runs one profile: owns its engine, keeps one pump per relay going, answers calls from the method table and
// wakes for what is due. One io_context, one thread. Knows nothing of sockets, processes or presentation.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <map>
#include <memory>

#include "client/core/engine.hpp"
#include "client/rpc/changes.hpp"
#include "client/rpc/courier.hpp"
#include "client/rpc/fault.hpp"
#include "client/rpc/relay_pump.hpp"

namespace stille::rpc {

class Service {
 public:
  /// `clock`, `rng` and `log` outlive the service.
  Service(boost::asio::io_context& io, std::unique_ptr<client::Engine> engine, const Clock& clock,
          crypto::Rng& rng, const Log& log);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  /// Says goodbye to the relays; what is under way ends soon. Nothing begins afterwards.
  void stop();

  /// Looks the method up, checks its parameters, does it. Never throws but for cancellation.
  boost::asio::awaitable<Answer> call(std::string method, Json params);

  // --- For the methods ---
  client::Engine& engine() noexcept { return *engine_; }
  Courier& courier() noexcept { return *courier_; }
  const Clock& clock() const noexcept { return clock_; }
  /// Something was committed, or a connection changed.
  Changes& changes() noexcept { return changes_; }
  /// Connections begin with the first call that needs them, and stay. Ends a back-off that is under way.
  void go_online();
  [[nodiscard]] bool online() const noexcept { return online_; }
  /// Ends the process that owns the profile as a signal would, in order, once this call has been answered; or
  /// does what on_lock() was told.
  void end_process();
  /// For a process that goes on without the profile. Called on this thread, which may not wait for it.
  void on_lock(std::function<void()> let_go) { let_go_ = std::move(let_go); }
  /// The proxy is another one: every connection is made anew.
  void reroute();
  boost::asio::io_context& io() noexcept { return io_; }
  crypto::Rng& rng() noexcept { return rng_; }
  /// Every relay that the profile needs, with the state of its connection.
  std::vector<RelayStatus> relays() const;
  /// Connected to all, everything taken in, nothing left to send.
  [[nodiscard]] bool settled() const;
  /// Every relay is settled or could not be reached at its last attempt.
  [[nodiscard]] bool tried() const;
  /// Why something has not happened yet: no connection, or connected and still not done.
  Fault why_not_yet() const;

 private:
  [[nodiscard]] PumpSurroundings surroundings();
  void take_note();
  void look_around();
  void arm_timer();
  void do_what_is_due();

  boost::asio::io_context& io_;
  std::unique_ptr<client::Engine> engine_;
  const Clock& clock_;
  crypto::Rng& rng_;
  const Log& log_;
  Changes changes_;
  boost::asio::steady_timer due_;
  std::map<std::string, std::shared_ptr<RelayPump>> pumps_;
  std::shared_ptr<Courier> courier_;
  std::function<void()> let_go_;
  bool online_ = false;
  bool noted_ = false;
  bool stopped_ = false;
};

}  // namespace stille::rpc
