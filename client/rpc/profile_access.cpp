#include "client/rpc/profile_access.hpp"

#include <algorithm>

#include <poll.h>

#include "client/rpc/method_table.hpp"
#include "client/rpc/socket_path.hpp"
#include "client/rpc/unwritable.hpp"
#include "client/store/profile.hpp"
#include "common/base/quick_thread.hpp"
#include "common/base/time.hpp"

namespace stille::rpc {
namespace fs = std::filesystem;
namespace {

/// An owner that has the lock and no socket yet is opening its database, or its passphrase is being
/// stretched.
constexpr auto kPatienceWithOwner = seconds(20);
/// Beyond the time that a call itself may take: then the owner is stopped or stuck.
constexpr auto kPatienceWithAnswer = seconds(30);
constexpr int kPauseMs = 15;

}  // namespace

ProfileAccess::ProfileAccess(std::filesystem::path folder, AskPassphrase ask, int stop_fd, const Log& log,
                             Reach how)
    : folder_(std::move(folder)), ask_(std::move(ask)), stop_fd_(stop_fd), log_(log), how_(std::move(how)) {}

ProfileAccess::~ProfileAccess() = default;

Answer ProfileAccess::call(std::string_view method, const Json& params, std::optional<int> wake_fd) {
  takes_its_time("a call to a profile");
  const int stop_fd = wake_fd.value_or(stop_fd_);
  const bool timed = params.contains("timeout_ms") && params["timeout_ms"].is_number_integer();
  const auto timeout = std::clamp<std::int64_t>(timed ? params["timeout_ms"].get<std::int64_t>() : 0, 0,
                                                kLongestTimeout.count());
  for (;;) {
    if (!owner_ && !client_) {
      STILLE_TRYV(reach());
    }
    if (owner_) return owner_->call(method, params, stop_fd);
    auto answer = client_->call(method, params, milliseconds(timeout) + kPatienceWithAnswer, stop_fd);
    if (answer && *answer) return std::move(*answer);
    // A call given up goes on at the owner until its connection closes.
    const bool given_up = answer && answer->error().code == FaultCode::cancelled;
    if (!answer || given_up) client_.reset();
    if (answer) return std::move(*answer);
  }
}

Outcome<SocketClient> ProfileAccess::line() {
  const auto deadline = std::chrono::steady_clock::now() + kPatienceWithOwner;
  STILLE_TRY(const auto path,
             how_.socket.empty() ? faulted(socket_path(folder_)) : Outcome<fs::path>(how_.socket));
  for (;;) {
    if (!owner_) {
      client_.reset();
      STILLE_TRYV(reach());
    }
    auto client = SocketClient::connect(path);
    if (client) return std::move(client).value();
    if (std::chrono::steady_clock::now() >= deadline) return fault(FaultCode::busy);
    if (!pause()) return fault(FaultCode::cancelled);
  }
}

Outcome<void> ProfileAccess::change_passphrase(const crypto::SecretBytes& now,
                                               const crypto::SecretBytes& then) {
  if (!owner_) return fault(FaultCode::busy, {}, {{"kind", "owned"}});
  STILLE_TRYV(owner_->change_passphrase(now, then));
  passphrase_ = then.clone();
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

Outcome<void> ProfileAccess::reach() {
  if (how_.alone) return take(kPatienceWithOwner);
  if (!how_.socket.empty()) return ask_there();
  const auto deadline = std::chrono::steady_clock::now() + kPatienceWithOwner;
  STILLE_TRY(const auto path, faulted(socket_path(folder_)));
  for (;;) {
    auto client = SocketClient::connect(path);
    if (client) {
      client_.emplace(std::move(client).value());
      return BOOST_OUTCOME_V2_NAMESPACE::success();
    }
    auto owned = own();
    if (owned || owned.error().code != FaultCode::busy) return owned;
    if (std::chrono::steady_clock::now() >= deadline) return fault(FaultCode::busy);
    if (!pause()) return fault(FaultCode::cancelled);
  }
}

Outcome<void> ProfileAccess::take(std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  for (;;) {
    auto owned = own();
    if (owned || owned.error().code != FaultCode::busy) return owned;
    if (std::chrono::steady_clock::now() >= deadline) {
      return fault(FaultCode::busy, "Another program owns this profile; end it first.", {{"kind", "owned"}});
    }
    if (!pause()) return fault(FaultCode::cancelled);
  }
}

Outcome<void> ProfileAccess::ask_there() {
  auto client = SocketClient::connect(how_.socket);
  if (!client) {
    return fault(FaultCode::not_found, "Nobody serves a profile at this socket.",
                 {{"kind", "socket"}, {"about", how_.socket.native()}});
  }
  client_.emplace(std::move(client).value());
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

Outcome<void> ProfileAccess::own() {
  if (!passphrase_) {
    STILLE_TRY(const bool needed, faulted_at(client::store::needs_passphrase(folder_), folder_));
    if (needed) {
      STILLE_TRY(passphrase_, ask_());
    } else {
      passphrase_.emplace();
    }
  }
  STILLE_TRY(owner_, Owner::open(folder_, *passphrase_, log_,
                                 {.also = how_.alone ? how_.socket : fs::path(),
                                  .listening = how_.listening,
                                  .let_go = how_.let_go}));
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

// Two that wait for the same owner should not come at the same instant again and again: the kernel's
// scheduling is jitter enough, the lock decides.
bool ProfileAccess::pause() const {
  pollfd watched{stop_fd_, POLLIN, 0};
  return ::poll(&watched, 1, kPauseMs) == 0;
}

}  // namespace stille::rpc
