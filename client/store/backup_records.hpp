// The records of a backup (PROTOCOL.md section 16.1) and their bounds.
#pragma once

#include <cstddef>
#include <cstdint>

namespace stille::client::store {

enum class BackupRecord : std::uint8_t { head = 1, table, row, file, piece, end };

/// Of a table, a column, an owner or a file.
inline constexpr std::size_t kLongestBackupName = 256;
inline constexpr std::size_t kMostBackupColumns = 64;
inline constexpr std::size_t kBackupPiece = 1U << 16U;
// The schema of the first program that made backups.
inline constexpr std::uint64_t kFirstBackupSchema = 8;

}  // namespace stille::client::store
