// retention: how long messages are kept on this machine.
#include "client/cli/command.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;

std::string rule_words(const Context& context, const Json& view) {
  return context.say(std::string("retention.rule.") + view["rule"].get<std::string>());
}

Json asked(const Context& context) {
  Json out = Json::object();
  if (!context.arguments.subject.empty()) out["conversation"] = context.arguments.subject;
  if (!context.arguments.retention.rule.empty()) out["rule"] = context.arguments.retention.rule;
  return out;
}

void show(Context& context, const Json& view) {
  auto& output = context.output;
  if (!output.for_people()) return output.record(view, {"conversation.alias", "rule", "own", "hold"});
  const auto whose =
      view.contains("conversation") ? shown(view, "conversation.alias") : context.say("retention.all");
  std::string words = rule_words(context, view);
  if (view["own"] == false) words.append(" ").append(context.say("retention.follows"));
  if (view["hold"] == true) words.append(", ").append(context.say("retention.held"));
  output.line(output.bold(whose) + "  " + words);
}

std::string preview_words(const Context& context, const Json& view) {
  const auto count = view["messages"].get<std::size_t>();
  if (count == 0) return context.say("retention.nothing");
  return context.say("retention.would_go",
                     {std::to_string(count), context.when(view["oldest"]), context.when(view["newest"])});
}

}  // namespace

Ran retention_list(Context& context) {
  STILLE_TRY(auto answer, context.call("retention.list"));
  for (const auto& view : answer["rules"]) show(context, view);
  context.output.flush();
  return 0;
}

Ran retention_preview(Context& context) {
  STILLE_TRY(auto view, context.call("retention.preview", asked(context)));
  auto& output = context.output;
  if (!output.for_people()) {
    output.record(view, {"messages", "oldest", "newest"});
  } else {
    output.line(preview_words(context, view));
  }
  output.flush();
  return 0;
}

// What is erased does not come back: what would go at once is said first, and wants a yes.
Ran retention_set(Context& context) {
  const auto& wish = context.arguments.retention;
  auto params = asked(context);
  if (!wish.rule.empty() && !context.arguments.yes) {
    STILLE_TRY(auto view, context.call("retention.preview", params));
    const auto count = view["messages"].get<std::size_t>();
    if (count > 0) {
      return fault(FaultCode::invalid_argument, "Messages would be erased at once; --yes says that they may.",
                   {{"about", "yes"}, {"messages", count}});
    }
  }
  if (wish.follows) params["default"] = true;
  if (wish.hold || wish.release) params["hold"] = wish.hold;
  STILLE_TRY(auto view, context.call("retention.set", params));
  show(context, view);
  context.output.flush();
  return 0;
}

}  // namespace stille::cli
