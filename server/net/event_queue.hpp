// Events that wait for the core: in order for each connection, in turns between connections, and every other
// turn for those who have proved a mailbox key. Whoever asks for much waits for it himself. Knows no threads.
#pragma once

#include <deque>
#include <list>
#include <unordered_map>

#include "server/net/core_inbox.hpp"

namespace stille::server {

class EventQueue {
 public:
  using Events = std::list<CoreEvent>;

  void push(CoreEvent event);
  /// The next ones, at least one unless it is empty; ShutDown when nothing else waits any more.
  [[nodiscard]] Events take();
  [[nodiscard]] bool empty() const noexcept { return lines_.empty() && !shut_down_; }

  /// Requests that one take() hands out, about: whatever comes meanwhile waits for no more than these. The
  /// fewer connections ask, the more of one are together, which makes fewer and larger writes.
  static constexpr std::size_t kRequestsAtOnce = 256;

 private:
  /// Of one connection; of everything that belongs to none under id 0.
  struct Line {
    Events events;
    bool known = false;
  };
  using Turns = std::deque<relay::ConnectionId>;
  /// Up to so many requests of the next one, and what goes before them. How many.
  std::size_t serve(Turns& turns, std::size_t most, Events& out);
  Turns& turns_of(const Line& line) { return line.known ? known_ : strangers_; }

  std::unordered_map<relay::ConnectionId, Line> lines_;  // none is empty, each has one turn
  Turns known_;
  Turns strangers_;
  bool shut_down_ = false;
};

}  // namespace stille::server
