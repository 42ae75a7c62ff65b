// search.
#include "client/cli/command.hpp"
#include "client/cli/words.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;

rpc::Outcome<void> add_time(Context& context, const std::string& text, const char* name, Json& wishes) {
  if (text.empty()) return BOOST_OUTCOME_V2_NAMESPACE::success();
  const auto when = parse_when(text, context.clock.now());
  if (when.has_error() || when.value().time_since_epoch().count() < 0) {
    return fault(FaultCode::invalid_argument, "Not a time, as 2w, 1mo or 2026-11-23 are.", {{"about", text}});
  }
  wishes[name] = when.value().time_since_epoch().count();
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

rpc::Outcome<Json> wishes_of(Context& context) {
  const auto& search = context.arguments.search;
  std::string query;
  for (const auto& word : search.words) query += (query.empty() ? "" : " ") + word;
  if (!is_utf8(query))
    return fault(FaultCode::invalid_argument, "The text is not UTF-8.", {{"about", "query"}});
  Json out{{"query", query}, {"timeout_ms", context.timeout_ms(seconds(5))}};
  if (!search.in.empty()) out["in"] = search.in;
  if (!search.from.empty()) out["from"] = search.from;
  if (!search.has.empty()) out["has"] = search.has;
  if (!search.older_than.empty()) out["older_than"] = search.older_than;
  if (context.arguments.count) out["last"] = *context.arguments.count;
  STILLE_TRYV(add_time(context, search.after, "after_ms", out));
  STILLE_TRYV(add_time(context, search.before, "before_ms", out));
  return out;
}

// Without colour the hit stands in brackets.
std::string marked(const Context& context, const Json& snippet) {
  std::string out;
  for (const auto& piece : snippet) {
    const auto text = printable(piece["text"].get<std::string>());
    const bool hit = piece["hit"] == true;
    out += !hit ? text : context.output.coloured() ? context.output.bold(text) : "[" + text + "]";
  }
  return out;
}

std::string for_reading(const Context& context, const Json& hit) {
  const bool own = hit.contains("to");
  const auto who = own ? context.say("search.to", {shown(hit, "to.alias")}) : shown(hit, "from.alias");
  return context.output.faint(context.when(hit["at"])) + "  " + context.output.bold(who) + "  " +
         context.output.faint(shown(hit, "id")) + "\n  " + marked(context, hit["snippet"]);
}

}  // namespace

Ran search(Context& context) {
  STILLE_TRY(const auto wishes, wishes_of(context));
  STILLE_TRY(auto answer, context.call("search", wishes));
  auto& output = context.output;
  for (const auto& hit : answer["hits"]) {
    if (output.for_people()) {
      output.line(for_reading(context, hit));
    } else {
      output.record(hit, {"at", "from.alias", "text", "id"});
    }
  }
  const bool complete = answer["complete"] == true;
  if (output.format() == Format::json) {
    output.record({{"v", 1},
                   {"type", "search"},
                   {"found", answer["hits"].size()},
                   {"next", answer["next"]},
                   {"complete", complete},
                   {"indexed_percent", answer["indexed_percent"]}},
                  {});
    return 0;
  }
  output.flush();
  if (!complete) output.tell("search.building", {answer["indexed_percent"].dump()});
  if (!output.for_people()) return 0;
  if (answer["hits"].empty()) output.tell("search.none");
  if (!answer["next"].is_null()) output.tell("search.more", {shown(answer, "next")});
  return 0;
}

}  // namespace stille::cli
