#include "server/net/proxy_header.hpp"

#include <algorithm>
#include <charconv>

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

bool is_port(std::string_view text) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number <= 65'535 && text.size() <= 5;
}

}  // namespace

Result<std::optional<boost::asio::ip::address>> read_proxy_line(std::string_view rest) {
  std::optional<boost::asio::ip::address> out;
  if (!rest.ends_with("\r\n")) return fail(Errc::protocol_violation);
  rest.remove_suffix(2);
  if (rest == "UNKNOWN" || rest.starts_with("UNKNOWN ")) return out;
  std::array<std::string_view, 5> words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto space = i + 1 < words.size() ? rest.find(' ') : rest.size();
    if (space == std::string_view::npos) return fail(Errc::protocol_violation);
    words[i] = rest.substr(0, space);
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  boost::system::error_code wrong;
  boost::system::error_code wrong_too;
  const auto from = boost::asio::ip::make_address(std::string(words[1]), wrong);
  const auto to = boost::asio::ip::make_address(std::string(words[2]), wrong_too);
  const bool v4 = words[0] == "TCP4";
  if (wrong || wrong_too || (!v4 && words[0] != "TCP6") || from.is_v4() != v4 || to.is_v4() != v4 ||
      !is_port(words[3]) || !is_port(words[4]))
    return fail(Errc::protocol_violation);
  out = from;
  return out;
}

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
