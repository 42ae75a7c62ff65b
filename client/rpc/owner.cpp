#include "client/rpc/owner.hpp"

#include <array>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <future>
#include <thread>

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "client/rpc/service.hpp"
#include "client/rpc/socket_client.hpp"
#include "client/rpc/socket_path.hpp"
#include "client/rpc/socket_server.hpp"
#include "client/rpc/unwritable.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

constexpr auto kLongestFarewell = seconds(2);
constexpr auto kLongestParting = seconds(1);

// Between the thread that asks and the thread that does; the last of the two frees it.
struct PendingCall {
  PendingCall() : done(::eventfd(0, EFD_CLOEXEC)) {}
  PendingCall(const PendingCall&) = delete;
  PendingCall& operator=(const PendingCall&) = delete;
  ~PendingCall() { ::close(done); }
  int done;
  std::optional<Answer> answer;
  asio::cancellation_signal cancel;
};

asio::awaitable<void> answer_into(std::shared_ptr<PendingCall> pending, Service& service, std::string method,
                                  Json params) {
  pending->answer = co_await service.call(std::move(method), std::move(params));
}

// What was taken in is confirmed before the profile is left, if that can be had at once.
asio::awaitable<void> leave(Service& service) {
  if (!service.online() || !service.engine().send_receipts()) co_return;
  const auto deadline = std::chrono::steady_clock::now() + kLongestParting;
  while (!service.tried()) {
    if (!co_await service.changes().next(deadline)) break;
  }
}

/// A left-over socket may be replaced, and nothing else.
Outcome<void> may_serve_at(const std::filesystem::path& path) {
  const auto refusal = [&](FaultCode code, std::string why) {
    return fault(code, std::move(why), {{"about", path.native()}});
  };
  struct stat found{};
  if (path.native().size() >= sizeof(sockaddr_un::sun_path))
    return refusal(FaultCode::invalid_argument, "This path is too long for a socket.");
  if (::lstat(path.c_str(), &found) != 0) return BOOST_OUTCOME_V2_NAMESPACE::success();
  if (!S_ISSOCK(found.st_mode))
    return refusal(FaultCode::invalid_argument, "What lies at this path is no socket.");
  if (SocketClient::connect(path))
    return refusal(FaultCode::busy, "Another program serves a profile at this socket.");
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

void block_signals() {
  sigset_t all;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace

struct Owner::Inside {
  SystemClock clock;
  crypto::SystemRng rng;
  asio::io_context io{1};
  asio::executor_work_guard<asio::io_context::executor_type> guard{io.get_executor()};
  std::unique_ptr<Service> service;
  std::unique_ptr<SocketServer> server;
  std::unique_ptr<SocketServer> second_server;
  std::unique_ptr<SocketServer> handed_over;
  std::promise<void> ended;
  std::thread thread;

  void run() {
    block_signals();  // they belong to the thread that can leave its call
    io.run();
    ended.set_value();
  }
  void say_farewell() {
    server.reset();
    second_server.reset();
    handed_over.reset();
    asio::co_spawn(io, leave(*service), [this](const std::exception_ptr&) {
      service->stop();
      guard.reset();
    });
  }
};

Outcome<std::unique_ptr<Owner>> Owner::open(const std::filesystem::path& folder,
                                            const crypto::SecretBytes& passphrase, const Log& log,
                                            Doors doors) {
  const auto& also = doors.also;
  if (!also.empty()) {
    STILLE_TRYV(may_serve_at(also));
  }
  auto inside = std::make_unique<Inside>();
  STILLE_TRY(auto profile, faulted_at(client::store::Profile::open(folder, passphrase), folder));
  STILLE_TRY(auto engine,
             faulted_at(client::Engine::open(std::move(profile), inside->clock, inside->rng), folder));
  inside->service = std::make_unique<Service>(inside->io, std::move(engine), inside->clock, inside->rng, log);
  auto* const service = inside->service.get();
  service->on_lock(std::move(doors.let_go));
  const auto dispatch = [service](std::string method, Json params) {
    return service->call(std::move(method), std::move(params));
  };
  // Without a socket the profile works all the same, for this process alone.
  const auto path = socket_path(folder);
  auto server = path ? SocketServer::start(inside->io, path.value(), dispatch) : fail(path.error().code);
  if (server) {
    inside->server = std::move(server).value();
  } else {
    log.warning("other programs cannot reach this profile", {{"reason", server.error().code}});
  }
  if (!also.empty()) {
    auto second = SocketServer::start(inside->io, also, dispatch);
    if (!second)
      return fault(FaultCode::invalid_argument, "There can be no socket at this path.",
                   {{"about", also.native()}});
    inside->second_server = std::move(second).value();
  }
  if (doors.listening >= 0) {
    STILLE_TRY(inside->handed_over, faulted(SocketServer::adopt(inside->io, doors.listening, dispatch)));
  }
  inside->thread = std::thread(&Inside::run, inside.get());
  return std::unique_ptr<Owner>(new Owner(std::move(inside)));
}

Owner::Owner(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

Owner::~Owner() {
  auto ended = inside_->ended.get_future();
  asio::post(inside_->io, [inside = inside_.get()] { inside->say_farewell(); });
  const bool in_time = ended.wait_for(kLongestFarewell) == std::future_status::ready;
  if (!in_time) inside_->io.stop();
  inside_->thread.join();
  // What has not ended by itself still refers to the rest; the process is about to end anyway.
  if (!in_time) inside_.release();  // NOLINT(bugprone-unused-return-value)
}

Outcome<void> Owner::change_passphrase(const crypto::SecretBytes& now, const crypto::SecretBytes& then) {
  std::promise<Outcome<void>> done;
  asio::post(inside_->io,
             [&] { done.set_value(faulted(inside_->service->engine().change_passphrase(now, then))); });
  return done.get_future().get();
}

Answer Owner::call(std::string_view method, const Json& params, int stop_fd) {
  auto pending = std::make_shared<PendingCall>();
  asio::post(inside_->io, [inside = inside_.get(), pending, method = std::string(method), params] {
    asio::co_spawn(inside->io, answer_into(pending, *inside->service, method, params),
                   asio::bind_cancellation_slot(pending->cancel.slot(), [pending](const std::exception_ptr&) {
                     const std::uint64_t one = 1;
                     [[maybe_unused]] const auto written = ::write(pending->done, &one, sizeof one);
                   }));
  });
  for (;;) {
    std::array<pollfd, 2> watched{{{pending->done, POLLIN, 0}, {stop_fd, POLLIN, 0}}};
    if (::poll(watched.data(), watched.size(), -1) < 0) continue;
    if (watched[0].revents != 0) break;
    if (watched[1].revents != 0) {
      asio::post(inside_->io, [pending] { pending->cancel.emit(asio::cancellation_type::terminal); });
      return fault(FaultCode::cancelled);
    }
  }
  if (!pending->answer) return fault(FaultCode::internal);
  return std::move(*pending->answer);
}

}  // namespace stille::rpc
