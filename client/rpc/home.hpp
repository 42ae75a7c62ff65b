// Where profiles live and which one is meant. Knows nothing of what is inside.
#pragma once

#include <filesystem>

#include "client/rpc/fault.hpp"

namespace stille::rpc {

/// $STILLE_HOME, else $XDG_DATA_HOME/stille, else ~/.local/share/stille.
Outcome<std::filesystem::path> home_folder();

struct ChosenProfile {
  std::string name;
  std::filesystem::path folder;
};

/// `asked`, else $STILLE_PROFILE, else the only profile, else `default`. invalid_argument for a name that no
/// profile can have, not_found when there is none, ambiguous when there are several and none was named.
Outcome<ChosenProfile> choose_profile(const std::string& asked);
/// $STILLE_PROFILE, else `default`: what a profile that is to be made is called when nobody names it.
std::string name_of_new_profile();
/// The same for a profile that does not exist yet.
Outcome<ChosenProfile> name_profile(const std::string& asked);

}  // namespace stille::rpc
