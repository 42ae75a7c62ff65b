// The writing half of the SQLite store: batches and expiry.
#include "server/store/sqlite/statements.hpp"

namespace stille::store {
namespace {

// Marks of a deleted mailbox that go with it; without its salt any others say nothing, and expire.
constexpr std::int64_t kMarksDeletedAtOnce = 4096;

}  // namespace

template <class F>
Result<void> SqliteMailboxStore::write(F work) {
  return noticing_a_full_disk(database_->transaction(work));
}

Result<void> SqliteMailboxStore::checkpoint() {
  return noticing_a_full_disk(database_->checkpoint());
}

Result<void> SqliteMailboxStore::noticing_a_full_disk(Result<void> done) {
  if (!done && done.error().code == Errc::storage_full) {
    reserve_.release();
    full_ = true;
  }
  return done;
}

Result<void> SqliteMailboxStore::commit(const WriteBatch& batch) {
  STILLE_TRYV(database_->usable());
  if (full_ && adds(batch)) return fail(Errc::storage_full);
  // Ticks should have done this; without them the log would have no bound.
  if (database_->log_pages() >= 2 * options_.log_pages) {
    STILLE_TRYV(checkpoint());
  }
  const auto done = write([&] { return apply(batch); });
  const bool ran_out = !done && done.error().code == Errc::storage_full;
  // The reserve has just been given up: what only removes finds its room there.
  return ran_out && !adds(batch) ? write([&] { return apply(batch); }) : done;
}

Result<void> SqliteMailboxStore::apply(const WriteBatch& batch) {
  for (const auto& one : batch) {
    STILLE_TRYV(std::visit([this](const auto& write) { return apply(write); }, one));
  }
  return ok();
}

Result<std::optional<std::int64_t>> SqliteMailboxStore::serial_of(const ReaderId& id) {
  auto& query = sql_->serial_of.with(id);
  STILLE_TRY(const bool found, query.step());
  if (!found) return std::nullopt;
  const auto serial = query.integer(0);
  query.reset();
  return std::optional(serial);
}

Result<void> SqliteMailboxStore::apply(const PutMailbox& write) {
  const auto& row = write.row;
  STILLE_TRYV(sql_->put_mailbox
                  .with(row.reader_id, row.writer_id, row.reader_key, row.writer_key,
                        static_cast<std::uint32_t>(row.kind), row.salt, row.reserved, row.link,
                        row.claimed_by, row.further_claims, row.budget.envelopes, row.budget.bytes,
                        row.budget.blob_bytes)
                  .run());
  return ok();
}

Result<void> SqliteMailboxStore::apply(const DeleteMailbox& write) {
  STILLE_TRY(const auto serial, serial_of(write.reader_id));
  if (!serial) return ok();
  STILLE_TRYV(sql_->delete_envelopes.with(*serial).run());
  STILLE_TRYV(sql_->delete_marks.with(*serial, kMarksDeletedAtOnce).run());
  STILLE_TRYV(sql_->delete_mailbox.with(*serial).run());
  STILLE_TRYV(sql_->blobs.expire_of.with(write.reader_id).run());
  return ok();
}

Result<void> SqliteMailboxStore::apply(const Append& write) {
  STILLE_TRY(const auto serial, serial_of(write.reader_id));
  if (!serial) return ok();
  STILLE_TRYV(
      sql_->append
          .with(*serial, write.sequence, write.at, std::uint64_t{write.body.size()}, ByteView(write.body))
          .run());
  return remember(*serial, write.mark, write.at);
}

Result<void> SqliteMailboxStore::apply(const Remember& write) {
  STILLE_TRY(const auto serial, serial_of(write.reader_id));
  if (!serial) return ok();
  return remember(*serial, write.mark, write.at);
}

Result<void> SqliteMailboxStore::remember(std::int64_t mailbox, const EnvelopeMark& mark, TimePoint at) {
  STILLE_TRYV(sql_->remember.with(mailbox, mark, at).run());
  return ok();
}

Result<void> SqliteMailboxStore::apply(const RemoveUpTo& write) {
  STILLE_TRY(const auto serial, serial_of(write.reader_id));
  if (!serial) return ok();
  STILLE_TRYV(sql_->remove_up_to.with(*serial, write.up_to).run());
  return ok();
}

Result<void> SqliteMailboxStore::apply(const PutLink& write) {
  const auto& row = write.row;
  const auto card = row.card.empty() ? std::nullopt : std::optional(ByteView(row.card));
  STILLE_TRYV(
      sql_->put_link.with(row.id, row.owner, static_cast<std::uint32_t>(row.state), row.expires, card).run());
  return ok();
}

Result<void> SqliteMailboxStore::apply(const Block& write) {
  auto& statement = write.blocked ? sql_->block : sql_->unblock;
  STILLE_TRYV(statement.with(write.reader_id).run());
  return ok();
}

Result<Expired> SqliteMailboxStore::expire(const ExpireUpTo& due, std::size_t most) {
  STILLE_TRYV(database_->usable());
  Expired out;
  STILLE_TRYV(write([&]() -> Result<void> {
    STILLE_TRYV(expire_envelopes(due.stored, most, out));
    STILLE_TRYV(expire_by(sql_->expire_marks, due.stored, most, out));
    STILLE_TRYV(expire_by(sql_->expire_links, due.tombstones, most, out));
    STILLE_TRYV(expire_by(sql_->expire_invites, due.tombstones, most, out));
    STILLE_TRYV(expire_by(sql_->expire_redeemed, due.tombstones, most, out));
    return expire_by(sql_->expire_cards, due.cards, most, out);
  }));
  return out;
}

Result<void> SqliteMailboxStore::expire_envelopes(TimePoint stored, std::size_t most, Expired& out) {
  std::vector<std::int64_t> numbers;
  auto& query = sql_->oldest_envelopes.with(std::uint64_t{most});
  for (;;) {
    STILLE_TRY(const bool row, query.step());
    if (!row || query.moment(1) > stored) break;
    numbers.push_back(query.integer(0));
    if (const auto id = query.fixed<ReaderId>(2)) out.mailboxes.push_back(id.value());
  }
  query.reset();
  for (const auto number : numbers) {
    STILLE_TRYV(sql_->delete_envelope.with(number).run());
  }
  out.removed += numbers.size();
  return ok();
}

Result<void> SqliteMailboxStore::expire_by(Statement& statement, TimePoint due, std::size_t most,
                                           Expired& out) {
  STILLE_TRY(const auto changed, statement.with(due, std::uint64_t{most - out.removed}).run());
  out.removed += changed;
  return ok();
}

}  // namespace stille::store
