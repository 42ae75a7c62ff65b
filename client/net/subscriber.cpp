#include "client/net/subscriber.hpp"

#include <algorithm>

namespace stille::net {

using protocol::ReaderId;
using protocol::Status;

asio::awaitable<Result<void>> Subscriber::subscribe(Link link, std::vector<MailboxKey> mailboxes,
                                                    Noted noted) {
  Keys wanted;
  for (auto& mailbox : mailboxes) wanted.try_emplace(ReaderId{mailbox.id}, std::move(mailbox.secret));
  wanted_.clear();
  for (const auto& [mailbox, key] : wanted) wanted_.insert(mailbox);
  if (!std::exchange(begun_, true)) {
    STILLE_CO_TRYV(co_await resume_all(link, &wanted, &noted));
  }
  Keys batch;
  for (auto& [mailbox, key] : wanted) {
    if (subscribed_.contains(mailbox)) continue;
    batch.emplace(mailbox, std::move(key));
    if (batch.size() < protocol::kMostSubscriptionsPerCommand) continue;
    STILLE_CO_TRYV(co_await subscribe_batch(link, std::exchange(batch, {}), &noted));
  }
  if (batch.empty()) co_return ok();
  co_return co_await subscribe_batch(link, std::move(batch), &noted);
}

asio::awaitable<Result<void>> Subscriber::subscribe_batch(Link link, Keys batch, const Noted* noted) {
  protocol::Subscribe command;
  std::vector<MailboxKey> keys;
  // Envelopes may come, and want to be acknowledged, before this coroutine goes on.
  for (auto& [mailbox, key] : batch) {
    command.entries.push_back({.reader_id = mailbox});
    keys.push_back(MailboxKey::reader(mailbox, key));
    subscribed_.emplace(mailbox, std::move(key));
  }
  STILLE_CO_TRY(const auto reply, co_await link->request(std::move(command), std::move(keys)));
  if (reply.status != Status::ok || reply.subscribed.size() != batch.size()) co_return fail(Errc::refused);
  auto entry = reply.subscribed.begin();
  for (const auto& [mailbox, moved] : batch) {
    if (entry->status != Status::ok) subscribed_.erase(mailbox);
    STILLE_CO_TRYV((*noted)(mailbox, *entry++));
  }
  co_return ok();
}

asio::awaitable<Result<void>> Subscriber::resume_all(Link link, const Keys* wanted, const Noted* noted) {
  // What a relay that was restored from a backup has sealed, it does not know.
  if (link->hello().store_epoch != epoch_) tickets_.clear();
  for (std::size_t at = 0; at < tickets_.size();) {
    STILLE_CO_TRY(const auto use, co_await resume(link, &tickets_[at], wanted, noted));
    // One is like the other: made by the same process of the relay at the same time.
    if (use == Use::worthless) tickets_.clear();
    if (use == Use::in_part) tickets_.erase(tickets_.begin() + static_cast<std::ptrdiff_t>(at));
    if (use == Use::whole) ++at;
  }
  co_return ok();
}

asio::awaitable<Result<Subscriber::Use>> Subscriber::resume(Link link, const ResumeTicket* ticket,
                                                            const Keys* wanted, const Noted* noted) {
  for (const auto& mailbox : ticket->mailboxes) {
    if (const auto key = wanted->find(mailbox); key != wanted->end())
      subscribed_.emplace(mailbox, key->second.clone());
  }
  STILLE_CO_TRY(const auto reply, co_await link->resume(*ticket));
  // Busy, not unwilling: the ticket is good for the next try, and without it there would be more to do.
  if (reply.status == Status::slow_down || reply.status == Status::unavailable) co_return fail(Errc::refused);
  auto use = reply.status == Status::ok ? Use::whole : Use::worthless;
  for (std::size_t i = 0; i < ticket->mailboxes.size(); ++i) {
    const auto& mailbox = ticket->mailboxes[i];
    if (!wanted->contains(mailbox)) continue;
    if (use == Use::worthless || reply.subscribed[i].status != Status::ok) {
      subscribed_.erase(mailbox);
      if (use == Use::whole) use = Use::in_part;
      continue;
    }
    STILLE_CO_TRYV((*noted)(mailbox, reply.subscribed[i]));
  }
  co_return use;
}

asio::awaitable<Result<void>> Subscriber::renew_tickets(Link link, Moment now) {
  const bool due = now >= renewal_due_;
  if (no_more_ || (!due && without_ticket() < kLeastForATicket)) co_return ok();
  tickets_.clear();
  renewal_due_ = Moment::max();
  epoch_ = link->hello().store_epoch;
  const std::chrono::milliseconds spread = kRenewalSpread;
  const auto next =
      now + kRenewAfter + std::chrono::milliseconds(rng_.below(static_cast<std::uint64_t>(spread.count())));
  const auto all = read();
  for (std::size_t at = 0; all.size() - at >= kLeastForATicket;) {
    const auto count = std::min(all.size() - at, protocol::kMostSubscriptionsPerCommand);
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(at);
    std::vector<ReaderId> part(begin, begin + static_cast<std::ptrdiff_t>(count));
    auto ticket = co_await link->ticket(std::move(part), rng_);
    no_more_ = !ticket && ticket.error().code == Errc::refused;
    if (no_more_) co_return ok();
    if (!ticket) co_return ticket.error();
    tickets_.push_back(std::move(ticket).value());
    renewal_due_ = next;
    at += count;
  }
  co_return ok();
}

Subscriber::Moment Subscriber::renewal_due() const {
  return no_more_ || !begun_ ? Moment::max() : renewal_due_;
}

std::vector<ReaderId> Subscriber::read() const {
  std::vector<ReaderId> out;
  for (const auto& mailbox : wanted_) {
    if (subscribed_.contains(mailbox)) out.push_back(mailbox);
  }
  return out;
}

std::size_t Subscriber::without_ticket() const {
  const auto all = read();
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const ReaderId& mailbox) {
    return std::none_of(tickets_.begin(), tickets_.end(), [&](const ResumeTicket& ticket) {
      return std::binary_search(ticket.mailboxes.begin(), ticket.mailboxes.end(), mailbox);
    });
  }));
}

void Subscriber::lost() {
  subscribed_.clear();
  begun_ = no_more_ = false;
}

const crypto::DhSecret* Subscriber::key_of(const ReaderId& mailbox) const {
  const auto found = subscribed_.find(mailbox);
  return found == subscribed_.end() ? nullptr : &found->second;
}

}  // namespace stille::net
