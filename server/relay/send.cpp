// SEND: an envelope is accepted once, gets the mailbox's next sequence number, and goes to the reader at once
// when that is safe.
#include "common/crypto/hash.hpp"
#include "server/relay/core.hpp"

namespace stille::relay {
namespace {

using protocol::MailboxKind;
using protocol::Status;

store::EnvelopeMark mark_of(const store::Mailbox& row, const protocol::EnvelopeId& id) {
  store::EnvelopeMark out;
  // 16 bytes of key and of output are always legal.
  (void)crypto::blake2b(out.raw, row.salt.view(), {id.view()}).has_value();
  return out;
}

}  // namespace

Result<void> Relay::Core::run(const Call& call, const protocol::Send& command) {
  STILLE_TRY(auto* mailbox, mailboxes_.by_writer(command.writer_id));
  if (!by_writer(call, command.writer_id, mailbox)) {
    deny(call);
    return ok();
  }
  if (mailbox->row.kind != MailboxKind::conversation && command.envelope.size() != protocol::kHelloSize) {
    answer(call, Status::bad_request);
    return ok();
  }
  const auto mark = mark_of(mailbox->row, command.envelope_id);
  STILLE_TRY(const bool done, answered_before(call, *mailbox, mark));
  if (done) return ok();
  if (refuses_writes()) {
    answer(call, Status::no_space, limits_.retry_full);
    return ok();
  }
  if (growth_paused(call.now)) {
    answer(call, Status::unavailable, limits_.retry_unavailable);
    return ok();
  }
  STILLE_TRYV(count(*mailbox));
  if (!has_room(*mailbox, command.envelope.size())) {
    refuse_for_space(call, *mailbox);
    return ok();
  }
  if (mailbox->row.kind == MailboxKind::hello_once) {
    STILLE_TRY(auto tombstone, closed_link(*mailbox, store::LinkState::used));
    if (tombstone) put_link(std::move(*tombstone), call.now);
    mailbox->row.claimed_by = mark;
    put(*mailbox, call.now);
  }
  accept(call, command, *mailbox, mark);
  return ok();
}

/// DUPLICATE or LINK_USED has been answered, or will be with the group.
Result<bool> Relay::Core::answered_before(const Call& call, MailboxState& mailbox,
                                          const store::EnvelopeMark& mark) {
  const auto& claimed_by = mailbox.row.claimed_by;
  if (group_.knows(mailbox.row.reader_id, mark)) {
    answer_when_durable(call, Status::duplicate);
  } else if (claimed_by == mark) {
    answer(call, Status::duplicate);
  } else if (claimed_by) {
    claim_again(mailbox, call.now);
    answer(call, Status::link_used);
  } else {
    STILLE_TRY(const bool seen, store_.seen(mailbox.row.reader_id, mark));
    if (seen) answer(call, Status::duplicate);
    return seen;
  }
  return true;
}

void Relay::Core::claim_again(MailboxState& mailbox, TimePoint now) {
  auto& claims = mailbox.row.further_claims;
  if (claims >= limits_.claims_counted) return;
  ++claims;
  if (!growth_paused(now)) put(mailbox, now);
  if (mailbox.subscriber) {
    announce(mailbox.subscriber->connection, protocol::Claimed{mailbox.row.reader_id, claims});
  }
}

void Relay::Core::accept(const Call& call, const protocol::Send& command, MailboxState& mailbox,
                         const store::EnvelopeMark& mark) {
  const auto sequence = next_sequence(mailbox, call.now);
  deliver_at_once(mailbox, sequence, command.envelope);
  disk_.accepted(command.envelope.size());
  auto& waiting = mailbox.waiting;
  waiting = {waiting.count + 1, waiting.bytes + command.envelope.size(), sequence};
  group_.append(mailbox, {mailbox.row.reader_id, sequence, mark, call.now, command.envelope},
                {call.connection.hello.id, {call.request.number, Status::stored, {}, {}, {}}}, call.now);
}

/// Numbers come from blocks that are reserved in the row, so that a crash skips some and repeats none. The
/// next block is asked for early: only numbers whose reservation is durable may be shown before the commit.
std::uint64_t Relay::Core::next_sequence(MailboxState& mailbox, TimePoint now) {
  auto& row = mailbox.row;
  const auto block = limits_.sequence_block;
  if (mailbox.next > row.reserved) {
    row.reserved = mailbox.next + block - 1;
    put(mailbox, now);
  } else if (row.reserved - mailbox.next < block / 2 && mailbox.durable == row.reserved) {
    row.reserved += block;
    put(mailbox, now);
  }
  return mailbox.next++;
}

}  // namespace stille::relay
