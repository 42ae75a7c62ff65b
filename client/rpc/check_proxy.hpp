// What is wrong with a proxy, said more exactly than the setting itself could.
#pragma once

#include "client/rpc/fault.hpp"

namespace stille::rpc {

/// invalid_argument: a password inside the address, no proxy's address and not "none", a user without a
/// password of 1 to 255 bytes, or a password without a user.
Outcome<void> check_proxy(std::string_view address, std::string_view password);

}  // namespace stille::rpc
