// The profile itself: its state, its settings, and a look at everything that could be wrong.
#include <algorithm>
#include <array>

#include "client/core/leaving.hpp"
#include "client/rpc/check_proxy.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/open_rpc.hpp"
#include "client/rpc/service.hpp"
#include "client/rpc/views_json.hpp"
#include "client/store/tables/mailboxes.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

Json to_json(const RelayStatus& status) {
  Json out;
  out["relay"] = status.address;
  out["state"] = status.state;
  if (status.failure) out["error"] = rpc::to_json(*status.failure);
  if (status.certificate_expired) out["certificate_expired"] = true;
  if (status.clock_skew) out["clock_skew_ms"] = status.clock_skew->count();
  return out;
}

Json relays_of(const Service& service) {
  Json out = Json::array();
  for (const auto& status : service.relays()) out.push_back(to_json(status));
  return out;
}

/// Empty: none.
std::string proxy_of(const client::Engine& engine) {
  const auto proxy = engine.config("proxy");
  return proxy && proxy.value() != "none" ? proxy.value() : std::string();
}

bool is_of_proxy(const RelayStatus& status) {
  return status.failure && (status.failure->code == FaultCode::proxy_unreachable ||
                            status.failure->code == FaultCode::proxy_refused);
}

/// What this machine calls the profile: its folder, in which files of messages have one.
std::string called(client::Engine& engine) {
  return engine.attachments().folder().parent_path().filename().string();
}

Answer show_status(Service& service, const Json&) {
  auto& engine = service.engine();
  STILLE_TRY(auto contacts, faulted(engine.contacts()));
  STILLE_TRY(auto requests, faulted(engine.requests()));
  std::size_t left = 0;  // conversations that still come over another relay
  Json out;
  out["v"] = 1;
  out["type"] = "status";
  out["profile"] = rpc::to_json(engine.profile());
  out["profile"]["called"] = called(engine);
  out["online"] = service.online();
  if (const auto proxy = proxy_of(engine); !proxy.empty()) out["proxy"] = proxy;
  out["relays"] = relays_of(service);
  STILLE_TRY(const auto uses, faulted(engine.relay_uses()));
  for (std::size_t i = 1; i < uses.size(); ++i) left += uses[i].conversations;
  if (left > 0) out["moving"] = left;
  out["contacts"] = contacts.size();
  out["requests"] = requests.size();
  out["events"] = engine.last_event();
  out["tokens"] = rpc::to_json(engine.purse());
  out["pending"] = Json::array();
  for (const auto& pending : engine.pending()) out["pending"].push_back(rpc::to_json(pending));
  return out;
}

Json check(std::string_view name, bool fine, Json about = Json::object()) {
  Json out;
  out["v"] = 1;
  out["type"] = "check";
  out["name"] = name;
  out["ok"] = fine;
  for (const auto& [key, value] : about.items()) out[key] = value;
  return out;
}

Json examine_database(client::Engine& engine) {
  const auto whole = engine.leaving().is_whole();
  if (whole && whole.value()) return check("database", true);
  const auto why = whole ? fault(FaultCode::damaged) : fault_from(whole.error());
  return check("database", false, {{"error", to_json(why)}});
}

constexpr auto kSkewAllowed = std::chrono::minutes(2);

asio::awaitable<Answer> examine(Service& service, Json params) {
  const auto deadline = deadline_or(params, seconds(10));
  service.go_online();
  while (!service.tried()) {
    if (!co_await service.changes().next(deadline)) break;
  }
  auto& engine = service.engine();
  const auto profile = engine.profile();
  const auto counters = engine.counters();
  Json checks = Json::array();
  checks.push_back(check("profile", !profile.rolled_back, {{"rolled_back", profile.rolled_back}}));
  // It reads every page, and nothing else is answered meanwhile.
  if (!flag_or(params, "connection_only", false)) checks.push_back(examine_database(engine));
  if (const auto proxy = proxy_of(engine); !proxy.empty())
    checks.push_back(check("proxy", std::ranges::none_of(service.relays(), is_of_proxy), {{"proxy", proxy}}));
  for (const auto& status : service.relays()) {
    checks.push_back(check("relay", status.state == "connected", to_json(status)));
    if (status.state == "connected") {
      checks.push_back(
          check("certificate", !status.certificate_expired, {{"expired", status.certificate_expired}}));
    }
    if (status.clock_skew) {
      checks.push_back(check("clock", std::chrono::abs(*status.clock_skew) < kSkewAllowed,
                             {{"clock_skew_ms", status.clock_skew->count()}}));
    }
  }
  const auto purse = engine.purse();
  const bool given = !purse.invitation || !purse.invitation->error || purse.tokens > 0;
  checks.push_back(check("tokens", !purse.refused && given, rpc::to_json(purse)));
  checks.push_back(check("envelopes", counters.undecryptable == 0,
                         {{"undecryptable", counters.undecryptable},
                          {"duplicates", counters.duplicates},
                          {"unknown_mailbox", counters.unknown_mailbox}}));
  co_return Json{{"checks", std::move(checks)}};
}

asio::awaitable<Answer> invite_to_relay(Service& service, Json params) {
  const auto added = service.engine().add_relay_invitation(text_or(params, "invitation"));
  if (added.has_error()) {
    switch (added.error().code) {
      case Errc::bad_value:
        co_return fault(FaultCode::invalid_argument,
                        "This is an invitation to another relay than this profile's.",
                        {{"about", "invitation"}});
      case Errc::invalid_argument:
      case Errc::bad_encoding:
      case Errc::bad_length:
        co_return fault(FaultCode::invalid_argument, "This is no invitation to a relay.",
                        {{"about", "invitation"}});
      default:
        co_return fault_from(added.error());
    }
  }
  const auto deadline = deadline_or(params, seconds(10));
  service.go_online();
  for (;;) {
    STILLE_CO_TRY(auto view, faulted(service.engine().relay_invitation(added.value().id)));
    if (view.error) co_return redemption_fault(*view.error);
    if (!view.open || std::chrono::steady_clock::now() >= deadline) {
      Json out{{"relay", service.engine().profile().relay}, {"redeemed", !view.open}};
      out["left"] = service.engine().purse().tokens;
      if (view.open) out["error"] = to_json(service.why_not_yet());
      co_return out;
    }
    co_await service.changes().next(deadline);
  }
}

Answer list_config(Service& service, const Json&) {
  Json out;
  out["settings"] = Json::array();
  for (const auto& entry : service.engine().config_entries()) {
    out["settings"].push_back(
        Json{{"key", entry.key}, {"value", entry.value}, {"is_default", entry.is_default}});
  }
  return out;
}

Fault config_fault(const Error& error, const std::string& key) {
  if (error.code == Errc::invalid_argument) return nothing_called("setting", key);
  if (error.code == Errc::bad_value) {
    return fault(FaultCode::invalid_argument, "This value does not fit the setting.", {{"about", key}});
  }
  return fault_from(error);
}

Answer get_config(Service& service, const Json& params) {
  const auto key = text_or(params, "key");
  auto value = service.engine().config(key);
  if (value.has_error()) return config_fault(value.error(), key);
  return Json{{"key", key}, {"value", value.value()}};
}

Answer set_config(Service& service, const Json& params) {
  const auto key = text_or(params, "key");
  const auto value = text_or(params, "value");
  const auto password = text_or(params, "password");
  if (key == "proxy") {
    STILLE_TRYV(check_proxy(value, password));
  }
  const crypto::SecretBytes secret(as_bytes(password));
  auto done = service.engine().set_config(key, value, secret);
  if (done.has_error()) return config_fault(done.error(), key);
  if (key == "proxy") service.reroute();
  return get_config(service, params);
}

Answer discover(Service&, const Json&) {
  return open_rpc();
}

using enum ParamType;
constexpr std::array kKey{Param{"key", text, true, "Name of the setting"}};
constexpr std::array kKeyValue{Param{"key", text, true, "Name of the setting"},
                               Param{"value", text, true, "Its new value, as text"},
                               Param{"password", text, false, "Of a proxy with a user"}};
constexpr std::array kRelayInvitation{Param{"invitation", text, true, "stille://…/r#CODE, or the code alone"},
                                      Param{"timeout_ms", whole, false, "How long the relay may take"}};
constexpr std::array kPatience{Param{"timeout_ms", whole, false, "How long the relays may take"}};
constexpr std::array kExamine{
    Param{"timeout_ms", whole, false, "How long the relays may take"},
    Param{"connection_only", flag, false, "Leaves out what reads the whole database"}};

Answer lock(Service& service, const Json&) {
  service.end_process();
  return Json::object();
}

constexpr std::array kMethods{
    Method{"profile.status",
           "The profile, its relays and what still has to leave",
           "{profile, relays, ...}",
           {},
           show_status},
    Method{"relay.invite", "Takes an invitation to the profile's relay and redeems it for tokens",
           "{relay, redeemed, left, error?}", kRelayInvitation, nullptr, invite_to_relay},
    Method{"doctor", "Tries everything that could be wrong", "{checks: [{name, ok, ...}]}", kExamine, nullptr,
           examine},
    Method{"profile.lock", "Ends whoever owns the profile: its keys leave memory", "{}", {}, lock},
    Method{"config.list", "Every setting", "{settings}", {}, list_config},
    Method{"config.get", "One setting", "{key, value}", kKey, get_config},
    Method{"config.set", "Changes a setting", "{key, value}", kKeyValue, set_config},
    Method{"rpc.discover",
           "This table, as an OpenRPC document",
           "{openrpc, info, methods, components}",
           {},
           discover},
};

}  // namespace

std::span<const Method> profile_methods() {
  return kMethods;
}

}  // namespace stille::rpc
