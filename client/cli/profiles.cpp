// profile list, use, rename: which profiles there are, and which one is meant.
#include "client/cli/command.hpp"
#include "client/cli/config_file.hpp"
#include "client/cli/default_profile.hpp"
#include "client/cli/home.hpp"
#include "client/store/profile.hpp"
#include "client/store/renaming.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;

void show_profile(Context& context, const std::string& name) {
  if (context.output.for_people()) return;
  context.output.record(
      {{"v", 1}, {"type", "profile"}, {"profile", name}, {"default", is_default_profile(name)}},
      {"profile", "default"});
}

}  // namespace

Ran profile_list(Context& context) {
  STILLE_TRY(const auto home, home_folder());
  const auto meant = choose_profile(context.arguments.globals.profile);
  std::vector<std::vector<std::string>> rows{{context.say("head.profile"), context.say("head.lock")}};
  for (const auto& name : client::store::profile_names(home)) {
    STILLE_TRY(const auto chosen, name_profile(name));
    const auto locked = client::store::needs_passphrase(chosen.folder);
    const bool is_meant = meant && meant.value().name == name;
    if (context.output.for_people()) {
      const bool asks = locked && locked.value();
      const auto mark = is_meant ? context.say("profile.is_meant") : std::string();
      rows.push_back({name + mark, locked ? context.say(asks ? "lock.passphrase" : "lock.none") : "?"});
      continue;
    }
    Json out{{"v", 1}, {"type", "profile"}, {"profile", name}, {"meant", is_meant}};
    if (locked) {
      out["passphrase"] = locked.value();
    } else {
      out["error"] = rpc::to_json(rpc::fault_from(locked.error()));
    }
    context.output.record(out, {"profile", "passphrase"});
  }
  if (!context.output.for_people()) return 0;
  if (rows.size() == 1) {
    context.output.tell("profile.none");
  } else {
    context.output.line(aligned(rows));
  }
  return 0;
}

Ran profile_use(Context& context) {
  STILLE_TRY(const auto chosen, choose_profile(context.arguments.subject));
  STILLE_TRYV(write_default_profile(chosen.name));
  show_profile(context, chosen.name);
  context.output.tell("profile.used", {chosen.name, own_config_file().string()});
  return 0;
}

Ran profile_rename(Context& context) {
  STILLE_TRY(const auto chosen, choose_profile(context.arguments.subject));
  STILLE_TRY(const auto wanted, name_profile(context.arguments.value));
  const bool was_default = is_default_profile(chosen.name);
  const auto renamed = client::store::rename_profile(chosen.folder, wanted.folder);
  if (renamed.has_error() && renamed.error().code == Errc::busy)
    return fault(FaultCode::busy, "Another program owns this profile; end it first.", {{"kind", "owned"}});
  if (renamed.has_error() && renamed.error().code == Errc::already_exists) {
    return fault(FaultCode::already_exists, "There is a profile of this name already.",
                 {{"about", wanted.name}});
  }
  STILLE_TRYV(rpc::faulted(renamed));
  if (was_default) {
    STILLE_TRYV(write_default_profile(wanted.name));
  }
  show_profile(context, wanted.name);
  context.output.tell("profile.renamed", {chosen.name, wanted.name});
  return 0;
}

}  // namespace stille::cli
