// Keeps the mailboxes of one relay subscribed: on a new link with tickets where it has some, with SUBSCRIBE
// for the rest; and asks for tickets for the next time. Knows nothing of what is delivered.
#pragma once

#include <functional>
#include <map>
#include <set>

#include "client/net/relay_link.hpp"

namespace stille::net {

/// Outlives the links, one after the other; lost() stands between them. One thread.
class Subscriber {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  using Link = std::shared_ptr<RelayLink>;
  /// Hears what the relay has said about a mailbox. Its error ends what is under way.
  using Noted = std::function<Result<void>(const protocol::ReaderId&, const protocol::SubscribedEntry&)>;

  /// `rng` outlives it.
  explicit Subscriber(crypto::Rng& rng) : rng_(rng) {}

  /// Given all mailboxes that are to be read, by keys of their readers: subscribes to those that this link
  /// does not read yet. Errors: the link's, the receiver's, and refused when the relay wants none of it now.
  asio::awaitable<Result<void>> subscribe(Link link, std::vector<MailboxKey> mailboxes, Noted noted);
  /// Asks for tickets for the mailboxes of the last subscribe(), if those that are held are old or lack too
  /// many. An error is the link's; a relay that gives none is asked again on the next link.
  asio::awaitable<Result<void>> renew_tickets(Link link, Moment now);
  /// When to do that at the latest.
  [[nodiscard]] Moment renewal_due() const;
  /// The link has ended. Tickets stay.
  void lost();

  /// Of a mailbox that this link reads, or is about to; else null.
  [[nodiscard]] const crypto::DhSecret* key_of(const protocol::ReaderId& mailbox) const;
  [[nodiscard]] std::size_t tickets() const noexcept { return tickets_.size(); }

  /// Fewer are subscribed as quickly without.
  static constexpr std::size_t kLeastForATicket = 8;
  /// Well before a relay forgets them; spread, because many clients come back in the same moment.
  static constexpr std::chrono::hours kRenewAfter{8};
  static constexpr std::chrono::hours kRenewalSpread{8};

 private:
  using Keys = std::map<protocol::ReaderId, crypto::DhSecret>;
  enum class Use : std::uint8_t { whole, in_part, worthless };

  asio::awaitable<Result<void>> resume_all(Link link, const Keys* wanted, const Noted* noted);
  asio::awaitable<Result<Use>> resume(Link link, const ResumeTicket* ticket, const Keys* wanted,
                                      const Noted* noted);
  asio::awaitable<Result<void>> subscribe_batch(Link link, Keys batch, const Noted* noted);
  /// The mailboxes to read that are read.
  [[nodiscard]] std::vector<protocol::ReaderId> read() const;
  [[nodiscard]] std::size_t without_ticket() const;

  crypto::Rng& rng_;
  Keys subscribed_;
  std::set<protocol::ReaderId> wanted_;
  std::vector<ResumeTicket> tickets_;
  std::uint64_t epoch_ = 0;  // of the relay's store, when the tickets were made
  Moment renewal_due_ = Moment::max();
  bool begun_ = false;    // on this link
  bool no_more_ = false;  // tickets are asked for on this link
};

}  // namespace stille::net
