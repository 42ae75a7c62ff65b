// SQL of attachment and blob_removal.
#include "client/store/tables/attachments.hpp"

namespace stille::client::store {

namespace {

#define STILLE_ATTACHMENT_COLUMNS                                                                       \
  "SELECT a.id, a.name, a.message, a.place, a.outgoing, a.state, a.reason, a.file_name, a.media_type,"  \
  " a.preview, a.size, a.source, a.restarts, a.chunk_class, a.chunk_count, a.file_key, a.root, a.hash," \
  " a.chunk_hashes, a.relay, a.reader_id, a.reader_secret, a.writer_id, a.writer_secret, a.payer,"      \
  " a.expires FROM attachment a "

Bytes joined(const std::optional<SealedFile>& sealed) {
  Bytes out;
  if (!sealed) return out;
  for (const auto& hash : sealed->chunks) out.insert(out.end(), hash.raw.begin(), hash.raw.end());
  return out;
}

std::vector<e2e::ChunkHash> parted(const Bytes& bytes) {
  std::vector<e2e::ChunkHash> out;
  for (ByteView rest = bytes; rest.size() >= e2e::ChunkHash::size;
       rest = rest.subspan(e2e::ChunkHash::size)) {
    out.push_back(e2e::ChunkHash::copy_of(rest));
  }
  return out;
}

std::optional<SealedFile> read_sealed(Query& query) {
  auto key = query.get<std::optional<e2e::FileKey>>(15);
  if (!key) return std::nullopt;
  return SealedFile{std::move(*key), query.get<e2e::FileRoot>(16), query.get<e2e::FileHash>(17),
                    parted(query.get<Bytes>(18))};
}

std::optional<BlobKeys> read_blob(Query& query) {
  const auto id = query.get<std::optional<protocol::BlobReaderId>>(20);
  if (!id) return std::nullopt;
  return BlobKeys{*id, query.get<crypto::DhSecret>(21), query.get<std::optional<protocol::BlobWriterId>>(22),
                  query.get<crypto::DhSecret>(23)};
}

AttachmentRow read_attachment(Query& query) {
  AttachmentRow out;
  out.id = query.get<RowId>(0);
  out.name = query.get<std::string>(1);
  out.message = query.get<RowId>(2);
  out.place = query.get<std::uint32_t>(3);
  out.outgoing = query.get<bool>(4);
  out.state = query.get<AttachmentState>(5);
  out.reason = query.get<std::optional<Errc>>(6);
  out.file_name = query.get<std::string>(7);
  out.media_type = query.get<std::string>(8);
  out.preview = query.get<Bytes>(9);
  out.shape.size = query.get<std::uint64_t>(10);
  out.source = query.get<std::optional<std::string>>(11);
  out.restarts = query.get<std::uint32_t>(12);
  out.shape.chunk_class = query.get<protocol::ChunkClass>(13);
  out.shape.count = query.get<std::uint32_t>(14);
  out.sealed = read_sealed(query);
  if (auto relay = protocol::parse_relay_address(query.get<std::string>(19))) {
    out.relay = std::move(relay).value();
  }
  out.blob = read_blob(query);
  out.payer = query.get<std::optional<RowId>>(24);
  out.expires = query.get<std::optional<TimePoint>>(25);
  return out;
}

// Of the columns that are there together or not at all.
struct Parts {
  std::optional<ByteView> key, root, hash, reader_id, reader_secret, writer_id, writer_secret;
  Bytes chunks;
};

Parts parts_of(const AttachmentRow& row) {
  Parts out;
  out.chunks = joined(row.sealed);
  if (row.sealed) {
    out.key = row.sealed->key.expose();
    out.root = row.sealed->root.view();
    out.hash = row.sealed->hash.view();
  }
  if (row.blob) {
    out.reader_id = row.blob->reader_id.view();
    out.reader_secret = row.blob->reader_secret.expose();
  }
  if (row.blob && row.blob->writer_id) {
    out.writer_id = row.blob->writer_id->view();
    out.writer_secret = row.blob->writer_secret.expose();
  }
  return out;
}

}  // namespace

Result<void> add_attachment(Database& db, AttachmentRow& row) {
  const auto parts = parts_of(row);
  STILLE_TRYV(db.run(
      "INSERT INTO attachment(name, message, place, outgoing, state, reason, file_name, media_type, preview,"
      " size, source, restarts, chunk_class, chunk_count, file_key, root, hash, chunk_hashes, relay, "
      "reader_id,"
      " reader_secret, writer_id, writer_secret, payer, expires)"
      " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      row.name, row.message, row.place, row.outgoing, row.state, row.reason, row.file_name, row.media_type,
      row.preview, row.shape.size, row.source, row.restarts, row.shape.chunk_class, row.shape.count,
      parts.key, parts.root, parts.hash, parts.chunks, protocol::to_text(row.relay), parts.reader_id,
      parts.reader_secret, parts.writer_id, parts.writer_secret, row.payer, row.expires));
  row.id = db.last_id();
  return ok();
}

Result<void> update_attachment(Database& db, const AttachmentRow& row) {
  const auto parts = parts_of(row);
  return db.run(
      "UPDATE attachment SET state = ?, reason = ?, size = ?, source = ?, restarts = ?, chunk_class = ?,"
      " chunk_count = ?, file_key = ?, root = ?, hash = ?, chunk_hashes = ?, relay = ?, reader_id = ?,"
      " reader_secret = ?, writer_id = ?, writer_secret = ?, payer = ?, expires = ? WHERE id = ?",
      row.state, row.reason, row.shape.size, row.source, row.restarts, row.shape.chunk_class, row.shape.count,
      parts.key, parts.root, parts.hash, parts.chunks, protocol::to_text(row.relay), parts.reader_id,
      parts.reader_secret, parts.writer_id, parts.writer_secret, row.payer, row.expires, row.id);
}

Result<void> set_attachment_state(Database& db, RowId id, AttachmentState state, std::optional<Errc> reason) {
  return db.run("UPDATE attachment SET state = ?, reason = ? WHERE id = ?", state, reason, id);
}

Result<void> remove_attachments(Database& db, RowId message, bool everyone) {
  // A row without the writer's keys leaves nothing to be removed (the trigger attachment_gone).
  if (!everyone) {
    STILLE_TRYV(db.run("UPDATE attachment SET writer_id = NULL WHERE message = ? AND state = 3", message));
  }
  return db.run("DELETE FROM attachment WHERE message = ?", message);
}

Result<std::vector<RowId>> messages_with_files(Database& db, RowId contact) {
  return all_rows(db.query("SELECT DISTINCT a.message FROM attachment a JOIN message m ON m.id = a.message"
                           " WHERE m.contact = ?",
                           contact),
                  [](Query& query) { return query.get<RowId>(0); });
}

Result<AttachmentRow> load_attachment(Database& db, RowId id) {
  return one_row(db.query(STILLE_ATTACHMENT_COLUMNS "WHERE a.id = ?", id), read_attachment);
}

Result<std::vector<AttachmentRow>> attachments_named(Database& db, std::string_view beginning) {
  // Names are lower-case hex: '~' sorts behind all of them.
  return all_rows(
      db.query(STILLE_ATTACHMENT_COLUMNS "JOIN message m ON m.id = a.message AND m.position IS NOT NULL"
                                         " WHERE a.name >= ? AND a.name < ? || '~' LIMIT 2",
               beginning, beginning),
      read_attachment);
}

Result<std::vector<AttachmentRow>> attachments_of(Database& db, RowId message) {
  return all_rows(db.query(STILLE_ATTACHMENT_COLUMNS "WHERE a.message = ? ORDER BY a.place", message),
                  read_attachment);
}

Result<std::optional<AttachmentRow>> attachment_at(Database& db, RowId message, std::uint32_t place) {
  return maybe_row(db.query(STILLE_ATTACHMENT_COLUMNS "WHERE a.message = ? AND a.place = ?", message, place),
                   read_attachment);
}

Result<std::vector<AttachmentRow>> newest_attachments(Database& db, std::optional<RowId> contact,
                                                      std::size_t most) {
  STILLE_TRY(auto out, all_rows(db.query(STILLE_ATTACHMENT_COLUMNS
                                         "JOIN message m ON m.id = a.message AND m.position IS NOT NULL"
                                         " WHERE ? IS NULL OR m.contact = ?"
                                         " ORDER BY m.position DESC, a.place DESC LIMIT ?",
                                         contact, contact, most),
                                read_attachment));
  std::reverse(out.begin(), out.end());
  return out;
}

#undef STILLE_ATTACHMENT_COLUMNS

Result<std::vector<std::string>> moving_attachments(Database& db) {
  return all_rows(db.query("SELECT name FROM attachment WHERE state IN (0, 1, 8) ORDER BY id"),
                  [](Query& query) { return query.get<std::string>(0); });
}

Result<std::optional<TimePoint>> next_offer_end(Database& db) {
  STILLE_TRY(auto query, db.query("SELECT min(expires) FROM attachment WHERE state = 7"));
  STILLE_TRYV(query.next());
  return query.get<std::optional<TimePoint>>(0);
}

Result<void> expire_offers(Database& db, TimePoint now) {
  return db.run("UPDATE attachment SET state = 10 WHERE state = 7 AND expires <= ?", now);
}

Result<std::vector<CopyRow>> complete_copies(Database& db) {
  return all_rows(
      db.query("SELECT name, chunk_class, chunk_count FROM attachment WHERE (state = 9 OR (outgoing = 1 AND"
               " source IS NULL)) AND message IN (SELECT id FROM message WHERE expire_s = 0)"),
      [](Query& query) {
        const auto chunk = protocol::chunk_size(query.get<protocol::ChunkClass>(1));
        return CopyRow{query.get<std::string>(0), std::uint64_t{chunk} * query.get<std::uint32_t>(2)};
      });
}

Result<void> copy_missing(Database& db, std::string_view name) {
  return db.run("UPDATE attachment SET state = ? WHERE name = ? AND state = ?", AttachmentState::expired,
                name, AttachmentState::here);
}

Result<std::vector<std::string>> attachments_with_copies(Database& db) {
  return all_rows(db.query("SELECT name FROM attachment WHERE state IN (8, 9)"
                           " OR (outgoing = 1 AND source IS NULL)"),
                  [](Query& query) { return query.get<std::string>(0); });
}

Result<void> give_up_blob(Database& db, AttachmentRow& row) {
  if (row.blob && row.blob->writer_id) {
    STILLE_TRYV(db.run("INSERT INTO blob_removal(relay, writer_id, writer_secret, until) VALUES(?, ?, ?, ?)",
                       protocol::to_text(row.relay), *row.blob->writer_id, row.blob->writer_secret,
                       row.expires.value_or(TimePoint())));
  }
  row.blob.reset();
  row.payer.reset();
  return update_attachment(db, row);
}

Result<std::vector<BlobRemoval>> blob_removals(Database& db, const protocol::RelayAddress& relay) {
  return all_rows(
      db.query("SELECT id, writer_id, writer_secret FROM blob_removal WHERE relay = ? ORDER BY id",
               protocol::to_text(relay)),
      [](Query& query) {
        return BlobRemoval{query.get<RowId>(0), query.get<protocol::BlobWriterId>(1),
                           query.get<crypto::DhSecret>(2)};
      });
}

Result<void> forget_removal(Database& db, RowId id) {
  return db.run("DELETE FROM blob_removal WHERE id = ?", id);
}

Result<void> forget_past_removals(Database& db, TimePoint now) {
  return db.run("DELETE FROM blob_removal WHERE until <= ?", now);
}

}  // namespace stille::client::store
