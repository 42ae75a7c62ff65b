#include "server/store/write_batch.hpp"

namespace stille::store {

bool adds(const WriteBatch& batch) noexcept {
  return std::any_of(batch.begin(), batch.end(), [](const Write& write) {
    if (const auto* link = std::get_if<PutLink>(&write)) return !link->row.card.empty();
    if (const auto* invite = std::get_if<PutInvite>(&write)) return !invite->row.revoked;
    return !std::holds_alternative<RemoveUpTo>(write) && !std::holds_alternative<DeleteMailbox>(write);
  });
}

}  // namespace stille::store
