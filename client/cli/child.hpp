// Runs a command of the shell for one event. Knows nothing of events.
#pragma once

#include <string>

#include "client/rpc/fault.hpp"

namespace stille::cli {

/// `/bin/sh -c command` with `input` as its standard input; its output goes where ours goes. Its exit code,
/// or 128 + the signal that ended it. When `stop_fd` becomes readable the command gets SIGTERM: `cancelled`.
rpc::Outcome<int> run_command(const std::string& command, const std::string& input, int stop_fd);

}  // namespace stille::cli
