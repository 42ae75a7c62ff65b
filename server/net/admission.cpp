#include "server/net/admission.hpp"

#include <algorithm>

namespace stille::server {

AddressBlock block_of(const boost::asio::ip::address& address) {
  AddressBlock out{};
  if (address.is_v6() && !address.to_v6().is_v4_mapped()) {
    const auto bytes = address.to_v6().to_bytes();
    std::copy_n(bytes.begin(), 8, out.begin());
    return out;
  }
  const auto v4 =
      address.is_v4() ? address.to_v4() : make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
  const auto bytes = v4.to_bytes();
  out[10] = out[11] = 0xff;
  std::copy(bytes.begin(), bytes.end(), out.begin() + 12);
  return out;
}

AddressBlock unknown_block(std::uint64_t connection) {
  // ff00::/8 are groups, never senders.
  AddressBlock out{0xff};
  for (std::size_t i = 0; i < sizeof connection; ++i)
    out[15 - i] = static_cast<std::uint8_t>(connection >> (8 * i));
  return out;
}

bool Admission::move(const AddressBlock& from, const AddressBlock& to) {
  const auto found = blocks_.find(to);
  if (found != blocks_.end() && found->second >= per_block_) return false;
  release(from);
  return admit(to);
}

bool Admission::admit(const AddressBlock& block) {
  if (count_ >= in_all_) return false;
  auto& here = blocks_[block];
  if (here >= per_block_) {
    if (here == 0) blocks_.erase(block);
    return false;
  }
  ++here;
  ++count_;
  return true;
}

void Admission::release(const AddressBlock& block) {
  const auto found = blocks_.find(block);
  if (found == blocks_.end()) return;
  --count_;
  if (--found->second == 0) blocks_.erase(found);
}

}  // namespace stille::server
