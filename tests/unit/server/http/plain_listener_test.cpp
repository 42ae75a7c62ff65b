// HTTP for monitors on this machine: who may listen where, and how long a peer may take.
#include "server/http/plain_listener.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stille::http {
namespace {

namespace asio = boost::asio;
using testing::StartsWith;

constexpr std::string_view kGet = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";

struct PlainListenerTest : testing::Test {
  asio::io_context context{1};
  boost::system::error_code why;
  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("stille-http." + std::to_string(::getpid()));

  PlainListenerTest() { std::filesystem::create_directory(folder); }
  ~PlainListenerTest() override { std::filesystem::remove_all(folder); }

  Result<std::unique_ptr<PlainListener>> open(const std::string& where, PlainLimits limits = {}) {
    return PlainListener::open(
        context.get_executor(), where,
        [](const Request& request) {
          Response out;
          out.body = request.path;
          return out;
        },
        why, limits);
  }
  /// All that comes until the listener ends the connection, with its loop turned meanwhile.
  template <class Socket>
  std::string hear(Socket& socket) {
    std::string heard;
    bool ended = false;
    asio::async_read(socket, asio::dynamic_buffer(heard), [&](const boost::system::error_code&, std::size_t) {
      ended = true;
      socket.close();
    });
    while (!ended && context.run_one_for(std::chrono::seconds{10}) > 0) {
    }
    return heard;
  }
  asio::ip::tcp::socket visitor(const PlainListener& listener) {
    asio::ip::tcp::socket socket(context);
    socket.connect({asio::ip::address_v4::loopback(), listener.port()});
    return socket;
  }
};

TEST_F(PlainListenerTest, Answers_on_the_loopback) {
  const auto listener = open("127.0.0.1:0").value();
  auto socket = visitor(*listener);
  asio::write(socket, asio::buffer(kGet));
  const auto heard = hear(socket);
  EXPECT_THAT(heard, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(heard, testing::EndsWith("/healthz"));
}

TEST_F(PlainListenerTest, Answers_on_a_unix_socket_that_its_group_may_use_and_removes_it) {
  const auto path = (folder / "http.sock").string();
  auto listener = open(path).value();
  struct stat status{};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0660U);
  asio::local::stream_protocol::socket socket(context);
  socket.connect(path);
  asio::write(socket, asio::buffer(kGet));
  EXPECT_THAT(hear(socket), StartsWith("HTTP/1.1 200 OK\r\n"));
  listener.reset();
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(PlainListenerTest, A_socket_left_behind_is_replaced_and_another_file_is_not) {
  const auto path = (folder / "http.sock").string();
  {
    asio::local::stream_protocol::acceptor left(context, path);
  }
  ASSERT_TRUE(std::filesystem::exists(path));
  EXPECT_TRUE(open(path).has_value());
  std::ofstream(path) << "something";
  EXPECT_EQ(open(path).error().code, Errc::unreachable);
  EXPECT_TRUE(std::filesystem::exists(path));
}

TEST_F(PlainListenerTest, Nothing_but_this_machine_can_be_listened_on) {
  for (const auto* wrong : {"0.0.0.0:0", "[::]:0", "192.0.2.1:80", "localhost:80", "127.0.0.1", "127.0.0.1:x",
                            "127.0.0.1:70000", "", "here"})
    EXPECT_EQ(open(wrong).error().code, Errc::invalid_argument) << wrong;
  EXPECT_EQ(open("/" + std::string(200, 'a')).error().code, Errc::invalid_argument);
  EXPECT_EQ(open("/nowhere/at/all.sock").error().code, Errc::unreachable);
  EXPECT_TRUE(why.failed());
}

TEST_F(PlainListenerTest, Silence_is_ended_in_time) {
  PlainLimits limits;
  limits.turn = std::chrono::milliseconds{30};
  const auto listener = open("127.0.0.1:0", limits).value();
  auto silent = visitor(*listener);
  EXPECT_EQ(hear(silent), "");
  auto slow = visitor(*listener);
  asio::write(slow, asio::buffer(kGet.substr(0, 10)));
  EXPECT_EQ(hear(slow), "");
}

TEST_F(PlainListenerTest, Above_the_bound_connections_are_closed_at_once_and_places_come_back) {
  PlainLimits limits;
  limits.connections = 1;
  const auto listener = open("127.0.0.1:0", limits).value();
  {
    auto first = visitor(*listener);
    context.run_one();
    auto second = visitor(*listener);
    EXPECT_EQ(hear(second), "");
  }
  context.run_one_for(std::chrono::milliseconds{100});
  auto third = visitor(*listener);
  asio::write(third, asio::buffer(kGet));
  EXPECT_THAT(hear(third), StartsWith("HTTP/1.1 200 OK\r\n"));
}

}  // namespace
}  // namespace stille::http
