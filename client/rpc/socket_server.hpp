// Serves a profile to the other programs of the same user over a Unix socket, one JSON-RPC object a line.
// Knows nothing of the methods. Bounded: connections, requests under way, length of a line.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <functional>
#include <memory>

#include "client/rpc/fault.hpp"
#include "common/base/result.hpp"

namespace stille::rpc {

inline constexpr std::size_t kMostConnections = 512;
inline constexpr std::size_t kMostRequestsUnderWay = 64;

/// Does a call. Cancelled when the connection that asked closes.
using Dispatch = std::function<boost::asio::awaitable<Answer>(std::string method, Json params)>;

class SocketServer {
 public:
  struct Shared;  // what its connections hold on to
  /// Only the owner of the profile's lock calls this: what lies at `path` is left over and replaced.
  /// storage_failed when the socket cannot be made.
  static Result<std::unique_ptr<SocketServer>> start(boost::asio::io_context& io,
                                                     const std::filesystem::path& path, Dispatch dispatch);
  /// One that listens already, and is somebody else's to name and to remove. Closed in the end, also when
  /// this fails (storage_failed).
  static Result<std::unique_ptr<SocketServer>> adopt(boost::asio::io_context& io, int listening,
                                                     Dispatch dispatch);
  /// Removes the socket and closes every connection.
  ~SocketServer();
  SocketServer(const SocketServer&) = delete;
  SocketServer& operator=(const SocketServer&) = delete;

  /// Takes no more connections and removes the socket's name; those there are go on.
  void close_door();
  /// Requests that are not answered yet.
  [[nodiscard]] std::size_t under_way() const noexcept;

 private:
  explicit SocketServer(std::shared_ptr<Shared> shared);
  std::shared_ptr<Shared> shared_;
};

}  // namespace stille::rpc
