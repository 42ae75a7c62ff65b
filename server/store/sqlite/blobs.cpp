// The rows of blobs in the SQLite store. Their bytes are in files of their own (server/blob).
#include "server/store/sqlite/statements.hpp"

namespace stille::store {
namespace {

#define STILLE_BLOB_COLUMNS \
  "reader_id,writer_id,reader_key,writer_key,payer,chunk_class,chunk_count,expires,file,chunks"

Result<Blob> blob_at(const Statement& row) {
  Blob out;
  STILLE_TRY(out.reader_id, row.fixed<BlobReaderId>(0));
  STILLE_TRY(out.writer_id, row.fixed<BlobWriterId>(1));
  STILLE_TRY(out.reader_key, row.fixed<crypto::DhPublic>(2));
  STILLE_TRY(out.writer_key, row.fixed<crypto::DhPublic>(3));
  STILLE_TRY(out.payer, row.fixed<ReaderId>(4));
  const auto chunk_class = row.integer(5);
  const auto count = row.integer(6);
  if (chunk_class < 1 || chunk_class > 2 || count < 1 || count > protocol::kMostChunks)
    return fail(Errc::damaged);
  out.chunk_class = static_cast<ChunkClass>(chunk_class);
  out.chunk_count = static_cast<std::uint32_t>(count);
  out.expires = row.moment(7);
  STILLE_TRY(out.file, row.fixed<BlobFile>(8));
  const auto chunks = row.blob(9);
  if (chunks.size() != protocol::bitmap_size(out.chunk_count)) return fail(Errc::damaged);
  out.chunks.assign(chunks.begin(), chunks.end());
  return out;
}

Result<std::optional<Blob>> one_blob(Statement& query) {
  STILLE_TRY(const bool found, query.step());
  if (!found) return std::nullopt;
  auto out = blob_at(query);
  query.reset();
  STILLE_TRYV(out);
  return std::optional(std::move(out).value());
}

// As with mailboxes: an id that nobody has takes as long as one that somebody has.
template <class Id>
Result<std::optional<Blob>> blob_of(const Id& id, Id Blob::* member, Statement& from, Statement& below) {
  STILLE_TRY(auto next, one_blob(from.with(id)));
  STILLE_TRY(const bool found, below.with(id).step());
  if (!next && found) {
    STILLE_TRYV(blob_at(below));
  }
  below.reset();
  if (next && !((*next).*member == id)) next.reset();
  return next;
}

}  // namespace

Result<BlobStatements> BlobStatements::prepare(Database& database) {
  const auto neighbour = [&](const char* condition) {
    return database.prepare(std::string("SELECT " STILLE_BLOB_COLUMNS " FROM blobs WHERE ") + condition +
                            " LIMIT 1");
  };
  STILLE_TRY(auto from_reader, neighbour("reader_id>=? ORDER BY reader_id"));
  STILLE_TRY(auto below_reader, neighbour("reader_id<? ORDER BY reader_id DESC"));
  STILLE_TRY(auto from_writer, neighbour("writer_id>=? ORDER BY writer_id"));
  STILLE_TRY(auto below_writer, neighbour("writer_id<? ORDER BY writer_id DESC"));
  STILLE_TRY(auto bytes,
             database.prepare("SELECT ifnull(sum(size),0) FROM blobs WHERE payer=? AND expires>?"));
  STILLE_TRY(auto expired,
             database.prepare("SELECT reader_id FROM blobs WHERE expires<=? ORDER BY expires LIMIT ?"));
  STILLE_TRY(auto places, database.prepare("SELECT file,reader_id,ltrim(hex(chunks),'0')='' FROM blobs "
                                           "WHERE file>=? AND file<=?"));
  STILLE_TRY(auto time, database.prepare("SELECT seen,lead FROM blob_time"));
  STILLE_TRY(auto put,
             database.prepare("INSERT INTO blobs(" STILLE_BLOB_COLUMNS ",size) VALUES(?,?,?,?,?,?,?,?,?,?,?) "
                              "ON CONFLICT(reader_id) DO UPDATE SET chunks=excluded.chunks"));
  STILLE_TRY(auto erase, database.prepare("DELETE FROM blobs WHERE reader_id=?"));
  STILLE_TRY(auto expire_of, database.prepare("UPDATE blobs SET expires=0 WHERE payer=?"));
  STILLE_TRY(auto put_time,
             database.prepare("INSERT OR REPLACE INTO blob_time(one,seen,lead) VALUES(1,?,?)"));
  return BlobStatements{std::move(from_reader),  std::move(below_reader), std::move(from_writer),
                        std::move(below_writer), std::move(bytes),        std::move(expired),
                        std::move(places),       std::move(time),         std::move(put),
                        std::move(erase),        std::move(expire_of),    std::move(put_time)};
}

Result<std::optional<Blob>> SqliteMailboxStore::blob(const BlobReaderId& id) {
  STILLE_TRYV(database_->usable());
  return database_->watched(blob_of(id, &Blob::reader_id, sql_->blobs.from_reader, sql_->blobs.below_reader));
}

Result<std::optional<Blob>> SqliteMailboxStore::blob(const BlobWriterId& id) {
  STILLE_TRYV(database_->usable());
  return database_->watched(blob_of(id, &Blob::writer_id, sql_->blobs.from_writer, sql_->blobs.below_writer));
}

Result<std::uint64_t> SqliteMailboxStore::blob_bytes(const ReaderId& payer, TimePoint now) {
  STILLE_TRYV(database_->usable());
  auto& query = sql_->blobs.bytes.with(payer, now);
  STILLE_TRY(const bool found, database_->watched(query.step()));
  if (!found) return fail(Errc::damaged);
  const auto out = query.number(0);
  query.reset();
  return out;
}

Result<std::vector<BlobReaderId>> SqliteMailboxStore::expired_blobs(TimePoint now, std::size_t most) {
  STILLE_TRYV(database_->usable());
  auto& query = sql_->blobs.expired.with(now, std::uint64_t{most});
  std::vector<BlobReaderId> out;
  for (;;) {
    STILLE_TRY(const bool row, database_->watched(query.step()));
    if (!row) return out;
    if (const auto id = query.fixed<BlobReaderId>(0)) out.push_back(id.value());
  }
}

Result<std::vector<BlobPlace>> SqliteMailboxStore::blob_places(std::uint8_t shard) {
  STILLE_TRYV(database_->usable());
  BlobFile first;
  first.raw[0] = shard;
  BlobFile last;
  last.raw.fill(0xff);
  last.raw[0] = shard;
  auto& query = sql_->blobs.places.with(first, last);
  std::vector<BlobPlace> out;
  for (;;) {
    STILLE_TRY(const bool row, database_->watched(query.step()));
    if (!row) return out;
    const auto file = query.fixed<BlobFile>(0);
    const auto id = query.fixed<BlobReaderId>(1);
    if (file && id) out.push_back({file.value(), id.value(), query.integer(2) != 0});
  }
}

Result<BlobTime> SqliteMailboxStore::blob_time() {
  STILLE_TRYV(database_->usable());
  auto& query = sql_->blobs.time.with();
  STILLE_TRY(const bool found, database_->watched(query.step()));
  if (!found) return BlobTime{};
  const BlobTime out{query.moment(0), milliseconds(query.integer(1))};
  query.reset();
  return out;
}

Result<void> SqliteMailboxStore::apply(const PutBlob& write) {
  const auto& row = write.row;
  STILLE_TRYV(sql_->blobs.put
                  .with(row.reader_id, row.writer_id, row.reader_key, row.writer_key, row.payer,
                        static_cast<std::uint32_t>(row.chunk_class), row.chunk_count, row.expires, row.file,
                        ByteView(row.chunks), row.size())
                  .run());
  return ok();
}

Result<void> SqliteMailboxStore::apply(const DeleteBlob& write) {
  STILLE_TRYV(sql_->blobs.erase.with(write.reader_id).run());
  return ok();
}

Result<void> SqliteMailboxStore::apply(const PutBlobTime& write) {
  STILLE_TRYV(sql_->blobs.put_time.with(write.time.seen, std::int64_t{write.time.lead.count()}).run());
  return ok();
}

}  // namespace stille::store
