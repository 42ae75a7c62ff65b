// What is done to a message that was said: reactions, edits, deletions; and everything that is known of one.
#include <array>

#include "client/core/talk.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/message_json.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/said_text.hpp"
#include "client/rpc/service.hpp"
#include "client/rpc/views_json.hpp"
#include "client/wire/formatting.hpp"

namespace stille::rpc {
namespace {

Fault message_fault(const Error& error, const std::string& name) {
  switch (error.code) {
    case Errc::not_found:
      return nothing_called("message", name);
    case Errc::ambiguous:
      return fault(FaultCode::ambiguous, "`" + name + "` fits more than one message.", {{"about", name}});
    case Errc::wrong_state:
      return fault(FaultCode::invalid_argument, "This message is deleted, or nothing can be sent there now.",
                   {{"about", name}});
    case Errc::invalid_argument:
      return fault(FaultCode::invalid_argument, "That is possible with your own messages only.",
                   {{"about", name}});
    case Errc::bad_value:
      return fault(FaultCode::invalid_argument, "A reaction is one sign or a short word, without blanks.",
                   {{"about", "reaction"}});
    case Errc::limit_reached:
      return fault(FaultCode::invalid_argument, "This message was changed too often.", {{"about", name}});
    case Errc::bad_encoding:
      return fault(FaultCode::invalid_argument, "The text is not UTF-8.", {{"about", "text"}});
    case Errc::too_large:
      return too_long_caption();  // a text was looked at before
    default:
      return fault_from(error);
  }
}

Answer described(Service& service, const client::MessageView& message) {
  return MessageWriter(service.engine()).describe(message);
}

Answer changed(Service& service, const Result<client::MessageView>& message, const std::string& name) {
  if (message.has_error()) return message_fault(message.error(), name);
  service.go_online();
  return described(service, message.value());
}

Json spans_of(const std::string& text) {
  Json out = Json::array();
  for (const auto& span : client::wire::parse_formatting(text)) {
    out.push_back({{"style", name_of(span.style)},
                   {"begin", span.begin},
                   {"inner_begin", span.inner_begin},
                   {"inner_end", span.inner_end},
                   {"end", span.end}});
  }
  return out;
}

Answer show_message(Service& service, const Json& params) {
  const auto name = text_or(params, "message");
  const auto message = service.engine().message(name);
  if (message.has_error()) return message_fault(message.error(), name);
  STILLE_TRY(auto out, described(service, message.value()));
  out["spans"] = spans_of(message.value().text);
  STILLE_TRY(const auto wordings, faulted(service.engine().talk().history(message.value().id)));
  out["history"] = Json::array();
  for (const auto& wording : wordings) {
    out["history"].push_back(
        {{"revision", wording.revision}, {"at", to_rfc3339(wording.at)}, {"text", wording.text}});
  }
  STILLE_TRY(const auto unreached, faulted(service.engine().talk().unreached(message.value().id)));
  MessageWriter writer(service.engine());
  for (const auto& one : unreached)
    out["unreached"].push_back({{"who", writer.person(one.id)}, {"state", name_of(one.how)}});
  return out;
}

Answer react(Service& service, const Json& params) {
  const auto name = text_or(params, "message");
  return changed(service, service.engine().talk().react(name, text_or(params, "reaction")), name);
}

Answer edit(Service& service, const Json& params) {
  const auto name = text_or(params, "message");
  const auto text = text_or(params, "text");
  STILLE_TRYV(check_text(text));
  std::optional<bool> question;
  if (params.contains("question")) question = flag_or(params, "question", false);
  return changed(service, service.engine().talk().edit(name, text, question), name);
}

Answer erase(Service& service, const Json& params) {
  const auto name = text_or(params, "message");
  const bool everyone = flag_or(params, "everyone", false);
  const auto message = service.engine().message(name);
  if (message.has_error()) return message_fault(message.error(), name);
  const auto done = service.engine().talk().erase(name, everyone);
  if (done.has_error()) return message_fault(done.error(), name);
  if (everyone) service.go_online();
  return Json{{"v", 1}, {"type", "deleted"}, {"id", message.value().id}, {"everyone", everyone}};
}

using enum ParamType;
constexpr Param kMessage{"message", text, true, "The m_ id, or a unique beginning of it"};
constexpr std::array kShow{kMessage};
constexpr std::array kReact{
    kMessage, Param{"reaction", text, true, "A sign or a short word, at most 48 bytes; empty: back"}};
constexpr std::array kEdit{
    kMessage, Param{"text", text, true, "UTF-8, at most 60,000 bytes"},
    Param{"question", flag, false, "Whether it waits for an answer; as before when absent"}};
constexpr std::array kErase{kMessage,
                            Param{"everyone", flag, false, "For the other person too; own messages only"}};

constexpr std::array kMethods{
    Method{"message.show",
           "One message with its formatting, every wording it had, and in a group whom it has not reached",
           "the message, spans: [{style, begin, inner_begin, inner_end, end}] in bytes, history,"
           " unreached?: [{who, state: queued, sent or left_out}]",
           kShow, show_message},
    Method{"message.react", "Reacts to a message; one reaction for each person", "the message", kReact,
           react},
    Method{"message.edit", "Gives an own text a new wording; both sides keep the earlier ones", "the message",
           kEdit, edit},
    Method{"message.delete", "Erases a message", "{id, everyone}", kErase, erase},
};

}  // namespace

std::span<const Method> changing_methods() {
  return kMethods;
}

}  // namespace stille::rpc
