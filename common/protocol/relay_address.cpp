#include "common/protocol/relay_address.hpp"

#include <charconv>

#include "common/base/encoding.hpp"

namespace stille::protocol {
namespace {

constexpr std::string_view kScheme = "stille://";
constexpr std::size_t kFingerprintText = 43;
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

Result<RelayAddress> parse_authority(std::string_view text) {
  if (text.size() < kFingerprintText + 2 || text[kFingerprintText] != '@') return fail(Errc::bad_encoding);
  RelayAddress out;
  STILLE_TRY(auto fingerprint, from_base64url(text.substr(0, kFingerprintText)));
  STILLE_TRY(out.fingerprint, RelayFingerprint::parse(fingerprint));
  auto rest = text.substr(kFingerprintText + 1);
  STILLE_TRY(out.host, take_host(rest));
  if (rest.empty()) return out;
  if (rest.front() != ':' || rest.size() == 1) return fail(Errc::bad_encoding);
  STILLE_TRY(out.port, parse_port(rest.substr(1)));
  return out;
}

std::string to_authority(const RelayAddress& address) {
  const bool v6 = address.host.find(':') != std::string::npos;
  auto out = to_base64url(address.fingerprint.view()) + '@';
  out += v6 ? '[' + address.host + ']' : address.host;
  return out + ':' + std::to_string(address.port);
}

Result<RelayAddress> parse_relay_address(std::string_view text) {
  if (!text.starts_with(kScheme)) return fail(Errc::bad_encoding);
  return parse_authority(text.substr(kScheme.size()));
}

std::string to_text(const RelayAddress& address) {
  return std::string(kScheme) + to_authority(address);
}

}  // namespace stille::protocol
