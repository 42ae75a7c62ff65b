// Who may connect without having proved anything yet: so many from one address, so many in all, and who has
// to make room for others. Forgets an address as soon as nobody unproved is left of it. Knows no sockets.
#pragma once

#include <array>
#include <boost/asio/ip/address.hpp>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>

namespace stille::server {

/// An IPv4 address or an IPv6 /64: what one person can be assumed to hold.
using AddressBlock = std::array<std::uint8_t, 16>;
AddressBlock block_of(const boost::asio::ip::address& address);
/// A block that no address has and no other connection shares: for one whose balancer has yet to say who it
/// is.
AddressBlock unknown_block(std::uint64_t connection);

/// How far a stranger has come: nothing heard, something heard, hellos exchanged.
enum class Stage : std::uint8_t { silent, speaking, greeted };

class Admission {
 public:
  /// Whoever came later has the greater one.
  using Id = std::uint64_t;
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::milliseconds kFresh{100};

  Admission(std::size_t per_block, std::size_t in_all) : per_block_(per_block), in_all_(in_all) {}

  /// Whether one more may come from there. Who else is there makes no difference: see in_the_way().
  [[nodiscard]] bool has_place(const AddressBlock& block) const;
  /// Who has to go before one more comes; nobody while the bound in all leaves room. First the one who has
  /// been silent longest, but for kFresh: a client that means it sends its first bytes right behind the
  /// connection. Then the longest there of those without a hello, then the longest there of the rest. So
  /// whoever wants to push out clients has to fill all places again within the time of their handshake.
  [[nodiscard]] std::optional<Id> in_the_way(Time now) const;
  /// After both questions.
  void admit(Id id, const AddressBlock& block, Time now);
  /// It has proved itself, made room, or gone. Safe to repeat.
  void release(Id id);
  void reached(Id id, Stage stage);
  /// To another block. False when that one is full, or when the stranger has had to make room already.
  [[nodiscard]] bool move(Id id, const AddressBlock& to);

  /// For those who come from now on.
  void set_bounds(std::size_t per_block, std::size_t in_all) noexcept {
    per_block_ = per_block;
    in_all_ = in_all;
  }
  [[nodiscard]] std::size_t count() const noexcept { return strangers_.size(); }

 private:
  struct Stranger {
    AddressBlock block;
    Time came;
    Stage stage = Stage::silent;
  };
  void leave_block(const AddressBlock& block);
  std::set<Id>& at(Stage stage) { return stages_.at(static_cast<std::size_t>(stage)); }

  std::size_t per_block_;
  std::size_t in_all_;
  std::map<Id, Stranger> strangers_;
  std::array<std::set<Id>, 3> stages_;
  std::map<AddressBlock, std::size_t> blocks_;
};

}  // namespace stille::server
