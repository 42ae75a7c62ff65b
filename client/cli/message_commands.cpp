// send, sync, log.
#include <algorithm>
#include <set>

#include "client/cli/command.hpp"
#include "client/cli/message_text.hpp"
#include "client/cli/words.hpp"
#include "client/core/views.hpp"
#include "common/base/encoding.hpp"
#include "common/crypto/random.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;
using Steady = std::chrono::steady_clock;

constexpr milliseconds kLongestFollowing = std::chrono::hours(24 * 365);
constexpr milliseconds kOneWait = std::chrono::hours(1);

std::string fresh_key() {
  crypto::SystemRng rng;
  return "k_" + to_hex(rng.fixed<Fixed<struct SendKeyTag, 16>>().raw);
}

rpc::Outcome<std::string> text_to_send(Arguments& arguments) {
  auto& to = arguments.recipients;
  const bool from_stdin = to.back() == "-";
  if (from_stdin) to.pop_back();
  const int sources = (from_stdin ? 1 : 0) + (arguments.text ? 1 : 0) + (arguments.file.empty() ? 0 : 1);
  if (sources != 1) {
    return fault(FaultCode::invalid_argument, "The text comes from one of: -m TEXT, -F FILE, or a final -.");
  }
  if (to.empty()) return fault(FaultCode::invalid_argument, "Nobody to send to.", {{"about", "to"}});
  if (arguments.text) return checked_text(*arguments.text);
  return from_stdin ? text_from_stdin() : text_in_file(arguments.file);
}

std::string recipient(const Json& result) {
  const auto alias = shown(result, "to.alias");
  return alias.empty() ? shown(result, "to.asked") : alias;
}

void tell_result(const Context& context, const Json& result) {
  const auto who = recipient(result);
  if (shown(result, "type") == "later") {
    return tell_kept(context, who, result["at"]);
  }
  if (!result.contains("error")) {
    context.output.tell(who == "self" ? "send.noted" : "send." + shown(result, "state"), {who});
    return tell_time(context, result);
  }
  const auto why = rpc::fault_from(result["error"]);
  if (!result.contains("id")) return context.output.complain(why);
  if (why.code == FaultCode::relay_unreachable) return context.output.tell("send.offline", {who});
  if (why.code == FaultCode::not_reached && result["state"] == "sent") {
    return context.output.tell("send.not_delivered", {who});
  }
  if (why.code == FaultCode::not_reached) {
    return context.output.tell("send.not_yet", {who, context.say("message." + context.arguments.wait)});
  }
  context.output.complain(why);
}

}  // namespace

// Without a key of the caller's a random one: the call may be repeated when the profile changes its owner.
Ran send_message(Context& context) {
  auto& arguments = context.arguments;
  if (!arguments.attachments.empty()) return send_files(context);
  STILLE_TRY(const auto text, text_to_send(arguments));
  if (!arguments.later.empty()) return send_later(context, text);
  Json wishes{{"to", arguments.recipients},
              {"text", text},
              {"key", arguments.key.empty() ? fresh_key() : arguments.key}};
  if (!arguments.reply.empty()) wishes["reply"] = arguments.reply;
  if (arguments.question) wishes["question"] = true;
  if (!arguments.expire.empty()) {
    STILLE_TRY(wishes["expire_ms"], timer_in(arguments.expire));
  }
  if (arguments.dry_run) return rehearse(context, wishes);
  wishes["wait"] = arguments.wait;
  wishes["timeout_ms"] = context.timeout_ms(seconds(10));
  STILLE_TRY(auto answer, context.call("message.send", wishes));
  const auto& results = answer["results"];
  const int code = code_of_all(results);
  for (const auto& result : results) {
    if (!context.output.for_people()) {
      context.output.record(result, {"to.alias", "id", "state", "error.code"});
    }
  }
  context.output.flush();
  for (const auto& result : results) {
    if (context.output.format() == Format::json) {
      if (result.contains("error") && code != 9) context.output.complain(rpc::fault_from(result["error"]));
    } else {
      tell_result(context, result);
    }
  }
  if (code == 9 && context.output.format() == Format::json)
    context.output.complain(fault(FaultCode::partial));
  return code;
}

Ran synchronise(Context& context) {
  STILLE_TRY(auto answer, context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(30))}}));
  auto& output = context.output;
  if (!output.for_people()) output.record(answer, {"received", "sent", "delivered"});
  output.flush();
  const bool failed = answer.contains("error");
  if (output.format() != Format::json) {
    if (output.for_people()) {
      output.tell("sync.done",
                  {shown(answer, "received"), shown(answer, "sent"), shown(answer, "delivered")});
    }
    std::string contacts;
    for (const auto& alias : answer["contacts"]) {
      contacts += (contacts.empty() ? "" : ", ") + printable(alias.get<std::string>());
    }
    if (!contacts.empty() && output.for_people()) output.tell("sync.contacts", {contacts});
    std::size_t waiting = 0;
    for (const auto& open : answer["open"]) waiting += open["waiting"].get<std::size_t>();
    if (waiting > 0 && !failed) output.tell("sync.waiting", {std::to_string(waiting)});
  }
  if (!failed) return 0;
  const auto why = rpc::fault_from(answer["error"]);
  output.complain(why);
  return rpc::exit_code(why.code);
}

// --- log ---

namespace {

constexpr std::uint64_t kUsualStretch = 50;

/// %t time, %a author, %m text, %i id, %s state, %% a percent sign; \n and \t as in C.
std::string formatted(const Context& context, const Json& message, std::string_view pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char next = i + 1 < pattern.size() ? pattern[i + 1] : '\0';
    if (pattern[i] == '\\' && (next == 'n' || next == 't')) {
      out += next == 'n' ? '\n' : '\t';
      ++i;
      continue;
    }
    if (pattern[i] != '%' || next == '\0') {
      out += pattern[i];
      continue;
    }
    ++i;
    switch (next) {
      case 't':
        out += shown(message, "at");
        break;
      case 'a':
        out += shown(message, "from.alias");
        break;
      case 'm':
        out += message.contains("deleted") || message["kind"] == "timer"
                   ? words_of(context, message)
                   : printable(message["text"].get<std::string>(), true);
        break;
      case 'i':
        out += shown(message, "id");
        break;
      case 's':
        out += context.say("message." + shown(message, "state"));
        break;
      case '%':
        out += '%';
        break;
      default:
        out += std::string("%") + next;
    }
  }
  return out;
}

void show_line(Context& context, const Json& message) {
  if (!context.arguments.line_format.empty()) {
    return context.output.line(formatted(context, message, context.arguments.line_format));
  }
  if (context.output.for_people()) return context.output.line(for_reading(context, message));
  context.output.record(message, {"at", "from.alias", "text", "state", "id"});
}

rpc::Outcome<Json> log_wishes(Context& context) {
  const auto& arguments = context.arguments;
  Json out{{"contact", arguments.subject}};
  if (arguments.count) out["last"] = *arguments.count;
  const auto bound = [&](const std::string& text, const char* name) -> rpc::Outcome<void> {
    if (text.empty()) return BOOST_OUTCOME_V2_NAMESPACE::success();
    const auto when = parse_when(text, context.clock.now());
    if (when.has_error() || when.value().time_since_epoch().count() < 0) {
      return fault(FaultCode::invalid_argument, "Not a time, as 2w, 1mo or 2026-11-23 are.",
                   {{"about", text}});
    }
    out[name] = when.value().time_since_epoch().count();
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  };
  STILLE_TRYV(bound(arguments.since, "since_ms"));
  STILLE_TRYV(bound(arguments.until, "until_ms"));
  return out;
}

// What was said by either side shows in the log of the conversation; events only say when to look again.
Ran follow(Context& context, std::set<std::string> seen, std::uint64_t after) {
  const Json wishes{{"contact", context.arguments.subject}, {"last", client::kMostRows}};
  const auto end = Steady::now() + milliseconds(context.timeout_ms(kLongestFollowing));
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(end - Steady::now());
    if (left <= milliseconds(0)) return 0;
    const Json patience{{"after", after},
                        {"from", {context.arguments.subject}},
                        {"types", {"message", "delivery"}},
                        {"timeout_ms", std::min(left, kOneWait).count()}};
    STILLE_TRY(auto events, context.call("events.next", patience));
    after = events["next"].get<std::uint64_t>();
    STILLE_TRY(auto answer, context.call("log", wishes));
    for (const auto& message : answer["messages"]) {
      if (seen.insert(message["id"].get<std::string>()).second) show_line(context, message);
    }
    context.output.flush();
  }
}

// Half of them up to the message and with it, the others behind it.
Ran read_around(Context& context) {
  const auto& arguments = context.arguments;
  const auto most = std::min<std::uint64_t>(arguments.count.value_or(kUsualStretch), client::kMostRows);
  STILLE_TRY(const auto answer, context.call("log.around", {{"conversation", arguments.subject},
                                                            {"message", arguments.conversation.around},
                                                            {"before", (most + 1) / 2},
                                                            {"after", most / 2}}));
  for (const auto& message : answer["messages"]) show_line(context, message);
  context.output.flush();
  return 0;
}

}  // namespace

Ran read_log(Context& context) {
  if (!context.arguments.conversation.around.empty()) return read_around(context);
  STILLE_TRY(const auto wishes, log_wishes(context));
  STILLE_TRY(auto answer, context.call("log", wishes));
  for (const auto& message : answer["messages"]) show_line(context, message);
  context.output.flush();
  if (answer["messages"].empty() && context.output.for_people()) context.output.tell("log.none");
  if (!context.arguments.follow) return 0;
  // Everything there is counts as seen, also what the bounds left out.
  std::set<std::string> seen;
  STILLE_TRY(auto all,
             context.call("log", {{"contact", context.arguments.subject}, {"last", client::kMostRows}}));
  for (const auto& message : all["messages"]) seen.insert(message["id"].get<std::string>());
  return follow(context, std::move(seen), answer["seq"].get<std::uint64_t>());
}

}  // namespace stille::cli
