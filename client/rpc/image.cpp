#include "client/rpc/image.hpp"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <optional>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/image/answer.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);
constexpr auto kMoment = milliseconds(10);
constexpr int kMomentsToEnd = 100;
constexpr std::size_t kLargestAnswer = 4 * kLargestPicture;

struct Ends {
  std::array<int, 2> end{-1, -1};
  Ends() = default;
  Ends(const Ends&) = delete;
  Ends& operator=(const Ends&) = delete;
  ~Ends() {
    for (const int fd : end) {
      if (fd >= 0) (void)::close(fd);
    }
  }
  int take(std::size_t which) { return std::exchange(end[which], -1); }
};

// To a child: a socket, since writing to one that has died is an error there and a signal with a pipe.
struct Line : Ends {
  Line() {
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, end.data()) != 0) end = {-1, -1};
  }
};

struct Pipe : Ends {
  Pipe() {
    if (::pipe2(end.data(), O_CLOEXEC) != 0) end = {-1, -1};
  }
};

// Signals as they were at the start of a program: ours are blocked in this thread.
pid_t start(const std::string& program, std::string argument, const Line& in, const Pipe& out) {
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_adddup2(&files, in.end[0], STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&files, out.end[1], STDOUT_FILENO);
  ::posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t how;
  ::posix_spawnattr_init(&how);
  sigset_t none;
  ::sigemptyset(&none);
  sigset_t all;
  ::sigfillset(&all);
  ::posix_spawnattr_setsigmask(&how, &none);
  ::posix_spawnattr_setsigdefault(&how, &all);
  ::posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::string name = program;
  std::array<char*, 3> arguments{name.data(), argument.empty() ? nullptr : argument.data(), nullptr};
  std::array<char*, 1> environment{nullptr};
  pid_t child = -1;
  const int failed =
      ::posix_spawn(&child, program.c_str(), &files, &how, arguments.data(), environment.data());
  ::posix_spawn_file_actions_destroy(&files);
  ::posix_spawnattr_destroy(&how);
  return failed == 0 ? child : -1;
}

// What is shared by the two directions, and ends with the last of them.
struct Talk {
  Talk(asio::any_io_executor executor, int to, int from, Bytes what)
      : input(executor, asio::local::stream_protocol(), to),
        output(executor, from),
        clock(executor),
        picture(std::move(what)) {}
  asio::local::stream_protocol::socket input;
  asio::posix::stream_descriptor output;
  asio::steady_timer clock;
  Bytes picture;
  bool over = false;
};

asio::awaitable<void> tell(std::shared_ptr<Talk> talk) {
  (void)co_await asio::async_write(talk->input, asio::buffer(talk->picture), kTuple);
  boost::system::error_code ignored;
  talk->input.close(ignored);
}

asio::awaitable<void> end_in_time(std::shared_ptr<Talk> talk, pid_t child) {
  const auto [error] = co_await talk->clock.async_wait(kTuple);
  if (!error && !talk->over) (void)::kill(child, SIGKILL);
}

// Ends with whoever asked, whatever happens to them.
class Child {
 public:
  Child(pid_t id, std::shared_ptr<Talk> talk) : id_(id), talk_(std::move(talk)) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    talk_->over = true;
    boost::system::error_code ignored;
    talk_->clock.cancel();
    talk_->input.close(ignored);
    if (id_ > 0) (void)kill_now();
  }
  int kill_now() {
    (void)::kill(id_, SIGKILL);
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = -1;
    return status;
  }
  /// Its status if it has ended.
  std::optional<int> ended() {
    int status = 0;
    if (::waitpid(id_, &status, WNOHANG) != id_) return std::nullopt;
    id_ = -1;
    return status;
  }

 private:
  pid_t id_;
  std::shared_ptr<Talk> talk_;
};

// It has closed its output and should be about to end.
asio::awaitable<int> end_of(Child& child) {
  asio::steady_timer moment(co_await asio::this_coro::executor);
  for (auto left = kMomentsToEnd; left > 0; --left) {
    if (const auto status = child.ended()) co_return *status;
    moment.expires_after(kMoment);
    (void)co_await moment.async_wait(kTuple);
  }
  co_return child.kill_now();
}

}  // namespace

bool is_jpeg_or_png(ByteView first) {
  constexpr std::array<std::uint8_t, 3> kJpeg{0xff, 0xd8, 0xff};
  constexpr std::array<std::uint8_t, 8> kPng{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  const auto begins = [&](ByteView with) {
    return first.size() >= with.size() && same(first.first(with.size()), with);
  };
  return begins(kJpeg) || begins(kPng);
}

std::string image_program() {
  std::error_code failed;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", failed);
  const auto beside = self.parent_path() / "stille-image";
  if (!failed && std::filesystem::exists(beside, failed)) return beside.string();
  return STILLE_IMAGE_PROGRAM;
}

namespace {

// Its whole answer, when it ended well and in time.
asio::awaitable<Result<Bytes>> ask(std::string program, std::string argument, Bytes picture,
                                   milliseconds patience) {
  Line in;
  Pipe out;
  if (out.end[1] < 0 || in.end[1] < 0) co_return fail(Errc::busy);
  const auto id = start(program, std::move(argument), in, out);
  if (id < 0) co_return fail(Errc::not_found);
  const auto executor = co_await asio::this_coro::executor;
  const auto talk = std::make_shared<Talk>(executor, in.take(1), out.take(0), std::move(picture));
  (void)::close(in.take(0));
  (void)::close(out.take(1));
  Child child(id, talk);
  talk->clock.expires_after(patience);
  asio::co_spawn(executor, tell(talk), [](const std::exception_ptr&) {});
  asio::co_spawn(executor, end_in_time(talk, id), [](const std::exception_ptr&) {});
  Bytes answer;
  const auto [error, size] = co_await asio::async_read(
      talk->output, asio::dynamic_buffer(answer, kLargestAnswer + 1), asio::transfer_all(), kTuple);
  const bool late = talk->clock.expiry() <= asio::steady_timer::clock_type::now();
  talk->over = true;
  if (error != asio::error::eof || answer.size() > kLargestAnswer || late) {
    (void)child.kill_now();
    co_return fail(late ? Errc::timed_out : Errc::refused);
  }
  const int status = co_await end_of(child);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) co_return fail(Errc::refused);
  co_return answer;
}

}  // namespace

asio::awaitable<Result<CleanImage>> clean_image(std::string program, Bytes picture, milliseconds patience) {
  auto asked = co_await ask(std::move(program), {}, std::move(picture), patience);
  if (asked.has_error()) co_return fail(asked.error().code);
  const auto answer = std::move(asked).value();
  const auto parsed = image::parse_answer(answer);
  if (parsed.has_error()) co_return fail(Errc::refused);
  co_return CleanImage{Bytes(parsed.value().picture.begin(), parsed.value().picture.end()),
                       Bytes(parsed.value().portrait.begin(), parsed.value().portrait.end()),
                       Bytes(parsed.value().preview.begin(), parsed.value().preview.end())};
}

asio::awaitable<Result<std::string>> code_in(std::string program, Bytes picture, milliseconds patience) {
  auto asked = co_await ask(std::move(program), std::string(image::kCodeWish), std::move(picture), patience);
  if (asked.has_error()) co_return fail(asked.error().code);
  const auto answer = std::move(asked).value();
  const auto text = image::parse_code_answer(answer);
  if (text.has_error()) co_return fail(Errc::refused);
  co_return std::string(as_text(text.value()));
}

asio::awaitable<Result<ShownImage>> shown_image(std::string program, Bytes picture, bool large,
                                                milliseconds patience) {
  const auto wish = large ? image::kLargeWish : image::kSmallWish;
  auto asked = co_await ask(std::move(program), std::string(wish), std::move(picture), patience);
  if (asked.has_error()) co_return fail(asked.error().code);
  const auto answer = std::move(asked).value();
  const auto view = image::parse_view(answer, large ? image::kLargeSide : image::kSmallSide);
  if (view.has_error()) co_return fail(Errc::refused);
  co_return ShownImage{view.value().width, view.value().height,
                       Bytes(view.value().rgb.begin(), view.value().rgb.end())};
}

}  // namespace stille::rpc
