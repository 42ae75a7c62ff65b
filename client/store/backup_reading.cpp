// Reads records back: nothing is believed that the plan does not know or the counts do not bear out.
#include <fcntl.h>

#include "client/store/backup_plan.hpp"
#include "client/store/backup_records.hpp"
#include "client/store/backup_rows.hpp"
#include "client/store/migrations.hpp"

namespace stille::client::store {

namespace {

bool is_file_name(std::string_view name) {
  return name.starts_with("a_") && name.size() > 2 && name.size() <= kLongestBackupName &&
         name.find_first_not_of("0123456789abcdef", 2) == std::string_view::npos;
}

/// What has been read so far.
class Reading {
 public:
  Reading(BackupReader& in, BackupSink& sink) : in_(in), sink_(sink) {}

  Result<BackupSummary> all() {
    STILLE_TRYV(head());
    for (;;) {
      STILLE_TRY(const auto record, in_.u8());
      if (record == static_cast<std::uint8_t>(BackupRecord::end)) return end();
      STILLE_TRYV(one(static_cast<BackupRecord>(record)));
    }
  }

 private:
  Result<std::string> name() {
    STILLE_TRY(const auto bytes, in_.sized(kLongestBackupName));
    return std::string(as_text(bytes.expose()));
  }

  Result<void> one(BackupRecord record) {
    switch (record) {
      case BackupRecord::table:
        return table();
      case BackupRecord::row:
        return row();
      case BackupRecord::file:
        return file();
      case BackupRecord::piece:
        return piece();
      default:
        return fail(Errc::damaged);
    }
  }

  Result<void> head() {
    STILLE_TRY(const auto first, in_.u8());
    if (first != static_cast<std::uint8_t>(BackupRecord::head)) return fail(Errc::damaged);
    STILLE_TRY(const auto schema, in_.u64());
    if (schema > static_cast<std::uint64_t>(kSchemaVersion)) return fail(Errc::newer_version);
    if (schema < kFirstBackupSchema) return fail(Errc::damaged);
    about_.schema = static_cast<std::int64_t>(schema);
    STILLE_TRY(const auto created, in_.u64());
    about_.created = TimePoint(milliseconds(static_cast<std::int64_t>(created)));
    STILLE_TRY(about_.name, name());
    STILLE_TRY(about_.contacts, in_.u64());
    STILLE_TRY(about_.messages, in_.u64());
    about_.size = in_.size();
    return sink_.begins(about_);
  }

  // A name goes into a statement: only what the plan has is a name.
  Result<void> table() {
    STILLE_TRY(const auto called, name());
    const auto tables = copied_tables();
    const auto known =
        std::find_if(tables.begin(), tables.end(), [&](const auto& one) { return one.name == called; });
    if (known == tables.end()) return fail(Errc::damaged);
    const auto columns = columns_of(*known);
    STILLE_TRY(const auto count, in_.u32());
    if (count == 0 || count > kMostBackupColumns) return fail(Errc::damaged);
    columns_.clear();
    for (std::uint32_t i = 0; i < count; ++i) {
      STILLE_TRY(const auto column, name());
      const bool fits =
          std::any_of(columns.begin(), columns.end(), [&](const auto& one) { return one.name == column; });
      if (!fits) return fail(Errc::damaged);
      columns_.push_back(column);
    }
    counts_messages_ = called == "message";
    return sink_.table(called, columns_);
  }

  Result<void> row() {
    if (columns_.empty()) return fail(Errc::damaged);
    std::vector<BackupSink::Value> values(columns_.size());
    for (auto& value : values) {
      STILLE_TRY(const auto storage, in_.u8());
      if (storage > static_cast<std::uint8_t>(Storage::blob)) return fail(Errc::damaged);
      value.storage = static_cast<Storage>(storage);
      if (value.storage == Storage::integer) {
        STILLE_TRY(const auto integer, in_.u64());
        value.integer = static_cast<std::int64_t>(integer);
      } else if (value.storage != Storage::nothing) {
        STILLE_TRY(value.bytes, in_.sized(kLargestBackupValue));
      }
    }
    ++about_.rows;
    if (counts_messages_) ++messages_;
    return sink_.row(values);
  }

  Result<void> file() {
    STILLE_TRY(const auto called, name());
    if (!is_file_name(called)) return fail(Errc::damaged);
    ++about_.files;
    return sink_.file(called);
  }

  Result<void> piece() {
    STILLE_TRY(const auto bytes, in_.sized(kBackupPiece));
    if (about_.files == 0) return fail(Errc::damaged);
    return sink_.piece(bytes.expose());
  }

  Result<BackupSummary> end() {
    STILLE_TRY(const auto rows, in_.u64());
    STILLE_TRY(const auto files, in_.u64());
    if (rows != about_.rows || files != about_.files || messages_ != about_.messages)
      return fail(Errc::damaged);
    STILLE_TRYV(in_.done());
    return about_;
  }

  BackupReader& in_;
  BackupSink& sink_;
  BackupSummary about_;
  std::vector<std::string> columns_;
  bool counts_messages_ = false;
  std::uint64_t messages_ = 0;
};

}  // namespace

Result<BackupSummary> read_backup(BackupReader& in, BackupSink& sink) {
  auto out = Reading(in, sink).all();
  // A length beyond its bound is damage as any other.
  if (!out && out.error().code == Errc::too_large) return fail(Errc::damaged);
  return out;
}

Result<void> Refill::table(std::string_view name, const std::vector<std::string>& columns) {
  std::string names;
  std::string places;
  for (const auto& column : columns) {
    names.append(names.empty() ? "" : ", ").append(column);
    places.append(places.empty() ? "?" : ", ?");
  }
  insert_ = std::string("INSERT INTO ").append(name).append("(").append(names).append(") VALUES(");
  insert_.append(places).append(")");
  return ok();
}

Result<void> Refill::row(const std::vector<Value>& values) {
  STILLE_TRY(auto query, db_.composed(insert_));
  int at = 0;
  for (const auto& value : values) {
    ++at;
    switch (value.storage) {
      case Storage::nothing:
        query.bind_null(at);
        break;
      case Storage::integer:
        query.bind(at, value.integer);
        break;
      case Storage::text:
        query.bind(at, as_text(value.bytes.expose()));
        break;
      case Storage::blob:
        query.bind(at, value.bytes.expose());
        break;
    }
  }
  return query.run();
}

Result<void> Refill::file(std::string_view name) {
  file_ =
      OpenFile(::open((folder_ / name).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  return file_.get() < 0 ? Result<void>(fail(Errc::storage_failed)) : Result<void>(ok());
}

Result<void> Refill::piece(ByteView bytes) {
  return write_all(file_.get(), bytes);
}

}  // namespace stille::client::store
