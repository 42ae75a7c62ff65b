// What is said about a proxy that cannot be one.
#include "client/rpc/check_proxy.hpp"

#include <gtest/gtest.h>

namespace stille::rpc {
namespace {

std::string said_of(std::string_view address, std::string_view password = {}) {
  const auto checked = check_proxy(address, password);
  return checked ? std::string() : checked.error().message;
}

TEST(CheckProxy, Proxies_and_none_pass) {
  for (const auto* fine : {"none", "socks5://127.0.0.1:9050", "localhost:9050", "http://[::1]:80"})
    EXPECT_EQ(said_of(fine), "") << fine;
  EXPECT_EQ(said_of("http://ada@host:1", std::string(255, 'x')), "");
}

TEST(CheckProxy, A_password_in_the_address_is_named_as_what_it_is) {
  for (const auto* wrong : {"http://ada:secret@host:1", "ada:secret@host:1", "socks5://ada:s@c@host:1"})
    EXPECT_NE(said_of(wrong).find("does not belong into the address"), std::string::npos) << wrong;
}

TEST(CheckProxy, What_is_no_address_is_told_the_form) {
  for (const auto* wrong : {"", "://", "ftp://host:1", "host", "http://host:1/path"})
    EXPECT_NE(said_of(wrong).find("A proxy is"), std::string::npos) << wrong;
}

TEST(CheckProxy, User_and_password_go_together) {
  EXPECT_NE(said_of("http://ada@host:1").find("needs a password"), std::string::npos);
  EXPECT_NE(said_of("http://ada@host:1", std::string(256, 'x')).find("needs a password"), std::string::npos);
  EXPECT_NE(said_of("http://host:1", "x").find("needs a password"), std::string::npos);
}

}  // namespace
}  // namespace stille::rpc
