// How the command line is declared for conversations, drafts and what leaves at its time.
#include "client/cli/command_line.hpp"

namespace stille::cli {

void CommandLine::declare_conversations() {
  auto& wish = out_.conversation;
  auto* conversation = noun("conversation");
  auto* list = verb(conversation, "list");
  const auto which = [&](const char* name, const char* value, const char* key) {
    return list->add_flag_callback(name, [this, value] { out_.which = value; }, text(key));
  };
  auto* unread = which("--unread", "unread", "help.conversation.--unread");
  auto* archived = which("--archived", "archived", "help.--archived");
  auto* all = which("--all", "all", "help.--all");
  unread->excludes(archived)->excludes(all);
  archived->excludes(all);

  auto* set = verb(conversation, "set");
  subject(set, "conversation", "help.whose")->required()->option_text("WHO|GROUP|self");
  const auto both = [&](const char* on, bool& yes, const char* off, bool& no, const char* key) {
    auto* flag = set->add_flag(on, yes, text(key));
    set->add_flag(off, no, text("help.--unblock"))->excludes(flag);
    return flag;
  };
  both("--pin", wish.pin, "--unpin", wish.unpin, "help.--pin");
  both("--archive", wish.archive, "--unarchive", wish.unarchive, "help.--archive");
  auto* mute = both("--mute", wish.mute, "--unmute", wish.unmute, "help.--mute");
  duration(set, "--mute-for", wish.mute_for, "help.--mute-for")
      ->option_text("8h")
      ->excludes(mute)
      ->excludes("--unmute");
  set->add_flag("--unread", wish.unread, text("help.--unread"));
  set->add_option("--notify", out_.value, text("help.--notify"))
      ->check(CLI::IsMember({"usual", "working-hours", "always"}))
      ->option_text("usual|working-hours|always");

  auto* read = top_verb("read");
  subject(read, "conversation", "help.whose")->required()->option_text("WHO|GROUP|self");
  read->add_option("--upto", wish.up_to, text("help.--upto"))->option_text("ID");

  auto* draft = noun("draft");
  auto* keep = verb(draft, "set");
  subject(keep, "conversation", "help.whose")->required()->option_text("WHO|GROUP|self");
  keep->add_option("-m,--message", out_.text, text("help.draft.--message"))->option_text("TEXT|-");
  keep->add_option("--reply", out_.reply, text("help.draft.--reply"))->option_text("ID");
  keep->add_option("--attach", wish.attach, text("help.draft.--attach"))
      ->option_text("FILE")
      ->allow_extra_args(false);
  subject(verb(draft, "show"), "conversation", "help.whose")->required()->option_text("WHO|GROUP|self");
  verb(draft, "list");
  subject(verb(draft, "drop"), "conversation", "help.whose")->required()->option_text("WHO|GROUP|self");

  auto* later = noun("later");
  verb(later, "list");
  subject(verb(later, "cancel"), "id", "help.later-id")->required()->option_text("LATER");
}

}  // namespace stille::cli
