// The text of a relay's address: one form is written, nothing unclear is read.
#include "common/protocol/relay_address.hpp"

#include <gtest/gtest.h>

namespace stille::protocol {
namespace {

const std::string kFingerprint = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

TEST(RelayAddress, What_is_written_reads_back_the_same) {
  for (const std::string& host : std::initializer_list<std::string>{"127.0.0.1:7443", "relay.example.org:443",
                                                                    "[2001:db8::1]:1", "a:65535"}) {
    const auto text = "stille://" + kFingerprint + '@' + host;
    const auto address = parse_relay_address(text);
    ASSERT_TRUE(address.has_value()) << text;
    EXPECT_EQ(to_text(address.value()), text);
  }
}

TEST(RelayAddress, Without_a_port_it_is_the_default_one) {
  const auto address = parse_relay_address("stille://" + kFingerprint + "@relay.example.org");
  ASSERT_TRUE(address.has_value());
  EXPECT_EQ(address.value().port, kDefaultPort);
  EXPECT_EQ(address.value().host, "relay.example.org");
}

TEST(RelayAddress, Everything_else_is_refused) {
  const std::string longest(254, 'a');
  for (const std::string& text :
       std::initializer_list<std::string>{std::string{},
                                          std::string("stille://"),
                                          "stille://" + kFingerprint,
                                          "stille://" + kFingerprint + "@",
                                          "stille://" + kFingerprint + "@:1",
                                          "stille://" + kFingerprint + "@host:",
                                          "stille://" + kFingerprint + "@host:0",
                                          "stille://" + kFingerprint + "@host:07",
                                          "stille://" + kFingerprint + "@host:65536",
                                          "stille://" + kFingerprint + "@host:1x",
                                          "stille://" + kFingerprint + "@HOST:1",
                                          "stille://" + kFingerprint + "@ho st:1",
                                          "stille://" + kFingerprint + "@[::1:1",
                                          "stille://" + kFingerprint + "@[abc]:1",
                                          "stille://" + kFingerprint + "@host/i",
                                          "https://" + kFingerprint + "@host",
                                          "stille://" + kFingerprint.substr(1) + "@host",
                                          "stille://" + kFingerprint + "A@host",
                                          "stille://" + kFingerprint.substr(0, 42) + "9@host",
                                          "stille://" + kFingerprint + "@" + longest}) {
    EXPECT_FALSE(parse_relay_address(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace stille::protocol
