// The arguments of `backup` and `erase`: leaving, and coming back.
#include "client/cli/command_line.hpp"

namespace stille::cli {

void CommandLine::declare_leaving() {
  auto* backup = noun("backup");
  const auto with_secret = [&](const char* name, const char* help) {
    auto* out = verb(backup, name);
    out->add_option("file", out_.file, text("help.backup-file"))->required()->option_text("FILE");
    auto* source = out->add_option("--secret-fd", out_.new_passphrase_fd, text(std::string(help) + "-fd"))
                       ->check(CLI::Range(0, 65535))
                       ->option_text("N");
    out->add_option("--secret-file", out_.password_file, text(std::string(help) + "-file"))
        ->excludes(source)
        ->option_text("FILE");
    return out;
  };

  auto* create = with_secret("create", "help.backup create.--secret");
  create->add_flag("--own-passphrase", out_.own_passphrase, text("help.--own-passphrase"));
  create->add_flag("--without-files", out_.without_files, text("help.--without-files"));

  with_secret("verify", "help.backup verify.--secret");

  auto* restore = with_secret("restore", "help.backup verify.--secret");
  subject(restore, "profile", "help.profile-name")->option_text("NAME");
  restore->add_flag("--no-passphrase", out_.no_passphrase, text("help.--no-passphrase"));

  auto* erase = noun("erase");
  auto* account = verb(erase, "account");
  account->add_flag("--yes", out_.yes, text("help.erase.--yes"));
  account->add_flag("--local-only", out_.local_only, text("help.--local-only"));
  auto* conversation = verb(erase, "conversation");
  anybody(subject(conversation, "conversation", "help.whose"))->required()->option_text("WHO|GROUP|self");
  auto* yes = conversation->add_flag("--yes", out_.yes, text("help.erase.--yes"));
  conversation->add_flag("--dry-run", out_.dry_run, text("help.erase conversation.--dry-run"))->excludes(yes);
}

}  // namespace stille::cli
