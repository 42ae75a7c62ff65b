#include "server/app/account.hpp"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server/app/complaint.hpp"

namespace stille::server {

void act_as_owner_of(const std::filesystem::path& folder) {
  struct stat found{};
  if (::geteuid() != 0 || ::stat(folder.c_str(), &found) != 0 || found.st_uid == 0) return;
  // Where privileges were taken away already, root is like anyone else and its files are its own trouble.
  if (::setgroups(0, nullptr) != 0 || ::setresgid(found.st_gid, found.st_gid, found.st_gid) != 0 ||
      ::setresuid(found.st_uid, found.st_uid, found.st_uid) != 0)
    throw Complaint(Exit::usage, folder.string() + " belongs to another account.",
                    "Run this as that account, for example with runuser.");
}

}  // namespace stille::server
