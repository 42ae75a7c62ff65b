// The arguments of what is done to one message.
#include "client/cli/command_line.hpp"

namespace stille::cli {

void CommandLine::declare_changing() {
  const auto message = [this](CLI::App* at) {
    subject(at, "id", "help.message-id")->required()->option_text("ID");
  };
  message(top_verb("show"));

  auto* react = top_verb("react");
  message(react);
  react->add_option("reaction", out_.value, text("help.reaction"))->option_text("SIGN");
  react->add_flag("--remove", out_.remove, text("help.react.--remove"));

  auto* edit = top_verb("edit");
  message(edit);
  edit->add_option("source", out_.value, text("help.edit-source"))->option_text("-");
  edit->add_option("-m,--message", out_.text, text("help.--message"))->option_text("TEXT");
  edit->add_flag("--question", out_.question, text("help.--question"));

  auto* erase = top_verb("delete");
  message(erase);
  erase->add_flag("--everyone", out_.everyone, text("help.--everyone"));
}

}  // namespace stille::cli
