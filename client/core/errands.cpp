// From rows to commands.
#include "client/core/errands.hpp"

#include <limits>

#include "client/store/tables/attachments.hpp"
#include "client/store/tables/invitations.hpp"
#include "client/store/tables/mailboxes.hpp"
#include "client/store/tables/outbox.hpp"
#include "client/store/tables/rendezvous.hpp"
#include "client/store/tables/tokens.hpp"

namespace stille::client {

namespace {

using store::InvitationRow;
using store::LinkState;
using store::MailboxRow;
using store::MailboxState;

MailboxKey reader_of(const MailboxRow& row) {
  return {protocol::MailboxRole::reader, row.reader_id.raw, row.reader_secret.clone()};
}

Work with_reader(protocol::Command command, const MailboxRow& row) {
  Work work;
  work.command = std::move(command);
  work.keys.push_back(reader_of(row));
  return work;
}

Work make(const MailboxRow& row, std::optional<protocol::CreationToken> token) {
  return with_reader(protocol::Create{.reader_id = row.reader_id,
                                      .writer_id = row.writer_id,
                                      .reader_key = crypto::dh_public(row.reader_secret),
                                      .writer_key = crypto::dh_public(row.writer_secret),
                                      .kind = row.kind,
                                      .token = token},
                     row);
}

// Of an invitation or a rendezvous.
template <class Row>
Work put(const Row& link, const MailboxRow& row) {
  return with_reader(protocol::PutLink{.link_id = link.link_id,
                                       .reader_id = row.reader_id,
                                       .card = link.sealed_card,
                                       .expires = link.expires},
                     row);
}

// Collects what may go, up to a number.
class Round {
 public:
  Round(Desk& desk, const protocol::RelayAddress& relay, std::size_t most, TimePoint now)
      : desk_(desk), relay_(relay), most_(most), now_(now) {}

  [[nodiscard]] bool full() const { return out_.size() >= most_; }
  [[nodiscard]] bool wants(const Assignment& assignment) const {
    return !full() && desk_.may_go(assignment, now_);
  }
  void add(const Assignment& assignment, Work work) {
    work.id = desk_.hand_out(relay_, assignment);
    out_.push_back(std::move(work));
  }
  [[nodiscard]] const protocol::RelayAddress& relay() const { return relay_; }
  std::vector<Work> done() && { return std::move(out_); }

 private:
  Desk& desk_;
  const protocol::RelayAddress& relay_;
  std::size_t most_;
  TimePoint now_;
  std::vector<Work> out_;
};

Result<void> add_mailboxes(store::Database& db, Round& round) {
  STILLE_TRY(const auto making, store::mailboxes_in(db, round.relay(), MailboxState::making));
  STILLE_TRY(const auto redeeming, store::open_relay_invitations(db, round.relay()));
  for (const auto& row : making) {
    const Assignment assignment{.task = Task::make_mailbox, .row = row.id};
    if (!round.wants(assignment)) continue;
    STILLE_TRY(const auto token, store::token_of_mailbox(db, row.id));
    // Tokens are on their way: without one the relay might refuse what it would take in a moment.
    if (!token && !redeeming.empty()) continue;
    round.add(assignment, make(row, token));
  }
  STILLE_TRY(const auto closing, store::mailboxes_in(db, round.relay(), MailboxState::closing));
  for (const auto& row : closing) {
    const Assignment assignment{.task = Task::close_mailbox, .row = row.id};
    if (round.wants(assignment)) round.add(assignment, with_reader(protocol::Delete{row.reader_id}, row));
  }
  return ok();
}

Result<void> add_links(store::Database& db, Round& round) {
  STILLE_TRY(const auto rows, store::unsettled_links(db));
  for (const auto& row : rows) {
    STILLE_TRY(const auto mailbox, store::mailbox_of_invitation(db, row.id));
    if (!mailbox || mailbox->relay != round.relay() || mailbox->state != MailboxState::open) continue;
    const bool puts = row.link_state == LinkState::to_put;
    const Assignment assignment{.task = puts ? Task::put_link : Task::delete_link, .row = row.id};
    if (!round.wants(assignment)) continue;
    round.add(assignment, puts
                              ? put(row, *mailbox)
                              : with_reader(protocol::DeleteLink{row.link_id, mailbox->reader_id}, *mailbox));
  }
  STILLE_TRY(const auto addresses, store::unsettled_rendezvous(db));
  for (const auto& row : addresses) {
    STILLE_TRY(const auto mailbox, store::rendezvous_mailbox(db, row.contact));
    if (!mailbox || mailbox->relay != round.relay() || mailbox->state != MailboxState::open) continue;
    const Assignment assignment{.task = Task::put_rendezvous, .row = row.contact};
    if (round.wants(assignment)) round.add(assignment, put(row, *mailbox));
  }
  return ok();
}

Result<void> add_fetches(store::Database& db, Round& round) {
  STILLE_TRY(const auto joinings, store::joinings_in(db, store::JoiningState::fetching));
  for (const auto& row : joinings) {
    const Assignment assignment{.task = Task::get_link, .row = row.id};
    if (row.relay != round.relay() || !round.wants(assignment)) continue;
    Work work;
    work.command = protocol::GetLink{row.link_id};
    round.add(assignment, std::move(work));
  }
  return ok();
}

Result<void> add_removals(store::Database& db, Round& round) {
  STILLE_TRY(auto rows, store::blob_removals(db, round.relay()));
  for (auto& row : rows) {
    const Assignment assignment{.task = Task::remove_blob, .row = row.id};
    if (!round.wants(assignment)) continue;
    Work work;
    work.keys.push_back({protocol::MailboxRole::writer, row.writer_id.raw, std::move(row.writer_secret)});
    work.command = protocol::BlobDelete{row.writer_id};
    round.add(assignment, std::move(work));
  }
  return ok();
}

Result<void> add_envelopes(store::Database& db, Round& round) {
  STILLE_TRY(const auto heads, store::outbox_heads(db, round.relay()));
  for (const auto& head : heads) {
    if (round.full()) break;
    const Assignment assignment{.task = Task::send, .row = head.id, .writer = head.writer_id};
    if (!round.wants(assignment)) continue;
    STILLE_TRY(auto row, store::load_outbox(db, head.id));
    Work work;
    work.keys.push_back({protocol::MailboxRole::writer, row.writer_id.raw, std::move(row.writer_secret)});
    work.command = protocol::Send{row.writer_id, row.envelope_id, std::move(row.envelope)};
    round.add(assignment, std::move(work));
  }
  return ok();
}

}  // namespace

Result<std::vector<Work>> next_errands(store::Database& db, Desk& desk, const protocol::RelayAddress& relay,
                                       std::size_t most, TimePoint now) {
  Round round(desk, relay, most, now);
  STILLE_TRYV(add_mailboxes(db, round));
  STILLE_TRYV(add_links(db, round));
  STILLE_TRYV(add_fetches(db, round));
  STILLE_TRYV(add_envelopes(db, round));
  STILLE_TRYV(add_removals(db, round));
  return std::move(round).done();
}

Result<std::size_t> count_errands(store::Database& db, const protocol::RelayAddress& relay) {
  Desk nothing_out;
  Round round(nothing_out, relay, std::numeric_limits<std::size_t>::max(), TimePoint::max());
  STILLE_TRYV(add_mailboxes(db, round));
  STILLE_TRYV(add_links(db, round));
  STILLE_TRYV(add_fetches(db, round));
  STILLE_TRY(const auto redeeming, store::open_relay_invitations(db, relay));
  return std::move(round).done().size() + redeeming.size();
}

}  // namespace stille::client
