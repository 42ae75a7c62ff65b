// As whom the program works: root steps down to the owner of the relay's folder. Knows nothing of what is in
// it.
#pragma once

#include <filesystem>

namespace stille::server {

/// The folder of the relay of this system; Debian's package makes it.
inline constexpr const char* kSystemFolder = "/var/lib/stille-relay";

/// Started by root on a folder that is somebody else's: becomes that account for good, so that no file in
/// there is root's. Otherwise nothing happens. Throws Complaint when the system refuses.
void act_as_owner_of(const std::filesystem::path& folder);

}  // namespace stille::server
