// send --dry-run: what would be sent, to whom, by which relay, padded to how much. Nothing leaves.
#include "client/cli/attachment_words.hpp"
#include "client/cli/command.hpp"
#include "client/cli/words.hpp"

namespace stille::cli {
namespace {

std::string bytes_of(const Json& object, const char* name) {
  return std::to_string(object.value(name, std::uint64_t{0}));
}

/// Its key would fill the line and says nothing to people.
std::string host_of(const Json& object) {
  const auto address = shown(object, "relay");
  return address.substr(address.rfind('@') + 1);
}

void show(Context& context, const Json& result) {
  auto& output = context.output;
  const auto who = shown(result, "to.alias");
  const bool noted = who == "self";
  output.line(context.say(noted ? "rehearsal.noted" : "rehearsal.to", {who, bytes_of(result, "bytes")}));
  if (result.value("again", false)) return output.line("  " + context.say("rehearsal.again"));
  for (const auto& one : result["envelopes"]) {
    output.line("  " + context.say("rehearsal.envelope",
                                   {shown(one, "to.alias"), bytes_of(one, "padded"), host_of(one)}));
  }
  if (result["waiting"] != 0) {
    output.line("  " + context.say("rehearsal.waiting", {bytes_of(result, "waiting")}));
  }
  for (const auto& file : result.value("files", Json::array())) {
    output.line("  " + context.say("rehearsal.file",
                                   {shown(file, "name"),
                                    size_words(file["size"].get<std::uint64_t>(), output.language()),
                                    bytes_of(file, "padded"), bytes_of(file, "chunks"), host_of(file)}));
  }
  const milliseconds after(result.value("expire_ms", std::int64_t{0}));
  if (after.count() > 0) {
    output.line("  " + context.say("send.goes", {timer_words(after, output.language())}));
  }
}

}  // namespace

void tell_time(const Context& context, const Json& result) {
  const milliseconds after(result.value("expire_ms", std::int64_t{0}));
  if (context.arguments.expire.empty() || after.count() == 0) return;
  context.output.tell("send.goes", {timer_words(after, context.output.language())});
}

Ran rehearse(Context& context, const Json& wishes) {
  STILLE_TRY(auto answer, context.call("message.rehearse", wishes));
  const auto& results = answer["results"];
  const int code = code_of_all(results);
  auto& output = context.output;
  for (const auto& result : results) {
    if (!output.for_people()) {
      output.record(result, {"to.alias", "bytes", "error.code"});
    } else if (!result.contains("error")) {
      show(context, result);
    }
  }
  output.flush();
  const bool partial = code == rpc::exit_code(rpc::FaultCode::partial);
  for (const auto& result : results) {
    if (result.contains("error") && (output.format() != Format::json || !partial))
      output.complain(rpc::fault_from(result["error"]));
  }
  if (partial && output.format() == Format::json) output.complain(rpc::fault(rpc::FaultCode::partial));
  output.tell("rehearsal.done");
  return code;
}

}  // namespace stille::cli
