// The one connection to a profile's encrypted database: statements, typed columns, transactions.
// Knows SQL's form, not the tables.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "common/base/time.hpp"
#include "common/crypto/secret.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace stille::client::store {

/// 32 random bytes: SQLCipher's raw key.
using DatabaseKey = crypto::Secret<struct DatabaseKeyTag, 32>;

class Database;

/// A statement with its parameters, and the row it stands on. Returns to the database when it goes.
class Query {
 public:
  Query(Query&& other) noexcept;
  Query& operator=(Query&&) = delete;
  Query(const Query&) = delete;
  ~Query();

  /// The next row; false at the end.
  Result<bool> next();
  /// For statements without rows.
  Result<void> run();

  /// Column of the row, from 0: integers, bool, enums, TimePoint, std::string, Bytes, SecretBytes, Fixed,
  /// Secret and std::optional of these. A blob of another size than a fixed one's reads as zeros.
  template <class T>
  [[nodiscard]] T get(int column) const;

  void bind(int index, std::int64_t value);
  void bind(int index, std::string_view text);
  void bind(int index, ByteView bytes);
  void bind_null(int index);
  /// How many `?` the statement has.
  [[nodiscard]] std::size_t parameters() const;

 private:
  friend class Database;
  Query(Database& owner, sqlite3_stmt* statement, std::string_view sql) noexcept
      : owner_(&owner), statement_(statement), sql_(sql) {}
  [[nodiscard]] bool null(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] ByteView blob(int column) const;

  Database* owner_;
  sqlite3_stmt* statement_;
  std::string_view sql_;
};

class Database {
 public:
  /// Opens or, if allowed, makes the file. damaged: not a database under this key; newer_version: a later
  /// program wrote it, and nothing was changed; storage_failed: also when the library does not encrypt.
  static Result<Database> open(const std::filesystem::path& file, const DatabaseKey& key, bool make);
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
  /// Several statements without parameters, as migrations have them.
  Result<void> script(const char* sql);
  /// What was erased leaves the write-ahead log too. Not within a transaction.
  Result<void> forget_old_pages();
  [[nodiscard]] std::int64_t last_id() const;
  /// Rows that the last statement changed.
  [[nodiscard]] std::int64_t changes() const;

 private:
  friend class Query;
  explicit Database(sqlite3* handle) noexcept : handle_(handle) {}
  Result<Query> prepare(std::string_view sql);
  void give_back(std::string_view sql, sqlite3_stmt* statement);
  Result<void> unlock(const DatabaseKey& key);
  Result<void> settle();

  sqlite3* handle_;
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

namespace detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
void bind_one(Query& query, int index, const T& value) {
  if constexpr (is_optional<T>) {
    if (value) {
      bind_one(query, index, *value);
    } else {
      query.bind_null(index);
    }
  } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
    query.bind(index, static_cast<std::int64_t>(value));
  } else if constexpr (std::is_same_v<T, TimePoint>) {
    query.bind(index, static_cast<std::int64_t>(value.time_since_epoch().count()));
  } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    query.bind(index, std::string_view(value));
  } else if constexpr (requires { value.expose(); }) {
    query.bind(index, ByteView(value.expose()));
  } else if constexpr (requires { value.view(); }) {
    query.bind(index, ByteView(value.view()));
  } else {
    query.bind(index, ByteView(value));
  }
}

}  // namespace detail

template <class... A>
Result<Query> Database::query(std::string_view sql, const A&... parameters) {
  STILLE_TRY(auto statement, prepare(sql));
  // One too few would be read as NULL without a word.
  if (statement.parameters() != sizeof...(parameters)) return fail(Errc::internal);
  [[maybe_unused]] int index = 0;
  (detail::bind_one(statement, ++index, parameters), ...);
  return statement;
}

template <class T>
T Query::get(int column) const {
  if constexpr (detail::is_optional<T>) {
    if (null(column)) return std::nullopt;
    return T(get<typename T::value_type>(column));
  } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
    return static_cast<T>(integer(column));
  } else if constexpr (std::is_same_v<T, TimePoint>) {
    return TimePoint(milliseconds(integer(column)));
  } else if constexpr (std::is_same_v<T, std::string>) {
    return T(text(column));
  } else if constexpr (std::is_same_v<T, Bytes>) {
    const auto bytes = blob(column);
    return T(bytes.begin(), bytes.end());
  } else if constexpr (std::is_same_v<T, crypto::SecretBytes>) {
    return T(blob(column));
  } else {
    const auto bytes = blob(column);
    T out{};
    if constexpr (requires { out.fill(); }) {
      if (bytes.size() == T::size) std::copy(bytes.begin(), bytes.end(), out.fill().begin());
    } else {
      if (bytes.size() == T::size) std::copy(bytes.begin(), bytes.end(), out.raw.begin());
    }
    return out;
  }
}

}  // namespace stille::client::store
