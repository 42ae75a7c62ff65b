// The arguments of what concerns the chair of a group.
#include "client/cli/command_line.hpp"

namespace stille::cli {

void CommandLine::declare_chair(CLI::App* group) {
  const auto of_group = [&](const char* name) {
    auto* out = verb(group, name);
    subject(out, "group", "help.which-group")->required()->option_text("GROUP");
    return out;
  };
  of_group("takeover")->add_flag("--withdraw", out_.remove, text("help.--withdraw"));
  for (const char* name : {"agree", "decline"}) {
    of_group(name)->add_option("who", out_.name, text("help.group-who"))->required()->option_text("WHO");
  }
  of_group("settle")
      ->add_option("statement", out_.value, text("help.group-statement"))
      ->required()
      ->option_text("STATEMENT");
  of_group("renew");
}

}  // namespace stille::cli
