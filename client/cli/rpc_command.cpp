// rpc: the methods themselves, a line of JSON-RPC each way, for programs that talk to a profile for long.
// Requests are under way at the same time and are answered as they come to their end.
#include <algorithm>
#include <array>
#include <cerrno>
#include <deque>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "client/cli/command.hpp"
#include "client/rpc/json_rpc.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/open_rpc.hpp"
#include "client/rpc/socket_server.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;

/// Lines out of what is read piece by piece.
class Lines {
 public:
  enum class Read : std::uint8_t { some, none, ended };

  Read from(int fd) {
    std::array<char, 65536> piece;  // NOLINT: written by read before it is looked at
    const auto got = ::read(fd, piece.data(), piece.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return Read::none;
    if (got <= 0) return Read::ended;
    buffer_.append(piece.data(), static_cast<std::size_t>(got));
    return Read::some;
  }
  std::optional<std::string> next() {
    const auto end = buffer_.find('\n');
    if (end == std::string::npos) return std::nullopt;
    auto line = buffer_.substr(0, end);
    buffer_.erase(0, end + 1);
    return line;
  }
  [[nodiscard]] bool too_long() const {
    return buffer_.size() > rpc::kLongestLine && buffer_.find('\n') == std::string::npos;
  }
  void forget() { buffer_.clear(); }

 private:
  std::string buffer_;
};

/// Standard input to the owner of the profile and back. An owner that ends is replaced, and hears what it has
/// not answered again: calls are idempotent or carry a key.
class Relaying {
 public:
  explicit Relaying(Context& context) : context_(context) {}
  ~Relaying() { hang_up(); }
  Relaying(const Relaying&) = delete;
  Relaying& operator=(const Relaying&) = delete;

  Ran run() {
    while (!(typed_all_ && open_.empty())) {
      if (owner_ < 0) {
        STILLE_TRYV(dial());
      }
      STILLE_TRYV(wait());
      take_requests();
      if (typed_.too_long()) return fault(FaultCode::too_large);
    }
    return 0;
  }

 private:
  struct Open {
    Json id;
    std::string line;
    bool wants_answer;
  };

  // Not more than the owner takes: what is beyond that waits in the pipe.
  [[nodiscard]] bool has_room() const { return open_.size() < rpc::kMostRequestsUnderWay; }

  rpc::Outcome<void> dial() {
    STILLE_TRY(auto line, context_.line());
    owner_ = std::move(line).release();
    said_.forget();
    to_say_.clear();
    for (const auto& one : open_) to_say_.append(one.line).push_back('\n');
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  }

  void hang_up() {
    if (owner_ >= 0) ::close(owner_);
    owner_ = -1;
  }

  rpc::Outcome<void> wait() {
    const short says = to_say_.empty() ? POLLIN : POLLIN | POLLOUT;
    std::array<pollfd, 3> watched{{{context_.interrupt.fd(), POLLIN, 0},
                                   {owner_, says, 0},
                                   {typed_all_ || !has_room() ? -1 : STDIN_FILENO, POLLIN, 0}}};
    if (::poll(watched.data(), watched.size(), -1) < 0) return BOOST_OUTCOME_V2_NAMESPACE::success();
    if (watched[0].revents != 0 || Interrupt::signal() != 0) return fault(FaultCode::cancelled);
    if ((watched[1].revents & POLLOUT) != 0) say();
    if (owner_ >= 0 && (watched[1].revents & ~POLLOUT) != 0) hear();
    if (watched[2].revents != 0 && typed_.from(STDIN_FILENO) == Lines::Read::ended) typed_all_ = true;
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  }

  void take_requests() {
    while (has_room()) {
      auto line = typed_.next();
      if (!line) return;
      auto parsed = rpc::parse_request(*line);
      if (auto* refusal = std::get_if<std::string>(&parsed)) {
        answer(*refusal);
        continue;
      }
      auto& request = std::get<rpc::Request>(parsed);
      if (!request.wants_answer) line = under_a_name(request);
      if (owner_ >= 0) to_say_.append(*line).push_back('\n');
      open_.push_back({request.id, std::move(*line), request.wants_answer});
    }
  }

  /// Nobody would say when a notification has been carried out, and it must be before the line is closed.
  std::string under_a_name(rpc::Request& request) {
    request.id = "notification " + std::to_string(++notifications_) + " of this line";
    return rpc::request_line(request);
  }

  void say() {
    const auto sent = ::send(owner_, to_say_.data(), to_say_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) to_say_.erase(0, static_cast<std::size_t>(sent));
    if (sent < 0 && errno != EINTR && errno != EAGAIN) hang_up();
  }

  void hear() {
    const auto read = said_.from(owner_);
    if (read == Lines::Read::ended) return hang_up();
    while (const auto line = said_.next()) {
      const auto parsed = Json::parse(*line, nullptr, false);
      const auto of = std::ranges::find_if(
          open_, [&](const Open& one) { return parsed.is_object() && parsed.value("id", Json()) == one.id; });
      if (of == open_.end()) continue;  // answered before the owner was lost, and once more
      const bool wanted = of->wants_answer;
      open_.erase(of);
      if (wanted) answer(*line);
    }
  }

  void answer(std::string_view line) {
    context_.output.line(std::string(line));
    context_.output.flush();
  }

  Context& context_;
  int owner_ = -1;
  Lines typed_;
  Lines said_;
  bool typed_all_ = false;
  std::string to_say_;
  std::deque<Open> open_;
  std::uint64_t notifications_ = 0;
};

}  // namespace

Ran rpc_lines(Context& context) {
  if (context.arguments.ask) {
    const auto described = rpc::describe_methods();
    for (const auto& method : described["methods"]) context.output.line(method.dump());
    return 0;
  }
  if (context.arguments.openrpc) {
    context.output.line(rpc::open_rpc().dump(2));
    return 0;
  }
  return Relaying(context).run();
}

}  // namespace stille::cli
