// The part of the command line that is about files of messages.
#include "client/cli/command_line.hpp"
#include "client/cli/wrong_use.hpp"
#include "client/core/views.hpp"

namespace stille::cli {

void CommandLine::declare_attachments(CLI::App* send) {
  send->add_option("--attach", out_.attachments, text("help.--attach"))
      ->option_text("FILE")
      ->allow_extra_args(false)
      ->excludes(send->get_option("--file"))
      ->excludes(send->get_option("--question"))
      ->excludes(send->get_option("--later"));
  send->add_flag("--keep-metadata", out_.keep_metadata, text("help.--keep-metadata"));

  auto* attachment = noun("attachment");
  auto* list = verb(attachment, "list");
  anybody(subject(list, "contact", "help.who"))->option_text("WHO|GROUP|self");
  list->add_option("-n", out_.count, text("help.-n"))
      ->check(counts(language_, client::kMostRows))
      ->option_text("N");
  auto* get = verb(attachment, "get");
  subject(get, "attachment", "help.attachment-id")->required()->option_text("ID");
  get->add_option("-o,--output", out_.file, text("help.--output"))->option_text("FILE|-");
  for (const char* name : {"cancel", "again"})
    subject(verb(attachment, name), "attachment", "help.attachment-id")->required()->option_text("ID");
}

}  // namespace stille::cli
