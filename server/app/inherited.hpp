// A listening socket that the service manager holds for the relay (systemd's sd_listen_fds protocol).
#pragma once

#include <optional>

namespace stille::server {

/// The descriptor of the one socket that was handed over; nothing without $LISTEN_FDS for this process. Takes
/// the variables out of the environment. Throws Complaint for several, or for one that does not listen for
/// TCP.
std::optional<int> inherited_socket();

}  // namespace stille::server
