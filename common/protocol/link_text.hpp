// The text of an invitation: stille://<fingerprint>@host[:port]/i#<43 characters of the link key>.
// The link key opens the card that the relay keeps, names it, and never travels to the relay.
#pragma once

#include "common/crypto/secret.hpp"
#include "common/protocol/relay_address.hpp"

namespace stille::protocol {

using LinkKey = crypto::Secret<struct LinkKeyTag, 32>;

enum class LinkKind : std::uint8_t { invitation, contact_address };

struct LinkText {
  RelayAddress relay;
  LinkKind kind = LinkKind::invitation;
  LinkKey key;
};

/// Surrounding white space is ignored; every other departure from the one canonical text is bad_encoding.
Result<LinkText> parse_link_text(std::string_view text);
std::string to_text(const LinkText& link);

}  // namespace stille::protocol
