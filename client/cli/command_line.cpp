#include "client/cli/command_line.hpp"

#include "client/cli/help_format.hpp"
#include "client/cli/i18n.hpp"
#include "client/cli/wrong_use.hpp"
#include "client/core/views.hpp"

namespace stille::cli {
namespace {

const std::map<std::string, Colour> kColours{
    {"auto", Colour::automatic}, {"always", Colour::always}, {"never", Colour::never}};
const std::map<std::string, Language> kLanguages{{"de", Language::german}, {"en", Language::english}};

}  // namespace

CommandLine::CommandLine(Language language, const Defaults& defaults) : language_(language) {
  auto& globals = out_.globals;
  globals.profile = defaults.profile;
  globals.timeout = defaults.timeout;
  globals.colour = defaults.colour.value_or(Colour::automatic);
  declare();
}

std::string CommandLine::text(const std::string& key) const {
  return say(language_, key);
}

CLI::App* CommandLine::command(CLI::App* under, const std::string& name, const std::string& path) {
  auto* out = under->add_subcommand(name, text("help." + path));
  out->group(text("help.label.commands"));
  out->get_help_ptr()->group(text("help.label.options"));
  out->footer(knows("examples." + path) ? text("help.examples") + "\n" + text("examples." + path) : "");
  out->fallthrough();
  commands_[out] = path;
  return out;
}

CLI::App* CommandLine::noun(const std::string& name) {
  auto* out = command(&app_, name, name);
  out->require_subcommand(0, 1);
  return out;
}

CLI::App* CommandLine::verb(CLI::App* under, const std::string& name) {
  return command(under, name, under == &app_ ? name : under->get_name() + " " + name);
}

CLI::Option* CommandLine::subject(CLI::App* at, const std::string& name, const std::string& key) {
  return at->add_option(name, out_.subject, text(key))->check(not_empty(language_, text(key)));
}

CLI::Option* CommandLine::duration(CLI::App* at, const std::string& name, std::optional<milliseconds>& into,
                                   const std::string& key) {
  const auto parse = [this, &into](const std::string& value) {
    const auto parsed = parse_duration(value);
    if (parsed.has_error()) throw CLI::ValidationError(say(language_, "wrong.duration", {value}));
    into = parsed.value();
  };
  return at->add_option_function<std::string>(name, parse, text(key));
}

CLI::Option* CommandLine::picture(CLI::App* at) {
  return at->add_option("--picture", out_.picture, text("help.--code-picture"))->option_text("FILE");
}

void CommandLine::code(CLI::App* at) {
  at->add_flag("--qr", out_.code.shown, text("help.--qr"));
  auto* png = at->add_option("--qr-png", out_.code.png, text("help.--qr-png"))->option_text("FILE");
  at->add_flag("--force", out_.code.force, text("help.--qr-png.--force"))->needs(png);
}

void CommandLine::password_file(CLI::App* at) {
  at->add_option("--password-file", out_.password_file, text("help.--password-file"))->option_text("FILE");
}

void CommandLine::declare_globals() {
  auto& globals = out_.globals;
  app_.add_option("--profile", globals.profile, text("help.--profile"))
      ->check(not_empty(language_))
      ->option_text("PROFILE");
  app_.add_flag("--json", json_, text("help.--json"));
  app_.add_flag("--plain", plain_, text("help.--plain"))->excludes("--json");
  app_.add_option("--fields", globals.fields, text("help.--fields"))
      ->delimiter(',')
      ->option_text("A,B")
      ->allow_extra_args(false);
  app_.add_flag("-q,--quiet", globals.quiet, text("help.--quiet"));
  app_.add_flag("-v,--verbose", globals.verbose, text("help.--verbose"));
  app_.add_flag("--no-input", globals.no_input, text("help.--no-input"));
  app_.add_option_function<std::string>(
          "--color", [&globals](const std::string& word) { globals.colour = kColours.at(word); },
          text("help.--color"))
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->option_text("auto|always|never");
  duration(&app_, "--timeout", globals.timeout, "help.--timeout")->option_text("30s");
  app_.add_option_function<std::string>(
          "--lang", [&globals](const std::string& word) { globals.language = kLanguages.at(word); },
          text("help.--lang"))
      ->check(CLI::IsMember({"de", "en"}))
      ->option_text("de|en");
  app_.add_option("--passphrase-fd", globals.passphrase_fd, text("help.--passphrase-fd"))
      ->check(CLI::Range(0, 65535))
      ->option_text("N");
  app_.add_option("--socket", globals.socket, text("help.--socket"))->option_text("PATH");
  app_.add_flag("--no-daemon", globals.no_daemon, text("help.--no-daemon"));
  app_.set_version_flag("--version", "stille " STILLE_VERSION, text("help.--version"));
}

void CommandLine::declare_profile() {
  auto* profile = noun("profile");
  auto* create = verb(profile, "new");
  subject(create, "profile", "help.profile-name")->option_text("NAME");
  create->add_option("--name", out_.name, text("help.--name"))->option_text("NAME");
  create->add_option("--relay", out_.relay, text("help.--relay"))->option_text("stille://…");
  create->add_option("--proxy", out_.proxy, text("help.--proxy"))->option_text("socks5://…");
  password_file(create);
  create->add_flag("--no-passphrase", out_.no_passphrase, text("help.--no-passphrase"));
  verb(profile, "list");
  subject(verb(profile, "use"), "profile", "help.profile-name")->option_text("PROFILE");
  auto* rename = verb(profile, "rename");
  subject(rename, "profile", "help.profile-name")->required()->option_text("PROFILE");
  rename->add_option("name", out_.value, text("help.profile-new-name"))->required()->option_text("NAME");
  auto* gone = verb(profile, "delete");
  subject(gone, "profile", "help.profile-name")->required()->option_text("PROFILE");
  gone->add_flag("--yes", out_.yes, text("help.erase.--yes"));
  subject(verb(profile, "lock"), "profile", "help.profile-name")->option_text("PROFILE");
  auto* unlock = verb(profile, "unlock");
  subject(unlock, "profile", "help.profile-name")->option_text("PROFILE");
  duration(unlock, "--for", out_.life, "help.--lock-after")->option_text("8h");
  auto* passphrase = verb(profile, "passphrase");
  subject(passphrase, "profile", "help.profile-name")->option_text("PROFILE");
  auto* source =
      passphrase->add_option("--new-passphrase-fd", out_.new_passphrase_fd, text("help.--new-passphrase-fd"))
          ->check(CLI::NonNegativeNumber)
          ->option_text("N");
  passphrase->add_flag("--remove", out_.remove, text("help.profile passphrase.--remove"))->excludes(source);
  top_verb("status")->add_flag("--watch", out_.follow, text("help.--watch"));
  top_verb("doctor");
  auto* relay = noun("relay");
  subject(verb(relay, "invite"), "invitation", "help.relay-invitation")
      ->required()
      ->option_text("INVITATION");
  verb(relay, "list");
  subject(verb(relay, "move"), "relay", "help.relay-address")->required()->option_text("RELAY");
  auto* config = noun("config");
  auto* get = verb(config, "get");
  subject(get, "key", "help.key")->required()->option_text("SETTING");
  auto* set = verb(config, "set");
  subject(set, "key", "help.key")->required()->option_text("SETTING");
  set->add_option("value", out_.value, text("help.value"))->required()->option_text("VALUE");
  password_file(set);
  verb(config, "list");
}

void CommandLine::declare_people() {
  auto* invite = noun("invite");
  auto* create = verb(invite, "create");
  create->add_flag("--ask", out_.ask, text("help.--ask"));
  anybody(create->add_option("--for", out_.address.for_whom, text("help.invite create.--for")))
      ->option_text("WHO");
  duration(create, "--life", out_.life, "help.--life")->option_text("7d");
  code(create);
  auto* accept = verb(invite, "accept");
  auto* link = accept->add_option("link", out_.link, text("help.link"))->option_text("LINK|-");
  picture(accept)->excludes(link);
  accept->add_option("--alias", out_.alias, text("help.--alias"))
      ->check(not_empty(language_, text("help.--alias")))
      ->option_text("ALIAS");
  verb(invite, "list");
  subject(verb(invite, "revoke"), "invitation", "help.invitation")->required()->option_text("INVITE");

  auto* request = noun("request");
  verb(request, "list");
  auto* take = verb(request, "accept");
  subject(take, "request", "help.request-id")->required()->option_text("REQUEST");
  take->add_option("--alias", out_.alias, text("help.--alias"))
      ->check(not_empty(language_, text("help.--alias")))
      ->option_text("ALIAS");
  subject(verb(request, "decline"), "request", "help.request-id")->required()->option_text("REQUEST");

  auto* contact = noun("contact");
  verb(contact, "list");
  anybody(subject(verb(contact, "show"), "contact", "help.who"))->required()->option_text("WHO");
  auto* set = verb(contact, "set");
  anybody(subject(set, "contact", "help.who"))->required()->option_text("WHO");
  set->add_option("--alias", out_.alias, text("help.--alias"))
      ->check(not_empty(language_, text("help.--alias")))
      ->option_text("ALIAS");
  set->add_option("--note", out_.note, text("help.--note"))->option_text("TEXT");
  set->add_option("--expire", out_.expire, text("help.--expire"))->option_text("SPAN|off");
  auto* block = set->add_flag("--block", out_.block, text("help.--block"));
  set->add_flag("--unblock", out_.unblock, text("help.--unblock"))->excludes(block);

  auto* forget = verb(contact, "forget");
  anybody(subject(forget, "contact", "help.who"))->required()->option_text("WHO");
  forget->add_flag("--yes", out_.yes, text("help.contact forget.--yes"));
  declare_acquaintance(contact);

  declare_address_book(contact);

  auto* verify = noun("verify");
  auto* show = verb(verify, "show");
  subject(show, "contact", "help.who")->required()->option_text("WHO");
  code(show);
  show->add_flag("--words", out_.in_words, text("help.verify show.--words"));
  auto* compare = verb(verify, "compare");
  subject(compare, "contact", "help.who")->required()->option_text("WHO");
  auto* number = compare->add_option("number", out_.recipients, text("help.number"))->option_text("NUMBER|-");
  picture(compare)->excludes(number);
  subject(verb(verify, "confirm"), "contact", "help.who")->required()->option_text("WHO");
  subject(verb(verify, "reset"), "contact", "help.who")->required()->option_text("WHO");
}

void CommandLine::declare_groups() {
  auto* group = noun("group");
  auto* create = verb(group, "new");
  subject(create, "name", "help.group-name")->required()->option_text("NAME");
  create->add_option("--add", out_.recipients, text("help.--add"))
      ->delimiter(',')
      ->option_text("WHO")
      ->allow_extra_args(false);
  verb(group, "list");
  const auto of_group = [&](const char* name) {
    auto* out = verb(group, name);
    subject(out, "group", "help.which-group")->required()->option_text("GROUP");
    return out;
  };
  of_group("show");
  of_group("history");
  for (const char* name : {"add", "remove"}) {
    of_group(name)
        ->add_option("who", out_.recipients, text("help.group-who"))
        ->required()
        ->option_text("WHO");
  }
  of_group("leave");
  of_group("rename")
      ->add_option("name", out_.value, text("help.group-name"))
      ->required()
      ->option_text("NAME");
  of_group("purpose")
      ->add_option("text", out_.value, text("help.group-purpose"))
      ->required()
      ->option_text("TEXT");
  auto* picture = of_group("picture");
  picture->add_option("file", out_.value, text("help.group-picture"))->option_text("FILE");
  picture->add_option("--save", out_.card.picture, text("help.--save"))->option_text("FILE");
  of_group("expire")
      ->add_option("span", out_.value, text("help.group-expire"))
      ->required()
      ->option_text("SPAN");
  of_group("policy")
      ->add_option("policy", out_.value, text("help.group-policy"))
      ->required()
      ->check(CLI::IsMember({"chair", "deputies", "everybody"}))
      ->option_text("chair|deputies|everybody");
  auto* role = of_group("role");
  role->add_option("who", out_.name, text("help.group-who"))->required()->option_text("WHO");
  role->add_option("role", out_.value, text("help.group-role"))
      ->required()
      ->check(CLI::IsMember({"chair", "deputy", "member"}))
      ->option_text("chair|deputy|member");
  declare_chair(group);
}

void CommandLine::declare_messages() {
  auto* send = top_verb("send");
  send->add_option("to", out_.recipients, text("help.to"))->required()->option_text("WHO|GROUP|self…");
  auto* message = send->add_option("-m,--message", out_.text, text("help.--message"))->option_text("TEXT");
  send->add_option("-F,--file", out_.file, text("help.--file"))->option_text("FILE")->excludes(message);
  send->add_option("--wait", out_.wait, text("help.--wait"))
      ->check(CLI::IsMember({"queued", "sent", "delivered"}))
      ->option_text("queued|sent|delivered");
  send->add_option("--reply", out_.reply, text("help.--reply"))
      ->check(not_empty(language_))
      ->option_text("ID");
  send->add_flag("--question", out_.question, text("help.--question"));
  send->add_option("--key", out_.key, text("help.--key"))->check(not_empty(language_))->option_text("KEY");
  auto* later = send->add_option("--later", out_.later, text("help.--later"))
                    ->check(not_empty(language_))
                    ->option_text("WHEN")
                    ->excludes("--wait");
  send->add_option("--expire", out_.expire, text("help.send.--expire"))
      ->check(not_empty(language_))
      ->option_text("7d")
      ->excludes(later);
  send->add_flag("--dry-run", out_.dry_run, text("help.send.--dry-run"))->excludes(later);
  declare_attachments(send);

  top_verb("sync");

  auto* listen = top_verb("listen");
  listen->add_option("--cursor", out_.cursor, text("help.--cursor"))
      ->check(not_empty(language_))
      ->option_text("NAME");
  listen->add_option("--from", out_.from, text("help.--from"))
      ->delimiter(',')
      ->option_text("WHO|GROUP")
      ->allow_extra_args(false);
  listen->add_option("--types", out_.types, text("help.--types"))
      ->delimiter(',')
      ->option_text("A,B")
      ->allow_extra_args(false);
  listen->add_option("--count", out_.count, text("help.--count"))->check(counts(language_))->option_text("N");
  listen->add_option("--exec", out_.exec, text("help.--exec"))->option_text("CMD");
  listen->add_option("--max-retries", out_.max_retries, text("help.--max-retries"))
      ->check(CLI::Range(0, 1000))
      ->option_text("N");
  listen->add_option("--dead-letters", out_.dead_letters, text("help.--dead-letters"))->option_text("FILE");
  listen
      ->add_option_function<std::string>(
          "--ack", [this](const std::string& value) { out_.manual_ack = value == "manual"; },
          text("help.--ack"))
      ->check(CLI::IsMember({"auto", "manual"}))
      ->option_text("auto|manual");

  auto* log = top_verb("log");
  anybody(subject(log, "contact", "help.who"))->required()->option_text("WHO|GROUP|self");
  log->add_option("-n", out_.count, text("help.-n"))
      ->check(counts(language_, client::kMostRows))
      ->option_text("N");
  auto* since = log->add_option("--since", out_.since, text("help.--since"))->option_text("2w");
  auto* until = log->add_option("--until", out_.until, text("help.--until"))->option_text("2026-11-23");
  auto* follow = log->add_flag("--follow", out_.follow, text("help.--follow"));
  log->add_option("--around", out_.conversation.around, text("help.log.--around"))
      ->option_text("ID")
      ->excludes(since)
      ->excludes(until)
      ->excludes(follow);
  log->add_option("--format", out_.line_format, text("help.--format"))->option_text("'%t %a: %m'");
}

void CommandLine::declare_rest() {
  auto* rpc = top_verb("rpc");
  rpc->add_flag("--methods", out_.ask, text("help.--methods"));
  rpc->add_flag("--openrpc", out_.openrpc, text("help.--openrpc"));
  auto* daemon = top_verb("daemon");
  duration(daemon, "--for", out_.life, "help.--lock-after")->option_text("8h");
  daemon->add_flag("--background", out_.background, text("help.--background"));
  auto* completion = top_verb("completion");
  subject(completion, "shell", "help.shell")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}))
      ->option_text("bash|zsh|fish");
  auto* help = top_verb("help");
  help->add_option("command", out_.recipients, text("help.command"))->option_text("COMMAND");
}

void CommandLine::declare() {
  out_.globals.language = language_;
  app_.formatter(help_format(language_));
  app_.option_defaults()->group(text("help.label.options"));
  app_.description(text("help.stille"));
  app_.set_help_flag("-h,--help", text("help.--help"))->group(text("help.label.options"));
  app_.require_subcommand(0, 1);
  app_.fallthrough();
  app_.footer(text("help.examples") + "\n" + text("examples.stille"));
  declare_globals();
  declare_profile();
  declare_people();
  declare_groups();
  declare_cards();
  declare_messages();
  declare_changing();
  declare_finding();
  declare_keep();
  declare_conversations();
  declare_retention();
  declare_leaving();
  declare_rest();
}

Arguments CommandLine::take() {
  if (json_) out_.globals.format = Format::json;
  if (plain_) out_.globals.format = Format::plain;
  out_.globals.profile_given = app_.get_option("--profile")->count() > 0;
  auto* at = &app_;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
  if (at != &app_) out_.command = commands_[at];
  return std::move(out_);
}

CLI::App* deepest(CLI::App& app) {
  auto* at = &app;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
  return at;
}

}  // namespace stille::cli
