// The socket of a profile: its path, its bounds, and what happens when either end goes.
#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cstdlib>
#include <fstream>
#include <future>
#include <thread>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "client/rpc/changes.hpp"
#include "client/rpc/json_rpc.hpp"
#include "client/rpc/socket_client.hpp"
#include "client/rpc/socket_path.hpp"
#include "client/rpc/socket_server.hpp"

namespace stille::rpc {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;
constexpr auto kPatience = std::chrono::minutes(1);

/// A server on a thread of its own; `echo` answers its parameters, `wait` waits for ever.
class Socket : public testing::Test {
 protected:
  Socket() {
    std::string pattern = (fs::temp_directory_path() / "stille-socket.XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    path_ = folder_ / "test.sock";
    start();
  }
  ~Socket() override {
    stop();
    fs::remove_all(folder_);
  }
  void start() {
    io_ = std::make_unique<asio::io_context>();
    changes_ = std::make_unique<Changes>(io_->get_executor());
    guard_.emplace(io_->get_executor());
    auto server = SocketServer::start(*io_, path_, [this](std::string method, Json params) {
      return serve(std::move(method), std::move(params));
    });
    ASSERT_TRUE(server.has_value());
    server_ = std::move(server).value();
    thread_ = std::thread([this] { io_->run(); });
  }
  void stop() {
    if (!thread_.joinable()) return;
    asio::post(*io_, [this] {
      server_.reset();
      guard_.reset();
    });
    thread_.join();
  }
  SocketClient connect() { return SocketClient::connect(path_).value(); }
  static std::string call(SocketClient& client, std::string_view method,
                          const Json& params = Json::object()) {
    const auto answer = client.call(method, params, kPatience, -1);
    if (!answer) return "gone";
    return answer->has_error() ? std::string(name_of(answer->error().code)) : answer->value().dump();
  }

  asio::awaitable<Answer> serve(std::string method, Json params) {
    if (method == "bug") throw std::runtime_error("a bug");
    while (method == "hold") co_await changes_->next(Deadline::max());
    if (method == "wait") {
      waiting_.set_value();
      try {
        for (;;) co_await changes_->next(Deadline::max());
      } catch (const std::exception&) {
        cancelled_.set_value();
        throw;
      }
    }
    co_return params;
  }

  fs::path folder_, path_;
  std::unique_ptr<asio::io_context> io_;
  std::unique_ptr<Changes> changes_;
  std::optional<asio::executor_work_guard<asio::io_context::executor_type>> guard_;
  std::unique_ptr<SocketServer> server_;
  std::thread thread_;
  std::promise<void> waiting_, cancelled_;
};

TEST_F(Socket, Calls_are_answered_one_after_the_other) {
  auto client = connect();
  EXPECT_EQ(call(client, "echo", {{"a", 1}}), R"({"a":1})");
  EXPECT_EQ(call(client, "echo", {{"b", 2}}), R"({"b":2})");
}

TEST_F(Socket, A_bug_in_a_method_is_an_answer_and_not_the_end) {
  auto client = connect();
  EXPECT_EQ(call(client, "bug"), "internal");
  EXPECT_EQ(call(client, "echo"), "{}");
}

TEST_F(Socket, A_second_call_is_answered_while_the_first_waits) {
  auto patient = connect();
  std::thread waiting([&] { call(patient, "wait"); });
  waiting_.get_future().wait();
  auto client = connect();
  EXPECT_EQ(call(client, "echo"), "{}");
  stop();
  waiting.join();
}

TEST_F(Socket, A_caller_that_goes_cancels_its_call) {
  {
    auto client = connect();
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    std::thread giving_up([&] {
      waiting_.get_future().wait();
      ::close(ends[1]);
    });
    const auto answer = client.call("wait", Json::object(), kPatience, ends[0]);
    EXPECT_EQ(answer->error().code, FaultCode::cancelled);
    giving_up.join();
    ::close(ends[0]);
  }
  cancelled_.get_future().wait();
}

TEST_F(Socket, A_server_that_ends_in_the_middle_of_a_call_is_told_apart_from_an_answer) {
  auto client = connect();
  std::thread ending([&] {
    waiting_.get_future().wait();
    stop();
  });
  EXPECT_EQ(call(client, "wait"), "gone");
  ending.join();
  EXPECT_EQ(SocketClient::connect(path_).error().code, Errc::unreachable);
}

TEST_F(Socket, A_left_over_socket_is_replaced) {
  stop();
  std::ofstream(path_) << "left over";
  start();
  auto client = connect();
  EXPECT_EQ(call(client, "echo"), "{}");
}

TEST_F(Socket, Its_mode_lets_only_the_user_in) {
  struct stat found{};
  ASSERT_EQ(::stat(path_.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST_F(Socket, A_request_longer_than_a_line_may_be_is_refused_before_it_leaves) {
  auto client = connect();
  EXPECT_EQ(call(client, "echo", {{"a", std::string(kLongestLine, 'x')}}), "too_large");
  EXPECT_EQ(call(client, "echo"), "{}");
}

/// Bytes as they are, to see what the server does with them.
std::string exchange(const fs::path& path, std::string_view bytes, std::size_t lines) {
  asio::io_context io;
  asio::local::stream_protocol::socket socket(io);
  socket.connect(path.native());
  boost::system::error_code error;
  asio::write(socket, asio::buffer(bytes.data(), bytes.size()), error);
  std::string out;
  while (std::count(out.begin(), out.end(), '\n') < static_cast<std::ptrdiff_t>(lines) && !error) {
    char chunk[4096];
    const auto got = socket.read_some(asio::buffer(chunk), error);
    out.append(chunk, got);
  }
  return out;
}

TEST_F(Socket, Garbage_is_answered_and_the_connection_goes_on) {
  const auto out = exchange(path_, "garbage\n{}\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"echo\"}\n", 3);
  EXPECT_NE(out.find("-32700"), std::string::npos);
  EXPECT_NE(out.find("-32600"), std::string::npos);
  EXPECT_NE(out.find(R"("result":{})"), std::string::npos);
}

TEST_F(Socket, A_line_without_end_is_refused_and_the_connection_closed) {
  const auto out = exchange(path_, std::string(kLongestLine + 2, 'x'), 2);
  EXPECT_NE(out.find("too_large"), std::string::npos);
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 1);
}

TEST_F(Socket, More_requests_under_way_than_allowed_are_refused) {
  std::string many;
  for (std::size_t i = 0; i < kMostRequestsUnderWay; ++i) {
    many += "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hold\"}\n";
  }
  const auto out = exchange(path_, many + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"one more\"}\n", 1);
  EXPECT_NE(out.find("\"busy\""), std::string::npos);
}

TEST(SocketPath, It_is_the_same_for_every_way_to_say_where_the_profile_is) {
  const auto folder = fs::temp_directory_path();
  EXPECT_EQ(socket_path(folder / "a").value(), socket_path(folder / "." / "a").value());
  EXPECT_NE(socket_path(folder / "a").value(), socket_path(folder / "b").value());
  EXPECT_LT(socket_path(folder / std::string(200, 'x')).value().native().size(), 108U);
}

}  // namespace
}  // namespace stille::rpc
