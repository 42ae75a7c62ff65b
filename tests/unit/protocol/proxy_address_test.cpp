// The text of a proxy's address: one form is written, nothing unclear is read.
#include "common/protocol/proxy_address.hpp"

#include <gtest/gtest.h>

namespace stille::protocol {
namespace {

TEST(ProxyAddress, What_is_written_reads_back_the_same) {
  for (const std::string text : {"socks5://127.0.0.1:9050", "socks5://ada@[::1]:1080",
                                 "http://proxy.example:3128", "http://ada.l+x@proxy.example:80"}) {
    const auto proxy = parse_proxy_address(text);
    ASSERT_TRUE(proxy.has_value()) << text;
    EXPECT_EQ(to_text(proxy.value()), text);
  }
}

TEST(ProxyAddress, A_host_and_port_alone_and_socks5h_mean_socks5) {
  for (const std::string text : {"localhost:9050", "socks5h://localhost:9050"}) {
    const auto proxy = parse_proxy_address(text);
    ASSERT_TRUE(proxy.has_value()) << text;
    EXPECT_EQ(to_text(proxy.value()), "socks5://localhost:9050");
  }
}

TEST(ProxyAddress, Everything_else_is_refused) {
  for (const std::string text :
       {"", "none", "socks5://", "socks5://host", "socks5://host:0", "socks5://host:65536", "socks4://host:1",
        "https://host:1", "http://host:1/", "http://ada:secret@host:1", "http://@host:1", "http://a b@host:1",
        "http://a@b@host:1", "HTTP://host:1", "socks5://h ost:1", "socks5://[::1:1"}) {
    EXPECT_FALSE(parse_proxy_address(text).has_value()) << text;
  }
}

TEST(ProxyAddress, A_user_is_no_longer_than_the_bound) {
  const auto with_user = [](std::size_t size) { return "socks5://" + std::string(size, 'u') + "@host:1"; };
  EXPECT_TRUE(parse_proxy_address(with_user(kLongestProxyUser)).has_value());
  EXPECT_FALSE(parse_proxy_address(with_user(kLongestProxyUser + 1)).has_value());
}

}  // namespace
}  // namespace stille::protocol
