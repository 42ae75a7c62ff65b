// The administration socket: what it takes, whom it answers, and its bounds.
#include <boost/asio/io_context.hpp>
#include <thread>

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "server/admin/admin_client.hpp"
#include "server/admin/admin_server.hpp"

namespace stille::admin {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using testing::HasSubstr;

asio::awaitable<Answer> echo(Json params) {
  co_return params;
}
asio::awaitable<Answer> need_text(Json params) {
  co_return Json{{"text", params.at("text").get<std::string>()}};
}
asio::awaitable<Answer> refuse(Json) {
  co_return Fault{"busy", "Not now.", "Ask again later."};
}

struct Socket : testing::Test {
  Socket() {
    std::string name = (fs::temp_directory_path() / "stille-admin-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    server = AdminServer::start(context.get_executor(), path(),
                                {{"echo", echo}, {"text", need_text}, {"no", refuse}})
                 .value();
    thread = std::thread([this] { context.run(); });
  }
  ~Socket() override {
    context.stop();
    thread.join();
    server.reset();
    fs::remove_all(folder);
  }
  [[nodiscard]] fs::path path() const { return folder / "admin.sock"; }
  [[nodiscard]] AdminClient client() const { return AdminClient::connect(path()).value(); }
  static Answer ask(AdminClient& who, const Request& request) {
    return who.ask(request, seconds{10}).value();
  }

  fs::path folder;
  asio::io_context context{1};
  std::unique_ptr<AdminServer> server;
  std::thread thread;
};

TEST_F(Socket, Is_for_its_user_alone) {
  struct stat status{};
  ASSERT_EQ(::stat(path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(Socket, Answers_one_request_after_the_other) {
  auto who = client();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(std::get<Json>(ask(who, {"echo", {{"n", i}}})).at("n"), i);
  const auto refused = std::get<Fault>(ask(who, {"no", Json::object()}));
  EXPECT_EQ(refused.code, "busy");
  EXPECT_EQ(refused.next, "Ask again later.");
}

TEST_F(Socket, What_it_does_not_understand_is_told_and_the_connection_stays) {
  auto who = client();
  EXPECT_EQ(std::get<Fault>(ask(who, {"fly", Json::object()})).code, "unknown_command");
  EXPECT_EQ(std::get<Fault>(ask(who, {"echo", Json::array()})).code, "bad_request");
  EXPECT_EQ(std::get<Fault>(ask(who, {"text", {{"text", 5}}})).code, "bad_request");
  EXPECT_EQ(std::get<Json>(ask(who, {"text", {{"text", "x"}}})).at("text"), "x");
}

TEST_F(Socket, A_request_that_is_too_long_ends_the_connection) {
  auto who = client();
  const auto answer = ask(who, {"echo", {{"x", std::string(kLongestRequest, 'x')}}});
  EXPECT_EQ(std::get<Fault>(answer).code, "too_large");
  EXPECT_TRUE(who.wait_for_end(seconds{10}).has_value());
}

TEST_F(Socket, Takes_so_many_connections_and_no_more) {
  std::vector<AdminClient> all;
  for (std::size_t i = 0; i < kMostConnections; ++i) {
    all.push_back(client());
    (void)ask(all.back(), {"echo", Json::object()});
  }
  auto one_more = client();
  EXPECT_EQ(one_more.ask({"echo", Json::object()}, seconds{10}).error().code, Errc::connection_closed);
  EXPECT_EQ(std::get<Json>(ask(all.front(), {"echo", {{"n", 1}}})).at("n"), 1);
}

TEST(Message, Only_an_object_of_the_right_form_is_read) {
  for (const auto* wrong :
       {"", "[]", "{}", "{\"command\":1}", "{\"command\":\"a\",\"params\":1}", "{\"command\""})
    EXPECT_FALSE(parse_request(wrong).has_value()) << wrong;
  for (const auto* wrong : {"", "{}", "{\"ok\":1,\"x\":2}", "{\"error\":{}}", "{\"error\":1}"})
    EXPECT_FALSE(parse_answer(wrong).has_value()) << wrong;
}

TEST(Client, Says_why_it_has_no_relay) {
  EXPECT_EQ(AdminClient::connect("/nowhere/admin.sock").error().code, Errc::unreachable);
  EXPECT_EQ(AdminClient::connect("/" + std::string(200, 'x')).error().code, Errc::too_large);
}

}  // namespace
}  // namespace stille::admin
