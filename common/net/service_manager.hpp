// Tells the service manager how things stand (systemd's sd_notify protocol), where there is one.
#pragma once

#include <string_view>

#include "common/base/time.hpp"

namespace stille::net {

/// One datagram to $NOTIFY_SOCKET: "READY=1", "RELOADING=1", "STOPPING=1", "WATCHDOG=1". Best effort; nothing
/// happens without that variable.
void notify_service_manager(std::string_view state);
/// How often the manager wants to hear WATCHDOG=1; zero: never.
milliseconds watchdog_interval();

}  // namespace stille::net
