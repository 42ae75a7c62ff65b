// The one connection to a profile's encrypted database: statements and transactions. Knows SQL's form, not
// the tables.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "client/store/migrations.hpp"
#include "client/store/query.hpp"
#include "common/base/time.hpp"
#include "common/crypto/secret.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace stille::client::store {

/// 32 random bytes: SQLCipher's raw key.
using DatabaseKey = crypto::Secret<struct DatabaseKeyTag, 32>;

class Database {
 public:
  /// Opens or, if allowed, makes the file. damaged: not a database under this key; newer_version: a later
  /// program wrote it, and nothing was changed; storage_failed: also when the library does not encrypt.
  /// A new one may be made in an earlier `shape`, for what was written under it.
  static Result<Database> open(const std::filesystem::path& file, const DatabaseKey& key, bool make,
                               std::int64_t shape = kSchemaVersion);
  Database(Database&& other) noexcept;
  Database& operator=(Database&&) = delete;
  Database(const Database&) = delete;
  ~Database();

  /// `sql` is a literal; parameters fill its `?` in order.
  template <class... A>
  Result<Query> query(std::string_view sql, const A&... parameters);
  template <class... A>
  Result<void> run(std::string_view sql, const A&... parameters) {
    STILLE_TRY(auto statement, query(sql, parameters...));
    return statement.run();
  }
  /// The first column of the first row.
  template <class T, class... A>
  Result<std::optional<T>> value(std::string_view sql, const A&... parameters) {
    STILLE_TRY(auto statement, query(sql, parameters...));
    STILLE_TRY(const bool found, statement.next());
    if (!found) return std::optional<T>{};
    return std::optional<T>(statement.template get<T>(0));
  }
  /// A statement that was put together: its text is kept as long as the connection. Parameters are bound by
  /// the caller.
  Result<Query> composed(const std::string& sql) { return prepare(*texts_.insert(sql).first); }
  /// Several statements without parameters, as migrations have them.
  Result<void> script(const char* sql);
  /// What was erased leaves the write-ahead log too. Not within a transaction.
  Result<void> forget_old_pages();
  [[nodiscard]] std::int64_t last_id() const;
  /// Rows that the last statement changed.
  [[nodiscard]] std::int64_t changes() const;
  /// Rows that all statements changed so far, those of the full-text index too.
  [[nodiscard]] std::int64_t total_changes() const;

 private:
  friend class Query;
  explicit Database(sqlite3* handle) noexcept : handle_(handle) {}
  Result<Query> prepare(std::string_view sql);
  void give_back(std::string_view sql, sqlite3_stmt* statement);
  Result<void> unlock(const DatabaseKey& key);
  Result<void> settle();

  sqlite3* handle_;
  std::set<std::string> texts_;
  std::unordered_map<std::string_view, std::vector<sqlite3_stmt*>> idle_;
};

/// BEGIN IMMEDIATE; rolled back unless committed.
class Transaction {
 public:
  static Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  Transaction(const Transaction&) = delete;
  ~Transaction();
  /// Durable when it returns ok. On an error nothing of it happened.
  Result<void> commit();

 private:
  explicit Transaction(Database& database) noexcept : database_(&database) {}
  Database* database_;
};

template <class... A>
Result<Query> Database::query(std::string_view sql, const A&... parameters) {
  STILLE_TRY(auto statement, prepare(sql));
  // One too few would be read as NULL without a word.
  if (statement.parameters() != sizeof...(parameters)) return fail(Errc::internal);
  [[maybe_unused]] int index = 0;
  (detail::bind_one(statement, ++index, parameters), ...);
  return statement;
}

}  // namespace stille::client::store
