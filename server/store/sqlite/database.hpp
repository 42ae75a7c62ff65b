// The relay's one connection to its SQLite file: how it is opened, when a transaction counts, when it stops.
// Knows no tables.
#pragma once

#include "server/store/sqlite/latch_vfs.hpp"
#include "server/store/sqlite/online_copy.hpp"
#include "server/store/sqlite/statement.hpp"

namespace stille::store {

class Database {
 public:
  /// Creates the file, readable by its owner alone, if there is none. `below` names the file layer to use;
  /// null: the system's. locked: another process has it. newer_version: the schema's number is above
  /// `version`; nothing has been written.
  static Result<std::unique_ptr<Database>> open(const std::string& path, int version, const char* below);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Result<Statement> prepare(std::string_view sql) { return Statement::prepare(connection_, sql); }
  /// Any number of statements without values.
  Result<void> run(const char* sql);
  /// The single number that a query gives.
  Result<std::int64_t> number(const char* sql);

  /// `work` in one durable transaction. After an error nothing of it is kept, unless the store has stopped.
  template <class F>
  Result<void> transaction(F work) {
    STILLE_TRYV(usable());
    STILLE_TRYV(watched(run("BEGIN IMMEDIATE")));
    auto done = work();
    if (done) done = run("COMMIT");
    if (!done) return give_up(done.error().code);
    return usable();
  }
  /// An error that means the disk can no longer be trusted stops the store; every error comes back.
  template <class R>
  R watched(R result) {
    if (!result && result.error().code == Errc::storage_failed) stop();
    return result;
  }
  /// storage_failed once the store has stopped.
  Result<void> usable();

  /// See OnlineCopy::begin.
  Result<std::unique_ptr<OnlineCopy>> copy_to(const std::string& path) {
    return OnlineCopy::begin(connection_, path);
  }
  /// Moves the write-ahead log into the database and empties it.
  Result<void> checkpoint();
  /// Pages in the write-ahead log.
  [[nodiscard]] int log_pages() const noexcept { return log_pages_; }

 private:
  Database(std::string path, const char* below) : path_(std::move(path)), vfs_(below) {}
  Result<void> connect();
  Result<void> configure(int version);
  Result<void> give_up(Errc code);
  void stop();

  std::string path_;
  LatchVfs vfs_;
  sqlite3* connection_ = nullptr;
  bool stopped_ = false;
  int log_pages_ = 0;
};

}  // namespace stille::store
