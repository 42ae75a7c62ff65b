#include "server/store/sqlite/rewrite.hpp"

#include <cstdio>

#include <unistd.h>

#include "server/store/sqlite/files.hpp"

namespace stille::store {
namespace {

Result<void> move(const std::string& from, const std::string& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) return fail(Errc::storage_failed);
  return sync_folder_of(to);
}

Result<void> remove(const std::string& path) {
  if (!exists(path)) return ok();
  if (::unlink(path.c_str()) != 0) return fail(Errc::storage_failed);
  return sync_folder_of(path);
}

}  // namespace

void mark_suspect(const std::string& path) {
  (void)create_private(path + "-suspect").has_value();
}

bool suspect(const std::string& path) {
  return exists(path + "-suspect");
}

Result<void> rewrite(Database& database, const std::string& path) {
  STILLE_TRYV(remove(path + "-copying"));
  STILLE_TRY(auto check, database.prepare("PRAGMA integrity_check"));
  STILLE_TRY(const bool row, check.step());
  if (!row || !same(check.blob(0), as_bytes("ok"))) return fail(Errc::damaged);
  check.reset();
  // An existing empty file is written into, and keeps its permissions.
  STILLE_TRYV(create_private(path + "-copying"));
  const auto target = path + "-copying";
  STILLE_TRY(auto copy, database.prepare("VACUUM INTO ?"));
  STILLE_TRYV(copy.with(std::string_view(target)).run());
  STILLE_TRYV(sync_file(target));
  return move(target, path + "-copied");
}

Result<void> finish_rewrite(const std::string& path) {
  STILLE_TRYV(remove(path + "-copying"));
  if (!exists(path + "-copied")) return ok();
  // The old log must not be applied to the new file, so it goes first; nothing but the copy counts by now.
  STILLE_TRYV(remove(path + "-wal"));
  STILLE_TRYV(move(path + "-copied", path));
  return remove(path + "-suspect");
}

}  // namespace stille::store
