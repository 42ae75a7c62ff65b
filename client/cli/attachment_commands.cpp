// send --attach, attachment list, get, cancel, again.
#include <filesystem>
#include <map>

#include <unistd.h>

#include "client/cli/attachment_copy.hpp"
#include "client/cli/attachment_words.hpp"
#include "client/cli/command.hpp"
#include "client/cli/save_file.hpp"
#include "client/cli/words.hpp"
#include "client/rpc/said_text.hpp"
#include "client/wire/file.hpp"
#include "common/base/encoding.hpp"
#include "common/crypto/random.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;
using Steady = std::chrono::steady_clock;

// A transfer that gets on is not given up: the patience is for standing still.
constexpr seconds kPatience{30};
constexpr milliseconds kBetweenLines{500};

/// What is on its way: one line that is written over on a terminal, objects in JSON, silence otherwise.
class Progress {
 public:
  explicit Progress(Context& context)
      : context_(context),
        on_terminal_(context.output.for_people() && !context.output.quiet() && ::isatty(STDERR_FILENO) == 1) {
  }
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(const Json& attachments, const Json& message) {
    if (context_.output.format() == Format::json) return record(attachments, message);
    if (!on_terminal_ || Steady::now() - last_ < kBetweenLines) return;
    last_ = Steady::now();
    std::string line;
    for (const auto& one : attachments) {
      const auto all = one["chunks"].get<std::uint64_t>();
      const auto size = one["size"].get<std::uint64_t>();
      const auto done = all == 0 ? 0 : size * one["done"].get<std::uint64_t>() / all;
      line += (line.empty() ? "" : "; ") +
              context_.say("attachment.progress", {printable(one["name"].get<std::string>()),
                                                   size_words(done, context_.output.language()),
                                                   size_words(size, context_.output.language())});
    }
    clear();
    width_ = width_of(line);
    (void)!::write(STDERR_FILENO, line.data(), line.size());
  }

  void clear() {
    if (width_ == 0) return;
    const auto blank = "\r" + std::string(std::exchange(width_, 0), ' ') + "\r";
    (void)!::write(STDERR_FILENO, blank.data(), blank.size());
  }

 private:
  void record(const Json& attachments, const Json& message) {
    for (const auto& one : attachments) {
      const auto id = one["id"].get<std::string>();
      const auto now = one["state"].get<std::string>() + ":" + one["done"].dump();
      if (std::exchange(told_[id], now) == now) continue;
      Json line{{"v", 1}, {"type", "progress"}, {"id", id}};
      if (!message.is_null()) line["message"] = message;
      for (const char* key : {"name", "size", "state", "done", "chunks"}) line[key] = one[key];
      context_.output.record(line, {});
    }
    context_.output.flush();
  }

  Context& context_;
  bool on_terminal_;
  std::size_t width_ = 0;
  Steady::time_point last_;
  std::map<std::string, std::string> told_;
};

/// How long the next call may wait: what was asked for, or as long as things move.
class Waiting {
 public:
  explicit Waiting(const Context& context) : fixed_(context.arguments.globals.timeout) {
    if (fixed_) end_ = Steady::now() + *fixed_;
    moved();
  }
  void moved() {
    if (!fixed_) end_ = Steady::now() + kPatience;
  }
  [[nodiscard]] std::int64_t left() const {
    return std::max<std::int64_t>(0, std::chrono::ceil<milliseconds>(end_ - Steady::now()).count());
  }

 private:
  std::optional<milliseconds> fixed_;
  Steady::time_point end_;
};

std::string fresh_key() {
  crypto::SystemRng rng;
  return "k_" + to_hex(rng.fixed<Fixed<struct FilesKeyTag, 16>>().raw);
}

rpc::Outcome<Json> wishes_of(Context& context) {
  auto& arguments = context.arguments;
  std::string caption = arguments.text.value_or("");
  if (arguments.recipients.back() == "-") {
    arguments.recipients.pop_back();
    auto read = read_stdin_text(client::wire::kLongestCaption);
    if (read.has_error() && read.error().code == FaultCode::too_large) return rpc::too_long_caption();
    STILLE_TRY(caption, std::move(read));
  }
  if (arguments.recipients.empty()) {
    return fault(FaultCode::invalid_argument, "Nobody to send to.", {{"about", "to"}});
  }
  STILLE_TRYV(rpc::check_caption(caption));
  std::vector<std::string> paths;
  for (const auto& name : arguments.attachments) {
    STILLE_TRY(auto path, whole_path(name));
    paths.push_back(std::move(path));
  }
  Json out{{"to", arguments.recipients},
           {"files", paths},
           {"text", caption},
           {"key", arguments.key.empty() ? fresh_key() : arguments.key},
           {"keep_metadata", arguments.keep_metadata}};
  if (!arguments.reply.empty()) out["reply"] = arguments.reply;
  if (!arguments.expire.empty()) {
    STILLE_TRY(out["expire_ms"], timer_in(arguments.expire));
  }
  return out;
}

/// What became of the messages; results that were refused at once stay as they are.
rpc::Outcome<Json> wait_for(Context& context, Json results) {
  std::vector<std::string> ids;
  for (const auto& result : results) {
    if (result.contains("id")) ids.push_back(result["id"].get<std::string>());
  }
  Progress progress(context);
  Waiting waiting(context);
  Json latest;
  for (std::string seen; !ids.empty();) {
    STILLE_TRY(latest, context.call("attachment.wait", {{"ids", ids},
                                                        {"wait", context.arguments.wait},
                                                        {"seen", seen},
                                                        {"timeout_ms", waiting.left()}}));
    for (const auto& result : latest["results"]) {
      if (result.contains("attachments")) progress.show(result["attachments"], result["id"]);
    }
    if (latest["done"].get<bool>()) break;
    const auto now = latest["seen"].get<std::string>();
    if (now != seen) waiting.moved();
    seen = now;
    if (waiting.left() == 0) break;
  }
  std::size_t next = 0;
  for (auto& result : results) {
    if (result.contains("id")) result = latest["results"][next++];
  }
  return results;
}

void tell_result(const Context& context, const Json& result) {
  const auto alias = shown(result, "to.alias");
  const auto who = alias.empty() ? shown(result, "to.asked") : alias;
  if (!result.contains("error")) {
    context.output.tell(who == "self" ? "send.noted" : "send." + shown(result, "state"), {who});
    return tell_time(context, result);
  }
  const auto why = rpc::fault_from(result["error"]);
  if (why.code == FaultCode::relay_unreachable) return context.output.tell("send.files_offline", {who});
  const bool in_time = !why.detail.contains("kind");  // else it was called off
  if (why.code == FaultCode::not_reached && in_time) return context.output.tell("send.files_not_yet", {who});
  context.output.complain(why);
}

}  // namespace

Ran send_files(Context& context) {
  STILLE_TRY(const auto wishes, wishes_of(context));
  if (context.arguments.dry_run) return rehearse(context, wishes);
  STILLE_TRY(auto answer, context.call("attachment.send", wishes));
  STILLE_TRY(const auto results, wait_for(context, answer["results"]));
  const int code = code_of_all(results);
  for (const auto& result : results) {
    if (!context.output.for_people())
      context.output.record(result, {"to.alias", "id", "state", "error.code"});
  }
  context.output.flush();
  for (const auto& result : results) {
    if (context.output.format() != Format::json) tell_result(context, result);
    if (context.output.format() == Format::json && result.contains("error") && code != 9) {
      context.output.complain(rpc::fault_from(result["error"]));
    }
  }
  if (code == 9 && context.output.format() == Format::json)
    context.output.complain(fault(FaultCode::partial));
  return code;
}

Ran attachment_list(Context& context) {
  Json wishes = Json::object();
  if (!context.arguments.subject.empty()) wishes["contact"] = context.arguments.subject;
  if (context.arguments.count) wishes["last"] = *context.arguments.count;
  STILLE_TRY(auto answer, context.call("attachment.list", wishes));
  auto& output = context.output;
  for (const auto& one : answer["attachments"]) {
    if (!output.for_people()) {
      output.record(one, {"id", "at", "contact.alias", "name", "size", "state"});
      continue;
    }
    const auto where = shown(one, "contact.alias");
    const auto who = one.contains("from") ? shown(one, "from.alias") + " " + where : where;
    output.line(output.faint(context.when(one["at"])) + "  " +
                (one["own"].get<bool>() ? context.say("attachment.to", {who}) : who) + "  " +
                attachment_words(one, output.language()));
  }
  output.flush();
  if (answer["attachments"].empty() && output.for_people()) output.tell("attachment.none");
  return 0;
}

namespace {

rpc::Outcome<void> to_standard_output(Context& context, const std::string& id) {
  return read_attachment(context, id, [&](ByteView bytes) -> rpc::Outcome<void> {
    context.output.bytes(as_text(bytes));
    context.output.flush();
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  });
}

rpc::Outcome<void> to_file(Context& context, const std::string& id, const std::string& path, bool replaces) {
  STILLE_TRY(auto file, SavedFile::begin(path, replaces));
  STILLE_TRYV(read_attachment(context, id, [&](ByteView bytes) { return file.write(bytes); }));
  return file.keep();
}

rpc::Outcome<Json> fetch(Context& context) {
  Progress progress(context);
  Waiting waiting(context);
  for (std::string seen;;) {
    STILLE_TRY(auto answer, context.call("attachment.get", {{"id", context.arguments.subject},
                                                            {"seen", seen},
                                                            {"timeout_ms", waiting.left()}}));
    progress.show(Json::array({answer}), nullptr);
    if (answer["state"] == "here") return answer;
    if (answer.contains("error")) return rpc::fault_from(answer["error"]);
    const auto now = answer["seen"].get<std::string>();
    if (now != seen) waiting.moved();
    seen = now;
  }
}

}  // namespace

// What is verified comes out, and nothing before: the profile keeps it encrypted until it is complete.
Ran attachment_get(Context& context) {
  STILLE_TRY(const auto answer, fetch(context));
  const auto id = answer["id"].get<std::string>();
  const auto& given = context.arguments.file;
  if (given == "-") {
    STILLE_TRYV(to_standard_output(context, id));
    return 0;
  }
  const auto path = given.empty() ? client::wire::clean_file_name(answer["name"].get<std::string>()) : given;
  STILLE_TRYV(to_file(context, id, path, !given.empty()));
  if (context.output.for_people()) {
    context.output.tell("attachment.saved", {printable(path)});
    return 0;
  }
  Json line = answer;
  line.erase("seen");
  line["path"] = path;
  context.output.record(line, {"id", "path"});
  context.output.flush();
  return 0;
}

Ran attachment_cancel(Context& context) {
  STILLE_TRY(auto answer, context.call("attachment.cancel", {{"id", context.arguments.subject}}));
  auto& output = context.output;
  if (!output.for_people()) output.record(answer["attachment"], {"id", "state"});
  output.flush();
  if (output.for_people()) {
    const bool own = answer["attachment"]["state"] == "cancelled";
    output.tell(own ? "attachment.called_off" : "attachment.not_now", {shown(answer, "attachment.name")});
  }
  return 0;
}

Ran attachment_again(Context& context) {
  STILLE_TRY(auto answer, context.call("attachment.again", {{"id", context.arguments.subject}}));
  auto& output = context.output;
  if (!output.for_people()) output.record(answer["attachment"], {"id", "state"});
  output.flush();
  if (output.for_people()) output.tell("attachment.sent_again", {shown(answer, "attachment.name")});
  return 0;
}

}  // namespace stille::cli
