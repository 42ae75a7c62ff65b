// What a backup says: when and of what it was made, rows of tables, files, and how much of each. Knows the
// file and the plan, not what rows mean.
#pragma once

#include <functional>

#include "client/store/backup_file.hpp"
#include "client/store/database.hpp"

namespace stille::client::store {

/// A value of a row, or a piece of a file.
inline constexpr std::size_t kLargestBackupValue = 4U << 20U;

/// What a backup holds.
struct BackupSummary {
  std::int64_t schema = 0;
  TimePoint created;
  std::string name;  // of its owner
  std::uint64_t contacts = 0;
  std::uint64_t messages = 0;
  std::uint64_t rows = 0;
  std::uint64_t files = 0;
  std::uint64_t size = 0;  // of the whole file
};

/// Writes everything, and the files of `folder` that are here as a whole when there is one. In a transaction
/// of the caller's, so that it is all of one moment.
Result<BackupSummary> write_backup(Database& db, BackupWriter& out, TimePoint now,
                                   const std::filesystem::path& folder);

/// What is done with what a backup says. Rows come by table, in the order of the plan.
class BackupSink {
 public:
  virtual ~BackupSink() = default;
  virtual Result<void> begins(const BackupSummary& about) = 0;
  /// Columns of the plan alone; damaged for others.
  virtual Result<void> table(std::string_view name, const std::vector<std::string>& columns) = 0;
  struct Value {
    Storage storage = Storage::nothing;
    std::int64_t integer = 0;
    crypto::SecretBytes bytes;  // text or blob
  };
  virtual Result<void> row(const std::vector<Value>& values) = 0;
  /// `name` is an attachment's id; pieces come in their order.
  virtual Result<void> file(std::string_view name) = 0;
  virtual Result<void> piece(ByteView bytes) = 0;
};

/// Everything, from its first to its last byte. damaged: not whole; newer_version: of a later schema.
Result<BackupSummary> read_backup(BackupReader& in, BackupSink& sink);

/// Says what is in it and keeps nothing.
class NoSink final : public BackupSink {
 public:
  Result<void> begins(const BackupSummary&) override { return ok(); }
  Result<void> table(std::string_view, const std::vector<std::string>&) override { return ok(); }
  Result<void> row(const std::vector<Value>&) override { return ok(); }
  Result<void> file(std::string_view) override { return ok(); }
  Result<void> piece(ByteView) override { return ok(); }
};

/// Into a database of the schema that begins() names, and a folder of files. In a transaction of the
/// caller's.
class Refill final : public BackupSink {
 public:
  Refill(Database& db, std::filesystem::path folder) : db_(db), folder_(std::move(folder)) {}
  Result<void> begins(const BackupSummary&) override { return ok(); }
  Result<void> table(std::string_view name, const std::vector<std::string>& columns) override;
  Result<void> row(const std::vector<Value>& values) override;
  Result<void> file(std::string_view name) override;
  Result<void> piece(ByteView bytes) override;

 private:
  Database& db_;
  std::filesystem::path folder_;
  std::string insert_;
  OpenFile file_;
};

}  // namespace stille::client::store
