// After a failed write or sync the kernel may call pages clean that never reached the disk. A database that
// has lived through one is marked, and before it serves again its whole content is written into a fresh file.
//   <path>-suspect   the mark
//   <path>-copying   the fresh file while it is written; worthless
//   <path>-copied    complete and durable: takes the database's place, whatever else is there
#pragma once

#include "server/store/sqlite/database.hpp"

namespace stille::store {

/// Best effort: the disk is failing.
void mark_suspect(const std::string& path);
[[nodiscard]] bool suspect(const std::string& path);
/// Checks the content (damaged) and writes it to <path>-copied. The caller closes the database and opens it
/// anew.
Result<void> rewrite(Database& database, const std::string& path);
/// What a rewrite, or a crash in the middle of one, has left to do. Before the database is opened.
Result<void> finish_rewrite(const std::string& path);

}  // namespace stille::store
