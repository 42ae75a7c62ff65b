// A prepared statement of SQLite: values in by type, columns out by type. Knows no tables.
#pragma once

#include <memory>
#include <optional>

#include "common/base/bytes.hpp"
#include "common/base/time.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace stille::store {

/// storage_full, already_exists (a constraint), damaged, locked, or storage_failed for all the rest.
Errc errc_of(int sqlite_code) noexcept;

class Statement {
 public:
  /// Kept for the connection's whole life. `sql` is one statement.
  static Result<Statement> prepare(sqlite3* connection, std::string_view sql);

  /// Starts over with these values, in the order of the question marks. Blobs are not copied: they stay in
  /// place until the last step.
  template <class... V>
  Statement& with(const V&... values) {
    reset();
    int at = 0;
    (bind(++at, values), ...);
    return *this;
  }
  /// True: a row is there. False: there are no more, and the statement has been reset.
  Result<bool> step();
  /// For statements without rows; how many rows they changed.
  Result<std::size_t> run();

  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::uint64_t number(int column) const { return static_cast<std::uint64_t>(integer(column)); }
  [[nodiscard]] TimePoint moment(int column) const { return TimePoint(milliseconds(integer(column))); }
  [[nodiscard]] bool null(int column) const;
  /// Good until the next step or reset.
  [[nodiscard]] ByteView blob(int column) const;
  /// damaged when the length is wrong.
  template <class F>
  Result<F> fixed(int column) const {
    auto out = F::parse(blob(column));
    if (!out) return fail(Errc::damaged);
    return out;
  }
  template <class F>
  Result<std::optional<F>> maybe_fixed(int column) const {
    if (null(column)) return std::nullopt;
    STILLE_TRY(auto out, fixed<F>(column));
    return std::optional(out);
  }
  /// Ends a read before its last row.
  void reset() noexcept;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  explicit Statement(sqlite3_stmt* statement) noexcept : statement_(statement) {}

  void bind(int at, std::int64_t value);
  void bind(int at, std::uint64_t value) { bind(at, static_cast<std::int64_t>(value)); }
  void bind(int at, std::uint32_t value) { bind(at, static_cast<std::int64_t>(value)); }
  void bind(int at, TimePoint value) { bind(at, std::int64_t{value.time_since_epoch().count()}); }
  void bind(int at, ByteView value);
  void bind(int at, std::string_view value);
  void bind_null(int at);
  template <class Tag, std::size_t N>
  void bind(int at, const Fixed<Tag, N>& value) {
    bind(at, ByteView(value.raw));
  }
  template <class T>
  void bind(int at, const std::optional<T>& value) {
    value ? bind(at, *value) : bind_null(at);
  }

  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace stille::store
