// The arguments of `retention` and `export`: how long words stay, and where else they are kept.
#include "client/cli/command_line.hpp"

namespace stille::cli {

void CommandLine::declare_retention() {
  auto& wish = out_.retention;
  auto* retention = noun("retention");
  verb(retention, "list");
  const auto rule = [&](CLI::App* at) {
    return at->add_option("--rule", wish.rule, text("help.--rule"))
        ->check(CLI::IsMember({"keep", "30d", "90d", "365d", "business"}))
        ->option_text("keep|30d|90d|365d|business");
  };

  auto* preview = verb(retention, "preview");
  subject(preview, "conversation", "help.retention-whose")->option_text("WHO|GROUP|self");
  rule(preview);

  auto* set = verb(retention, "set");
  subject(set, "conversation", "help.retention-whose")->option_text("WHO|GROUP|self");
  auto* wanted = rule(set);
  set->add_flag("--default", wish.follows, text("help.retention.--default"))->excludes(wanted);
  auto* hold = set->add_flag("--hold", wish.hold, text("help.--hold"));
  set->add_flag("--release", wish.release, text("help.--release"))->excludes(hold);
  set->add_flag("--yes", out_.yes, text("help.retention.--yes"));

  auto* written = top_verb("export");
  anybody(written->add_option("people", out_.recipients, text("help.export-who")))
      ->option_text("WHO|GROUP|self…");
  written->add_option("--to", out_.value, text("help.--to"))->required()->option_text("FOLDER");
  written->add_option("--format", out_.line_format, text("help.export.--format"))
      ->check(CLI::IsMember({"jsonl", "html"}))
      ->option_text("jsonl|html");
  top_verb("import")
      ->add_option("folder", out_.value, text("help.import-folder"))
      ->required()
      ->option_text("FOLDER");
  written->add_flag("--without-files", out_.without_files, text("help.--without-files"));
}

}  // namespace stille::cli
