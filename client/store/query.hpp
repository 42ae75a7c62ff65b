// A statement with its parameters, and the row it stands on: typed columns. Knows SQL's form, not the tables.
#pragma once

#include <optional>
#include <string>
#include <type_traits>

#include "common/base/time.hpp"
#include "common/crypto/secret.hpp"

struct sqlite3_stmt;

namespace stille::client::store {

class Database;

/// How a column of a row is stored.
enum class Storage : std::uint8_t { nothing, integer, text, blob };

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
  /// Of the row, in tables whose shape the caller does not know.
  [[nodiscard]] Storage storage(int column) const;

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
