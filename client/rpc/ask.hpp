// How the profile is asked, by whoever needs several answers and owns no service: the same methods over a
// socket and within one process.
#pragma once

#include <functional>
#include <string_view>

#include "client/rpc/fault.hpp"

namespace stille::rpc {

using Ask = std::function<Answer(std::string_view method, const Json& params)>;

}  // namespace stille::rpc
