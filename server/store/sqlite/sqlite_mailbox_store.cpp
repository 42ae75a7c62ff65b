#include "server/store/sqlite/sqlite_mailbox_store.hpp"

#include "server/store/sqlite/statements.hpp"

namespace stille::store {
namespace {

Result<Mailbox> mailbox_at(const Statement& row) {
  Mailbox out;
  STILLE_TRY(out.reader_id, row.fixed<ReaderId>(0));
  STILLE_TRY(out.writer_id, row.fixed<WriterId>(1));
  STILLE_TRY(out.reader_key, row.fixed<crypto::DhPublic>(2));
  STILLE_TRY(out.writer_key, row.fixed<crypto::DhPublic>(3));
  const auto kind = row.integer(4);
  if (kind < 1 || kind > 3) return fail(Errc::damaged);
  out.kind = static_cast<MailboxKind>(kind);
  STILLE_TRY(out.salt, row.fixed<MarkSalt>(5));
  out.reserved = row.number(6);
  STILLE_TRY(out.link, row.maybe_fixed<LinkId>(7));
  STILLE_TRY(out.claimed_by, row.maybe_fixed<EnvelopeMark>(8));
  out.further_claims = static_cast<std::uint32_t>(row.number(9));
  out.budget = {row.number(10), row.number(11), row.number(12)};
  out.blocked = row.integer(13) != 0;
  return out;
}

Result<std::optional<Mailbox>> one_mailbox(Statement& query) {
  STILLE_TRY(const bool found, query.step());
  if (!found) return std::nullopt;
  auto out = mailbox_at(query);
  query.reset();
  STILLE_TRYV(out);
  return std::optional(std::move(out).value());
}

// An id that nobody has must take as long as one that somebody has: its neighbour is read, in vain.
template <class Id>
Result<std::optional<Mailbox>> mailbox_of(const Id& id, Id Mailbox::* member, Statement& from,
                                          Statement& below) {
  STILLE_TRY(auto next, one_mailbox(from.with(id)));
  STILLE_TRY(const bool found, below.with(id).step());
  if (!next && found) {
    STILLE_TRYV(mailbox_at(below));
  }
  below.reset();
  if (next && !((*next).*member == id)) next.reset();
  return next;
}

}  // namespace

Result<std::unique_ptr<SqliteMailboxStore>> SqliteMailboxStore::open(const std::string& path,
                                                                     const SqliteOptions& options) {
  STILLE_TRY(auto database, Database::open(path, kSchemaVersion, options.file_layer));
  STILLE_TRYV(migrate(*database));
  STILLE_TRY(auto sql, Statements::prepare(*database));
  return std::unique_ptr<SqliteMailboxStore>(
      new SqliteMailboxStore(std::move(database), std::move(sql), path, options));
}

SqliteMailboxStore::SqliteMailboxStore(std::unique_ptr<Database> database, std::unique_ptr<Statements> sql,
                                       const std::string& path, const SqliteOptions& options)
    : database_(std::move(database)),
      sql_(std::move(sql)),
      reserve_(path + "-reserve", options.reserve_bytes),
      options_(options),
      full_(!reserve_.hold()) {}

SqliteMailboxStore::~SqliteMailboxStore() = default;

Result<void> SqliteMailboxStore::skip_sequences(const std::string& path) {
  STILLE_TRY(auto database, Database::open(path, kSchemaVersion, nullptr));
  STILLE_TRYV(migrate(*database));
  return database->transaction(
      [&] { return database->run("UPDATE mailboxes SET reserved=reserved+4294967296"); });
}

Result<std::optional<Mailbox>> SqliteMailboxStore::by_reader(const ReaderId& id) {
  STILLE_TRYV(database_->usable());
  return database_->watched(mailbox_of(id, &Mailbox::reader_id, sql_->from_reader, sql_->below_reader));
}

Result<std::optional<Mailbox>> SqliteMailboxStore::by_writer(const WriterId& id) {
  STILLE_TRYV(database_->usable());
  return database_->watched(mailbox_of(id, &Mailbox::writer_id, sql_->from_writer, sql_->below_writer));
}

Result<std::optional<Link>> SqliteMailboxStore::link(const LinkId& id) {
  STILLE_TRYV(database_->usable());
  auto& query = sql_->link.with(id);
  STILLE_TRY(const bool found, database_->watched(query.step()));
  if (!found) return std::nullopt;
  const auto owner = query.fixed<ReaderId>(0);
  const auto state = query.integer(1);
  const auto card = query.blob(3);
  Link out{id, {}, static_cast<LinkState>(state), query.moment(2), Bytes(card.begin(), card.end())};
  query.reset();
  if (!owner || state < 1 || state > 3) return fail(Errc::damaged);
  out.owner = owner.value();
  return std::optional(std::move(out));
}

Result<bool> SqliteMailboxStore::seen(const ReaderId& id, const EnvelopeMark& mark) {
  STILLE_TRYV(database_->usable());
  auto& query = sql_->seen.with(id, mark);
  const auto found = database_->watched(query.step());
  query.reset();
  return found;
}

Result<std::optional<Totals>> SqliteMailboxStore::count(std::size_t rows) {
  STILLE_TRYV(database_->usable());
  return database_->watched(census_.advance(*database_, rows));
}

Result<void> SqliteMailboxStore::begin_copy(const std::string& path) {
  STILLE_TRYV(database_->usable());
  if (copy_) return fail(Errc::busy);
  STILLE_TRY(copy_, database_->copy_to(path));
  return ok();
}

Result<bool> SqliteMailboxStore::go_on_copying(int pages) {
  STILLE_TRYV(database_->usable());
  if (!copy_) return fail(Errc::wrong_state);
  auto complete = copy_->step(pages);
  if (!complete || complete.value()) copy_.reset();
  return complete;
}

Result<Waiting> SqliteMailboxStore::waiting(const ReaderId& id, std::uint64_t after, std::uint64_t up_to) {
  STILLE_TRYV(database_->usable());
  auto& query = sql_->waiting.with(id, after, up_to);
  STILLE_TRY(const bool found, database_->watched(query.step()));
  if (!found) return fail(Errc::damaged);
  const Waiting out{query.number(0), query.number(1), query.number(2)};
  query.reset();
  return out;
}

Result<std::vector<StoredEnvelope>> SqliteMailboxStore::read(const ReaderId& id, std::uint64_t after,
                                                             ReadBound bound) {
  STILLE_TRYV(database_->usable());
  auto& query = sql_->read.with(id, after, std::uint64_t{bound.count});
  std::vector<StoredEnvelope> out;
  for (std::uint64_t bytes = 0;;) {
    STILLE_TRY(const bool row, database_->watched(query.step()));
    if (!row) return out;
    bytes += query.number(1);
    if (bytes > bound.bytes) break;
    const auto body = query.blob(2);
    out.push_back({query.number(0), Bytes(body.begin(), body.end())});
  }
  query.reset();
  return out;
}

Result<void> SqliteMailboxStore::tidy(TimePoint now) {
  if (!log_emptied_) log_emptied_ = now;
  const bool due =
      full_ || database_->log_pages() >= options_.log_pages || now - *log_emptied_ >= options_.log_life;
  if (!due) return database_->usable();
  STILLE_TRYV(checkpoint());
  log_emptied_ = now;
  if (full_) full_ = !reserve_.hold();
  return ok();
}

}  // namespace stille::store
