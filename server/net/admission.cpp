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

bool Admission::has_place(const AddressBlock& block) const {
  const auto found = blocks_.find(block);
  return per_block_ > (found == blocks_.end() ? 0 : found->second);
}

std::optional<Admission::Id> Admission::in_the_way(Time now) const {
  if (strangers_.size() < in_all_ || strangers_.empty()) return std::nullopt;
  const auto& [silent, speaking, greeted] = stages_;
  const auto first = [](const std::set<Id>& ids) { return ids.empty() ? ~Id{0} : *ids.begin(); };
  const auto longest_silent = first(silent);
  if (!silent.empty() && now - strangers_.at(longest_silent).came >= kFresh) return longest_silent;
  const auto longest_there = std::min(longest_silent, first(speaking));
  return longest_there != ~Id{0} ? longest_there : first(greeted);
}

void Admission::admit(Id id, const AddressBlock& block, Time now) {
  strangers_.emplace(id, Stranger{block, now});
  at(Stage::silent).insert(id);
  ++blocks_[block];
}

void Admission::release(Id id) {
  const auto found = strangers_.find(id);
  if (found == strangers_.end()) return;
  leave_block(found->second.block);
  at(found->second.stage).erase(id);
  strangers_.erase(found);
}

void Admission::leave_block(const AddressBlock& block) {
  const auto found = blocks_.find(block);
  if (--found->second == 0) blocks_.erase(found);
}

void Admission::reached(Id id, Stage stage) {
  const auto found = strangers_.find(id);
  if (found == strangers_.end()) return;
  at(found->second.stage).erase(id);
  found->second.stage = stage;
  at(stage).insert(id);
}

bool Admission::move(Id id, const AddressBlock& to) {
  const auto found = strangers_.find(id);
  if (found == strangers_.end() || !has_place(to)) return false;
  leave_block(found->second.block);
  found->second.block = to;
  ++blocks_[to];
  return true;
}

}  // namespace stille::server
