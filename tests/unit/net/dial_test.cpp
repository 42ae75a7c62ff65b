// Real sockets, a proxy that follows a script, and a relay that must not hear of anybody who should not come.
#include "common/net/dial.hpp"

#include <gtest/gtest.h>

#include "common/net/with_timeout.hpp"
#include "tests/unit/net/two_ends.hpp"

namespace stille::net {
namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

struct Dial : testing::Test {
  using Socket = std::shared_ptr<Tcp::socket>;

  /// Takes one connection: for each turn it reads so many bytes, then says the text; afterwards it holds on.
  struct Turn {
    std::size_t reads;
    std::string says;
  };
  asio::awaitable<Result<void>> follow(std::vector<Turn> script, bool hangs_up) {
    auto [error, socket] = co_await proxy.async_accept(kAwait);
    if (error) co_return fail(Errc::cancelled);
    came = std::make_shared<Tcp::socket>(std::move(socket));
    for (const auto& turn : script) {
      for (std::size_t read = 0; read < turn.reads;) {
        const auto [end, size] = co_await came->async_read_some(
            asio::buffer(heard.data(), std::min(heard.size(), turn.reads - read)), kAwait);
        if (end) co_return fail(Errc::connection_closed);
        all.append(heard.data(), size);
        read += size;
      }
      (void)co_await asio::async_write(*came, asio::buffer(turn.says), kAwait);
    }
    if (hangs_up) came->close();
    co_return ok();
  }

  asio::awaitable<Result<Socket>> dialled(protocol::HostPort target, Way way, milliseconds limit) {
    STILLE_CO_TRY(auto socket, co_await with_timeout(dial(std::move(target), std::move(way)), limit));
    co_return std::make_shared<Tcp::socket>(std::move(socket));
  }
  Result<Socket> dials(Way way, milliseconds limit = seconds{20}) {
    return ends.finish(dialled({"127.0.0.1", relay.local_endpoint().port()}, std::move(way), limit));
  }
  Way by(protocol::ProxyKind kind) const {
    return Proxy{{kind, {"127.0.0.1", proxy.local_endpoint().port()}, ""}, {}};
  }
  bool nobody_came_to_the_relay() {
    relay.non_blocking(true);
    boost::system::error_code error;
    (void)relay.accept(error);
    return error == asio::error::would_block;
  }

  TwoEnds ends;
  Tcp::acceptor proxy{ends.context, {asio::ip::address_v4::loopback(), 0}};
  Tcp::acceptor relay{ends.context, {asio::ip::address_v4::loopback(), 0}};
  Socket came;
  std::array<char, 512> heard{};
  std::string all;
};

const std::string kYes{"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10};
const std::string kMethod{"\x05\x00", 2};

TEST_F(Dial, Straight_it_reaches_the_relay) {
  ASSERT_TRUE(dials({}).has_value());
  EXPECT_FALSE(nobody_came_to_the_relay());
}

TEST_F(Dial, Through_a_proxy_it_says_where_to_and_the_relay_sees_nobody_else) {
  const auto served = ends.start(follow({{3, kMethod}, {10, kYes}}, false));
  const auto socket = dials(by(protocol::ProxyKind::socks5));
  ASSERT_TRUE(socket.has_value());
  EXPECT_EQ(socket.value()->remote_endpoint(), proxy.local_endpoint());
  EXPECT_EQ(all.substr(0, 4), std::string("\x05\x01\x00\x05", 4));
  EXPECT_TRUE(nobody_came_to_the_relay());
}

TEST_F(Dial, A_dead_proxy_means_no_connection) {
  const auto way = [this] { return by(protocol::ProxyKind::http); };
  auto dead = way();
  proxy.close();
  const auto result = dials(std::move(dead));
  ASSERT_TRUE(result.has_error());
  EXPECT_EQ(result.error().code, Errc::not_found);
  EXPECT_TRUE(nobody_came_to_the_relay());
}

TEST_F(Dial, A_proxy_that_refuses_or_hangs_up_at_any_step_means_no_connection) {
  const std::vector<std::vector<Turn>> scripts{{},
                                               {{3, ""}},
                                               {{3, "\x05\xff"}},
                                               {{3, kMethod}},
                                               {{3, kMethod}, {10, kYes.substr(0, 7)}},
                                               {{3, "HTTP/1.1 400 Bad Request\r\n\r\n"}}};
  for (const auto& script : scripts) {
    const auto served = ends.start(follow(script, true));
    const auto result = dials(by(protocol::ProxyKind::socks5));
    ASSERT_TRUE(result.has_error());
    EXPECT_EQ(result.error().code, Errc::refused) << script.size();
    EXPECT_TRUE(nobody_came_to_the_relay());
  }
}

TEST_F(Dial, A_slow_proxy_runs_into_the_limit_of_the_one_who_waits) {
  const auto served = ends.start(follow({{3, "\x05"}}, false));
  const auto result = dials(by(protocol::ProxyKind::socks5), milliseconds{80});
  ASSERT_TRUE(result.has_error());
  EXPECT_EQ(result.error().code, Errc::timed_out);
  EXPECT_TRUE(nobody_came_to_the_relay());
}

TEST_F(Dial, A_name_under_onion_is_not_looked_up_without_a_proxy) {
  const auto result = ends.finish(dialled({"example.onion", 1}, {}, seconds{20}));
  ASSERT_TRUE(result.has_error());
  EXPECT_EQ(result.error().code, Errc::unreachable);
}

}  // namespace
}  // namespace stille::net
