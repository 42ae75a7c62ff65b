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

rpc::Outcome<std::string> named_profile(const Arguments& arguments) {
  const auto option = arguments.globals.profile_given ? arguments.globals.profile : std::string();
  const auto& own = arguments.subject;
  if (!own.empty() && !option.empty() && own != option) {
    return fault(FaultCode::invalid_argument, "--profile and the name given say different things.",
                 {{"about", own}});
  }
  return own.empty() ? option : own;
}

rpc::Outcome<ChosenProfile> profile_of(const Arguments& arguments) {
  STILLE_TRY(const auto named, named_profile(arguments));
  return choose_profile(named.empty() ? arguments.globals.profile : named);
}

rpc::Outcome<ChosenProfile> profile_to_make(const Arguments& arguments) {
  STILLE_TRY(const auto named, named_profile(arguments));
  return name_profile(named.empty() ? rpc::name_of_new_profile() : named);
}

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
      const auto mark = is_meant ? context.say("profile.is_default") : std::string();
      rows.push_back({name + mark, locked ? context.say(asks ? "lock.passphrase" : "lock.none") : "?"});
      continue;
    }
    Json out{{"v", 1}, {"type", "profile"}, {"profile", name}, {"default", is_meant}};
    if (locked) {
      out["passphrase"] = locked.value();
    } else {
      out["error"] = rpc::to_json(rpc::fault_from(locked.error()));
    }
    context.output.record(out, {"profile", "passphrase", "default"});
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
  STILLE_TRY(const auto named, named_profile(context.arguments));
  if (named.empty()) {
    return fault(FaultCode::invalid_argument, "Say which profile is to be the default.",
                 {{"about", "profile"}});
  }
  STILLE_TRY(const auto chosen, choose_profile(named));
  STILLE_TRYV(write_default_profile(chosen.name));
  show_profile(context, chosen.name);
  context.output.tell("profile.used", {chosen.name, own_config_file().string()});
  // The environment says more than the file.
  if (const auto said = rpc::name_of_new_profile(); said != "default" && said != chosen.name)
    context.output.tell("profile.used_elsewhere", {said});
  return 0;
}

Ran profile_rename(Context& context) {
  STILLE_TRY(const auto chosen, profile_of(context.arguments));
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
