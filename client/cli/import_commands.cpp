// import: an export comes back.
#include "client/cli/command.hpp"
#include "client/cli/progress_line.hpp"
#include "client/rpc/importing.hpp"

namespace stille::cli {

Ran import_all(Context& context) {
  const std::filesystem::path folder = context.arguments.value;
  const rpc::Ask ask = [&](std::string_view method, const Json& params) {
    return context.call(method, params);
  };
  rpc::Imported counts;
  {
    ProgressLine progress(context, "import");
    STILLE_TRY(counts, rpc::import_from(ask, folder, [&](std::size_t messages) {
                 progress.show(messages);
                 return true;
               }));
  }
  if (!context.output.for_people()) {
    context.output.record({{"v", 1},
                           {"type", "import"},
                           {"folder", folder.string()},
                           {"added", counts.added},
                           {"left_out", counts.left_out},
                           {"files", counts.files},
                           {"people", counts.people},
                           {"groups", counts.groups},
                           {"entries", counts.entries},
                           {"passed_over", counts.passed_over}},
                          {"folder", "added", "left_out", "files", "people", "groups", "passed_over"});
  }
  context.output.tell("import.done", {std::to_string(counts.added), std::to_string(counts.files),
                                      std::to_string(counts.left_out)});
  if (counts.people + counts.groups > 0)
    context.output.tell("import.new", {std::to_string(counts.people), std::to_string(counts.groups)});
  if (counts.entries > 0) context.output.tell("import.entries", {std::to_string(counts.entries)});
  if (counts.passed_over > 0) context.output.tell("import.passed_over", {std::to_string(counts.passed_over)});
  return 0;
}

}  // namespace stille::cli
