#include "client/rpc/socket_path.hpp"

#include <cstdlib>
#include <string>

#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "common/base/encoding.hpp"
#include "common/crypto/hash.hpp"

namespace stille::rpc {
namespace {

namespace fs = std::filesystem;

// Another user may have made the folder first, to be asked for messages in the owner's place.
Result<void> claim(const fs::path& folder) {
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return fail(Errc::storage_failed);
  struct stat found{};
  if (::lstat(folder.c_str(), &found) != 0) return fail(Errc::storage_failed);
  const bool ours = S_ISDIR(found.st_mode) && found.st_uid == ::geteuid() && (found.st_mode & 0077) == 0;
  if (!ours) return fail(Errc::untrusted_peer);
  return ok();
}

fs::path runtime_folder() {
  const char* set = std::getenv("XDG_RUNTIME_DIR");
  struct stat found{};
  if (set != nullptr && *set == '/' && ::stat(set, &found) == 0 && found.st_uid == ::geteuid()) {
    return fs::path(set) / "stille";
  }
  std::error_code ignored;
  auto temporary = fs::temp_directory_path(ignored);
  if (ignored) temporary = "/tmp";
  return temporary / ("stille-" + std::to_string(::geteuid()));
}

Result<fs::path> path_for(std::string_view label, const fs::path& profile) {
  std::error_code error;
  const auto canonical = fs::weakly_canonical(profile, error);
  if (error) return fail(Errc::storage_failed);
  const auto digest = crypto::sha256({as_bytes(label), as_bytes(canonical.native())});
  const auto folder = runtime_folder();
  STILLE_TRYV(claim(folder));
  auto path = folder / (to_hex(ByteView(digest).first(12)) + ".sock");
  if (path.native().size() >= sizeof(sockaddr_un::sun_path)) return fail(Errc::too_large);
  return path;
}

}  // namespace

Result<fs::path> socket_path(const fs::path& profile) {
  return path_for("stille profile socket", profile);
}

Result<fs::path> window_path(const fs::path& profile) {
  return path_for("stille window socket", profile);
}

}  // namespace stille::rpc
