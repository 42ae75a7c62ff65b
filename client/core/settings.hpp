// The configuration of a profile: which keys there are, what they default to, what fits.
#pragma once

#include "client/core/views.hpp"
#include "client/store/tables/self.hpp"
#include "common/protocol/proxy_address.hpp"

namespace stille::client {

/// invalid_argument for an unknown key.
Result<std::string> setting(store::Database& db, std::string_view key);
/// invalid_argument for an unknown key, bad_value for a value that does not fit; for "proxy" also when there
/// is a user without a password (1 to protocol::kLongestProxyPassword bytes), or a password without a user.
Result<void> change_setting(store::Database& db, std::string_view key, std::string_view value,
                            const crypto::SecretBytes& password);
Result<std::vector<ConfigEntry>> settings(store::Database& db);

/// "proxy": between this profile and every relay. Its password is shown nowhere.
struct ProxySetting {
  std::optional<protocol::ProxyAddress> address;
  crypto::SecretBytes password;
};
/// damaged when it cannot be read: then there is no connection.
Result<ProxySetting> proxy_setting(store::Database& db);

/// "receipts": say when a message has arrived.
Result<bool> sends_receipts(store::Database& db);
/// "keep.measure": so many people a day come up at most.
Result<std::size_t> daily_measure(store::Database& db);

}  // namespace stille::client
