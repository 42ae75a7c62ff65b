#include "server/store/sqlite/database.hpp"

#include <sqlite3.h>

#include "server/store/sqlite/files.hpp"
#include "server/store/sqlite/rewrite.hpp"

namespace stille::store {
namespace {

constexpr int kApplication = 0x53746c52;  // "StlR"

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const std::string& path, int version, const char* below) {
  STILLE_TRYV(finish_rewrite(path));
  STILLE_TRYV(create_private(path));
  std::unique_ptr<Database> out(new Database(path, below));
  STILLE_TRYV(out->connect());
  STILLE_TRYV(out->configure(version));
  if (!suspect(path)) return out;
  STILLE_TRYV(rewrite(*out, path));
  out.reset();
  return open(path, version, below);
}

Database::~Database() {
  if (connection_ != nullptr && sqlite3_close_v2(connection_) != SQLITE_OK) stop();
  if (vfs_.failed()) mark_suspect(path_);
}

Result<void> Database::connect() {
  constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(path_.c_str(), &connection_, kFlags, vfs_.name());
  if (code != SQLITE_OK) return fail(errc_of(code));
  // Closing moves the log into the database only once the file has proved to be ours.
  sqlite3_db_config(connection_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  // Takes the place of SQLite's own hook, which would checkpoint in the middle of commits.
  sqlite3_wal_hook(
      connection_,
      [](void* self, sqlite3*, const char*, int pages) {
        static_cast<Database*>(self)->log_pages_ = pages;
        return SQLITE_OK;
      },
      this);
  return ok();
}

Result<void> Database::configure(int version) {
  // Exclusive from the first read on: one connection, and no shared-memory file beside the database.
  STILLE_TRYV(
      run("PRAGMA locking_mode=EXCLUSIVE; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;"
          "PRAGMA page_size=16384"));
  STILLE_TRY(const auto found, number("PRAGMA user_version"));
  STILLE_TRY(const auto application, number("PRAGMA application_id"));
  if (found > version) return fail(Errc::newer_version);
  if (application != kApplication && (application != 0 || found != 0)) return fail(Errc::damaged);
  STILLE_TRYV(
      run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
          "PRAGMA cache_size=-32768"));
  STILLE_TRY(auto mode, prepare("PRAGMA journal_mode"));
  STILLE_TRY(const bool row, mode.step());
  if (!row || !same(mode.blob(0), as_bytes("wal"))) return fail(Errc::storage_failed);
  mode.reset();
  STILLE_TRY(const auto synchronous, number("PRAGMA synchronous"));
  STILLE_TRY(const auto secure, number("PRAGMA secure_delete"));
  if (synchronous != 2 || secure != 1) return fail(Errc::storage_failed);
  if (application == 0) {
    STILLE_TRYV(run("PRAGMA application_id=1400138834"));
  }
  sqlite3_db_config(connection_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
  return ok();
}

Result<void> Database::run(const char* sql) {
  const int code = sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(errc_of(code));
  return ok();
}

Result<std::int64_t> Database::number(const char* sql) {
  STILLE_TRY(auto query, prepare(sql));
  STILLE_TRY(const bool row, query.step());
  if (!row) return fail(Errc::damaged);
  return query.integer(0);
}

Result<void> Database::usable() {
  if (vfs_.failed()) stop();
  if (stopped_) return fail(Errc::storage_failed);
  return ok();
}

Result<void> Database::give_up(Errc code) {
  const bool active = sqlite3_get_autocommit(connection_) == 0;
  const bool undone = !active || run("ROLLBACK").has_value();
  if (!undone || code == Errc::storage_failed) stop();
  STILLE_TRYV(usable());
  return fail(code);
}

void Database::stop() {
  if (std::exchange(stopped_, true)) return;
  // What the disk holds is in doubt: the next start writes everything anew before it serves anybody.
  mark_suspect(path_);
  sqlite3_db_config(connection_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

Result<void> Database::checkpoint() {
  STILLE_TRYV(usable());
  STILLE_TRY(auto query, prepare("PRAGMA wal_checkpoint(TRUNCATE)"));
  STILLE_TRY(const bool row, watched(query.step()));
  const bool complete = row && query.integer(0) == 0;
  query.reset();
  STILLE_TRYV(usable());
  if (!complete) return fail(Errc::busy);
  log_pages_ = 0;
  return ok();
}

}  // namespace stille::store
