// Writes rows and files as records; everything is counted, and the counts end it.
#include "client/store/backup_rows.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/store/backup_plan.hpp"
#include "client/store/backup_records.hpp"
#include "client/store/tables/attachments.hpp"
#include "client/store/tables/self.hpp"

namespace stille::client::store {

namespace {

namespace fs = std::filesystem;

Result<void> kind(BackupWriter& out, BackupRecord record) {
  return out.u8(static_cast<std::uint8_t>(record));
}

std::string statement_of(const CopiedTable& table, const std::vector<CopiedColumn>& columns) {
  std::string out = "SELECT ";
  for (const auto& column : columns) {
    if (&column != &columns.front()) out += ", ";
    out += column.expression;
  }
  out.append(" FROM ").append(table.name);
  if (!table.where.empty()) out.append(" WHERE ").append(table.where);
  return out;
}

Result<void> write_value(BackupWriter& out, const Query& query, int column) {
  const auto storage = query.storage(column);
  STILLE_TRYV(out.u8(static_cast<std::uint8_t>(storage)));
  switch (storage) {
    case Storage::nothing:
      return ok();
    case Storage::integer:
      return out.u64(static_cast<std::uint64_t>(query.get<std::int64_t>(column)));
    case Storage::text:
    case Storage::blob:
      break;
  }
  const auto bytes = query.get<crypto::SecretBytes>(column);
  if (bytes.size() > kLargestBackupValue) return fail(Errc::too_large);
  return out.sized(bytes.expose());
}

Result<std::uint64_t> write_table(Database& db, BackupWriter& out, const CopiedTable& table) {
  const auto columns = columns_of(table);
  STILLE_TRYV(kind(out, BackupRecord::table));
  STILLE_TRYV(out.sized(as_bytes(table.name)));
  STILLE_TRYV(out.u32(static_cast<std::uint32_t>(columns.size())));
  for (const auto& column : columns) {
    STILLE_TRYV(out.sized(as_bytes(column.name)));
  }
  std::uint64_t count = 0;
  STILLE_TRY(auto query, db.composed(statement_of(table, columns)));
  for (;;) {
    STILLE_TRY(const bool found, query.next());
    if (!found) return count;
    STILLE_TRYV(kind(out, BackupRecord::row));
    for (std::size_t i = 0; i < columns.size(); ++i) {
      STILLE_TRYV(write_value(out, query, static_cast<int>(i)));
    }
    ++count;
  }
}

// Whole when it has the size that its row says; one that is still coming has a list beside it.
Result<bool> write_file(BackupWriter& out, const fs::path& folder, const CopyRow& copy) {
  const OpenFile file(::open((folder / copy.name).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  struct stat about{};
  if (file.get() < 0 || ::fstat(file.get(), &about) != 0 || !S_ISREG(about.st_mode)) return false;
  if (static_cast<std::uint64_t>(about.st_size) != copy.size) return false;
  STILLE_TRYV(kind(out, BackupRecord::file));
  STILLE_TRYV(out.sized(as_bytes(copy.name)));
  Bytes piece(kBackupPiece);
  for (;;) {
    const auto count = ::read(file.get(), piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(Errc::storage_failed);
    if (count == 0) return true;
    STILLE_TRYV(kind(out, BackupRecord::piece));
    STILLE_TRYV(out.sized(ByteView(piece).first(static_cast<std::size_t>(count))));
  }
}

Result<std::uint64_t> count_of(Database& db, std::string_view sql) {
  STILLE_TRY(const auto count, db.value<std::uint64_t>(sql));
  return count.value_or(0);
}

Result<void> write_summary(BackupWriter& out, const BackupSummary& about) {
  STILLE_TRYV(kind(out, BackupRecord::head));
  STILLE_TRYV(out.u64(static_cast<std::uint64_t>(about.schema)));
  STILLE_TRYV(out.u64(static_cast<std::uint64_t>(about.created.time_since_epoch().count())));
  STILLE_TRYV(out.sized(as_bytes(about.name)));
  STILLE_TRYV(out.u64(about.contacts));
  return out.u64(about.messages);
}

}  // namespace

Result<BackupSummary> write_backup(Database& db, BackupWriter& out, TimePoint now, const fs::path& folder) {
  BackupSummary about;
  about.schema = kSchemaVersion;
  about.created = now;
  STILLE_TRY(const auto self, load_self(db));
  about.name = self.name;
  STILLE_TRY(about.contacts,
             count_of(db, "SELECT count(*) FROM contact WHERE stage IN (2, 5) AND introduced IS NULL"));
  // As the plan has them.
  STILLE_TRY(about.messages,
             count_of(db,
                      "SELECT count(*) FROM message WHERE (expire_s = 0 OR kind = 2) AND contact IN"
                      " (SELECT id FROM contact WHERE stage >= 2)"));
  STILLE_TRYV(write_summary(out, about));
  for (const auto& table : copied_tables()) {
    STILLE_TRY(const auto count, write_table(db, out, table));
    about.rows += count;
  }
  if (!folder.empty()) {
    STILLE_TRY(const auto copies, complete_copies(db));
    for (const auto& copy : copies) {
      STILLE_TRY(const bool written, write_file(out, folder, copy));
      if (written) ++about.files;
    }
  }
  STILLE_TRYV(kind(out, BackupRecord::end));
  STILLE_TRYV(out.u64(about.rows));
  STILLE_TRYV(out.u64(about.files));
  STILLE_TRY(about.size, out.finish());
  return about;
}

}  // namespace stille::client::store
