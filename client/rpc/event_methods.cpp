// The log of events, its cursors, and one round of taking in and sending.
#include <algorithm>
#include <array>

#include "client/rpc/find_contact.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/service.hpp"
#include "client/rpc/views_json.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

using client::EventType;
using client::EventView;

struct Wish {
  std::uint64_t after = 0;
  std::size_t most = 0;
  std::vector<EventType> types;
  std::vector<std::string> from;
};

/// Before the first event, not when one is to be acknowledged.
Outcome<void> check_cursor(const Json& params) {
  const auto name = text_or(params, "cursor");
  if (!params.contains("cursor") || (!name.empty() && name.size() <= client::kLongestAlias)) {
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  }
  return fault(FaultCode::invalid_argument, "The name of a cursor has 1 to 64 bytes.", {{"about", "cursor"}});
}

Outcome<Wish> wish_of(Service& service, const Json& params) {
  Wish out;
  STILLE_TRYV(check_cursor(params));
  out.most = static_cast<std::size_t>(
      std::min<std::int64_t>(whole_or(params, "max", 64), static_cast<std::int64_t>(client::kMostRows)));
  for (const auto& name : texts_or_none(params, "types")) {
    auto type = client::parse_event_type(name);
    if (type.has_error()) {
      return fault(FaultCode::invalid_argument, "`" + name + "` is not a type of event.", {{"about", name}});
    }
    out.types.push_back(type.value());
  }
  for (const auto& name : texts_or_none(params, "from")) {
    if (names_group(name)) {
      STILLE_TRY(auto group, find_group(service.engine(), name));
      out.from.push_back(group.id);
      continue;
    }
    STILLE_TRY(auto contact, find_contact(service.engine(), name));
    out.from.push_back(contact.id);
  }
  if (params.contains("after")) {
    out.after = static_cast<std::uint64_t>(whole_or(params, "after", 0));
  } else if (params.contains("cursor")) {
    STILLE_TRY(out.after, faulted(service.engine().cursor(text_or(params, "cursor"))));
  } else {
    out.after = service.engine().last_event();
  }
  return out;
}

bool wanted(const EventView& event, const Wish& wish) {
  if (wish.from.empty()) return true;
  std::string who = event.message ? event.message->contact : "";
  if (event.contact) who = event.contact->id;
  if (event.group && std::ranges::find(wish.from, event.group->id) != wish.from.end()) return true;
  return std::ranges::find(wish.from, who) != wish.from.end();
}

/// What there is now; moves `after` past everything that was looked at.
Result<Json> take(const client::Engine& engine, Wish& wish) {
  Json out = Json::array();
  while (out.size() < wish.most) {
    const auto before = engine.last_event();
    STILLE_TRY(auto events, engine.events_after(wish.after, wish.most - out.size(), wish.types));
    if (events.empty()) {
      wish.after = std::max(wish.after, before);
      break;
    }
    for (const auto& event : events) {
      if (wanted(event, wish)) out.push_back(to_json(event));
    }
    wish.after = events.back().seq;
  }
  return out;
}

/// The connections as one word for all of them, to notice that they are others.
std::string connections(const Service& service) {
  std::string out;
  for (const auto& relay : service.relays()) out += (out.empty() ? "" : " ") + std::string(relay.state);
  return out;
}

asio::awaitable<Answer> next_events(Service& service, Json params) {
  STILLE_CO_TRY(auto wish, wish_of(service, params));
  const bool watches = params.contains("connections");
  const auto deadline = deadline_or(params, milliseconds(0));
  // Asked again and again: what a back-off has put off stays so.
  if (whole_or(params, "timeout_ms", 0) > 0 && !service.online()) service.go_online();
  for (;;) {
    STILLE_CO_TRY(auto events, faulted(take(service.engine(), wish)));
    auto connected = connections(service);
    const bool changed = watches && connected != text_or(params, "connections");
    const bool enough = !events.empty() || wish.most == 0 || changed;
    if (enough || std::chrono::steady_clock::now() >= deadline) {
      Json out;
      out["events"] = std::move(events);
      out["next"] = wish.after;
      if (watches) out["connections"] = std::move(connected);
      co_return out;
    }
    co_await service.changes().next(deadline);
  }
}

Answer acknowledge(Service& service, const Json& params) {
  STILLE_TRYV(check_cursor(params));
  const auto seq = static_cast<std::uint64_t>(whole_or(params, "seq", 0));
  auto done = service.engine().acknowledge(text_or(params, "cursor"), seq);
  if (done.has_error() && done.error().code == Errc::bad_value) {
    return fault(FaultCode::invalid_argument, "The log does not go that far.", {{"about", "seq"}});
  }
  STILLE_TRYV(faulted(std::move(done)));
  return Json::object();
}

// --- One round ---

struct Tally {
  std::size_t received = 0;
  std::size_t sent = 0;
  std::size_t delivered = 0;
  std::vector<std::string> connected;
};

Result<Tally> tally_since(const client::Engine& engine, std::uint64_t seq) {
  Tally out;
  for (;;) {
    STILLE_TRY(auto events, engine.events_after(seq, client::kMostRows));
    if (events.empty()) return out;
    seq = events.back().seq;
    for (const auto& event : events) {
      out.received += event.type == EventType::message ? 1U : 0U;
      out.sent += event.type == EventType::delivery && event.state == "sent" ? 1U : 0U;
      out.delivered += event.type == EventType::delivery && event.state == "delivered" ? 1U : 0U;
      if (event.type == EventType::contact && event.contact) out.connected.push_back(event.contact->alias);
    }
  }
}

Json open_work(Service& service) {
  Json out = Json::array();
  for (const auto& pending : service.engine().pending()) {
    if (pending.envelopes + pending.waiting + pending.tasks > 0) out.push_back(to_json(pending));
  }
  return out;
}

// A relay that refuses is not asked again and again within one round: the round ends when each relay has been
// brought up to date or has failed to answer.
asio::awaitable<Answer> synchronise(Service& service, Json params) {
  const auto deadline = deadline_or(params, seconds(30));
  const auto start = service.engine().last_event();
  service.go_online();
  while (!service.tried()) {
    if (!co_await service.changes().next(deadline)) break;
  }
  STILLE_CO_TRYV(faulted(service.engine().send_receipts()));
  while (!service.tried()) {
    if (!co_await service.changes().next(deadline)) break;
  }
  STILLE_CO_TRY(auto tally, faulted(tally_since(service.engine(), start)));
  std::ranges::sort(tally.connected);
  const auto repeated = std::ranges::unique(tally.connected);
  tally.connected.erase(repeated.begin(), repeated.end());
  Json out;
  out["v"] = 1;
  out["type"] = "sync";
  out["received"] = tally.received;
  out["sent"] = tally.sent;
  out["delivered"] = tally.delivered;
  out["contacts"] = tally.connected;
  out["open"] = open_work(service);
  if (!service.settled()) out["error"] = to_json(service.why_not_yet());
  co_return out;
}

using enum ParamType;
constexpr std::array kNext{
    Param{"cursor", text, false, "Continue behind what this cursor has acknowledged"},
    Param{"after", whole, false, "Continue behind this sequence number; without either: only what is new"},
    Param{"from", texts, false, "Only what concerns these people"},
    Param{"types", texts, false, "Only these types"},
    Param{"max", whole, false, "At most so many; 64 when absent"},
    Param{"connections", text, false,
          "What the last answer called so, empty at first: returns when the relays' connections are others"},
    Param{"timeout_ms", whole, false, "How long to wait for the first"}};
constexpr std::array kAck{Param{"cursor", text, true, "Its name; made by its first use"},
                          Param{"seq", whole, true, "Everything up to here is done with"}};
constexpr std::array kSync{Param{"timeout_ms", whole, false, "At most so long; 30,000 when absent"}};

constexpr std::array kMethods{
    Method{"events.next", "Waits for events", "{events, next: where to continue, connections?}", kNext,
           nullptr, next_events},
    Method{"cursor.ack", "Moves a cursor, durably", "{}", kAck, acknowledge},
    Method{"sync", "Takes in everything that waits and sends everything that can leave",
           "{received, sent, delivered, contacts, open, error?}", kSync, nullptr, synchronise},
};

}  // namespace

std::span<const Method> event_methods() {
  return kMethods;
}

}  // namespace stille::rpc
