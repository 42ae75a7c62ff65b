// stille-relay: the command line of the relay. Knows arguments and how failures are shown.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "common/crypto/secret.hpp"
#include "server/app/commands.hpp"
#include "server/app/process.hpp"

namespace {

using namespace stille::server;

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

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(Exit::usage);
  }
  request.data = data;
  if (*make) init(request);
  if (*serve) return static_cast<int>(run(data));
  if (*show) address(data);
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
