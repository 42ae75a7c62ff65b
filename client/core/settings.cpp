// The table of settings.
#include "client/core/settings.hpp"

#include <array>

#include "client/core/card_mask.hpp"
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

constexpr std::string_view kProxy = "proxy";
constexpr std::string_view kProxyPassword = "proxy.password";  // no setting: nothing lists it
constexpr std::string_view kNoProxy = "none";

bool is_proxy(std::string_view value) {
  return value == kNoProxy || protocol::parse_proxy_address(value);
}

bool is_measure(std::string_view value) {
  return value == "10" || (value.size() == 1 && value >= "1" && value <= "9");
}

bool is_card_mask(std::string_view value) {
  return parse_card_mask(value).has_value();
}

struct Setting {
  std::string_view key;
  std::string_view fallback;
  bool (*fits)(std::string_view);
};

constexpr std::array<Setting, 9> kSettings{{
    {"card.share", "none", is_card_mask},
    {"invite.life", "7d", is_invitation_life},
    {"keep.age", "off", is_switch},
    {"keep.groups", "off", is_switch},
    {"keep.markless", "off", is_switch},
    {"keep.measure", "5", is_measure},
    {"keep.reactions", "off", is_switch},
    {kProxy, kNoProxy, is_proxy},
    {"receipts", "on", is_switch},
}};

Result<Setting> find(std::string_view key) {
  for (const auto& entry : kSettings) {
    if (entry.key == key) return entry;
  }
  return fail(Errc::invalid_argument);
}

Result<void> change_proxy(store::Database& db, std::string_view value, const crypto::SecretBytes& password) {
  std::string text(kNoProxy);
  bool has_user = false;
  if (value != kNoProxy) {
    STILLE_TRY(const auto proxy, protocol::parse_proxy_address(value));
    text = protocol::to_text(proxy);
    has_user = !proxy.user.empty();
  }
  if (has_user == password.empty() || password.size() > protocol::kLongestProxyPassword)
    return fail(Errc::bad_value);
  STILLE_TRYV(store::set_config_value(db, kProxy, text));
  return store::set_config_value(db, kProxyPassword, as_text(password.expose()));
}

}  // namespace

Result<std::string> setting(store::Database& db, std::string_view key) {
  STILLE_TRY(const auto entry, find(key));
  STILLE_TRY(auto value, store::config_value(db, key));
  // Empty was once how no proxy was written.
  return value && !value->empty() ? *value : std::string(entry.fallback);
}

Result<void> change_setting(store::Database& db, std::string_view key, std::string_view value,
                            const crypto::SecretBytes& password) {
  STILLE_TRY(const auto entry, find(key));
  if (!entry.fits(value)) return fail(Errc::bad_value);
  if (key == kProxy) return change_proxy(db, value, password);
  if (!password.empty()) return fail(Errc::bad_value);
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

Result<ProxySetting> proxy_setting(store::Database& db) {
  ProxySetting out;
  STILLE_TRY(const auto text, setting(db, kProxy));
  if (text == kNoProxy) return out;
  auto address = protocol::parse_proxy_address(text);
  if (!address) return fail(Errc::damaged);
  out.address = std::move(address).value();
  STILLE_TRY(const auto password, store::config_value(db, kProxyPassword));
  if (password) out.password = crypto::SecretBytes(as_bytes(*password));
  return out;
}

Result<bool> sends_receipts(store::Database& db) {
  STILLE_TRY(const auto value, setting(db, "receipts"));
  return value == "on";
}

Result<std::size_t> daily_measure(store::Database& db) {
  STILLE_TRY(const auto value, setting(db, "keep.measure"));
  return value == "10" ? std::size_t{10} : static_cast<std::size_t>(value.front() - '0');
}

}  // namespace stille::client
