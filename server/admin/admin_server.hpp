// The socket on which a running relay answers its operator: a Unix socket that only the relay's own user and
// root may use, checked by the peer's credentials. Knows none of the commands.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>

#include "common/base/time.hpp"
#include "server/admin/message.hpp"

namespace stille::admin {

inline constexpr std::size_t kMostConnections = 16;
/// A connection that has asked nothing for so long is closed.
inline constexpr milliseconds kLongestSilence = std::chrono::minutes{5};

/// Does one command. Adding a command is adding a row.
using Handler = std::function<boost::asio::awaitable<Answer>(Json params)>;
using Commands = std::map<std::string, Handler, std::less<>>;

class AdminServer {
 public:
  /// What lies at `path` is left over and replaced: the caller holds the folder's lock. too_large when the
  /// path exceeds a socket address, storage_failed when the socket cannot be made.
  static Result<std::unique_ptr<AdminServer>> start(boost::asio::any_io_executor executor,
                                                    const std::filesystem::path& path, Commands commands);
  /// Removes the socket; connections end with the executor.
  ~AdminServer();
  AdminServer(const AdminServer&) = delete;
  AdminServer& operator=(const AdminServer&) = delete;

  struct State;

 private:
  explicit AdminServer(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

}  // namespace stille::admin
