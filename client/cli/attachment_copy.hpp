// The bytes of a file that the profile has, a slice at a time, and where they go. Knows nothing of how it
// came.
#pragma once

#include <functional>

#include "client/cli/command.hpp"
#include "common/base/bytes.hpp"

namespace stille::cli {

/// Everything from the profile's copy of an attachment that is here.
rpc::Outcome<void> read_attachment(Context& context, const std::string& id,
                                   const std::function<rpc::Outcome<void>(ByteView)>& take);

}  // namespace stille::cli
