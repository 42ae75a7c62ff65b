#include "client/rpc/new_profile.hpp"

#include "client/rpc/unwritable.hpp"
#include "client/store/profile.hpp"
#include "common/crypto/random.hpp"
#include "common/protocol/link_text.hpp"

namespace stille::rpc {

Outcome<protocol::RelayInvitation> relay_from(const std::string& text) {
  if (auto relay = protocol::parse_relay_invitation(text)) return std::move(relay).value();
  if (auto link = protocol::parse_link_text(text))
    return protocol::RelayInvitation{std::move(link.value().relay), {}};
  return fault(FaultCode::invalid_argument, "This is neither a relay's address nor an invitation.",
               {{"about", "relay"}});
}

bool names_relay_alone(const std::string& text) {
  return protocol::parse_relay_invitation(text).has_value();
}

Outcome<std::string> make_profile(const std::filesystem::path& folder, NewProfileWish wish, TimePoint now) {
  STILLE_TRY(const auto relay, relay_from(wish.relay));
  client::store::NewProfile profile;
  profile.name = std::move(wish.name);
  profile.relay = relay.relay;
  profile.passphrase = std::move(wish.passphrase);
  crypto::SystemRng rng;
  const auto made = client::store::Profile::create(folder, std::move(profile), now, rng);
  if (made.has_error()) {
    auto why = fault_at(made.error(), folder);
    if (why.code == FaultCode::invalid_argument) {
      why.message = "This name cannot be shown to others.";
      why.detail["about"] = "name";
    }
    return why;
  }
  return relay.code ? protocol::to_text(relay) : std::string();
}

Outcome<void> unmake_profile(const std::filesystem::path& folder) {
  const auto gone = client::store::destroy_profile(folder);
  if (gone.has_error() && gone.error().code == Errc::busy)
    return fault(FaultCode::busy, "Another program owns this profile; end it first.", {{"kind", "owned"}});
  return faulted_at(gone, folder);
}

Outcome<bool> asks_for_passphrase(const std::filesystem::path& folder) {
  return faulted_at(client::store::needs_passphrase(folder), folder);
}

}  // namespace stille::rpc
