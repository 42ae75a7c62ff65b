// What connections and the core tell each other across their two threads.
#pragma once

#include <functional>

#include "server/net/commit_times.hpp"
#include "server/relay/relay.hpp"

namespace stille::server {

struct Disconnected {
  relay::ConnectionId id = 0;
};
struct Incoming {
  relay::ConnectionId id = 0;
  protocol::Request request;
  bool known = false;  // the connection has proved a mailbox key
};
/// Bytes of delivered envelopes and chunks that have been written to the connection.
struct Written {
  relay::ConnectionId id = 0;
  std::size_t payload_bytes = 0;
};
/// What work on the core's thread may look at and change.
struct CoreView {
  relay::Relay& relay;
  const CommitTimes& commits;
  TimePoint now;
};
/// Administration: runs in its turn, on the core's thread. Not after ShutDown.
struct OnCore {
  std::function<void(const CoreView&)> work;
};
/// Work on the files of blobs has ended.
struct FilesDone {
  std::vector<blob::Done> done;
};
/// Nothing follows it.
struct ShutDown {};

using CoreEvent =
    std::variant<relay::Connected, Disconnected, Incoming, Written, OnCore, FilesDone, ShutDown>;

/// Takes events, in order for each connection; never blocks. Called by the net thread.
class CoreInbox {
 public:
  virtual ~CoreInbox() = default;
  virtual void push(CoreEvent event) = 0;
};

/// What the core hands back.
struct CoreOutput {
  std::vector<relay::Action> actions;
  std::size_t requests_bytes =
      0;               // of the requests that have been taken from the queue since the last output
  bool ended = false;  // after ShutDown, or because the core failed: nothing follows
};

/// What a request takes while it waits.
inline std::size_t queued_size(const protocol::Request& request) {
  // The command is there twice: parsed, and as the bytes that the tags cover.
  return sizeof(Incoming) + 2 * request.command_bytes.size() +
         request.tags.size() * sizeof(protocol::CommandTag);
}

}  // namespace stille::server
