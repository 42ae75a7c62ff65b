// show, react, edit, delete: one message.
#include "client/cli/command.hpp"
#include "client/cli/message_text.hpp"
#include "client/cli/words.hpp"
#include "client/core/message_views.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;

// The change is saved. Waiting a moment makes it leave now, if there is a connection.
Ran done(Context& context, const Json& result, std::string_view sentence) {
  if (!context.output.for_people()) context.output.record(result, {"id", "state", "text"});
  context.output.flush();
  STILLE_TRY(auto round, context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(10))}}));
  if (!round.contains("error")) {
    context.output.tell(sentence);
    return 0;
  }
  const auto why = rpc::fault_from(round["error"]);
  if (context.output.format() == Format::json) {
    context.output.complain(why);
  } else {
    context.output.tell("change.later");
  }
  return rpc::exit_code(why.code);
}

}  // namespace

Ran show_message(Context& context) {
  STILLE_TRY(auto message, context.call("message.show", {{"message", context.arguments.subject}}));
  if (!context.output.for_people()) {
    context.output.record(message, {"at", "from.alias", "text", "state", "id"});
    return 0;
  }
  context.output.line(for_reading(context, message));
  if (message["history"].size() < 2) return 0;
  context.output.line(context.say("show.history"));
  for (const auto& wording : message["history"]) {
    context.output.line(context.output.faint(context.when(wording["at"])) + "\n  " +
                        indented(printable(wording["text"].get<std::string>(), true)));
  }
  return 0;
}

Ran react(Context& context) {
  const auto& arguments = context.arguments;
  if (arguments.value.empty() != arguments.remove) {
    return fault(FaultCode::invalid_argument, "Say a reaction, or --remove.");
  }
  STILLE_TRY(auto message,
             context.call("message.react", {{"message", arguments.subject}, {"reaction", arguments.value}}));
  return done(context, message, arguments.remove ? "react.removed" : "react.done");
}

Ran edit_message(Context& context) {
  const auto& arguments = context.arguments;
  const bool from_stdin = arguments.value == "-";
  if ((!arguments.value.empty() && !from_stdin) || from_stdin == arguments.text.has_value()) {
    return fault(FaultCode::invalid_argument, "The text comes from one of: -m TEXT, or a final -.");
  }
  STILLE_TRY(const auto text, from_stdin ? text_from_stdin() : checked_text(*arguments.text));
  Json wishes{{"message", arguments.subject}, {"text", text}};
  if (arguments.question) wishes["question"] = true;
  STILLE_TRY(auto message, context.call("message.edit", wishes));
  return done(context, message, "edit.done");
}

Ran delete_message(Context& context) {
  const auto& arguments = context.arguments;
  STILLE_TRY(auto result, context.call("message.delete",
                                       {{"message", arguments.subject}, {"everyone", arguments.everyone}}));
  if (arguments.everyone) return done(context, result, "delete.everyone");
  if (!context.output.for_people()) context.output.record(result, {"id"});
  context.output.tell("delete.here");
  return 0;
}

}  // namespace stille::cli
