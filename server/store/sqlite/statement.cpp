#include "server/store/sqlite/statement.hpp"

#include <sqlite3.h>

namespace stille::store {

Errc errc_of(int sqlite_code) noexcept {
  switch (sqlite_code & 0xff) {
    case SQLITE_FULL:
      return Errc::storage_full;
    case SQLITE_CONSTRAINT:
      return Errc::already_exists;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Errc::damaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Errc::locked;
    default:
      return Errc::storage_failed;
  }
}

Result<Statement> Statement::prepare(sqlite3* connection, std::string_view sql) {
  sqlite3_stmt* out = nullptr;
  const int code = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &out, nullptr);
  if (code != SQLITE_OK) return fail(errc_of(code));
  return Statement(out);
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

void Statement::reset() noexcept {
  sqlite3_reset(statement_.get());
}

void Statement::bind(int at, std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), at, value);
}

// No destructor is given: SQLite neither copies nor frees the bytes.
void Statement::bind(int at, ByteView value) {
  sqlite3_bind_blob64(statement_.get(), at, value.data(), value.size(), nullptr);
}

void Statement::bind(int at, std::string_view value) {
  sqlite3_bind_text(statement_.get(), at, value.data(), static_cast<int>(value.size()), nullptr);
}

void Statement::bind_null(int at) {
  sqlite3_bind_null(statement_.get(), at);
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  sqlite3_reset(statement_.get());
  if (code == SQLITE_DONE) return false;
  return fail(errc_of(code));
}

Result<std::size_t> Statement::run() {
  STILLE_TRY(const bool row, step());
  if (row) reset();
  return static_cast<std::size_t>(sqlite3_changes64(sqlite3_db_handle(statement_.get())));
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

bool Statement::null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

ByteView Statement::blob(int column) const {
  const auto* at = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
  return {at, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

}  // namespace stille::store
