// conversation, read, draft, later, and send --later.
#include <filesystem>
#include <set>

#include <unistd.h>

#include "client/cli/command.hpp"
#include "client/cli/moments.hpp"
#include "client/cli/words.hpp"
#include "client/core/views.hpp"
#include "client/rpc/file_trouble.hpp"
#include "client/rpc/said_text.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;

std::string first_line(const Json& object, std::string_view path) {
  constexpr std::size_t kMost = 60;
  auto text = shown(object, path);
  while (width_of(text) > kMost) {
    do {
      text.pop_back();
    } while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80);
    if (width_of(text) <= kMost) return text + "\xE2\x80\xA6";
  }
  return text;
}

std::string marks_of(const Context& context, const Json& conversation) {
  std::string out;
  const auto add = [&](const char* key) { out += (out.empty() ? "" : ", ") + context.say(key); };
  if (conversation["pinned"] == true) add("conversation.pinned");
  if (conversation["archived"] == true) add("conversation.archived");
  if (conversation["muted"] == true) add("conversation.muted");
  if (conversation["notify"] == "working_hours") add("conversation.working_hours");
  if (conversation["notify"] == "always") add("conversation.always");
  if (conversation.contains("draft")) add("conversation.draft");
  return out;
}

std::string unread_of(const Context& context, const Json& conversation) {
  const auto count = conversation["unread"].get<std::size_t>();
  if (count > 0) return std::to_string(count);
  return conversation["marked_unread"] == true ? context.say("conversation.marked") : std::string();
}

void record(Context& context, const Json& conversation) {
  context.output.record(conversation,
                        {"conversation.alias", "unread", "pinned", "archived", "muted", "last.at"});
}

}  // namespace

Ran conversation_list(Context& context) {
  const auto& which = context.arguments.which;
  STILLE_TRY(auto answer, context.call("conversation.list", {{"which", which.empty() ? "current" : which}}));
  auto& output = context.output;
  std::vector<std::vector<std::string>> rows{{context.say("head.alias"), context.say("head.unread"),
                                              context.say("head.when"), context.say("head.last"),
                                              std::string()}};
  for (const auto& one : answer["conversations"]) {
    if (!output.for_people()) {
      record(context, one);
      continue;
    }
    rows.push_back({shown(one, "conversation.alias"), unread_of(context, one),
                    one.contains("last") ? context.when(one["last"]["at"]) : std::string(),
                    first_line(one, "last.text"), marks_of(context, one)});
  }
  if (!output.for_people()) return 0;
  if (rows.size() == 1) {
    output.tell(which == "unread" || which == "archived" ? "conversation.none_such" : "conversation.none");
  } else {
    output.line(aligned(rows));
  }
  return 0;
}

Ran conversation_set(Context& context) {
  const auto& wish = context.arguments.conversation;
  Json wishes{{"conversation", context.arguments.subject}};
  if (wish.pin || wish.unpin) wishes["pinned"] = wish.pin;
  if (wish.archive || wish.unarchive) wishes["archived"] = wish.archive;
  if (wish.unread) wishes["unread"] = true;
  if (wish.mute || wish.unmute) wishes["muted"] = wish.mute;
  if (wish.mute_for) wishes["mute_ms"] = wish.mute_for->count();
  const auto& notify = context.arguments.value;
  if (!notify.empty()) wishes["notify"] = notify == "working-hours" ? "working_hours" : notify;
  if (wishes.size() == 1) {
    return fault(FaultCode::invalid_argument,
                 "Say what to change: --pin, --archive, --mute, --mute-for, --unread or their opposites, or "
                 "--notify.");
  }
  STILLE_TRY(auto answer, context.call("conversation.set", wishes));
  if (!context.output.for_people()) record(context, answer);
  context.output.tell("contact.changed");
  return 0;
}

Ran conversation_read(Context& context) {
  Json wishes{{"conversation", context.arguments.subject}};
  if (!context.arguments.conversation.up_to.empty()) wishes["upto"] = context.arguments.conversation.up_to;
  STILLE_TRY(auto answer, context.call("conversation.read", wishes));
  if (!context.output.for_people()) record(context, answer);
  context.output.tell("conversation.read", {shown(answer, "unread")});
  return 0;
}

// --- Drafts ---

namespace {

void show_one(Context& context, const Json& draft) {
  auto& output = context.output;
  if (!output.for_people()) return output.record(draft, {"conversation.alias", "at", "text", "reply"});
  output.line(output.faint(context.when(draft["at"])) + "  " +
              output.bold(shown(draft, "conversation.alias")));
  const auto text = printable(draft["text"].get<std::string>(), true);
  std::string body = "  ";
  for (const char c : text) body += c == '\n' ? std::string("\n  ") : std::string(1, c);
  if (!text.empty()) output.line(body);
  if (draft.contains("reply")) output.line("  " + context.say("draft.reply", {shown(draft, "reply")}));
  for (const auto& file : draft["files"]) {
    output.line("  " + context.say("draft.file", {printable(file.get<std::string>())}));
  }
}

}  // namespace

namespace {

// What could not be sent is said now, and not when the draft is wanted. It is found from every folder.
rpc::Outcome<std::string> file_to_attach(const std::string& name) {
  STILLE_TRY(auto path, whole_path(name));
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored) || ::access(path.c_str(), R_OK) != 0)
    return rpc::cannot_read(path);
  return path;
}

}  // namespace

Ran draft_set(Context& context) {
  const auto& arguments = context.arguments;
  Json wishes{{"conversation", arguments.subject}};
  if (arguments.text == "-") {
    auto read = read_stdin_text(client::kLongestText);
    if (read.has_error() && read.error().code == FaultCode::too_large) return rpc::too_long_text();
    STILLE_TRY(wishes["text"], std::move(read));
  } else if (arguments.text) {
    wishes["text"] = *arguments.text;
  }
  if (wishes.contains("text") && !is_utf8(wishes["text"].get<std::string>())) {
    return fault(FaultCode::invalid_argument, "The text is not UTF-8.", {{"about", "text"}});
  }
  if (!arguments.reply.empty()) wishes["reply"] = arguments.reply;
  for (const auto& name : arguments.conversation.attach) {
    STILLE_TRY(auto path, file_to_attach(name));
    wishes["files"].push_back(std::move(path));
  }
  STILLE_TRY(auto draft, context.call("draft.set", wishes));
  if (!context.output.for_people()) show_one(context, draft);
  context.output.tell("draft.kept", {shown(draft, "conversation.alias")});
  return 0;
}

Ran draft_show(Context& context) {
  STILLE_TRY(auto draft, context.call("draft.show", {{"conversation", context.arguments.subject}}));
  show_one(context, draft);
  return 0;
}

Ran draft_list(Context& context) {
  STILLE_TRY(auto answer, context.call("draft.list"));
  for (const auto& draft : answer["drafts"]) show_one(context, draft);
  context.output.flush();
  if (answer["drafts"].empty() && context.output.for_people()) context.output.tell("draft.none");
  return 0;
}

Ran draft_drop(Context& context) {
  STILLE_TRYV(context.call("draft.drop", {{"conversation", context.arguments.subject}}));
  context.output.tell("draft.dropped");
  return 0;
}

// --- Later ---

namespace {

void show_later(Context& context, const Json& later) {
  auto& output = context.output;
  if (!output.for_people()) return output.record(later, {"id", "to.alias", "at", "text", "problem"});
  output.line(output.faint(context.when(later["at"])) + "  " + output.bold(shown(later, "to.alias")) + "  " +
              output.faint(shown(later, "id")) + "\n  " + first_line(later, "text"));
  if (later.contains("reply")) output.line("  " + context.say("draft.reply", {shown(later, "reply")}));
  if (later["question"] == true) output.line("  " + context.say("later.question"));
  if (later.contains("problem")) output.line("  " + context.say("later.problem", {shown(later, "problem")}));
}

}  // namespace

// A time that is a moment away may have come while it was stored.
void tell_kept(const Context& context, const std::string& who, const Json& at) {
  const bool to_come =
      at.is_string() && time_from(at.get_ref<const std::string&>()) > context.clock.now() + seconds(1);
  context.output.tell(to_come ? "later.kept" : "later.kept_now", {who, context.when(at)});
}

Ran send_later(Context& context, const std::string& text) {
  const auto& arguments = context.arguments;
  const auto due = parse_moment(arguments.later, context.clock.now());
  if (due.has_error()) {
    return fault(FaultCode::invalid_argument,
                 "Not a time to come, as 2h, tomorrow 9:00 or 2026-12-01 09:00 are.",
                 {{"about", arguments.later}});
  }
  int code = 0;
  std::size_t done = 0;
  std::set<std::string> seen;
  for (const auto& to : arguments.recipients) {
    if (!seen.insert(to).second) continue;
    Json wishes{{"conversation", to}, {"text", text}, {"at_ms", due.value().time_since_epoch().count()}};
    if (!arguments.key.empty()) wishes["key"] = arguments.key;
    if (!arguments.reply.empty()) wishes["reply"] = arguments.reply;
    if (arguments.question) wishes["question"] = true;
    auto answer = context.call("later.send", wishes);
    if (answer.has_error()) {
      context.output.complain(answer.error());
      code = rpc::exit_code(answer.error().code);
      continue;
    }
    ++done;
    if (!context.output.for_people()) show_later(context, answer.value());
    tell_kept(context, shown(answer.value(), "to.alias"), answer.value()["at"]);
  }
  return code != 0 && done > 0 ? rpc::exit_code(FaultCode::partial) : code;
}

Ran later_list(Context& context) {
  STILLE_TRY(auto answer, context.call("later.list"));
  for (const auto& later : answer["later"]) show_later(context, later);
  context.output.flush();
  if (answer["later"].empty() && context.output.for_people()) context.output.tell("later.none");
  return 0;
}

Ran later_cancel(Context& context) {
  STILLE_TRY(auto later, context.call("later.cancel", {{"id", context.arguments.subject}}));
  if (!context.output.for_people()) show_later(context, later);
  context.output.tell("later.cancelled");
  return 0;
}

}  // namespace stille::cli
