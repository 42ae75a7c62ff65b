// group: who is in it, and what is changed about it.
#include <algorithm>

#include "client/cli/command.hpp"
#include "client/cli/moments.hpp"
#include "client/cli/save_file.hpp"
#include "client/cli/words.hpp"
#include "common/base/encoding.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;

Json line_of(const Json& group) {
  Json out{{"v", 1}, {"type", "group"}};
  for (const auto& [key, value] : group.items()) out[key] = value;
  if (group.contains("members")) out["member_count"] = group["members"].size();
  return out;
}

void record(Context& context, const Json& group) {
  if (context.output.for_people()) return;
  context.output.record(line_of(group), {"alias", "name", "state", "role", "id", "member_count"});
}

/// The relay learns of it with the next connection; waiting a moment makes that now, if there is one.
Ran changed(Context& context, std::string_view method, const Json& wishes, std::string_view sentence,
            std::initializer_list<std::string_view> places) {
  STILLE_TRY(auto group, context.call(method, wishes));
  STILLE_TRYV(context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(5))}}));
  record(context, group);
  context.output.tell(sentence, places);
  return 0;
}

std::string member_name(const Context& context, const Json& member) {
  if (member["alias"] == "self") return context.say("person.self");
  const auto alias = shown(member, "alias");
  return alias.empty() ? shown(member, "id") : alias;
}

std::string member_state(const Context& context, const Json& member) {
  if (member["suspended"] == true) return context.say("group.suspended");
  if (member["connected"] != true) return context.say("group.connecting");
  return context.say(member["same"] == true ? "group.same" : "group.behind");
}

std::string member_trust(const Context& context, const Json& member) {
  if (member["alias"] == "self") return "";
  if (member["verified"] == true) return context.say("trust.verified");
  const auto by = shown(member, "introduced_by");
  if (by.empty()) return context.say("trust.new");
  return context.say("group.introduced", {by == "self" ? context.say("person.self") : by});
}

/// Who is out of a group has left it, or was taken out: the newest of what happened tells.
bool was_taken_out(Context& context, const Json& group) {
  if (group["state"] != "left") return false;
  const auto answer = context.call("group.history", {{"group", group["id"]}});
  if (!answer) return false;
  const auto& events = answer.value()["events"];
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    if (shown(*event, "what") == "left" && shown(*event, "by.alias") == "self") return false;
    if (shown(*event, "what") == "removed" && shown(*event, "about.alias") == "self") return true;
  }
  return false;
}

std::string state_words(Context& context, const Json& group) {
  return context.say(was_taken_out(context, group) ? "group.taken_out" : "group." + shown(group, "state"));
}

bool all_alike(const Json& group) {
  return std::ranges::all_of(group["members"], [](const Json& member) { return member["same"] == true; });
}

}  // namespace

namespace {

/// What became of those who were asked, `code` of all of them together.
void tell_results(Context& context, const Json& results, int code) {
  const bool partly = code == rpc::exit_code(FaultCode::partial);
  auto& output = context.output;
  output.flush();
  for (const auto& result : results) {
    if (!result.contains("error")) {
      if (output.for_people()) output.tell("group.asked", {shown(result, "to.alias")});
    } else if (output.format() != Format::json || !partly) {
      output.complain(rpc::fault_from(result["error"]));
    }
  }
  if (partly && output.format() == Format::json) output.complain(fault(FaultCode::partial));
}

}  // namespace

Ran group_new(Context& context) {
  auto& arguments = context.arguments;
  Json wishes{{"name", arguments.subject}};
  if (!arguments.recipients.empty()) wishes["people"] = arguments.recipients;
  STILLE_TRY(auto group, context.call("group.create", wishes));
  STILLE_TRYV(context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(5))}}));
  record(context, group);
  context.output.tell("group.made", {shown(group, "alias")});
  const auto results = group.value("results", Json::array());
  const bool all = std::ranges::none_of(results, [](const Json& one) { return one.contains("error"); });
  const int code = all ? 0 : rpc::exit_code(FaultCode::partial);  // the group is there
  if (!all) tell_results(context, results, code);
  return code;
}

Ran group_list(Context& context) {
  STILLE_TRY(auto answer, context.call("group.list"));
  auto& output = context.output;
  std::vector<std::vector<std::string>> rows{{context.say("head.alias"), context.say("head.name"),
                                              context.say("head.state"), context.say("head.members")}};
  for (const auto& group : answer["groups"]) {
    record(context, group);
    if (!output.for_people()) continue;
    rows.push_back({shown(group, "alias"), shown(group, "name"), state_words(context, group),
                    std::to_string(group["members"].size())});
  }
  if (!output.for_people()) return 0;
  if (rows.size() == 1) {
    output.tell("group.none");
  } else {
    output.line(aligned(rows));
  }
  return 0;
}

Ran group_show(Context& context) {
  STILLE_TRY(auto group, context.call("group.get", {{"group", context.arguments.subject}}));
  auto& output = context.output;
  if (!output.for_people()) {
    record(context, group);
    return 0;
  }
  std::vector<std::vector<std::string>> about{{context.say("head.alias"), shown(group, "alias")},
                                              {context.say("head.name"), shown(group, "name")},
                                              {context.say("head.state"), state_words(context, group)}};
  if (!shown(group, "purpose").empty())
    about.push_back({context.say("head.purpose"), shown(group, "purpose")});
  if (group.contains("picture"))
    about.push_back({context.say("card.picture"), context.say("card.picture_there")});
  if (group["expire_ms"] != 0) {
    about.push_back(
        {context.say("head.expire"),
         timer_words(milliseconds(group["expire_ms"].get<std::int64_t>()), context.output.language())});
  }
  about.push_back({context.say("head.policy"), context.say("group.policy." + shown(group, "policy"))});
  output.line(aligned(about));
  std::vector<std::vector<std::string>> rows{{context.say("head.alias"), context.say("head.name"),
                                              context.say("head.role"), context.say("head.state"),
                                              context.say("head.trust")}};
  for (const auto& member : group["members"]) {
    rows.push_back({member_name(context, member), shown(member, "name"),
                    context.say("group." + shown(member, "role")), member_state(context, member),
                    member_trust(context, member)});
  }
  for (const auto& asked : group.value("asked", Json::array())) {
    const auto since = asked.contains("since") ? context.when(asked["since"]) : std::string("?");
    rows.push_back(
        {member_name(context, asked), shown(asked, "name"), context.say("group.asked_in"), since, ""});
  }
  output.line(aligned(rows));
  output.flush();
  if (group["branches"] > 1) {
    output.tell("group.parted");
  } else if (group["state"] == "member") {
    output.tell(all_alike(group) ? "group.alike" : "group.not_alike");
  }
  if (group["contradictions"] > 0) output.tell("group.contradiction");
  tell_chair(context, group);
  return 0;
}

Ran group_add(Context& context) {
  const auto& arguments = context.arguments;
  const auto& people = arguments.recipients;
  if (people.size() == 1) {
    const auto& who = people.front();
    return changed(context, "group.add", {{"group", arguments.subject}, {"who", who}}, "group.asked", {who});
  }
  STILLE_TRY(auto group, context.call("group.add", {{"group", arguments.subject}, {"people", people}}));
  STILLE_TRYV(context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(5))}}));
  record(context, group);
  const int code = code_of_all(group["results"]);
  tell_results(context, group["results"], code);
  return code;
}

Ran group_remove(Context& context) {
  const auto& arguments = context.arguments;
  const auto& people = arguments.recipients;
  STILLE_TRY(auto group, context.call("group.remove", {{"group", arguments.subject}, {"people", people}}));
  STILLE_TRYV(context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(5))}}));
  record(context, group);
  for (const auto& who : people) context.output.tell("group.removed", {who});
  return 0;
}

Ran group_leave(Context& context) {
  return changed(context, "group.leave", {{"group", context.arguments.subject}}, "group.gone", {});
}

Ran group_rename(Context& context) {
  const auto& arguments = context.arguments;
  return changed(context, "group.rename", {{"group", arguments.subject}, {"name", arguments.value}},
                 "group.renamed", {arguments.value});
}

Ran group_purpose(Context& context) {
  const auto& arguments = context.arguments;
  return changed(context, "group.purpose", {{"group", arguments.subject}, {"purpose", arguments.value}},
                 "group.changed", {});
}

Ran group_picture(Context& context) {
  const auto& arguments = context.arguments;
  if (!arguments.card.picture.empty()) {
    STILLE_TRY(auto group, context.call("group.get_picture", {{"group", arguments.subject}}));
    if (!group.contains("jpeg")) return fault(FaultCode::not_found, "This group has no picture.");
    const auto bytes = from_base64url(group["jpeg"].get<std::string>());
    if (bytes.has_error()) return fault(FaultCode::internal);
    STILLE_TRYV(write_out(arguments.card.picture, bytes.value()));
    return 0;
  }
  if (arguments.value.empty()) {
    return fault(FaultCode::invalid_argument, "Say which picture, or none, or --save and where to.",
                 {{"about", "file"}});
  }
  std::string path;
  if (arguments.value != "none") {
    STILLE_TRY(path, whole_path(arguments.value));
  }
  return changed(context, "group.picture", {{"group", arguments.subject}, {"picture", path}}, "group.changed",
                 {});
}

Ran group_expire(Context& context) {
  const auto& arguments = context.arguments;
  STILLE_TRY(const auto after, timer_in(arguments.value));
  return changed(context, "group.expire", {{"group", arguments.subject}, {"expire_ms", after}},
                 "group.changed", {});
}

Ran group_policy(Context& context) {
  const auto& arguments = context.arguments;
  return changed(context, "group.policy", {{"group", arguments.subject}, {"policy", arguments.value}},
                 "group.changed", {});
}

Ran group_role(Context& context) {
  const auto& arguments = context.arguments;
  return changed(context, "group.role",
                 {{"group", arguments.subject}, {"who", arguments.name}, {"role", arguments.value}},
                 "group.changed", {});
}

}  // namespace stille::cli
