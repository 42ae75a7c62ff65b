#include "client/rpc/home.hpp"

#include <algorithm>
#include <cstdlib>

#include "client/store/profile.hpp"

namespace stille::rpc {
namespace {

namespace fs = std::filesystem;

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

Outcome<fs::path> home_folder() {
  if (const auto home = from_environment("STILLE_HOME"); !home.empty()) return fs::absolute(home);
  if (const auto shared = from_environment("XDG_DATA_HOME"); shared.starts_with('/'))
    return fs::path(shared) / "stille";
  if (const auto own = from_environment("HOME"); own.starts_with('/'))
    return fs::path(own) / ".local/share/stille";
  return fault(FaultCode::invalid_argument, "Neither STILLE_HOME nor HOME says where profiles live.",
               {{"about", "STILLE_HOME"}});
}

Outcome<ChosenProfile> name_profile(const std::string& asked) {
  STILLE_TRY(const auto home, home_folder());
  auto folder = client::store::profile_folder(home, asked);
  if (folder.has_error()) {
    return fault(FaultCode::invalid_argument, "A profile's name is 1 to 64 of a-z, 0-9, - and _.",
                 {{"about", asked}, {"kind", "profile"}});
  }
  return ChosenProfile{asked, std::move(folder).value()};
}

std::string name_of_new_profile() {
  const auto name = from_environment("STILLE_PROFILE");
  return name.empty() ? std::string("default") : name;
}

Outcome<ChosenProfile> choose_profile(const std::string& asked) {
  STILLE_TRY(const auto home, home_folder());
  auto name = asked.empty() ? from_environment("STILLE_PROFILE") : asked;
  const auto names = client::store::profile_names(home);
  if (name.empty()) {
    const bool has_default = std::ranges::find(names, "default") != names.end();
    if (names.size() > 1 && !has_default) {
      Json candidates = Json::array();
      for (const auto& candidate : names) candidates.push_back({{"alias", candidate}});
      return fault(FaultCode::ambiguous, "There are several profiles; say which with --profile.",
                   {{"kind", "profile"}, {"candidates", std::move(candidates)}});
    }
    name = names.size() == 1 ? names.front() : "default";
  }
  STILLE_TRY(auto chosen, name_profile(name));
  if (std::ranges::find(names, name) == names.end()) {
    return fault(FaultCode::not_found, "There is no profile `" + name + "`.",
                 {{"kind", "profile"}, {"about", name}});
  }
  return chosen;
}

}  // namespace stille::rpc
