// Invitations to the relay, as its operator's commands show them. Knows neither who asks nor over what.
#pragma once

#include <nlohmann/json.hpp>

#include "common/protocol/relay_address.hpp"
#include "server/app/complaint.hpp"
#include "server/relay/relay.hpp"

namespace stille::server {

using Json = nlohmann::json;

/// A wish as it goes over the administration socket, and back; throws Json::exception.
Json params_of(const relay::InviteWish& wish);
relay::InviteWish wish_of(const Json& params);

/// What stands beside an error of relay.create_invite and the others.
Complaint invite_complaint(Errc code, const relay::InviteWish& wish);

/// {"number", "invitation", "class", "uses", "mailboxes", "expires", "label"}; `invitation` is shown this
/// once.
Json shown(const relay::NewInvite& made, const relay::InviteWish& wish, const protocol::RelayAddress& at,
           TimePoint expires);
/// {"number", "state", "uses_left", "mailboxes", "class", "expires", "label"}: state is open, used_up,
/// expired or revoked.
Json shown(const relay::ListedInvite& invite, TimePoint now);

}  // namespace stille::server
