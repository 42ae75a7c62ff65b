// Starts `stille daemon` as a process of its own that outlives this one. Knows nothing of what it serves.
#pragma once

#include <string>
#include <vector>

#include "client/rpc/fault.hpp"
#include "common/crypto/secret.hpp"

namespace stille::cli {

/// This program again with `arguments`, of which the last is to be `--background`; its passphrase, at most
/// 1,024 bytes, is on descriptor kPassphraseFd. Returns when it is ready: it has left terminal, folder and
/// session. Its fault, when it ended instead; `cancelled` when `stop_fd` becomes readable, and then it has
/// been told to end.
rpc::Outcome<void> start_in_background(const std::vector<std::string>& arguments,
                                       const crypto::SecretBytes& passphrase, int stop_fd);
inline constexpr int kPassphraseFd = 3;

/// On the other side: lets go of terminal, folder and session.
void go_to_background();

}  // namespace stille::cli
