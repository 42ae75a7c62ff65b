#include "server/net/backlog.hpp"

namespace stille::server {

void Backlog::note(Id id, std::size_t bytes, Flow flow) {
  auto& share = shares_[id];
  if (share.order == nullptr) {
    share.order = &resting_;
    share.place = resting_.insert(resting_.end(), id);
  }
  bytes_ = bytes_ - share.bytes + bytes;
  share.bytes = bytes;
  if (flow == Flow::same) return;
  auto& order = flow == Flow::moved ? written_to_ : resting_;
  order.splice(order.end(), *share.order, share.place);
  share.order = &order;
}

void Backlog::leave(Id id) {
  const auto found = shares_.find(id);
  if (found == shares_.end()) return;
  bytes_ -= found->second.bytes;
  found->second.order->erase(found->second.place);
  shares_.erase(found);
}

std::optional<Backlog::Id> Backlog::in_the_way() const {
  if (bytes_ <= most_ || written_to_.empty()) return std::nullopt;
  return written_to_.front();
}

}  // namespace stille::server
