// Where a passphrase comes from: a descriptor, a file, or a person at a terminal. Never from an argument or
// from the value of a variable.
#pragma once

#include "client/cli/arguments.hpp"
#include "client/rpc/fault.hpp"
#include "common/crypto/secret.hpp"

namespace stille::cli {

/// From --passphrase-fd, the file named by STILLE_PASSPHRASE_FILE, or the terminal without echo; one final
/// newline is not part of it. `locked` when there is no such source, `too_large` above 1,024 bytes.
rpc::Outcome<crypto::SecretBytes> ask_passphrase(const Globals& globals, int stop_fd);
/// For a new profile: from the same sources, at a terminal twice until both are the same. Of one that is easy
/// to guess that is said on standard error; a terminal is asked whether it is meant. So with the others that
/// choose.
rpc::Outcome<crypto::SecretBytes> choose_passphrase(const Globals& globals, int stop_fd);
/// A new one in place of another: from `fd` unless it is negative, else from the terminal, twice.
rpc::Outcome<crypto::SecretBytes> choose_another_passphrase(const Globals& globals, int fd, int stop_fd);
/// The password of a proxy's user: the first line of `file`, or from the terminal without echo when that is
/// empty. invalid_argument about `password-file` when there is neither.
rpc::Outcome<crypto::SecretBytes> ask_proxy_password(const Globals& globals, const std::string& file,
                                                     int stop_fd);
/// What opens a backup: from `fd` unless it is negative, the first line of `file` unless that is empty, else
/// from the terminal without echo, asked for by `question`. `locked` when there is none of them.
rpc::Outcome<crypto::SecretBytes> ask_backup_secret(const Globals& globals, int fd, const std::string& file,
                                                    std::string_view question, int stop_fd);
/// A passphrase for a new one: from the same sources, at a terminal twice.
rpc::Outcome<crypto::SecretBytes> choose_backup_passphrase(const Globals& globals, int fd,
                                                           const std::string& file, int stop_fd);
/// A line from the terminal, shown as it is typed; `invalid_argument` about `what` when there is none.
rpc::Outcome<std::string> ask_line(const Globals& globals, std::string_view question, std::string_view what,
                                   int stop_fd);

}  // namespace stille::cli
