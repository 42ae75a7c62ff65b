// The arguments of introductions, of the contact address and of signs.
#include "client/cli/command_line.hpp"

namespace stille::cli {

void CommandLine::declare_acquaintance(CLI::App* contact) {
  auto& wish = out_.acquaintance;
  auto* introduce = top_verb("introduce");
  subject(introduce, "first", "help.introduce-who")->required()->option_text("WHO");
  introduce->add_option("second", wish.second, text("help.introduce-whom"))->required()->option_text("WHOM");
  introduce->add_option("-m,--message", out_.text, text("help.introduce.--message"))->option_text("TEXT");
  verb(noun("introduction"), "list");

  auto* address = noun("address");
  code(verb(address, "create"));
  code(verb(address, "show"));
  auto* revoke = verb(address, "revoke");
  revoke->add_flag("--yes", out_.yes, text("help.address revoke.--yes"));

  const auto on_off = [&](CLI::App* at, const char* name, std::string& into, const char* key) {
    at->add_option(name, into, text(key))->check(CLI::IsMember({"on", "off"}))->option_text("on|off");
  };
  auto* signs = verb(contact, "signs");
  subject(signs, "contact", "help.who")->required()->option_text("WHO");
  on_off(signs, "--read", wish.read, "help.signs.--read");
  on_off(signs, "--typing", wish.typing, "help.signs.--typing");
  subject(top_verb("typing"), "contact", "help.who")->required()->option_text("WHO");
}

}  // namespace stille::cli
