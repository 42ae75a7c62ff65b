// SQLCipher behind database.hpp: how the connection is set up and how its errors are told apart.
// Does not know the tables.
#include "client/store/database.hpp"

#define SQLITE_HAS_CODEC 1
#include <string>

#include <sqlite3.h>

#include "client/store/full_text.hpp"
#include "client/store/migrations.hpp"
#include "client/store/tables/search.hpp"
#include "common/base/quick_thread.hpp"

namespace stille::client::store {

namespace {

Errc errc_of(int code) {
  if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY) return Errc::already_exists;
  switch (code & 0xff) {
    case SQLITE_FULL:
      return Errc::storage_full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Errc::damaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Errc::busy;
    case SQLITE_CONSTRAINT:
      return Errc::internal;
    default:
      return Errc::storage_failed;
  }
}

Result<void> checked(int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return ok();
  return fail(errc_of(code));
}

// x'<64 hex>' is how SQLCipher takes a key that needs no derivation.
crypto::SecretBytes raw_key_text(const DatabaseKey& key) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  crypto::SecretBytes out(3 + 2 * DatabaseKey::size);
  auto text = out.fill();
  text[0] = 'x';
  text[1] = '\'';
  std::size_t at = 2;
  for (const auto byte : key.expose()) {
    text[at++] = static_cast<std::uint8_t>(kDigits[byte >> 4U]);
    text[at++] = static_cast<std::uint8_t>(kDigits[byte & 15U]);
  }
  text[at] = '\'';
  return out;
}

// Everything that shapes the file is written down, so that no library default can change it.
constexpr const char* kShape =
    "PRAGMA cipher_page_size = 4096;"
    "PRAGMA cipher_use_hmac = ON;"
    "PRAGMA cipher_hmac_algorithm = HMAC_SHA512;"
    "PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA512;"
    "PRAGMA kdf_iter = 256000;"
    "PRAGMA cipher_plaintext_header_size = 0;"
    "PRAGMA locking_mode = EXCLUSIVE;"
    "PRAGMA mmap_size = 0;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA cache_size = -8000;"  // KiB: a page that is not there has to be decrypted again
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA foreign_keys = ON;";

constexpr const char* kDurability =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA secure_delete = ON;";

}  // namespace

Query::Query(Query&& other) noexcept
    : owner_(other.owner_), statement_(std::exchange(other.statement_, nullptr)), sql_(other.sql_) {}

Query::~Query() {
  if (statement_ != nullptr) owner_->give_back(sql_, statement_);
}

Result<bool> Query::next() {
  takes_its_time("a statement");
  const int code = sqlite3_step(statement_);
  STILLE_TRYV(checked(code));
  return code == SQLITE_ROW;
}

Result<void> Query::run() {
  STILLE_TRYV(next());
  return ok();
}

void Query::bind(int index, std::int64_t value) {
  sqlite3_bind_int64(statement_, index, value);
}

void Query::bind(int index, std::string_view text) {
  sqlite3_bind_text64(statement_, index, text.empty() ? "" : text.data(), text.size(), SQLITE_TRANSIENT,
                      SQLITE_UTF8);
}

void Query::bind(int index, ByteView bytes) {
  if (bytes.empty()) {
    sqlite3_bind_zeroblob(statement_, index, 0);
  } else {
    sqlite3_bind_blob64(statement_, index, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
  }
}

void Query::bind_null(int index) {
  sqlite3_bind_null(statement_, index);
}

std::size_t Query::parameters() const {
  return static_cast<std::size_t>(sqlite3_bind_parameter_count(statement_));
}

Storage Query::storage(int column) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_INTEGER:
      return Storage::integer;
    case SQLITE_TEXT:
      return Storage::text;
    case SQLITE_BLOB:
      return Storage::blob;
    default:
      return Storage::nothing;
  }
}

bool Query::null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Query::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string_view Query::text(int column) const {
  const auto bytes = blob(column);
  return as_text(bytes);
}

ByteView Query::blob(int column) const {
  const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
  return {bytes, bytes == nullptr ? 0 : static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Database::Database(Database&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      texts_(std::move(other.texts_)),
      idle_(std::move(other.idle_)) {
  other.idle_.clear();
}

Database::~Database() {
  for (auto& [sql, statements] : idle_) {
    for (auto* statement : statements) sqlite3_finalize(statement);
  }
  if (handle_ != nullptr) sqlite3_close_v2(handle_);
}

Result<Database> Database::open(const std::filesystem::path& file, const DatabaseKey& key, bool make,
                                std::int64_t shape) {
  takes_its_time("opening a database");
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (make ? SQLITE_OPEN_CREATE : 0);
  const int code = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
  Database database(handle);
  STILLE_TRYV(checked(code));
  sqlite3_extended_result_codes(handle, 1);
  // Until the version is known to be ours nothing may be written, not even by closing.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  STILLE_TRYV(database.unlock(key));
  STILLE_TRYV(add_full_text(handle));
  STILLE_TRY(const auto version, database.value<std::int64_t>("PRAGMA user_version"));
  if (version.value_or(0) > kSchemaVersion) return fail(Errc::newer_version);
  if (version.value_or(0) == 0 && !make) return fail(Errc::damaged);
  STILLE_TRYV(database.settle());
  STILLE_TRYV(migrate(database, version.value_or(0), shape));
  STILLE_TRYV(check_folding(database));
  return database;
}

Result<void> Database::unlock(const DatabaseKey& key) {
  auto text = raw_key_text(key);
  STILLE_TRYV(checked(sqlite3_key(handle_, text.fill().data(), static_cast<int>(text.size()))));
  // It would write to standard error, past our log and its rules. The first key of a process sets it back.
  STILLE_TRYV(script("PRAGMA cipher_log_level = NONE;"));
  STILLE_TRYV(script(kShape));
  // A plain SQLite ignores the key without a word and would write everything in clear.
  STILLE_TRY(const auto cipher, value<std::string>("PRAGMA cipher_version"));
  if (!cipher || cipher->empty()) return fail(Errc::storage_failed);
  return ok();
}

Result<void> Database::settle() {
  STILLE_TRYV(script(kDurability));
  STILLE_TRY(const auto mode, value<std::string>("PRAGMA journal_mode"));
  if (mode != "wal") return fail(Errc::storage_failed);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
  return ok();
}

Result<Query> Database::prepare(std::string_view sql) {
  auto& idle = idle_[sql];
  if (!idle.empty()) {
    auto* statement = idle.back();
    idle.pop_back();
    return Query(*this, statement, sql);
  }
  sqlite3_stmt* statement = nullptr;
  STILLE_TRYV(checked(sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr)));
  return Query(*this, statement, sql);
}

void Database::give_back(std::string_view sql, sqlite3_stmt* statement) {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  idle_[sql].push_back(statement);
}

Result<void> Database::forget_old_pages() {
  return script("PRAGMA wal_checkpoint(TRUNCATE);");
}

Result<void> Database::script(const char* sql) {
  takes_its_time("a statement");
  return checked(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr));
}

std::int64_t Database::last_id() const {
  return sqlite3_last_insert_rowid(handle_);
}

std::int64_t Database::changes() const {
  return sqlite3_changes64(handle_);
}

std::int64_t Database::total_changes() const {
  return sqlite3_total_changes64(handle_);
}

Result<Transaction> Transaction::begin(Database& database) {
  STILLE_TRYV(database.run("BEGIN IMMEDIATE"));
  return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
  if (database_ != nullptr) (void)database_->run("ROLLBACK").has_value();
}

Result<void> Transaction::commit() {
  STILLE_TRYV(database_->run("COMMIT"));
  database_ = nullptr;
  return ok();
}

}  // namespace stille::client::store
