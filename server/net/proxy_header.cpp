#include "server/net/proxy_header.hpp"

#include <algorithm>

namespace stille::server {
namespace {

constexpr std::array<std::uint8_t, 12> kSignature{0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d,
                                                  0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a};
constexpr std::uint8_t kLocal = 0x20;
constexpr std::uint8_t kProxy = 0x21;
constexpr std::uint8_t kTcp4 = 0x11;
constexpr std::uint8_t kTcp6 = 0x21;
// Two addresses and two ports.
constexpr std::size_t kAddresses4 = 12;
constexpr std::size_t kAddresses6 = 36;
constexpr std::size_t kExtensionHead = 3;

std::size_t number(std::uint8_t high, std::uint8_t low) {
  return std::size_t{high} << 8U | low;
}

/// One after the other, each with its length, and nothing left over.
bool are_extensions(ByteView bytes) {
  while (!bytes.empty()) {
    if (bytes.size() < kExtensionHead) return false;
    const auto size = kExtensionHead + number(bytes[1], bytes[2]);
    if (bytes.size() < size) return false;
    bytes = bytes.subspan(size);
  }
  return true;
}

template <class Address>
boost::asio::ip::address first_address(ByteView bytes) {
  typename Address::bytes_type raw{};
  std::copy_n(bytes.begin(), raw.size(), raw.begin());
  return Address(raw);
}

}  // namespace

Result<ProxyShape> read_proxy_prefix(const ProxyPrefix& bytes) {
  const auto command = bytes[12];
  const auto family = bytes[13];
  ProxyShape out{command == kLocal, family == kTcp6, number(bytes[14], bytes[15])};
  if (!std::equal(kSignature.begin(), kSignature.end(), bytes.begin()) || out.rest > kLargestProxyRest)
    return fail(Errc::protocol_violation);
  if (out.local) return out;
  const auto least = out.v6 ? kAddresses6 : kAddresses4;
  if (command != kProxy || (family != kTcp4 && family != kTcp6) || out.rest < least)
    return fail(Errc::protocol_violation);
  return out;
}

Result<std::optional<boost::asio::ip::address>> read_proxy_rest(const ProxyShape& shape, ByteView rest) {
  using boost::asio::ip::address_v4;
  using boost::asio::ip::address_v6;
  std::optional<boost::asio::ip::address> out;
  if (shape.local) return out;
  if (!are_extensions(rest.subspan(shape.v6 ? kAddresses6 : kAddresses4)))
    return fail(Errc::protocol_violation);
  out = shape.v6 ? first_address<address_v6>(rest) : first_address<address_v4>(rest);
  return out;
}

}  // namespace stille::server
