// stille-relay: the command line of the relay. Knows arguments and how failures are shown.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <functional>

#include <unistd.h>

#include "common/crypto/secret.hpp"
#include "server/app/account.hpp"
#include "server/app/commands.hpp"
#include "server/app/process.hpp"

namespace {

using namespace stille::server;

// Not CLI11's own way: it asks the environment for every subcommand's --data, after what was said on the
// line.
std::filesystem::path folder_without_flag() {
  const char* named = std::getenv("STILLE_RELAY_DATA");
  return named != nullptr && *named != '\0' ? named : kSystemFolder;
}

/// The subcommands: each declares its arguments and says what it does with them.
class Arguments {
 public:
  Arguments() {
    app_.set_version_flag("--version", "stille-relay " STILLE_VERSION);
    app_.require_subcommand(1);
    app_.footer(
        "A relay in three commands:\n  stille-relay init --data DIR --host NAME\n"
        "  stille-relay run --data DIR\n  stille-relay address --data DIR");
    add_making();
    add_looking();
    add_steering();
    add_keeping();
    add_inviting();
  }

  Exit carry_out(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app_.exit(error) == 0 ? Exit::done : Exit::usage;
    }
    for (const auto& [command, work] : work_) {
      if (!*command) continue;
      // These two read and write files of whoever calls them.
      if (command->get_name() != "backup" && command->get_name() != "restore") act_as_owner_of(asking_.data);
      return work();
    }
    return Exit::usage;
  }
  [[nodiscard]] bool json() const noexcept { return asking_.json; }

 private:
  using Work = std::function<Exit()>;

  CLI::App* add(CLI::App& to, const char* name, const char* does, const char* example, Work work) {
    auto* command = to.add_subcommand(name, does);
    command->footer(std::string("Example:\n  ") + example);
    command->add_option("--data", asking_.data,
                        std::string("Folder of the relay [STILLE_RELAY_DATA, else ") + kSystemFolder + "]");
    work_.emplace_back(command, std::move(work));
    return command;
  }
  /// One that can answer in JSON.
  CLI::App* add_answering(CLI::App& to, const char* name, const char* does, const char* example,
                          std::function<void()> work) {
    auto* command = add(to, name, does, example, [work = std::move(work)] {
      work();
      return Exit::done;
    });
    command->add_flag("--json", asking_.json, "Answer in JSON");
    return command;
  }

  void add_making() {
    auto* make =
        add_answering(app_, "init", "Make a new relay: folder, keys, settings, and the first invitation",
                      "stille-relay init --data /srv/stille --host relay.example.org", [this] {
                        init_.asking = asking_;
                        init(init_);
                      });
    make->add_option("--listen", init_.listen, "ADDRESS:PORT to listen on [[::]:7443]; port 0: any free one");
    make->add_option("--host", init_.host, "Name or address under which people reach the relay");
    make->add_flag("--open", init_.open, "Let anyone who knows the address create mailboxes");
    auto* serve = add(app_, "run", "Run the relay until SIGTERM or SIGINT",
                      "stille-relay run --data /srv/stille --set log.format=json",
                      [this] { return run({asking_.data, overrides()}); });
    serve->add_option("--set", set_, "SECTION.KEY=VALUE instead of what relay.toml says; can be repeated");
  }

  void add_looking() {
    add_answering(app_, "address", "Print the relay's address", "stille-relay address --data /srv/stille",
                  [this] { address(asking_); });
    add_answering(app_, "status", "How the running relay is", "stille-relay status --data /srv/stille --json",
                  [this] { status(asking_); });
    auto* again = add_answering(app_, "top", "The same, again and again",
                                "stille-relay top --data /srv/stille --every 5s",
                                [this] { top({asking_, time(every_, "--every"), times_}); });
    again->add_option("--every", every_, "How long between two looks [2s]");
    again->add_option("--count", times_, "How many looks [without end]");
  }

  void add_steering() {
    auto* mailbox =
        app_.add_subcommand("mailbox", "Block a mailbox after a report of abuse, or take that back");
    mailbox->require_subcommand(1);
    for (const bool blocked : {true, false}) {
      auto* one = add_answering(*mailbox, blocked ? "block" : "unblock",
                                blocked ? "Let a mailbox answer as if it did not exist" : "Take a block back",
                                blocked ? "stille-relay mailbox block --data /srv/stille 6f1c…"
                                        : "stille-relay mailbox unblock --data /srv/stille 6f1c…",
                                [this, blocked, mailbox] {
                                  const auto* name = blocked ? "block" : "unblock";
                                  block_mailbox(asking_, mailbox_id(*mailbox->get_subcommand(name)), blocked);
                                });
      one->add_option("id", id_, "Reader id or writer id, 24 bytes in hex or base64url");
      // In base64url one in 64 begins with a dash, which looks like an option.
      one->allow_extras();
    }
    auto* leave = add_answering(app_, "drain", "End the relay once every client was told to come back later",
                                "stille-relay drain --data /srv/stille --within 1m",
                                [this] { drain(asking_, time(within_, "--within")); });
    leave->add_option("--within", within_, "How long clients may take [1m]");
    add_answering(app_, "reload",
                  "Put changed settings and certificate into effect; no connection is dropped",
                  "stille-relay reload --data /srv/stille", [this] { reload(asking_); });
  }

  void add_keeping() {
    auto* check =
        add(app_, "doctor", "Look for everything that is or may become a trouble, and how to mend it",
            "stille-relay doctor --data /srv/stille", [this] { return doctor(asking_); });
    check->add_flag("--json", asking_.json, "Answer in JSON");
    auto* keep =
        add_answering(app_, "backup", "Everything that the relay is, in one encrypted file; it may run",
                      "stille-relay backup --data /srv/stille --key /root/backup.key relay-2026-11-24.stlb",
                      [this] { backup({asking_, file_, key_}); });
    auto* bring_back = add_answering(app_, "restore", "Make a relay's folder from a backup",
                                     "stille-relay restore --data /srv/stille --key /root/backup.key "
                                     "relay-2026-11-24.stlb",
                                     [this] { restore({asking_, file_, key_}); });
    for (auto* command : {keep, bring_back}) {
      command->add_option("file", file_, "The backup")->required();
      command->add_option("--key", key_, "File with its passphrase or key [typed]");
    }
    auto* elsewhere =
        add_answering(app_, "move", "Give the relay another name or port",
                      "stille-relay move --data /srv/stille --host relay.example.org --port 443",
                      [this] { move(move_request()); });
    elsewhere->add_option("--host", host_, "Name or address under which people reach the relay");
    elsewhere->add_option("--port", port_, "Port to listen on")->check(CLI::Range(1, 65'535));
  }

  void add_inviting() {
    auto* invite = app_.add_subcommand("invite", "Invitations to a relay that does not take everybody");
    invite->require_subcommand(1);
    auto* create =
        add_answering(*invite, "create", "Make an invitation and print it",
                      "stille-relay invite create --data /srv/stille --uses 5 --label family --qr", [this] {
                        if (!life_.empty()) invite_.wish.life = life();
                        invite_create(invitation());
                      });
    create->add_option("--uses", invite_.wish.uses, "How often it can be redeemed [1]");
    create->add_option("--mailboxes", invite_.wish.mailboxes, "Mailboxes of one use, 1 to 64 [64]");
    create->add_option("--class", invite_.wish.token_class, "Class of these mailboxes [standard]");
    create->add_option("--expires", life_, "How long it can be redeemed, such as 12h or 30d [30d]");
    create->add_option("--label", invite_.wish.label, "For your list; nobody else sees it");
    create->add_flag("--qr", invite_.qr, "As a QR code too");
    add_answering(*invite, "list", "Every invitation, without its code",
                  "stille-relay invite list --data /srv/stille", [this] { invite_list(invitation()); });
    auto* revoke = add_answering(*invite, "revoke", "Let nobody redeem it any more",
                                 "stille-relay invite revoke --data /srv/stille 3",
                                 [this] { invite_revoke(invitation()); });
    revoke->add_option("number", invite_.number, "Its number in the list")->required();
  }

  [[nodiscard]] InviteRequest invitation() const {
    auto out = invite_;
    out.asking = asking_;
    return out;
  }
  [[nodiscard]] stille::milliseconds life() const {
    const auto parsed = stille::parse_duration(life_);
    if (!parsed)
      throw Complaint(Exit::usage, "\"" + life_ + "\" is no time.", "Write it as 90m, 12h or 30d.");
    return parsed.value();
  }
  [[nodiscard]] std::string mailbox_id(const CLI::App& command) const {
    const auto odd = command.remaining();
    if (odd.size() + (id_.empty() ? 0 : 1) != 1)
      throw Complaint(Exit::usage, "one id of a mailbox is needed.",
                      "Give its reader id or writer id, in hex or base64url.");
    return id_.empty() ? odd.front() : id_;
  }
  [[nodiscard]] MoveRequest move_request() const { return {asking_, host_, port_}; }

  static stille::milliseconds time(const std::string& text, const char* option) {
    const auto parsed = stille::parse_duration(text);
    if (!parsed || parsed.value().count() <= 0 || parsed.value() > std::chrono::hours{24})
      throw Complaint(Exit::usage, std::string(option) + " takes a time of at most a day.",
                      "Write it as 500ms, 30s, 20m or 12h.");
    return parsed.value();
  }

  [[nodiscard]] std::vector<Override> overrides() const {
    auto out = overrides_in(environ);
    for (const auto& one : set_) {
      const auto equals = one.find('=');
      out.push_back({"--set " + one.substr(0, equals), one.substr(0, equals),
                     equals == std::string::npos ? "" : one.substr(equals + 1)});
    }
    return out;
  }

  CLI::App app_{"A relay for Stille: forwards sealed envelopes, knows neither people nor words.",
                "stille-relay"};
  std::vector<std::pair<CLI::App*, Work>> work_;
  Asking asking_{folder_without_flag()};
  InitRequest init_;
  std::vector<std::string> set_;
  std::string every_ = "2s";
  std::string within_ = "1m";
  InviteRequest invite_;
  std::string life_;
  std::string id_;
  std::string file_;
  std::string key_;
  std::string host_;
  std::uint16_t port_ = 0;
  std::uint32_t times_ = 0;
};

void explain(const Complaint& complaint, bool json) {
  if (json) {
    const stille::admin::Json error = {{"message", complaint.what()}, {"next", complaint.next}};
    (void)std::fprintf(stderr, "%s\n", stille::admin::Json{{"error", error}}.dump().c_str());
    return;
  }
  (void)std::fprintf(stderr, "stille-relay: %s\n%s\n", complaint.what(), complaint.next.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  try {
    harden_process();
    if (!stille::crypto::initialise()) throw std::runtime_error("the cryptographic library does not start");
    return static_cast<int>(arguments.carry_out(argc, argv));
  } catch (const Complaint& complaint) {
    explain(complaint, arguments.json());
    return static_cast<int>(complaint.exit);
  } catch (const std::exception& error) {
    (void)std::fprintf(stderr, "stille-relay: this is a bug: %s\nPlease report it.\n", error.what());
    return static_cast<int>(Exit::bug);
  }
}
