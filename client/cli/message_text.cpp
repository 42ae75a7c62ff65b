#include "client/cli/message_text.hpp"

#include "client/cli/attachment_words.hpp"
#include "client/cli/marked_text.hpp"
#include "client/cli/words.hpp"

namespace stille::cli {
namespace {

// A quote in the log is a reminder; the whole excerpt comes with `show`.
constexpr std::size_t kQuoteShown = 100;

std::string reply_of(const Context& context, const Json& message) {
  const auto& reply = message["reply"];
  const bool from_self = reply["own"] == true;
  const bool own = message.contains("to");
  const auto other =
      reply.contains("author") ? shown(reply, "author") : shown(message, own ? "to.alias" : "from.alias");
  auto excerpt = shown(reply, "excerpt");
  if (excerpt.empty()) excerpt = context.say("log.reply_gone");
  if (excerpt.size() > kQuoteShown) {
    auto cut = kQuoteShown;
    while ((static_cast<unsigned char>(excerpt[cut]) & 0xc0U) == 0x80U) --cut;
    excerpt = excerpt.substr(0, cut) + "…";
  }
  return context.output.faint("│ " + (from_self ? context.say("person.self") : other) + ": " + excerpt);
}

std::string reactions_of(const Context& context, const Json& message) {
  std::string out;
  for (const auto& reaction : message["reactions"]) {
    const bool own = reaction["own"] == true;
    const auto other = reaction.contains("author") ? shown(reaction, "author")
                       : message.contains("to")    ? shown(message, "to.alias")
                                                   : shown(message, "from.alias");
    const auto who = own ? context.say("person.self") : other;
    out += (out.empty() ? "" : "   ") + shown(reaction, "text") + " " + who;
  }
  return context.output.faint(out);
}

}  // namespace

std::string indented(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string("\n  ") : std::string(1, c);
  return out;
}

std::string words_of(const Context& context, const Json& message) {
  if (message.contains("deleted")) return context.say("log.deleted");
  if (!message.contains("text")) return {};
  if (message["kind"] == "timer") {
    const milliseconds after(message.value("expire_ms", std::int64_t{0}));
    if (after.count() == 0) return context.say("log.timer_off");
    return context.say("log.timer_on", {timer_words(after, context.output.language())});
  }
  if (message["kind"] == "unsupported") return context.say("log.unsupported");
  const auto text = message["text"].get<std::string>();
  return context.output.coloured() ? with_styles(text) : printable(text, true);
}

std::string for_reading(const Context& context, const Json& message) {
  const bool own = message["from"]["alias"] == "self" && message.contains("to");
  const auto who = own ? context.say("person.self") : shown(message, "from.alias");
  auto head = context.output.faint(context.when(message["at"])) + "  " + context.output.bold(who);
  std::string notes;
  const auto note = [&](const std::string& words) { notes += (notes.empty() ? "" : ", ") + words; };
  // Nothing is said of what is as expected.
  const auto state = message["state"].get<std::string>();
  const bool notable = own && state != "delivered" && state != "sent";
  if (notable && !message.contains("deleted")) note(context.say("message." + state));
  if (message.value("question", false)) note(context.say("log.question"));
  if (message.contains("revision") && !message.contains("deleted")) note(context.say("log.edited"));
  if (message.contains("expires")) note(context.say("log.goes", {context.when(message["expires"])}));
  if (message.contains("left_out")) note(context.say("log.left_out", {shown(message, "left_out")}));
  if (!notes.empty()) head += "  (" + notes + ")";
  if (message.contains("reply")) head += "\n  " + reply_of(context, message);
  const auto words = words_of(context, message);
  if (!words.empty()) head += "\n  " + indented(words);
  head += attachment_lines(message, context.output.language());
  if (message.contains("reactions")) head += "\n  " + reactions_of(context, message);
  return head;
}

}  // namespace stille::cli
