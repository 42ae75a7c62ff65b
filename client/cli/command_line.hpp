// The command line as one declaration: parsing, --help and the completion scripts all come from it.
// For this room only.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <set>

#include "client/cli/arguments.hpp"

namespace stille::cli {

class CommandLine {
 public:
  explicit CommandLine(Language language, const Defaults& defaults = {});

  CLI::App& app() { return app_; }
  Arguments take();
  /// Whether those fit it, too, who are only in the address book.
  [[nodiscard]] bool knows_locals(const CLI::Option& option) const { return with_locals_.contains(&option); }

 private:
  [[nodiscard]] std::string text(const std::string& key) const;
  /// A noun that only groups verbs.
  CLI::App* command(CLI::App* under, const std::string& name, const std::string& path);
  CLI::App* noun(const std::string& name);
  /// Something that can be done; its examples follow its options in the help.
  CLI::App* verb(CLI::App* under, const std::string& name);
  CLI::App* top_verb(const std::string& name) { return verb(&app_, name); }

  CLI::Option* subject(CLI::App* at, const std::string& name, const std::string& key);
  /// Whoever is in the address book fits this `WHO`, on Stille or not.
  CLI::Option* anybody(CLI::Option* option) {
    with_locals_.insert(option);
    return option;
  }
  CLI::Option* picture(CLI::App* at);
  /// --qr, --qr-png, --force.
  void code(CLI::App* at);
  void password_file(CLI::App* at);
  CLI::Option* duration(CLI::App* at, const std::string& name, std::optional<milliseconds>& into,
                        const std::string& key);

  void declare();
  void declare_globals();
  void declare_profile();
  void declare_people();
  void declare_groups();
  void declare_chair(CLI::App* group);
  void declare_cards();
  void declare_messages();
  void declare_changing();
  void declare_finding();
  void declare_keep();
  void declare_conversations();
  void declare_retention();
  void declare_acquaintance(CLI::App* contact);
  void declare_address_book(CLI::App* contact);
  void declare_leaving();
  void declare_attachments(CLI::App* send);
  void declare_rest();

  Language language_;
  CLI::App app_{"", "stille"};
  Arguments out_;
  bool json_ = false;
  bool plain_ = false;
  std::map<CLI::App*, std::string> commands_;
  std::set<const CLI::Option*> with_locals_;
};

/// The subcommand that was given, as deep as it goes.
CLI::App* deepest(CLI::App& app);

}  // namespace stille::cli
