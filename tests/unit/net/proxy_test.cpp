// A balancer's PROXY header: read strictly, believed only from where it is expected, and counted for its
// client.
#include <gtest/gtest.h>

#include "server/net/proxy_header.hpp"
#include "server/net/proxy_networks.hpp"
#include "tests/unit/net/scripted_core.hpp"

namespace stille::server {
namespace {

using boost::asio::ip::make_address;

const Bytes kSignature{0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a};

/// A header with these two bytes after the signature, and this rest.
Bytes header(std::uint8_t command, std::uint8_t family, const Bytes& rest) {
  Bytes out = kSignature;
  for (const std::size_t byte :
       {std::size_t{command}, std::size_t{family}, rest.size() >> 8U, rest.size() & 255U})
    out.push_back(static_cast<std::uint8_t>(byte));
  out.insert(out.end(), rest.begin(), rest.end());
  return out;
}

Bytes addresses(const std::string& from) {
  const auto address = make_address(from);
  Bytes out;
  const auto add = [&](const auto& raw) { out.insert(out.end(), raw.begin(), raw.end()); };
  for (int i = 0; i < 2; ++i)
    address.is_v4() ? add(address.to_v4().to_bytes()) : add(address.to_v6().to_bytes());
  out.insert(out.end(), {0xc0, 0x00, 0x1d, 0x13});
  return out;
}

Bytes tcp(const std::string& from, const Bytes& extensions = {}) {
  auto rest = addresses(from);
  rest.insert(rest.end(), extensions.begin(), extensions.end());
  return header(0x21, make_address(from).is_v4() ? 0x11 : 0x21, rest);
}

/// "local", the address, or "refused".
std::string read(const Bytes& bytes) {
  ProxyPrefix prefix{};
  std::copy_n(bytes.begin(), prefix.size(), prefix.begin());
  const auto shape = read_proxy_prefix(prefix);
  if (!shape) return "refused";
  EXPECT_EQ(bytes.size(), prefix.size() + shape.value().rest);
  const auto client = read_proxy_rest(shape.value(), ByteView(bytes).subspan(prefix.size()));
  if (!client) return "refused";
  return client.value() ? client.value()->to_string() : "local";
}

TEST(ProxyHeader, Says_for_whom_a_connection_is) {
  EXPECT_EQ(read(tcp("192.0.2.7")), "192.0.2.7");
  EXPECT_EQ(read(tcp("2001:db8::7")), "2001:db8::7");
  EXPECT_EQ(read(header(0x20, 0x00, {})), "local");
  EXPECT_EQ(read(header(0x20, 0x11, addresses("192.0.2.7"))), "local");
  EXPECT_EQ(read(header(0x20, 0x77, {1, 2, 3})), "local");
}

TEST(ProxyHeader, Extensions_are_skipped_when_they_are_whole) {
  EXPECT_EQ(read(tcp("192.0.2.7", {4, 0, 2, 9, 9, 1, 0, 0})), "192.0.2.7");
  for (const Bytes& wrong : {Bytes{4}, Bytes{4, 0}, Bytes{4, 0, 1}, Bytes{4, 0, 2, 9}, Bytes{4, 255, 255, 0}})
    EXPECT_EQ(read(tcp("192.0.2.7", wrong)), "refused");
}

TEST(ProxyHeader, Other_versions_commands_and_families_are_refused) {
  for (int command = 0; command < 256; ++command) {
    if (command == 0x20 || command == 0x21) continue;
    EXPECT_EQ(read(header(static_cast<std::uint8_t>(command), 0x11, addresses("192.0.2.7"))), "refused");
  }
  for (int family = 0; family < 256; ++family) {
    if (family == 0x11 || family == 0x21) continue;
    EXPECT_EQ(read(header(0x21, static_cast<std::uint8_t>(family), addresses("2001:db8::7"))), "refused");
  }
}

TEST(ProxyHeader, A_changed_signature_is_refused_at_every_bit) {
  for (std::size_t bit = 0; bit < 8 * kSignature.size(); ++bit) {
    auto changed = tcp("192.0.2.7");
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << (bit % 8)));
    EXPECT_EQ(read(changed), "refused") << bit;
  }
}

TEST(ProxyHeader, Lengths_out_of_bounds_are_refused) {
  EXPECT_EQ(read(header(0x21, 0x11, Bytes(11))), "refused");
  EXPECT_EQ(read(header(0x21, 0x21, Bytes(35))), "refused");
  EXPECT_EQ(read(header(0x21, 0x21, addresses("192.0.2.7"))), "refused");
  EXPECT_EQ(read(header(0x20, 0x00, Bytes(kLargestProxyRest))), "local");
  EXPECT_EQ(read(header(0x20, 0x00, Bytes(kLargestProxyRest + 1))), "refused");
  EXPECT_EQ(read(header(0x20, 0x00, Bytes(65'535))), "refused");
}

/// "local", the address, or "refused".
std::string line(std::string_view text) {
  const auto client = read_proxy_line(text);
  if (!client) return "refused";
  return client.value() ? client.value()->to_string() : "local";
}

TEST(ProxyLine, Says_for_whom_a_connection_is) {
  EXPECT_EQ(line("TCP4 192.0.2.7 127.0.0.1 50000 443\r\n"), "192.0.2.7");
  EXPECT_EQ(line("TCP6 2001:db8::7 ::1 0 65535\r\n"), "2001:db8::7");
  EXPECT_EQ(line("UNKNOWN\r\n"), "local");
  EXPECT_EQ(line("UNKNOWN ffff::1 ffff::2 1 2\r\n"), "local");
}

TEST(ProxyLine, Every_departure_from_its_form_is_refused) {
  for (const auto* wrong :
       {"", "\r\n", "TCP4 192.0.2.7 127.0.0.1 50000 443\n", "TCP4 192.0.2.7 127.0.0.1 50000\r\n",
        "TCP4 192.0.2.7 127.0.0.1 50000 443 \r\n", "TCP4  192.0.2.7 127.0.0.1 50000 443\r\n",
        "TCP4 ::1 ::1 1 2\r\n", "TCP6 192.0.2.7 127.0.0.1 1 2\r\n", "TCP5 192.0.2.7 127.0.0.1 1 2\r\n",
        "TCP4 192.0.2.7 127.0.0.1 65536 2\r\n", "TCP4 192.0.2.7 127.0.0.1 -1 2\r\n",
        "TCP4 192.0.2.7 127.0.0.1 x 2\r\n", "TCP4 192.0.2 127.0.0.1 1 2\r\n",
        "tcp4 192.0.2.7 1.1.1.1 1 2\r\n", "UNKNOWNS\r\n", "TCP4 localhost 127.0.0.1 1 2\r\n"})
    EXPECT_EQ(line(wrong), "refused") << wrong;
}

TEST(ProxyNetworks, Hold_what_the_operator_names_and_nothing_else) {
  const auto networks = ProxyNetworks::parse(" 127.0.0.1, 10.1.0.0/16,2001:db8::/32 ").value();
  for (const auto* in : {"127.0.0.1", "::ffff:127.0.0.1", "10.1.255.3", "2001:db8:1::1"})
    EXPECT_TRUE(networks.contain(make_address(in))) << in;
  for (const auto* out : {"127.0.0.2", "10.2.0.0", "::1", "2001:db9::", "::ffff:10.2.0.0"})
    EXPECT_FALSE(networks.contain(make_address(out))) << out;
  EXPECT_FALSE(ProxyNetworks().contain(make_address("127.0.0.1")));
  EXPECT_TRUE(ProxyNetworks::parse("0.0.0.0/0").value().contain(make_address("9.9.9.9")));
}

TEST(ProxyNetworks, What_is_no_list_of_addresses_is_refused) {
  for (const auto* wrong : {"nginx", "127.0.0.1,", ",", "127.0.0.1,,::1", "10.0.0.0/33", "::/129",
                            "10.0.0.0/", "127.0.0.1 ::1", "unix:"})
    EXPECT_FALSE(ProxyNetworks::parse(wrong).has_value()) << wrong;
  EXPECT_TRUE(ProxyNetworks::parse("").has_value());
}

Bytes bytes_of(std::string_view text) {
  const auto bytes = as_bytes(text);
  return {bytes.begin(), bytes.end()};
}

struct Proxied : testing::Test {
  Shell shell{NetLimits{}, ProxyNetworks::parse("127.0.0.1").value()};

  net::TlsStream connect() {
    net::Tcp::socket socket(shell.ends.context);
    socket.connect({asio::ip::address_v4::loopback(), shell.listener->endpoint().port()});
    return net::TlsStream(std::move(socket));
  }
  bool shakes(net::TlsStream& stream, const Bytes& first) {
    asio::write(stream.socket(), asio::buffer(first));
    return shell.finish(stream.handshake(net::TlsContext::for_client(shell.identity.fingerprint())))
        .has_value();
  }
};

TEST_F(Proxied, A_client_behind_a_balancer_is_let_in) {
  for (const auto& first :
       {tcp("192.0.2.7"), tcp("2001:db8::7", {4, 0, 0}), header(0x20, 0, {}),
        bytes_of("PROXY TCP4 192.0.2.7 127.0.0.1 1 2\r\n"), bytes_of("PROXY UNKNOWN\r\n")}) {
    auto stream = connect();
    EXPECT_TRUE(shakes(stream, first));
  }
}

TEST_F(Proxied, Without_a_header_or_with_a_bad_one_nobody_is) {
  for (const auto& first : {Bytes{}, tcp("192.0.2.7", {4}), header(0x21, 0x31, Bytes(216)), Bytes(16, 0x16),
                            bytes_of("PROXY TCP4 192.0.2.7 127.0.0.1 1\r\n"),
                            bytes_of("PROXY UNKNOWN " + std::string(kLongestProxyLine, 'a') + "\r\n")}) {
    auto stream = connect();
    EXPECT_FALSE(shakes(stream, first));
  }
  shell.until([&] { return shell.exchange.unauthenticated() == 0; });
}

TEST(ProxiedElsewhere, From_other_addresses_a_header_is_refused) {
  Shell shell;
  net::Tcp::socket socket(shell.ends.context);
  socket.connect({asio::ip::address_v4::loopback(), shell.listener->endpoint().port()});
  net::TlsStream stream(std::move(socket));
  asio::write(stream.socket(), asio::buffer(tcp("192.0.2.7")));
  EXPECT_FALSE(
      shell.finish(stream.handshake(net::TlsContext::for_client(shell.identity.fingerprint()))).has_value());
}

TEST_F(Proxied, The_bound_of_one_address_is_counted_for_clients_not_for_the_balancer) {
  std::vector<net::TlsStream> streams;
  for (std::size_t i = 0; i < NetLimits{}.unauthenticated_per_address; ++i) {
    streams.push_back(connect());
    ASSERT_TRUE(shakes(streams.back(), tcp("192.0.2.7")));
  }
  auto same = connect();
  EXPECT_FALSE(shakes(same, tcp("192.0.2.7")));
  auto other = connect();
  EXPECT_TRUE(shakes(other, tcp("192.0.2.8")));
  streams.front().abort();
  shell.until([&] { return shell.exchange.unauthenticated() == NetLimits{}.unauthenticated_per_address; });
  auto again = connect();
  EXPECT_TRUE(shakes(again, tcp("192.0.2.7")));
}

TEST_F(Proxied, The_bound_in_all_counts_connections_that_have_not_said_for_whom_they_are) {
  NetLimits limits;
  limits.unauthenticated = 2;
  Shell small(limits, ProxyNetworks::parse("127.0.0.1").value());
  std::vector<net::Tcp::socket> silent;
  for (int i = 0; i < 3; ++i) {
    silent.emplace_back(small.ends.context);
    silent.back().connect({asio::ip::address_v4::loopback(), small.listener->endpoint().port()});
  }
  small.until([&] { return small.exchange.unauthenticated() == 2; });
  small.settle();
  EXPECT_EQ(small.exchange.connections(), 2U);
}

TEST_F(Proxied, A_header_that_is_not_finished_in_time_ends_the_connection_however_slowly_it_comes) {
  auto stream = connect();
  const auto whole = tcp("192.0.2.7");
  asio::write(stream.socket(), asio::buffer(whole.data(), whole.size() - 1));
  shell.settle();
  EXPECT_EQ(shell.exchange.connections(), 1U);
  shell.exchange.check_time(std::chrono::steady_clock::now() + NetLimits{}.first_byte);
  shell.until([&] { return shell.exchange.connections() == 0; });
  EXPECT_EQ(shell.exchange.unauthenticated(), 0U);
}

TEST_F(Proxied, After_the_header_the_clients_first_byte_has_its_own_time) {
  auto stream = connect();
  asio::write(stream.socket(), asio::buffer(tcp("192.0.2.7")));
  shell.settle();
  shell.exchange.check_time(std::chrono::steady_clock::now() + NetLimits{}.first_byte);
  shell.until([&] { return shell.exchange.connections() == 0; });
}

}  // namespace
}  // namespace stille::server
