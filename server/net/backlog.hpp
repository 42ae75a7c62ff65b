// What waits to be written or is still to be answered, over all connections, and who takes none of it.
// Knows no sockets and no time: who has moved last stands last.
#pragma once

#include <cstdint>
#include <list>
#include <optional>
#include <unordered_map>

namespace stille::server {

/// What has become of writing to a connection: nothing new; it has begun, or the peer has taken something; it
/// is over, and if something waits then for the relay.
enum class Flow : std::uint8_t { same, moved, rests };

class Backlog {
 public:
  using Id = std::uint64_t;

  explicit Backlog(std::size_t most) : most_(most) {}

  /// So much waits for this connection now.
  void note(Id id, std::size_t bytes, Flow flow);
  /// Nothing waits for it any more. Safe to repeat.
  void leave(Id id);
  /// Who has taken nothing for longest, while more waits than may: a client that reads is never that one as
  /// long as others do not. Nobody when nobody is written to.
  [[nodiscard]] std::optional<Id> in_the_way() const;

  void set_bound(std::size_t most) noexcept { most_ = most; }
  [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }

 private:
  using Order = std::list<Id>;
  struct Share {
    std::size_t bytes = 0;
    Order* order = nullptr;  // where its place is
    Order::iterator place{};
  };

  std::size_t most_;
  std::size_t bytes_ = 0;
  std::unordered_map<Id, Share> shares_;
  Order written_to_;
  Order resting_;
};

}  // namespace stille::server
