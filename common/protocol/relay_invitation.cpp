#include "common/protocol/relay_invitation.hpp"

#include "common/base/encoding.hpp"

namespace stille::protocol {
namespace {

constexpr std::string_view kPath = "/r#";
constexpr std::string_view kSpace = " \t\r\n";

}  // namespace

Result<RelayInvitation> parse_relay_invitation(std::string_view text) {
  const auto first = std::min(text.find_first_not_of(kSpace), text.size());
  text = text.substr(first, text.find_last_not_of(kSpace) + 1 - first);
  const auto path = text.find(kPath);
  RelayInvitation out;
  STILLE_TRY(out.relay, parse_relay_address(text.substr(0, path)));
  if (path == std::string_view::npos) return out;
  STILLE_TRY(const auto code, from_base64url(text.substr(path + kPath.size())));
  STILLE_TRY(out.code, RelayCode::parse(code));
  return out;
}

std::string to_text(const RelayInvitation& invitation) {
  auto out = to_text(invitation.relay);
  if (invitation.code) out.append(kPath).append(to_base64url(invitation.code->raw));
  return out;
}

}  // namespace stille::protocol
