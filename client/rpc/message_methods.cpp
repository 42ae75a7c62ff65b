// Sending, and reading what was said.
#include <algorithm>
#include <array>
#include <set>

#include "client/core/conversations.hpp"
#include "client/core/groups.hpp"
#include "client/core/talk.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/message_json.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/said_text.hpp"
#include "client/rpc/sending.hpp"
#include "client/rpc/service.hpp"
#include "client/rpc/views_json.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

using client::MessageState;

/// One recipient of a call: the message made for them, or why there is none.
struct Delivery {
  Json to;
  std::string id;
  std::optional<Fault> refused;
  std::optional<client::LaterView> waits;  // it was given this key before, and waits for its time
};

bool is_about_reply(const Error& error) {
  return error.code == Errc::not_found || error.code == Errc::ambiguous;
}

// Nothing is stored for a time that has passed: it is only asked what waits.
std::optional<client::LaterView> waiting_already(client::Engine& engine, std::string_view conversation,
                                                 const client::TextDraft& draft) {
  auto found = engine.drafts().send_later(conversation, draft, TimePoint());
  return found ? std::optional(std::move(found).value()) : std::nullopt;
}

template <class Send>
void queue(client::Engine& engine, std::string_view conversation, Delivery& out, const Json& params,
           const client::ContactView& to, Send send) {
  const auto text = text_or(params, "text");
  const auto key = text_or(params, "key");
  const auto reply = text_or(params, "reply");
  const auto expire = own_time(params);
  if (expire.has_error()) {
    out.refused = expire.error();
    return;
  }
  const client::TextDraft draft{.text = text,
                                .key = key,
                                .reply = reply,
                                .question = flag_or(params, "question", false),
                                .expire = expire.value()};
  const auto made = send(draft);
  if (made) {
    out.id = made.value().id;
    return;
  }
  if (made.error().code == Errc::already_exists) out.waits = waiting_already(engine, conversation, draft);
  if (!out.waits) {
    out.refused =
        is_about_reply(made.error()) ? nothing_called("message", reply) : send_fault(made.error(), to);
  }
}

Delivery queue_for_group(Service& service, const std::string& name, const Json& params) {
  auto group = find_group(service.engine(), name);
  if (group.has_error()) return {.to = {{"asked", name}}, .id = {}, .refused = group.error(), .waits = {}};
  Delivery out{.to = reference_to(group.value()), .id = {}, .refused = {}, .waits = {}};
  if (group.value().standing != client::GroupStanding::member) {
    out.refused = not_in_group(service.engine(), name);
    return out;
  }
  queue(service.engine(), group.value().conversation, out, params, {}, [&](const client::TextDraft& draft) {
    return service.engine().groups().send(group.value().id, draft);
  });
  return out;
}

Delivery queue_for(Service& service, const std::string& name, const Json& params) {
  if (names_group(name)) return queue_for_group(service, name, params);
  auto contact = find_conversation(service.engine(), name);
  if (contact.has_error())
    return {.to = {{"asked", name}}, .id = {}, .refused = contact.error(), .waits = {}};
  Delivery out{.to = reference_to(contact.value()), .id = {}, .refused = {}, .waits = {}};
  queue(service.engine(), contact.value().conversation, out, params, contact.value(),
        [&](const client::TextDraft& draft) {
          return service.engine().talk().send(contact.value().conversation, draft);
        });
  return out;
}

// `failed` counts as an end: waiting longer changes nothing.
bool reached(MessageState state, MessageState wanted) {
  if (state == MessageState::failed || state == MessageState::delivered || state == MessageState::read)
    return true;
  return wanted == MessageState::queued || (wanted == MessageState::sent && state == MessageState::sent);
}

bool all_reached(Service& service, const std::vector<Delivery>& deliveries, MessageState wanted) {
  for (const auto& delivery : deliveries) {
    if (delivery.refused || delivery.waits) continue;
    const auto message = service.engine().message(delivery.id);
    if (message && !reached(message.value().state, wanted)) return false;
  }
  return true;
}

Json result_of(Service& service, const Delivery& delivery, MessageState wanted) {
  if (delivery.waits) return to_json(*delivery.waits);
  Json out;
  out["v"] = 1;
  out["type"] = "sent";
  out["to"] = delivery.to;
  if (delivery.refused) {
    out["error"] = to_json(*delivery.refused);
    return out;
  }
  out["id"] = delivery.id;
  const auto message = service.engine().message(delivery.id);
  if (message.has_error()) {
    out["error"] = to_json(fault_from(message.error()));
    return out;
  }
  out["at"] = to_rfc3339(message.value().at);
  out["state"] = client::name_of(message.value().state);
  if (message.value().expire_after.count() > 0)
    out["expire_ms"] = milliseconds(message.value().expire_after).count();
  if (message.value().state == MessageState::failed) {
    out["error"] = to_json(fault(FaultCode::relay_refused));
  } else if (!reached(message.value().state, wanted)) {
    out["error"] = to_json(service.why_not_yet());
  }
  return out;
}

asio::awaitable<Answer> send_message(Service& service, Json params) {
  STILLE_CO_TRYV(check_text(text_or(params, "text")));
  const auto deadline = deadline_or(params, seconds(10));
  STILLE_CO_TRY(const auto wanted, wanted_state(params));
  STILLE_CO_TRY(const auto names, recipients(params));
  std::vector<Delivery> deliveries;
  std::set<std::string> seen;
  for (const auto& name : names) {
    if (seen.insert(who_is_meant(service.engine(), name)).second)
      deliveries.push_back(queue_for(service, name, params));
  }
  service.go_online();
  while (!all_reached(service, deliveries, wanted)) {
    if (!co_await service.changes().next(deadline)) break;
  }
  Json out;
  out["results"] = Json::array();
  for (const auto& delivery : deliveries) out["results"].push_back(result_of(service, delivery, wanted));
  co_return out;
}

constexpr std::int64_t kUsualStretch = 50;

TimePoint time_of(std::int64_t ms) {
  return TimePoint(milliseconds(ms));
}

client::MessageRange range_of(const Json& params) {
  client::MessageRange range;
  const auto last = whole_or(params, "last", static_cast<std::int64_t>(range.last));
  range.last = static_cast<std::size_t>(std::min<std::int64_t>(last, client::kMostRows));
  if (params.contains("since_ms")) range.since = time_of(whole_or(params, "since_ms", 0));
  if (params.contains("until_ms")) range.until = time_of(whole_or(params, "until_ms", 0));
  return range;
}

Json described(Service& service, const std::vector<client::MessageView>& messages) {
  MessageWriter writer(service.engine());
  Json out = Json::array();
  for (const auto& message : messages) out.push_back(writer.describe(message));
  return out;
}

Answer read_log(Service& service, const Json& params) {
  STILLE_TRY(const auto contact, find_readable(service.engine(), text_or(params, "contact")));
  const auto seq = service.engine().last_event();
  STILLE_TRY(auto messages, faulted(service.engine().messages(contact.conversation, range_of(params))));
  return Json{{"messages", described(service, messages)}, {"seq", seq}};
}

Answer read_around(Service& service, const Json& params) {
  STILLE_TRY(const auto contact, find_readable(service.engine(), text_or(params, "conversation")));
  const auto message = text_or(params, "message");
  const auto before = whole_or(params, "before", kUsualStretch);
  const auto after = whole_or(params, "after", 0);
  if (before < 0 || after < 0)
    return fault(FaultCode::invalid_argument, "A number of messages is not negative.",
                 {{"about", before < 0 ? "before" : "after"}});
  const auto seq = service.engine().last_event();
  auto found = service.engine().conversations().around(
      contact.conversation, message, static_cast<std::size_t>(before), static_cast<std::size_t>(after));
  if (found.has_error() && found.error().code == Errc::not_found) return nothing_called("message", message);
  STILLE_TRY(const auto stretch, faulted(std::move(found)));
  return Json{{"messages", described(service, stretch.messages)},
              {"older", stretch.older},
              {"newer", stretch.newer},
              {"seq", seq}};
}

// With every wording: nothing of what was said is left out.
Answer read_page(Service& service, const Json& params) {
  STILLE_TRY(auto contact, find_readable(service.engine(), text_or(params, "conversation")));
  const auto after = whole_or(params, "after", 0);
  const auto limit = whole_or(params, "limit", static_cast<std::int64_t>(client::kMostRows));
  if (after < 0 || limit < 1) {
    return fault(FaultCode::invalid_argument, "A page begins at 0 and has at least one message.",
                 {{"about", "limit"}});
  }
  auto& engine = service.engine();
  STILLE_TRY(const auto page,
             faulted(engine.conversations().page(contact.conversation, static_cast<std::uint64_t>(after),
                                                 static_cast<std::size_t>(limit))));
  MessageWriter writer(engine);
  Json out;
  out["messages"] = Json::array();
  for (const auto& message : page.messages) {
    auto object = writer.describe(message);
    if (message.revision > 0) {
      STILLE_TRY(const auto wordings, faulted(engine.talk().history(message.id)));
      for (const auto& wording : wordings) {
        object["wordings"].push_back(
            {{"revision", wording.revision}, {"text", wording.text}, {"at", to_rfc3339(wording.at)}});
      }
    }
    out["messages"].push_back(std::move(object));
  }
  if (page.next) out["next"] = *page.next;
  return out;
}

using enum ParamType;
constexpr std::array kSend{
    Param{"to", texts, true, "1 to 100 people or groups (#alias)"},
    Param{"text", text, true, "UTF-8, at most 60,000 bytes"},
    Param{"reply", text, false, "The m_ id of the message that this answers"},
    Param{"question", flag, false, "Marks it as a question that waits for an answer"},
    Param{"expire_ms", whole, false, "This one message goes after so long, on both sides"},
    Param{"key", text, false, "The same key again for the same person gives the same message"},
    Param{"wait", text, false, "queued, sent (when absent) or delivered"},
    Param{"timeout_ms", whole, false, "How long to wait for that; 10,000 when absent"}};
constexpr std::array kLog{Param{"contact", text, true, "A person, or a group (#alias)"},
                          Param{"last", whole, false, "The newest so many; 50 when absent, at most 1,000"},
                          Param{"since_ms", whole, false, "Not older than this, milliseconds since 1970"},
                          Param{"until_ms", whole, false, "Not newer than this, milliseconds since 1970"}};

constexpr std::array kAround{
    Param{"conversation", text, true, "A person, a group (#alias), or `self`"},
    Param{"message", text, false, "The m_ id that it is about; the newest when absent"},
    Param{"before", whole, false, "So many up to it and with it; 50 when absent"},
    Param{"after", whole, false, "So many that follow it; together at most 1,000"}};
constexpr std::array kPage{
    Param{"conversation", text, true, "Whose conversation; `self` for the note to self"},
    Param{"after", whole, false, "`next` of the page before; absent: from the beginning"},
    Param{"limit", whole, false, "At most so many; 1,000 when absent"}};

constexpr std::array kMethods{
    Method{"message.send", "Stores a message for each recipient, sends it and waits for the state asked for",
           "{results: [{to, id, state, error?}]}", kSend, nullptr, send_message},
    Method{"log.page", "A whole conversation in its order, page by page, with every wording",
           "{messages, next?: what to continue after}", kPage, read_page},
    Method{"log.around", "What stands around a message, oldest first",
           "{messages, older, newer: whether there is more, seq}", kAround, read_around},
    Method{"log", "What was said, oldest first", "{messages, seq: the event to follow from}", kLog, read_log},
};

}  // namespace

std::span<const Method> message_methods() {
  return kMethods;
}

}  // namespace stille::rpc
