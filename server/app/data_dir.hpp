// A relay's folder: which files it has, who may read them, that one relay at a time uses it.
// Knows nothing of what the files mean.
#pragma once

#include <filesystem>
#include <optional>

#include "common/crypto/secret.hpp"

namespace stille::server {

/// Every function throws Complaint when the system refuses.
class DataDir {
 public:
  explicit DataDir(std::filesystem::path path) : path_(std::move(path)) {}

  static constexpr const char* kConfig = "relay.toml";
  static constexpr const char* kIdentity = "identity.pem";
  static constexpr const char* kOnline = "online.pem";
  static constexpr const char* kAddress = "address";
  static constexpr const char* kEpoch = "epoch";
  static constexpr const char* kAdmin = "admin.sock";
  static constexpr const char* kLastBackup = "last-backup";  // its time is the file's
  static constexpr const char* kRecord = "record";

  /// Makes the folder, readable by its owner alone. A folder that holds a relay already is a complaint.
  void create() const;
  /// A complaint unless init has made this folder.
  void expect_relay() const;
  /// Copies of the database that a backup left behind when it was cut off. After lock().
  void remove_snapshots() const;
  /// One process at a time; held until the process ends.
  void lock();

  /// Durable when it returns, mode 0600. An existing file is replaced as a whole.
  void write(const char* name, ByteView bytes) const;
  /// Empty when there is no such file; a complaint above 1 MiB.
  [[nodiscard]] std::optional<crypto::SecretBytes> read(const char* name) const;
  [[nodiscard]] std::string database() const { return (path_ / "relay.db").string(); }
  [[nodiscard]] std::string blobs() const { return (path_ / "blobs").string(); }
  [[nodiscard]] std::string name_of(const char* file) const { return (path_ / file).string(); }
  [[nodiscard]] std::string shown() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace stille::server
