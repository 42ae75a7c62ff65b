#include "common/protocol/relay_address.hpp"

#include "common/base/encoding.hpp"
#include "common/protocol/host_port.hpp"

namespace stille::protocol {
namespace {

constexpr std::string_view kScheme = "stille://";
constexpr std::size_t kFingerprintText = 43;

}  // namespace

Result<RelayAddress> parse_authority(std::string_view text) {
  if (text.size() < kFingerprintText + 2 || text[kFingerprintText] != '@') return fail(Errc::bad_encoding);
  RelayAddress out;
  STILLE_TRY(auto fingerprint, from_base64url(text.substr(0, kFingerprintText)));
  STILLE_TRY(out.fingerprint, RelayFingerprint::parse(fingerprint));
  STILLE_TRY(auto place, parse_host_port(text.substr(kFingerprintText + 1), kDefaultPort));
  out.host = std::move(place.host);
  out.port = place.port;
  return out;
}

std::string to_authority(const RelayAddress& address) {
  return to_base64url(address.fingerprint.view()) + '@' + to_text(HostPort{address.host, address.port});
}

Result<RelayAddress> parse_relay_address(std::string_view text) {
  if (!text.starts_with(kScheme)) return fail(Errc::bad_encoding);
  return parse_authority(text.substr(kScheme.size()));
}

std::string to_text(const RelayAddress& address) {
  return std::string(kScheme) + to_authority(address);
}

}  // namespace stille::protocol
