// group takeover and its like: what happens when the chair is silent, or says several things at once.
#include "client/cli/command.hpp"
#include "client/cli/words.hpp"

namespace stille::cli {
namespace {

Ran done(Context& context, std::string_view method, const Json& wishes, std::string_view sentence,
         std::initializer_list<std::string_view> places) {
  STILLE_TRY(const auto before, context.call(method, wishes));
  STILLE_TRYV(context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(5))}}));
  if (!context.output.for_people()) {
    Json line{{"v", 1}, {"type", "group"}};
    for (const auto& [key, value] : before.items()) line[key] = value;
    context.output.record(line, {"alias", "name", "state", "role", "id"});
  }
  context.output.tell(sentence, places);
  return 0;
}

std::string person(const Context& context, const Json& one, const char* alias) {
  if (one[alias] == "self") return context.say("person.self");
  const auto out = shown(one, alias);
  return out.empty() ? shown(one, "id") : out;
}

std::string chair_of(const Context& context, const Json& group) {
  for (const auto& member : group["members"]) {
    if (member["role"] == "chair") return person(context, member, "alias");
  }
  return {};
}

void tell_wish(Context& context, const Json& group, const Json& wish) {
  const auto who = person(context, wish, "alias");
  const auto state = shown(wish, "state");
  if (state == "own") return context.output.tell("chair.own", {shown(wish, "agreed"), shown(wish, "needed")});
  if (state == "open" && group["role"] == "chair") return context.output.tell("chair.missed", {who});
  context.output.tell("chair." + state, {who, shown(group, "alias")});
}

void tell_taken(Context& context, const Json& group) {
  const auto& taken = group["taken_over"];
  const auto when = context.when(taken["at"]);
  const auto chair = chair_of(context, group);
  if (taken["from"] == "self") return context.output.tell("chair.taken_from_self", {chair, when});
  context.output.tell("chair.taken", {person(context, taken, "from"), chair, when});
}

void tell_dispute(Context& context, const Json& group, const Json& dispute) {
  context.output.tell(dispute["author"] == "self" ? "chair.dispute.you" : "chair.dispute",
                      {shown(dispute, "author")});
  for (const auto& said : dispute["statements"]) {
    const bool self = said["about"] == "self" && said["kind"] != "describe";
    context.output.tell("chair.dispute_line",
                        {shown(said, "id"), context.say("chair.kind." + shown(said, "kind")),
                         self ? context.say("person.self") : shown(said, "about")});
  }
  if (group.contains("may_settle")) context.output.tell("chair.may_settle", {shown(group, "alias")});
}

}  // namespace

void tell_chair(Context& context, const Json& group) {
  if (group.contains("taken_over")) tell_taken(context, group);
  bool own = false;
  if (group.contains("takeovers")) {
    for (const auto& wish : group["takeovers"]) {
      own = own || wish["state"] == "own";
      tell_wish(context, group, wish);
    }
  }
  if (!own && group.contains("may_take_over")) context.output.tell("chair.silent", {shown(group, "alias")});
  if (!group.contains("disputes")) return;
  for (const auto& dispute : group["disputes"]) tell_dispute(context, group, dispute);
}

Ran group_takeover(Context& context) {
  const auto& arguments = context.arguments;
  if (arguments.remove) {
    return done(context, "group.withdraw_takeover", {{"group", arguments.subject}}, "chair.withdrawn", {});
  }
  return done(context, "group.takeover", {{"group", arguments.subject}}, "chair.asked", {arguments.subject});
}

Ran group_agree(Context& context) {
  const auto& arguments = context.arguments;
  return done(context, "group.agree", {{"group", arguments.subject}, {"who", arguments.name}}, "chair.agreed",
              {arguments.name});
}

Ran group_decline(Context& context) {
  const auto& arguments = context.arguments;
  return done(context, "group.decline", {{"group", arguments.subject}, {"who", arguments.name}},
              "chair.declined", {arguments.name});
}

Ran group_settle(Context& context) {
  const auto& arguments = context.arguments;
  return done(context, "group.settle", {{"group", arguments.subject}, {"statement", arguments.value}},
              "chair.settled", {});
}

Ran group_renew(Context& context) {
  return done(context, "group.renew", {{"group", context.arguments.subject}}, "chair.renewed", {});
}

}  // namespace stille::cli
