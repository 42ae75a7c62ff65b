// SQL of self, config and cursor.
#include "client/store/tables/self.hpp"

namespace stille::client::store {

Result<SelfRow> load_self(Database& db) {
  STILLE_TRY(auto query,
             db.query("SELECT identity, name, relay, created, generation, rolled_back, tidy_at FROM self"));
  STILLE_TRY(const bool found, query.next());
  if (!found) return fail(Errc::damaged);
  SelfRow out{.identity = query.get<crypto::SecretBytes>(0),
              .name = query.get<std::string>(1),
              .relay = {},
              .created = query.get<TimePoint>(3),
              .generation = query.get<std::uint64_t>(4),
              .rolled_back = query.get<bool>(5),
              .tidy_at = query.get<TimePoint>(6)};
  STILLE_TRY(out.relay, protocol::parse_relay_address(query.get<std::string>(2)));
  return out;
}

Result<void> set_own_name(Database& db, std::string_view name) {
  return db.run("UPDATE self SET name = ?", name);
}

Result<void> set_own_relay(Database& db, const protocol::RelayAddress& relay) {
  return db.run("UPDATE self SET relay = ?", protocol::to_text(relay));
}

Result<void> set_generation(Database& db, std::uint64_t generation) {
  return db.run("UPDATE self SET generation = ?", generation);
}

Result<void> set_rolled_back(Database& db, bool rolled_back) {
  return db.run("UPDATE self SET rolled_back = ?", rolled_back);
}

Result<void> set_tidy_at(Database& db, TimePoint time) {
  return db.run("UPDATE self SET tidy_at = ?", time);
}

Result<std::optional<std::string>> config_value(Database& db, std::string_view key) {
  return db.value<std::string>("SELECT value FROM config WHERE key = ?", key);
}

Result<void> set_config_value(Database& db, std::string_view key, std::string_view value) {
  return db.run(
      "INSERT INTO config(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
      key, value);
}

Result<std::uint64_t> cursor_position(Database& db, std::string_view name) {
  STILLE_TRY(const auto seq, db.value<std::uint64_t>("SELECT seq FROM cursor WHERE name = ?", name));
  return seq.value_or(0);
}

Result<void> move_cursor(Database& db, std::string_view name, std::uint64_t seq) {
  return db.run(
      "INSERT INTO cursor(name, seq) VALUES(?, ?)"
      " ON CONFLICT(name) DO UPDATE SET seq = max(seq, excluded.seq)",
      name, seq);
}

}  // namespace stille::client::store
