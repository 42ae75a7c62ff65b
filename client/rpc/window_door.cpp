#include "client/rpc/window_door.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <unistd.h>

#include "client/rpc/socket_client.hpp"
#include "client/rpc/socket_path.hpp"
#include "client/rpc/socket_server.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kShow = "window.show";
constexpr milliseconds kPause{15};

class File {
 public:
  explicit File(int fd) : fd_(fd) {}
  File(File&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  File& operator=(File&&) = delete;
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const noexcept { return fd_; }

 private:
  int fd_;
};

Json to_json(const WindowWish& wish) {
  return {
      {"conversation", wish.conversation}, {"link", wish.link}, {"token", wish.token}, {"show", wish.show}};
}

/// What came over the socket: of this user, and still of another program.
WindowWish wish_in(const Json& params) {
  const auto text = [&](const char* key) {
    const auto found = params.find(key);
    return found != params.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const auto show = params.find("show");
  return {.conversation = text("conversation"),
          .link = text("link"),
          .token = text("token"),
          .show = show == params.end() || !show->is_boolean() || show->get<bool>()};
}

/// Empty: nobody listens (yet).
std::optional<Outcome<void>> ask(const fs::path& path, const WindowWish& wish, milliseconds patience) {
  auto client = SocketClient::connect(path);
  if (!client) return std::nullopt;
  const File never(::eventfd(0, EFD_CLOEXEC));
  const auto answer = client.value().call(kShow, to_json(wish), patience, never.get());
  if (!answer) return std::nullopt;
  if (answer->has_error()) return Outcome<void>(answer->error());
  return Outcome<void>(BOOST_OUTCOME_V2_NAMESPACE::success());
}

}  // namespace

struct WindowDoor::Inside {
  Inside(fs::path where, File held) : path(std::move(where)), lock(std::move(held)) {}
  fs::path path;
  File lock;
  asio::io_context io{1};
  asio::executor_work_guard<asio::io_context::executor_type> guard{io.get_executor()};
  std::unique_ptr<SocketServer> server;
  std::function<void(WindowWish)> come;
  std::thread thread;
};

WindowDoor::WindowDoor(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

WindowDoor::~WindowDoor() {
  if (!inside_->thread.joinable()) return;
  asio::post(inside_->io, [inside = inside_.get()] {
    inside->server.reset();
    inside->guard.reset();
  });
  inside_->thread.join();
}

Outcome<std::unique_ptr<WindowDoor>> WindowDoor::open(const fs::path& profile, const WindowWish& wish,
                                                      milliseconds patience) {
  STILLE_TRY(const auto path, faulted(window_path(profile)));
  auto lock_path = path;
  lock_path += ".lock";
  File lock(::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (lock.get() < 0) return fault(FaultCode::internal);
  const auto deadline = std::chrono::steady_clock::now() + patience;
  for (;;) {
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) == 0) {
      return std::unique_ptr<WindowDoor>(new WindowDoor(std::make_unique<Inside>(path, std::move(lock))));
    }
    if (const auto asked = ask(path, wish, patience)) {
      if (asked->has_error()) return asked->error();
      return std::unique_ptr<WindowDoor>();
    }
    if (std::chrono::steady_clock::now() >= deadline) {
      return fault(FaultCode::busy, "Another window of this profile does not answer; end it and try again.",
                   {{"kind", "window"}});
    }
    std::this_thread::sleep_for(kPause);
  }
}

Result<void> WindowDoor::listen(std::function<void(WindowWish)> come) {
  auto* const inside = inside_.get();
  inside->come = std::move(come);
  const auto dispatch = [inside](std::string method, Json params) -> asio::awaitable<Answer> {
    if (method != kShow) co_return fault(FaultCode::unknown_method);
    inside->come(wish_in(params));
    co_return Json::object();
  };
  STILLE_TRY(inside->server, SocketServer::start(inside->io, inside->path, dispatch));
  inside->thread = std::thread([inside] {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);  // they belong to the first thread
    inside->io.run();
  });
  return ok();
}

}  // namespace stille::rpc
