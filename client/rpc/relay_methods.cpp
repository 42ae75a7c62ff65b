// Which relays the profile uses and what for, and moving to another one.
#include <algorithm>
#include <array>

#include "client/rpc/method_table.hpp"
#include "client/rpc/service.hpp"
#include "client/store/tables/mailboxes.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

using client::store::RelayUse;

Outcome<std::vector<RelayUse>> uses_of(Service& service) {
  return faulted(service.engine().relay_uses());
}

Json to_json(const RelayUse& use, bool own, const std::vector<RelayStatus>& states) {
  Json out{{"v", 1}, {"type", "relay"}, {"relay", use.relay}, {"own", own}};
  const auto state = std::ranges::find(states, use.relay, &RelayStatus::address);
  out["state"] = state == states.end() ? "offline" : state->state;
  if (state != states.end() && state->failure) out["error"] = rpc::to_json(*state->failure);
  out["conversations"] = use.conversations;
  out["making"] = use.making;
  out["retiring"] = use.retiring;
  return out;
}

Answer list_relays(Service& service, const Json&) {
  STILLE_TRY(const auto uses, uses_of(service));
  const auto states = service.relays();
  Json out{{"relays", Json::array()}};
  for (const auto& use : uses) out["relays"].push_back(to_json(use, &use == &uses.front(), states));
  return out;
}

/// Conversations that still come over other relays.
std::size_t left_behind(const std::vector<RelayUse>& uses) {
  std::size_t out = 0;
  for (const auto& use : uses) out += &use == &uses.front() ? 0 : use.conversations;
  return out;
}

asio::awaitable<Answer> move_relay(Service& service, Json params) {
  const auto moved = service.engine().move_relay(text_or(params, "relay"));
  if (moved.has_error() && moved.error().code == Errc::wrong_state) {
    co_return fault(FaultCode::invalid_argument, "The profile is at this relay already.",
                    {{"about", "relay"}});
  }
  if (moved.has_error() && fault_from(moved.error()).code == FaultCode::invalid_argument) {
    co_return fault(FaultCode::invalid_argument, "This is neither a relay's address nor an invitation.",
                    {{"about", "relay"}});
  }
  STILLE_CO_TRYV(faulted(std::move(moved)));
  const auto deadline = deadline_or(params, seconds(10));
  service.go_online();
  for (;;) {
    STILLE_CO_TRY(const auto uses, uses_of(service));
    const bool made = uses.front().making == 0;
    if (made || std::chrono::steady_clock::now() >= deadline) {
      Json out{{"relay", uses.front().relay}, {"made", made}, {"left", left_behind(uses)}};
      if (!made) out["error"] = rpc::to_json(service.why_not_yet());
      co_return out;
    }
    co_await service.changes().next(deadline);
  }
}

using enum ParamType;
constexpr std::array kMove{
    Param{"relay", text, true, "stille://…, or an invitation stille://…/r#CODE"},
    Param{"timeout_ms", whole, false, "How long the new relay may take; 10,000 when absent"}};

constexpr std::array kMethods{
    Method{"relay.list", "The relays that the profile uses, its own first", "{relays}", {}, list_relays},
    Method{"relay.move",
           "Makes another relay the profile's own; conversations follow by themselves, and the old relay is "
           "read until they have",
           "{relay, made, left: conversations that still come over other relays, error?}", kMove, nullptr,
           move_relay},
};

}  // namespace

std::span<const Method> relay_methods() {
  return kMethods;
}

}  // namespace stille::rpc
