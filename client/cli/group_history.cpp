// group history: who came, went and changed what.
#include <charconv>

#include "client/cli/message_text.hpp"
#include "client/cli/moments.hpp"
#include "client/cli/words.hpp"

namespace stille::cli {
namespace {

bool is_self(const Json& person) {
  return shown(person, "alias") == "self";
}

std::string called(const Json& person) {
  for (const char* key : {"name", "alias"}) {
    const auto out = shown(person, key);
    if (!out.empty()) return out;
  }
  return shown(person, "id");
}

}  // namespace

std::string event_words(const Context& context, const Json& event) {
  const auto what = shown(event, "what");
  auto value = shown(event, "value");
  auto key = "group.history." + what;
  if (what == "role" || what == "policy") key += "." + value;
  if (what == "purpose" && value.empty()) key += ".none";
  if (what == "timer") {
    std::int64_t after = 0;
    std::from_chars(value.data(), value.data() + value.size(), after);
    if (after == 0) key += ".none";
    value = timer_words(seconds(after), context.output.language());
  }
  std::string about;
  if (event.contains("about"))
    about = is_self(event["about"]) ? context.say("group.history.whom") : called(event["about"]);
  if (is_self(event["by"])) return context.say(key + ".you", {"", about, value});
  return context.say(key, {called(event["by"]), about, value});
}

Ran group_history(Context& context) {
  STILLE_TRY(const auto answer, context.call("group.history", {{"group", context.arguments.subject}}));
  auto& output = context.output;
  std::vector<std::vector<std::string>> rows;
  for (const auto& event : answer["events"]) {
    if (output.for_people()) {
      rows.push_back({context.when(event["at"]), event_words(context, event)});
      continue;
    }
    Json line{{"v", 1}, {"type", "group_event"}};
    for (const auto& [key, value] : event.items()) line[key] = value;
    output.record(line, {"at", "what", "by.alias", "about.alias", "value", "id"});
  }
  if (!rows.empty()) output.line(aligned(rows));
  if (rows.empty() && output.for_people()) output.tell("group.history.nothing");
  return 0;
}

}  // namespace stille::cli
