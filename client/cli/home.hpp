// Where profiles live and which one is meant, as the commands call it.
#pragma once

#include "client/cli/arguments.hpp"
#include "client/rpc/home.hpp"

namespace stille::cli {

using rpc::choose_profile;
using rpc::ChosenProfile;
using rpc::home_folder;
using rpc::name_profile;

/// The profile that a command was given as its own argument or by --profile; empty: by neither.
/// invalid_argument when they say different things.
rpc::Outcome<std::string> named_profile(const Arguments& arguments);
/// That one, else the one that is meant where none is named. It is there.
rpc::Outcome<ChosenProfile> profile_of(const Arguments& arguments);
/// That one, else what STILLE_PROFILE says, else `default`: for one that is to be made. What is the default
/// of commands is an existing one, and is not looked at.
rpc::Outcome<ChosenProfile> profile_to_make(const Arguments& arguments);

}  // namespace stille::cli
