// export: what was said and what is known about people, in forms that every other program can read.
#include "client/cli/attachment_words.hpp"
#include "client/cli/command.hpp"
#include "client/cli/i18n.hpp"
#include "client/cli/message_text.hpp"
#include "client/cli/progress_line.hpp"
#include "client/rpc/exporting.hpp"

namespace stille::cli {
namespace {

rpc::ExportWords export_words(const Context& context) {
  const auto language = context.output.language();
  rpc::ExportWords out;
  out.german = language == Language::german;
  out.index = context.say("export.index");
  out.deleted = context.say("export.deleted");
  out.not_here = context.say("export.not_here");
  out.entries = context.say("export.entries");
  out.notes = context.say("export.notes");
  out.edited = context.say("log.edited");
  out.earlier = context.say("export.earlier");
  out.quote_gone = context.say("log.reply_gone");
  out.goes = [&context](const std::string& moment) { return context.say("export.goes", {moment}); };
  out.aside = [&context](const Json& message, const std::string& name) {
    return name + ": " + words_of(context, message);
  };
  out.event = [&context](const Json& event) { return event_words(context, event); };
  out.way = [language](const std::string& via) { return say(language, "keep.via." + via); };
  out.size = [language](std::uint64_t bytes) { return size_words(bytes, language); };
  return out;
}

}  // namespace

Ran export_all(Context& context) {
  const auto& arguments = context.arguments;
  const auto& to = arguments.value;
  const rpc::ExportWish wish{.folder = to,
                             .whose = arguments.recipients,
                             .lines = arguments.line_format != "html",
                             .pages = arguments.line_format != "jsonl",
                             .files = !arguments.without_files,
                             .words = export_words(context)};
  const rpc::Ask ask = [&](std::string_view method, const Json& params) {
    return context.call(method, params);
  };
  rpc::Exported written;
  {
    ProgressLine progress(context, "export");
    STILLE_TRY(written, rpc::export_to(ask, wish, context.clock.now(), [&](std::size_t messages) {
                 progress.show(messages);
                 return true;
               }));
  }
  if (!context.output.for_people()) {
    context.output.record({{"v", 1},
                           {"type", "export"},
                           {"folder", to},
                           {"conversations", written.conversations},
                           {"messages", written.messages},
                           {"files", written.files},
                           {"entries", written.entries}},
                          {"folder", "conversations", "messages", "files"});
  }
  context.output.tell("export.done", {to, std::to_string(written.conversations),
                                      std::to_string(written.messages), std::to_string(written.files)});
  return 0;
}

}  // namespace stille::cli
