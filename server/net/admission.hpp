// Who may connect without having proved anything yet: so many from one address, so many in all.
// Forgets an address as soon as nothing unauthenticated is left of it. Knows no sockets.
#pragma once

#include <array>
#include <boost/asio/ip/address.hpp>
#include <cstdint>
#include <map>

namespace stille::server {

/// An IPv4 address or an IPv6 /64: what one person can be assumed to hold.
using AddressBlock = std::array<std::uint8_t, 16>;
AddressBlock block_of(const boost::asio::ip::address& address);
/// A block that no address has and no other connection shares: for one whose balancer has yet to say who it
/// is.
AddressBlock unknown_block(std::uint64_t connection);

class Admission {
 public:
  Admission(std::size_t per_block, std::size_t in_all) : per_block_(per_block), in_all_(in_all) {}

  /// False when either bound is reached; otherwise release() follows once.
  [[nodiscard]] bool admit(const AddressBlock& block);
  void release(const AddressBlock& block);
  /// For those who come from now on.
  void set_bounds(std::size_t per_block, std::size_t in_all) noexcept {
    per_block_ = per_block;
    in_all_ = in_all;
  }
  /// From one block to the other. False when that one is full; the first then stays admitted.
  [[nodiscard]] bool move(const AddressBlock& from, const AddressBlock& to);
  [[nodiscard]] std::size_t count() const noexcept { return count_; }

 private:
  std::size_t per_block_;
  std::size_t in_all_;
  std::size_t count_ = 0;
  std::map<AddressBlock, std::size_t> blocks_;
};

}  // namespace stille::server
