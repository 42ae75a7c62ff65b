// stille-relay: the command line of the relay. Knows arguments and how failures are shown.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "common/base/time.hpp"
#include "common/crypto/secret.hpp"
#include "server/app/commands.hpp"
#include "server/app/process.hpp"

namespace {

using namespace stille::server;

stille::milliseconds duration(const std::string& text) {
  const auto parsed = stille::parse_duration(text);
  if (!parsed) throw Complaint(Exit::usage, "\"" + text + "\" is no time.", "Write it as 90m, 12h or 30d.");
  return parsed.value();
}

int carry_out(int argc, char** argv) {
  CLI::App app("A relay for Stille: forwards sealed envelopes, knows neither people nor words.",
               "stille-relay");
  app.set_version_flag("--version", "stille-relay " STILLE_VERSION);
  app.require_subcommand(1);
  app.footer(
      "A relay in three commands:\n  stille-relay init --data DIR --host NAME\n"
      "  stille-relay run --data DIR\n  stille-relay address --data DIR");

  InitRequest request;
  std::string data;
  auto* make = app.add_subcommand("init", "Make a new relay: folder, keys, settings");
  make->add_option("--data", data, "Folder of the relay, made if need be")->required();
  make->add_option("--listen", request.listen, "ADDRESS:PORT to listen on [[::]:7443]; port 0: any free one");
  make->add_option("--host", request.host, "Name or address under which people reach the relay");
  make->add_flag("--open", request.open, "Let anyone who knows the address create mailboxes");
  auto* serve = app.add_subcommand("run", "Run the relay until SIGTERM or SIGINT");
  serve->add_option("--data", data, "Folder of the relay")->required();
  auto* show = app.add_subcommand("address", "Print the relay's address");
  show->add_option("--data", data, "Folder of the relay")->required();

  InviteRequest invitation;
  std::string life;
  auto* invite = app.add_subcommand("invite", "Invitations to a relay that does not take everybody");
  invite->require_subcommand(1);
  auto* create = invite->add_subcommand("create", "Make an invitation and print it");
  create->add_option("--uses", invitation.wish.uses, "How often it can be redeemed [1]");
  create->add_option("--mailboxes", invitation.wish.mailboxes, "Mailboxes of one use, 1 to 64 [64]");
  create->add_option("--class", invitation.wish.token_class, "Class of these mailboxes [standard]");
  create->add_option("--expires", life, "How long it can be redeemed, such as 12h or 30d [30d]");
  create->add_option("--label", invitation.wish.label, "For your list; nobody else sees it");
  auto* list = invite->add_subcommand("list", "Every invitation, without its code");
  auto* revoke = invite->add_subcommand("revoke", "Let nobody redeem it any more");
  revoke->add_option("number", invitation.number, "Its number in the list")->required();
  for (auto* verb : {create, list, revoke}) {
    verb->add_option("--data", data, "Folder of the relay")->required();
    verb->add_flag("--json", invitation.json, "One JSON object a line");
  }

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(Exit::usage);
  }
  request.data = data;
  if (*make) init(request);
  if (*serve) return static_cast<int>(run(data));
  if (*show) address(data);
  invitation.data = data;
  if (!life.empty()) invitation.wish.life = duration(life);
  if (*create) invite_create(invitation);
  if (*list) invite_list(invitation);
  if (*revoke) invite_revoke(invitation);
  return static_cast<int>(Exit::done);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    harden_process();
    if (!stille::crypto::initialise()) throw std::runtime_error("the cryptographic library does not start");
    return carry_out(argc, argv);
  } catch (const Complaint& complaint) {
    (void)std::fprintf(stderr, "stille-relay: %s\n%s\n", complaint.what(), complaint.next.c_str());
    return static_cast<int>(complaint.exit);
  } catch (const std::exception& error) {
    (void)std::fprintf(stderr, "stille-relay: this is a bug: %s\nPlease report it.\n", error.what());
    return static_cast<int>(Exit::bug);
  }
}
