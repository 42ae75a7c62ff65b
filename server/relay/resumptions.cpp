#include "server/relay/resumptions.hpp"

#include <ranges>

namespace stille::relay {

void Resumptions::add(protocol::CommandKey key, std::vector<TicketedMailbox> mailboxes) {
  mailboxes.shrink_to_fit();
  all_.push_back({std::move(key), std::move(mailboxes)});
}

const protocol::CommandKey* Resumptions::key_of(const std::array<std::uint8_t, 24>& id,
                                                const crypto::DhPublic& reader_key) const {
  for (const auto& [key, mailboxes] : all_ | std::views::reverse) {
    const auto found = std::lower_bound(
        mailboxes.begin(), mailboxes.end(), id,
        [](const TicketedMailbox& mailbox, const auto& wanted) { return mailbox.id.raw < wanted; });
    if (found != mailboxes.end() && found->id.raw == id && found->has(reader_key)) return &key;
  }
  return nullptr;
}

}  // namespace stille::relay
