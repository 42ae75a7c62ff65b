// Makes a profile and ends one, for programs that have no terminal. Knows nothing of what is asked for and
// how.
#pragma once

#include <filesystem>
#include <string>

#include "client/rpc/fault.hpp"
#include "common/base/time.hpp"
#include "common/crypto/secret.hpp"
#include "common/protocol/relay_invitation.hpp"

namespace stille::rpc {

/// A relay's address, an invitation to it, or anybody's link, whose relay is taken. invalid_argument about
/// `relay`.
Outcome<protocol::RelayInvitation> relay_from(const std::string& text);

/// A relay's address or an invitation to it: nobody's link.
bool names_relay_alone(const std::string& text);

struct NewProfileWish {
  std::string name;   // what others see
  std::string relay;  // as relay_from() reads it
  crypto::SecretBytes passphrase{};
};

/// Gives the relay's invitation if there was one, for `relay.invite`; else an empty text. invalid_argument
/// about `name` or `relay`; already_exists.
Outcome<std::string> make_profile(const std::filesystem::path& folder, NewProfileWish wish, TimePoint now);
/// Its key goes first, then everything of it, for good. busy while a program owns it.
Outcome<void> unmake_profile(const std::filesystem::path& folder);
/// not_found, damaged; else whether a passphrase is needed.
Outcome<bool> asks_for_passphrase(const std::filesystem::path& folder);

}  // namespace stille::rpc
