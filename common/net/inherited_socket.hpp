// A listening socket that a service manager holds for this process (systemd's sd_listen_fds protocol).
#pragma once

#include <cstdint>
#include <optional>

#include "common/base/result.hpp"

namespace stille::net {

enum class ListensFor : std::uint8_t { tcp, local };

/// The descriptor of the one socket that was handed over, closed in programs that this one starts; nothing
/// without $LISTEN_FDS for this process. Takes the variables out of the environment, and touches no other
/// descriptor. bad_value: several, or one that is no stream socket listening for `kind`.
Result<std::optional<int>> inherited_socket(ListensFor kind);

}  // namespace stille::net
