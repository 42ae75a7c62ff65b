#include "server/relay/tickets.hpp"

#include "common/crypto/cae.hpp"

namespace stille::relay {
namespace {

constexpr std::size_t kMailboxSize = protocol::ReaderId::size + sizeof(TicketedMailbox::key_begins);
constexpr std::size_t kWithoutMailboxes =
    crypto::kCaeOverhead + sizeof(std::uint64_t) + crypto::DhPublic::size;

Result<OpenedTicket> read(ByteReader rest, milliseconds now) {
  OpenedTicket out;
  STILLE_TRY(const auto expires, rest.u64());
  if (std::cmp_greater_equal(now.count(), expires)) return fail(Errc::expired);
  STILLE_TRY(out.resume_key, rest.fixed<crypto::DhPublic>());
  out.mailboxes.reserve(rest.rest().size() / kMailboxSize);
  while (!rest.rest().empty()) {
    TicketedMailbox mailbox;
    STILLE_TRY(mailbox.id, rest.fixed<protocol::ReaderId>());
    STILLE_TRY(const auto begins, rest.raw(mailbox.key_begins.size()));
    std::copy(begins.begin(), begins.end(), mailbox.key_begins.begin());
    out.mailboxes.push_back(mailbox);
  }
  return out;
}

}  // namespace

TicketedMailbox TicketedMailbox::of(const protocol::ReaderId& id, const crypto::DhPublic& reader_key) {
  TicketedMailbox out{id};
  std::copy_n(reader_key.raw.begin(), out.key_begins.size(), out.key_begins.begin());
  return out;
}

bool TicketedMailbox::has(const crypto::DhPublic& reader_key) const {
  return std::equal(key_begins.begin(), key_begins.end(), reader_key.raw.begin());
}

Tickets::Tickets(crypto::Rng& rng)
    : rng_(rng), current_(rng.secret<DayKey>()), previous_(rng.secret<DayKey>()) {}

Bytes Tickets::seal(const crypto::DhPublic& resume_key, const std::vector<TicketedMailbox>& mailboxes) const {
  ByteWriter plain;
  plain.u64(static_cast<std::uint64_t>((now_ + kLife).count())).raw(resume_key.raw);
  for (const auto& mailbox : mailboxes) plain.raw(mailbox.id.raw).raw(mailbox.key_begins);
  // A key of 32 bytes is always legal.
  return crypto::cae_seal(current_.expose(), {}, plain.bytes(), rng_).value();
}

std::optional<OpenedTicket> Tickets::open(ByteView ticket) const {
  auto plain = crypto::cae_open(current_.expose(), {}, ticket);
  if (!plain) plain = crypto::cae_open(previous_.expose(), {}, ticket);
  if (!plain) return std::nullopt;
  auto out = read(ByteReader(plain.value().expose()), now_);
  return out ? std::optional(std::move(out).value()) : std::nullopt;
}

std::size_t Tickets::mailboxes_in(std::size_t bytes) {
  return bytes <= kWithoutMailboxes ? 0 : (bytes - kWithoutMailboxes) / kMailboxSize;
}

void Tickets::passes(milliseconds time) {
  now_ += time;
  if (now_ - current_since_ < kLife) return;
  previous_ = std::move(current_);
  current_ = rng_.secret<DayKey>();
  current_since_ = now_;
}

}  // namespace stille::relay
