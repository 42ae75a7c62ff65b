// The table of settings.
#include "client/core/settings.hpp"

#include <array>

#include "common/protocol/limits.hpp"

namespace stille::client {

namespace {

bool is_switch(std::string_view value) {
  return value == "on" || value == "off";
}

bool is_invitation_life(std::string_view value) {
  const auto life = parse_duration(value);
  return life && life.value() >= std::chrono::minutes(1) && life.value() <= protocol::kLongestLinkLife;
}

// host:port of a SOCKS5 proxy; the network shell resolves it.
bool is_proxy(std::string_view value) {
  if (value.empty()) return true;
  const auto colon = value.rfind(':');
  if (colon == std::string_view::npos || colon == 0 || value.size() > 260) return false;
  const auto port = value.substr(colon + 1);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string_view::npos)
    return false;
  const auto number = std::stoul(std::string(port));
  return number >= 1 && number <= 65535 && value.find_first_of(" \t\r\n/") == std::string_view::npos;
}

struct Setting {
  std::string_view key;
  std::string_view fallback;
  bool (*fits)(std::string_view);
};

constexpr std::array<Setting, 3> kSettings{{
    {"invite.life", "7d", is_invitation_life},
    {"proxy", "", is_proxy},
    {"receipts", "on", is_switch},
}};

Result<Setting> find(std::string_view key) {
  for (const auto& entry : kSettings) {
    if (entry.key == key) return entry;
  }
  return fail(Errc::invalid_argument);
}

}  // namespace

Result<std::string> setting(store::Database& db, std::string_view key) {
  STILLE_TRY(const auto entry, find(key));
  STILLE_TRY(auto value, store::config_value(db, key));
  return value.value_or(std::string(entry.fallback));
}

Result<void> change_setting(store::Database& db, std::string_view key, std::string_view value) {
  STILLE_TRY(const auto entry, find(key));
  if (!entry.fits(value)) return fail(Errc::bad_value);
  return store::set_config_value(db, key, value);
}

Result<std::vector<ConfigEntry>> settings(store::Database& db) {
  std::vector<ConfigEntry> out;
  for (const auto& entry : kSettings) {
    STILLE_TRY(auto value, setting(db, entry.key));
    out.push_back({std::string(entry.key), value, value == entry.fallback});
  }
  return out;
}

Result<bool> sends_receipts(store::Database& db) {
  STILLE_TRY(const auto value, setting(db, "receipts"));
  return value == "on";
}

}  // namespace stille::client
