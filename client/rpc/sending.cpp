#include "client/rpc/sending.hpp"

#include "client/rpc/method_table.hpp"

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
    case Errc::bad_encoding:
      return fault(FaultCode::invalid_argument, "The text is not UTF-8.", {{"about", "text"}});
    case Errc::invalid_argument:
      return fault(FaultCode::invalid_argument, "There is no text to send.", {{"about", "text"}});
    default:
      return fault_from(error);
  }
}

}  // namespace stille::rpc
