// stille, the command line: takes the arguments apart, does one command, ends with its exit code.
#include <cstdio>
#include <map>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "client/cli/command.hpp"
#include "client/cli/complete.hpp"
#include "client/cli/config_file.hpp"
#include "client/cli/i18n.hpp"
#include "client/cli/shell.hpp"
#include "common/crypto/secret.hpp"

namespace stille::cli {
namespace {

constexpr int kReaderGone = 141;

const std::map<std::string_view, Command> kCommands{
    {"profile new", profile_new},
    {"profile list", profile_list},
    {"profile use", profile_use},
    {"profile rename", profile_rename},
    {"profile delete", profile_delete},
    {"profile passphrase", profile_passphrase},
    {"profile lock", profile_lock},
    {"profile unlock", profile_unlock},
    {"status", show_status},
    {"doctor", run_doctor},
    {"relay invite", relay_invite},
    {"relay list", relay_list},
    {"relay move", relay_move},
    {"config list", config_list},
    {"config get", config_get},
    {"config set", config_set},
    {"invite create", invite_create},
    {"invite accept", invite_accept},
    {"invite list", invite_list},
    {"invite revoke", invite_revoke},
    {"request list", request_list},
    {"request accept", request_accept},
    {"request decline", request_decline},
    {"contact list", contact_list},
    {"contact show", contact_show},
    {"contact set", contact_set},
    {"contact forget", contact_forget},
    {"contact signs", contact_signs},
    {"typing", typing},
    {"introduce", introduce},
    {"introduction list", introduction_list},
    {"address show", address_show},
    {"address create", address_create},
    {"address revoke", address_revoke},
    {"contact export", contact_export},
    {"contact import", contact_import},
    {"contact add", contact_add},
    {"contact describe", contact_describe},
    {"contact find", contact_find},
    {"contact merge", contact_merge},
    {"verify show", verify_show},
    {"verify compare", verify_compare},
    {"verify confirm", verify_confirm},
    {"verify reset", verify_reset},
    {"group new", group_new},
    {"group list", group_list},
    {"group show", group_show},
    {"group history", group_history},
    {"group add", group_add},
    {"group remove", group_remove},
    {"group leave", group_leave},
    {"group rename", group_rename},
    {"group purpose", group_purpose},
    {"group role", group_role},
    {"group policy", group_policy},
    {"group picture", group_picture},
    {"group expire", group_expire},
    {"group takeover", group_takeover},
    {"group agree", group_agree},
    {"group decline", group_decline},
    {"group settle", group_settle},
    {"group renew", group_renew},
    {"card show", card_show},
    {"card set", card_set},
    {"card share", card_share},
    {"card request", card_request},
    {"send", send_message},
    {"show", show_message},
    {"react", react},
    {"edit", edit_message},
    {"delete", delete_message},
    {"search", search},
    {"conversation list", conversation_list},
    {"conversation set", conversation_set},
    {"read", conversation_read},
    {"draft set", draft_set},
    {"draft show", draft_show},
    {"draft list", draft_list},
    {"draft drop", draft_drop},
    {"later list", later_list},
    {"later cancel", later_cancel},
    {"export", export_all},
    {"import", import_all},
    {"backup create", backup_create},
    {"backup verify", backup_verify},
    {"backup restore", backup_restore},
    {"erase account", erase_account},
    {"erase conversation", erase_conversation},
    {"retention list", retention_list},
    {"retention preview", retention_preview},
    {"retention set", retention_set},
    {"attachment list", attachment_list},
    {"attachment get", attachment_get},
    {"attachment cancel", attachment_cancel},
    {"attachment again", attachment_again},
    {"sync", synchronise},
    {"listen", listen},
    {"log", read_log},
    {"keep today", keep_today},
    {"keep list", keep_list},
    {"keep set", keep_set},
    {"keep snooze", keep_snooze},
    {"keep log", keep_log},
    {"keep waiting", keep_waiting},
    {"keep birthdays", keep_birthdays},
    {"keep remind", keep_remind},
    {"keep done", keep_done},
    {"keep draft", keep_draft},
    {"keep circle", keep_circle},
    {"keep circles", keep_circles},
    {"rpc", rpc_lines},
    {"daemon", run_daemon},
};

// Keys and texts must not reach a core file, nor another process of the same user.
void close_memory() {
  const struct rlimit none{};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0);
}

int complain_about(const WrongUse& wrong) {
  Globals globals;
  globals.format = wrong.format;
  globals.language = wrong.language;
  auto why = rpc::fault(rpc::FaultCode::invalid_argument, wrong.message);
  if (wrong.format == Format::people) why.message += "\n" + wrong.usage;
  Output(globals).complain(why);
  return rpc::exit_code(why.code);
}

int ended(const rpc::Fault& why, const Output& output) {
  if (why.code == rpc::FaultCode::cancelled && Interrupt::signal() != 0) return Interrupt::exit_code();
  output.complain(why);
  return rpc::exit_code(why.code);
}

int run(Arguments arguments) {
  Output output(arguments.globals);
  if (arguments.command.empty()) {
    output.line(say(arguments.globals.language, "overview"));
    output.flush();
    return 0;
  }
  if (arguments.command == "completion") {
    output.bytes(completion_script(arguments.subject));
    output.flush();
    return 0;
  }
  Interrupt interrupt;
  const Log log(arguments.globals.verbose ? LogLevel::debug : LogLevel::error);
  const SystemClock clock;
  Context context{std::move(arguments), output, interrupt, log, clock, nullptr, {}};
  const auto done = kCommands.at(context.arguments.command)(context);
  output.flush();
  return done ? done.value() : ended(done.error(), output);
}

int ended_by(const OutputFailed& failed, int argc, char** argv) {
  const auto defaults = read_defaults();
  Output(glimpse(argc, argv, defaults ? defaults.value() : Defaults{})).complain(failed.why);
  return rpc::exit_code(failed.why.code);
}

int start(int argc, char** argv) {
  if (asks_to_complete(argc, argv)) return complete(argc, argv);
  const auto defaults = read_defaults();
  if (!defaults) {
    Output(glimpse(argc, argv)).complain(defaults.error());
    return rpc::exit_code(defaults.error().code);
  }
  auto parsed = parse_arguments(argc, argv, defaults.value());
  if (const auto* wrong = std::get_if<WrongUse>(&parsed)) return complain_about(*wrong);
  if (const auto* help = std::get_if<HelpText>(&parsed)) {
    Output output({});
    output.line(help->text);
    output.flush();
    return 0;
  }
  return run(std::move(std::get<Arguments>(parsed)));
}

}  // namespace
}  // namespace stille::cli

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "--version") {
    constexpr std::string_view kLine = "stille " STILLE_VERSION "\n";
    // The long way, which takes its time, says why it cannot be written.
    if (::write(STDOUT_FILENO, kLine.data(), kLine.size()) == static_cast<ssize_t>(kLine.size())) return 0;
  }
  stille::cli::close_memory();
  if (!stille::crypto::initialise()) return 1;
  try {
    return stille::cli::start(argc, argv);
  } catch (const stille::cli::ReaderGone&) {
    return stille::cli::kReaderGone;
  } catch (const stille::cli::OutputFailed& failed) {
    return stille::cli::ended_by(failed, argc, argv);
  } catch (const stille::cli::Interrupted&) {
    return stille::cli::Interrupt::exit_code();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "stille: %s\n", error.what());
    return 1;
  }
}
