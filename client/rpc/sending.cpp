#include "client/rpc/sending.hpp"

#include "client/core/groups.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/views_json.hpp"
#include "client/wire/talk.hpp"

namespace stille::rpc {

using client::MessageState;

Outcome<std::vector<std::string>> recipients(const Json& params) {
  auto names = texts_or_none(params, "to");
  if (names.empty() || names.size() > kMostRecipients) {
    return fault(FaultCode::invalid_argument, "A message has 1 to 100 recipients.", {{"about", "to"}});
  }
  return names;
}

Outcome<MessageState> wanted_state(const Json& params) {
  const auto wait = text_or(params, "wait", "sent");
  if (wait == "queued") return MessageState::queued;
  if (wait == "sent") return MessageState::sent;
  if (wait == "delivered") return MessageState::delivered;
  return fault(FaultCode::invalid_argument, "`wait` is queued, sent or delivered.", {{"about", "wait"}});
}

Outcome<seconds> own_time(const Json& params) {
  if (!params.contains("expire_ms")) return seconds(0);
  const milliseconds wish(whole_or(params, "expire_ms", 0));
  if (wish < seconds(client::wire::kShortestTimer) || wish > seconds(client::wire::kLongestTimer)) {
    return fault(FaultCode::invalid_argument, "A message goes after 5 seconds to 366 days.",
                 {{"about", "expire_ms"}});
  }
  return std::chrono::duration_cast<seconds>(wish);
}

std::string who_is_meant(client::Engine& engine, const std::string& name) {
  if (names_group(name)) {
    const auto group = find_group(engine, name);
    return group ? group.value().conversation : name;
  }
  const auto person = find_conversation(engine, name);
  return person ? person.value().conversation : name;
}

Outcome<client::ContactView> addressee(client::Engine& engine, const std::string& name) {
  if (name == "self") return find_conversation(engine, name);
  if (!names_group(name)) return find_contact(engine, name);
  STILLE_TRY(const auto group, find_group(engine, name));
  if (group.standing != client::GroupStanding::member) return not_in_group(engine, name);
  return find_conversation(engine, name);
}

Fault send_fault(const Error& error, const client::ContactView& contact) {
  switch (error.code) {
    case Errc::forked:
    case Errc::untrusted_contact:
      return fault(FaultCode::untrusted_contact,
                   "Sending has stopped: the keys of this conversation are in "
                   "doubt.",
                   {{"about", contact.alias}, {"state", "forked"}});
    case Errc::wrong_state: {
      const auto state = client::name_of(contact.state);
      return fault(FaultCode::untrusted_contact,
                   "Nothing can be sent to this person: " + std::string(state) + ".",
                   {{"about", contact.alias}, {"state", state}});
    }
    case Errc::already_exists:
      return fault(FaultCode::already_exists, "This key was used for something else.", {{"about", "key"}});
    case Errc::bad_value:
      return fault(FaultCode::invalid_argument,
                   "A reply answers a message of the same conversation that is not deleted.",
                   {{"about", "reply"}});
    case Errc::limit_reached:
      return fault(
          FaultCode::invalid_argument,
          "In this conversation messages go earlier than that; one message may go sooner, not later.",
          {{"about", "expire_ms"}});
    case Errc::bad_encoding:
      return fault(FaultCode::invalid_argument, "The text is not UTF-8.", {{"about", "text"}});
    case Errc::invalid_argument:
      return fault(FaultCode::invalid_argument, "There is no text to send.", {{"about", "text"}});
    default:
      return fault_from(error);
  }
}

Json to_json(const client::LaterView& later) {
  Json out;
  out["v"] = 1;
  out["type"] = "later";
  out["id"] = later.id;
  out["to"] = reference_to(later.contact);
  out["at"] = to_rfc3339(later.due);
  out["text"] = later.text;
  if (!later.reply_to.empty()) out["reply"] = later.reply_to;
  out["question"] = later.question;
  if (later.problem) out["problem"] = name_of(*later.problem);
  return out;
}

}  // namespace stille::rpc
