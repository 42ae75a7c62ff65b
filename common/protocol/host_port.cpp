#include "common/protocol/host_port.hpp"

#include <algorithm>
#include <charconv>

namespace stille::protocol {
namespace {

constexpr std::size_t kLongestHost = 253;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

bool is_v6_character(char c) {
  return (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9') || c == ':' || c == '.';
}

Result<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, port);
  if (error != std::errc{} || end != last || port == 0 || text.front() == '0')
    return fail(Errc::bad_encoding);
  return port;
}

/// Splits "host", "host:port", "[v6]" or "[v6]:port"; `rest` keeps ":port" or nothing.
Result<std::string> take_host(std::string_view& rest) {
  const bool v6 = rest.starts_with('[');
  const auto end = v6 ? rest.find(']') : rest.find(':');
  if (v6 && end == std::string_view::npos) return fail(Errc::bad_encoding);
  const auto host = v6 ? rest.substr(1, end - 1) : rest.substr(0, end);
  rest = v6 ? rest.substr(end + 1) : rest.substr(std::min(end, rest.size()));
  if (host.empty() || host.size() > kLongestHost) return fail(Errc::bad_length);
  if (v6 && host.find(':') == std::string_view::npos) return fail(Errc::bad_encoding);
  for (char c : host) {
    if (v6 ? !is_v6_character(c) : !is_name_character(c)) return fail(Errc::bad_encoding);
  }
  return std::string(host);
}

}  // namespace

Result<HostPort> parse_host_port(std::string_view text, std::optional<std::uint16_t> otherwise) {
  HostPort out;
  STILLE_TRY(out.host, take_host(text));
  if (text.empty() && otherwise) {
    out.port = *otherwise;
    return out;
  }
  if (text.empty() || text.front() != ':' || text.size() == 1) return fail(Errc::bad_encoding);
  STILLE_TRY(out.port, parse_port(text.substr(1)));
  return out;
}

std::string to_text(const HostPort& place) {
  const bool v6 = place.host.find(':') != std::string::npos;
  return (v6 ? '[' + place.host + ']' : place.host) + ':' + std::to_string(place.port);
}

}  // namespace stille::protocol
