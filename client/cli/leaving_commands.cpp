// backup, erase account, erase conversation, profile delete.
#include <unistd.h>

#include "client/cli/command.hpp"
#include "client/cli/default_profile.hpp"
#include "client/cli/home.hpp"
#include "client/cli/passphrase.hpp"
#include "client/cli/progress_line.hpp"
#include "client/rpc/backup.hpp"
#include "client/rpc/new_profile.hpp"
#include "client/store/profile.hpp"
#include "common/base/encoding.hpp"

namespace stille::cli {
namespace {

namespace fs = std::filesystem;
using rpc::fault;
using rpc::FaultCode;

// A backup of years may take a while; whoever asked waits as long.
constexpr auto kPatience = std::chrono::hours(12);

bool has_own_passphrase(const Arguments& wish) {
  return wish.own_passphrase || wish.new_passphrase_fd >= 0 || !wish.password_file.empty();
}

/// For the owner of the profile, whoever that is: the key of this one file, not the passphrase.
rpc::Outcome<std::string> seal_of(Context& context) {
  const auto& wish = context.arguments;
  if (!has_own_passphrase(wish)) return std::string();
  STILLE_TRY(const auto passphrase,
             choose_backup_passphrase(context.arguments.globals, wish.new_passphrase_fd, wish.password_file,
                                      context.interrupt.fd()));
  crypto::SystemRng rng;
  const auto key = client::store::BackupKey::from_passphrase(passphrase.expose(), rng);
  if (key.has_error()) return rpc::backup_fault(key.error(), wish.file);
  const auto encoded = key.value().encode();
  return to_base64url(encoded.expose());
}

rpc::Outcome<crypto::SecretBytes> secret_for(Context& context) {
  const auto& wish = context.arguments;
  STILLE_TRY(const bool passphrase, rpc::backup_asks_passphrase(wish.file));
  return ask_backup_secret(context.arguments.globals, wish.new_passphrase_fd, wish.password_file,
                           passphrase ? "ask.backup_passphrase" : "ask.recovery_key", context.interrupt.fd());
}

// Whoever writes it begins with a file of another name.
rpc::Answer watched(Context& context, const std::string& file, const Json& wishes) {
  const GrowthWatch watch(context, "backup", file + ".part");
  return context.call("backup.create", wishes);
}

rpc::Answer restored(Context& context, const ChosenProfile& chosen, const crypto::SecretBytes& secret,
                     const crypto::SecretBytes& passphrase) {
  const GrowthWatch watch(context, "restore", chosen.folder);
  return rpc::restore_backup(context.arguments.file, secret, chosen.folder, passphrase, context.clock.now());
}

// A file that nobody can open must not look like a backup. Whoever writes it may be another program, which
// stops when its unfinished file goes.
class Unopenable {
 public:
  explicit Unopenable(fs::path file) : file_(std::move(file)) {
    std::error_code ignored;
    ours_ = !fs::exists(fs::symlink_status(file_, ignored));
  }
  ~Unopenable() {
    for (int i = 0; ours_ && i < kMostLooks && !remove(); ++i) ::usleep(kBetweenLooks);
  }
  Unopenable(const Unopenable&) = delete;
  Unopenable& operator=(const Unopenable&) = delete;
  void keep() noexcept { ours_ = false; }

 private:
  // Interrupted before it was begun, it may still be about to.
  static constexpr int kMostLooks = 25;
  static constexpr useconds_t kBetweenLooks = 20'000;

  // In this order: between the two it may get its name, and not lose it.
  [[nodiscard]] bool remove() const {
    return ::unlink((file_.string() + ".part").c_str()) == 0 || ::unlink(file_.c_str()) == 0;
  }

  fs::path file_;
  bool ours_ = false;
};

void show_summary(Context& context, const Json& found, std::string_view profile = {}) {
  if (context.output.for_people()) return;
  Json out{{"v", 1}, {"type", "backup"}, {"file", context.arguments.file}};
  if (!profile.empty()) out["profile"] = profile;
  for (const auto& [key, value] : found.items()) out[key] = value;
  context.output.record(out, {"file", "created", "contacts", "messages", "files"});
}

}  // namespace

Ran backup_create(Context& context) {
  const auto& wish = context.arguments;
  STILLE_TRY(const auto file, whole_path(wish.file));
  Json wishes{{"file", file}, {"timeout_ms", context.timeout_ms(kPatience)}};
  if (context.arguments.without_files) wishes["without_files"] = true;
  STILLE_TRY(const auto seal, seal_of(context));
  if (!seal.empty()) wishes["seal"] = seal;
  Unopenable written(file);
  const auto answer = watched(context, file, wishes);
  if (answer.has_error()) {
    if (answer.error().code != FaultCode::cancelled) written.keep();
    return answer.error();
  }
  const auto& made = answer.value();
  if (!made.contains("recovery_key")) written.keep();
  show_summary(context, made);
  if (context.output.for_people() && made.contains("recovery_key")) {
    context.output.line(shown(made, "recovery_key"));
    context.output.flush();
    context.output.tell("backup.recovery_key");
  }
  context.output.flush();
  written.keep();
  context.output.tell("backup.done", {wish.file, shown(made, "contacts"), shown(made, "messages"),
                                      shown(made, "files"), context.when(made["created"])});
  return 0;
}

Ran backup_verify(Context& context) {
  const auto& wish = context.arguments;
  STILLE_TRY(const auto secret, secret_for(context));
  STILLE_TRY(const auto found, rpc::check_backup(wish.file, secret));
  show_summary(context, found);
  context.output.tell("backup.whole",
                      {shown(found, "name"), context.when(found["created"]), shown(found, "contacts"),
                       shown(found, "messages"), shown(found, "files")});
  return 0;
}

Ran backup_restore(Context& context) {
  const auto& arguments = context.arguments;
  STILLE_TRY(const auto chosen, profile_to_make(arguments));
  std::error_code ignored;
  if (fs::exists(chosen.folder, ignored)) {
    return fault(FaultCode::already_exists, "There is a profile of this name already.",
                 {{"about", chosen.name}});
  }
  STILLE_TRY(const auto secret, secret_for(context));
  crypto::SecretBytes passphrase;
  if (!arguments.no_passphrase) {
    STILLE_TRY(passphrase, choose_passphrase(arguments.globals, context.interrupt.fd()));
    if (passphrase.empty()) {
      return fault(FaultCode::invalid_argument,
                   "The passphrase is empty; say --no-passphrase if that is meant.",
                   {{"about", "passphrase"}});
    }
  }
  STILLE_TRY(const auto found, restored(context, chosen, secret, passphrase));
  show_summary(context, found, chosen.name);
  context.output.tell("backup.restored", {chosen.name, shown(found, "contacts"), shown(found, "messages"),
                                          context.when(found["created"])});
  if (passphrase.empty()) context.output.tell("profile.open");
  return 0;
}

namespace {

/// By the profile's name, typed, or by --yes.
rpc::Outcome<void> confirm(Context& context, const std::string& name, std::string_view what) {
  if (context.arguments.yes) return BOOST_OUTCOME_V2_NAMESPACE::success();
  context.output.tell(what, {name});
  STILLE_TRY(const auto typed,
             ask_line(context.arguments.globals, "ask.erase", "yes", context.interrupt.fd()));
  if (typed == name) return BOOST_OUTCOME_V2_NAMESPACE::success();
  return fault(FaultCode::invalid_argument, "That is not the profile's name; nothing was erased.",
               {{"about", name}});
}

/// What would go, in lines; false: nothing.
bool tell_erasure(Context& context, const Json& found) {
  auto& output = context.output;
  const auto whose = shown(found, "conversation.alias");
  const bool anything = found["messages"] != 0 || found["later"] != 0 || found["draft"] == true;
  if (!anything) {
    output.tell("erase.nothing", {whose});
    return false;
  }
  output.tell("erase.conversation_what", {whose, shown(found, "messages"), shown(found, "files")});
  if (found["messages"] != 0)
    output.tell("erase.conversation_span", {context.when(found["oldest"]), context.when(found["newest"])});
  if (found["leaving"] != 0) output.tell("erase.conversation_leaving", {shown(found, "leaving")});
  if (found["later"] != 0) output.tell("erase.conversation_later", {shown(found, "later")});
  if (found["draft"] == true) output.tell("erase.conversation_draft");
  output.tell("erase.conversation_here");
  return true;
}

Ran destroy(Context& context, const ChosenProfile& chosen, std::string_view sentence) {
  STILLE_TRYV(rpc::unmake_profile(chosen.folder));
  if (is_default_profile(chosen.name)) {
    STILLE_TRYV(write_default_profile({}));
  }
  if (!context.output.for_people()) {
    context.output.record({{"v", 1}, {"type", "profile"}, {"profile", chosen.name}, {"erased", true}},
                          {"profile", "erased"});
  }
  context.output.tell(sentence, {chosen.name});
  return 0;
}

}  // namespace

// By the owner alone: what is to be destroyed must be nobody else's.
Ran erase_account(Context& context) {
  STILLE_TRY(const auto chosen, choose_profile(context.arguments.globals.profile));
  const bool here = context.arguments.local_only;
  STILLE_TRYV(confirm(context, chosen.name, here ? "erase.local_what" : "erase.what"));
  if (!here) {
    STILLE_TRYV(context.choose({.alone = true, .socket = {}}));
    auto done = context.call("account.give_up", {{"timeout_ms", context.timeout_ms(seconds(60))}});
    if (done.has_error() &&
        rpc::exit_code(done.error().code) == rpc::exit_code(FaultCode::relay_unreachable)) {
      context.output.tell("erase.offline");
    }
    STILLE_TRYV(std::move(done));
    context.access.reset();
  }
  return destroy(context, chosen, here ? "erase.local_done" : "erase.done");
}

// What came meanwhile was not looked at, and stays.
Ran erase_conversation(Context& context) {
  const auto& arguments = context.arguments;
  STILLE_TRY(const auto found,
             context.call("conversation.preview_erasure", {{"conversation", arguments.subject}}));
  if (arguments.dry_run) {
    if (!context.output.for_people())
      context.output.record(found, {"conversation.alias", "messages", "files", "leaving", "later", "draft"});
    context.output.flush();
    (void)tell_erasure(context, found);
    return 0;
  }
  if (!arguments.yes) {
    if (!tell_erasure(context, found)) return 0;
    STILLE_TRY(const auto typed,
               ask_line(arguments.globals, "ask.erase_conversation", "yes", context.interrupt.fd()));
    if (typed != shown(found, "conversation.alias")) {
      return fault(FaultCode::invalid_argument,
                   "That is not the name of the conversation; nothing was erased.",
                   {{"about", shown(found, "conversation.alias")}});
    }
  }
  const Json wishes{{"conversation", arguments.subject}, {"up_to", found["up_to"]}};
  STILLE_TRY(const auto done, context.call("conversation.erase", wishes));
  if (!context.output.for_people()) context.output.record(done, {"conversation.alias", "messages"});
  context.output.tell("erase.conversation_done",
                      {shown(done, "conversation.alias"), shown(done, "messages")});
  return 0;
}

Ran profile_delete(Context& context) {
  STILLE_TRY(const auto chosen, profile_of(context.arguments));
  STILLE_TRYV(confirm(context, chosen.name, "erase.local_what"));
  return destroy(context, chosen, "erase.local_done");
}

}  // namespace stille::cli
