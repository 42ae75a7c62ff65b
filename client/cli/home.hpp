// Where profiles live and which one is meant, as the commands call it.
#pragma once

#include "client/rpc/home.hpp"

namespace stille::cli {

using rpc::choose_profile;
using rpc::ChosenProfile;
using rpc::home_folder;
using rpc::name_profile;

}  // namespace stille::cli
