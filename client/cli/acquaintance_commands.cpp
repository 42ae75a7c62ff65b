// introduce, introduction, address, contact signs, typing.
#include "client/cli/code_file.hpp"
#include "client/cli/command.hpp"
#include "client/cli/words.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;

std::string names_of(const Json& people) {
  std::string out;
  for (const auto& person : people) {
    if (!out.empty()) out.append(", ");
    out.append(shown(person, "alias"));
  }
  return out;
}

Ran show_address(Context& context, const Json& address, CodeFile& file) {
  auto& output = context.output;
  STILLE_TRY(const bool written, file.keep(shown(address, "link")));
  if (written) output.tell("qr.written", {context.arguments.code.png});
  if (!output.for_people()) {
    output.record(address, {"link"});
    return 0;
  }
  output.line(shown(address, "link"));
  show_code(context, shown(address, "link"));
  output.flush();
  output.tell(address["ready"] == true ? "address.ready" : "address.not_yet");
  return 0;
}

}  // namespace

Ran introduce(Context& context) {
  Json wish{{"first", context.arguments.subject}, {"second", context.arguments.acquaintance.second}};
  if (context.arguments.text) wish["text"] = *context.arguments.text;
  STILLE_TRY(auto made, context.call("introduction.make", wish));
  STILLE_TRYV(context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(5))}}));
  if (!context.output.for_people()) context.output.record(made, {"id", "state"});
  context.output.tell("introduce.asked", {names_of(made["people"])});
  return 0;
}

Ran introduction_list(Context& context) {
  STILLE_TRY(auto answer, context.call("introduction.list"));
  auto& output = context.output;
  std::vector<std::vector<std::string>> rows{{context.say("head.id"), context.say("head.state"),
                                              context.say("head.introduced"), context.say("head.by"),
                                              context.say("head.when")}};
  for (const auto& one : answer["introductions"]) {
    if (!output.for_people()) {
      output.record(one, {"id", "state", "own", "name", "by.alias"});
      continue;
    }
    const bool own = one["own"] == true;
    rows.push_back({shown(one, "id"), context.say("introduction." + shown(one, "state")),
                    own ? names_of(one["people"]) : shown(one, "name"),
                    own ? context.say("person.self") : shown(one, "by.alias"), context.when(one["created"])});
  }
  if (!output.for_people()) return 0;
  if (rows.size() == 1) {
    output.tell("introduction.none");
  } else {
    output.line(aligned(rows));
  }
  return 0;
}

Ran introduction_accept(Context& context) {
  STILLE_TRY(auto done, context.call("introduction.accept", {{"introduction", context.arguments.subject}}));
  STILLE_TRYV(context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(5))}}));
  if (!context.output.for_people()) context.output.record(done, {"id", "state"});
  context.output.tell("introduction.accepted", {shown(done, "name")});
  return 0;
}

Ran introduction_decline(Context& context) {
  STILLE_TRYV(context.call("introduction.decline", {{"introduction", context.arguments.subject}}));
  context.output.tell("request.declined");
  return 0;
}

Ran address_show(Context& context) {
  STILLE_TRY(auto file, CodeFile::begin(context.arguments));
  STILLE_TRY(auto address, context.call("address.show"));
  return show_address(context, address, file);
}

Ran address_create(Context& context) {
  STILLE_TRY(auto file, CodeFile::begin(context.arguments));
  STILLE_TRYV(context.call("address.create"));
  STILLE_TRYV(context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(5))}}));
  STILLE_TRY(auto address, context.call("address.show"));
  return show_address(context, address, file);
}

Ran address_revoke(Context& context) {
  STILLE_TRYV(context.call("address.show"));
  if (!context.arguments.yes) {
    return fault(FaultCode::invalid_argument,
                 "Whoever has this link could not use it any more; --yes says that it may end.",
                 {{"about", "yes"}});
  }
  STILLE_TRYV(context.call("address.revoke"));
  STILLE_TRYV(context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(5))}}));
  context.output.tell("address.revoked");
  return 0;
}

Ran contact_signs(Context& context) {
  const auto& wish = context.arguments.acquaintance;
  Json params{{"contact", context.arguments.subject}};
  if (!wish.read.empty()) params["read"] = wish.read == "on";
  if (!wish.typing.empty()) params["typing"] = wish.typing == "on";
  STILLE_TRY(auto view, context.call("contact.signs", params));
  if (params.size() > 1) {
    STILLE_TRYV(context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(5))}}));
  }
  auto& output = context.output;
  if (!output.for_people()) {
    output.record(view, {"contact.alias", "read", "their_read", "typing", "their_typing"});
    return 0;
  }
  const auto words = [&](const char* own, const char* theirs) {
    if (view[own] == true && view[theirs] == true) return context.say("signs.both");
    if (view[own] == true) return context.say("signs.ours");
    return context.say(view[theirs] == true ? "signs.theirs" : "signs.none");
  };
  output.line(aligned({{context.say("signs.read"), words("read", "their_read")},
                       {context.say("signs.typing"), words("typing", "their_typing")}}));
  if (view["writing"] == true) output.line(context.say("signs.writing", {shown(view, "contact.alias")}));
  return 0;
}

Ran typing(Context& context) {
  STILLE_TRY(auto said, context.call("contact.typing", {{"contact", context.arguments.subject}}));
  STILLE_TRYV(context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(5))}}));
  if (!context.output.for_people()) context.output.record(said, {"said"});
  context.output.tell(said["said"] == true ? "typing.said" : "typing.not_said");
  return 0;
}

}  // namespace stille::cli
