// The profile's own row, its configuration and its cursors.
#pragma once

#include "client/store/tables/rows.hpp"
#include "common/protocol/relay_address.hpp"

namespace stille::client::store {

struct SelfRow {
  crypto::SecretBytes identity;
  std::string name;
  protocol::RelayAddress relay;
  TimePoint created;
  std::uint64_t generation = 0;
  bool rolled_back = false;
  TimePoint tidy_at;
};

Result<SelfRow> load_self(Database& db);
Result<void> set_own_name(Database& db, std::string_view name);
Result<void> set_own_relay(Database& db, const protocol::RelayAddress& relay);
Result<void> set_generation(Database& db, std::uint64_t generation);
Result<void> set_rolled_back(Database& db, bool rolled_back);
Result<void> set_tidy_at(Database& db, TimePoint time);

Result<std::optional<std::string>> config_value(Database& db, std::string_view key);
Result<void> set_config_value(Database& db, std::string_view key, std::string_view value);

/// 0 for a new one.
Result<std::uint64_t> cursor_position(Database& db, std::string_view name);
/// Never goes back.
Result<void> move_cursor(Database& db, std::string_view name, std::uint64_t seq);

}  // namespace stille::client::store
