#include "common/protocol/link_text.hpp"

#include "common/base/encoding.hpp"

namespace stille::protocol {
namespace {

constexpr std::string_view kScheme = "stille://";
constexpr std::string_view kInvitation = "/i#";
constexpr std::string_view kContact = "/c#";
constexpr std::size_t kKeyText = 43;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

}  // namespace

Result<LinkText> parse_link_text(std::string_view text) {
  text = trimmed(text);
  if (!text.starts_with(kScheme)) return fail(Errc::bad_encoding);
  text.remove_prefix(kScheme.size());
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return fail(Errc::bad_encoding);
  LinkText out;
  STILLE_TRY(out.relay, parse_authority(text.substr(0, slash)));
  const auto path = text.substr(slash);
  if (path.starts_with(kContact)) {
    out.kind = LinkKind::contact_address;
  } else if (!path.starts_with(kInvitation)) {
    return fail(Errc::bad_encoding);
  }
  const auto key = path.substr(kInvitation.size());
  if (key.size() != kKeyText) return fail(Errc::bad_length);
  STILLE_TRY(auto bytes, from_base64url(key));
  std::copy(bytes.begin(), bytes.end(), out.key.fill().begin());
  crypto::wipe(bytes);
  return out;
}

std::string to_text(const LinkText& link) {
  const auto path = link.kind == LinkKind::invitation ? kInvitation : kContact;
  return std::string(kScheme) + to_authority(link.relay) + std::string(path) +
         to_base64url(link.key.expose());
}

}  // namespace stille::protocol
