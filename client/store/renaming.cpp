#include "client/store/renaming.hpp"

#include <cerrno>

#include <fcntl.h>
#include <stdio.h>

#include "client/store/files.hpp"

namespace stille::client::store {

Result<void> rename_profile(const std::filesystem::path& folder, const std::filesystem::path& to) {
  std::error_code error;
  if (!std::filesystem::exists(folder / "profile.db", error)) return fail(Errc::not_found);
  STILLE_TRY(const auto lock, lock_file(folder / "lock"));
  if (::renameat2(AT_FDCWD, folder.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) != 0)
    return fail(errno == EEXIST ? Errc::already_exists : Errc::storage_failed);
  return sync_folder(to.parent_path());
}

}  // namespace stille::client::store
