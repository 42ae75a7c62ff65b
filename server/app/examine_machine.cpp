// doctor: the machine that the relay runs on.
#include <algorithm>

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/statfs.h>
#include <sys/timex.h>
#include <unistd.h>

#include "server/app/examine.hpp"
#include "server/app/process.hpp"

namespace stille::server {
namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;

constexpr std::size_t kSyncs = 21;
// Faster than this no disk has ever been; a cache with a battery is not either.
constexpr microseconds kTooFast{15};
constexpr microseconds kSlow{50'000};

std::vector<microseconds> sync_times(const std::string& path) {
  std::vector<microseconds> out;
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  const std::string page(4096, 'x');
  for (std::size_t i = 0; file >= 0 && i < kSyncs; ++i) {
    const auto began = std::chrono::steady_clock::now();
    if (::write(file, page.data(), page.size()) != static_cast<ssize_t>(page.size()) ||
        ::fdatasync(file) != 0)
      break;
    out.push_back(std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - began));
  }
  if (file >= 0) (void)::close(file);
  (void)::unlink(path.c_str());
  return out;
}

bool in_memory(const std::string& path) {
  struct statfs system{};
  return ::statfs(path.c_str(), &system) == 0 &&
         (system.f_type == TMPFS_MAGIC || system.f_type == static_cast<decltype(system.f_type)>(RAMFS_MAGIC));
}

}  // namespace

Finding examine_clock() {
  constexpr const char* kName = "clock";
  timex state{};
  const int code = ::adjtimex(&state);
  if (code < 0) return {kName, Health::fine, "whether the clock is kept right cannot be seen here", {}};
  if (code == TIME_ERROR || (state.status & STA_UNSYNC) != 0)
    return {kName, Health::warning, "nothing keeps the clock of this machine right",
            "Switch time synchronisation on, for example: timedatectl set-ntp true"};
  return {kName, Health::fine, "the clock is synchronised", {}};
}

Finding examine_descriptors(const Config& config) {
  const auto limit = descriptor_limit();
  const auto text = "files that may be open: " + std::to_string(limit) +
                    ", connections that are set: " + std::to_string(config.net.connections);
  if (limit >= config.net.connections + 64) return {"descriptors", Health::fine, text, {}};
  return {"descriptors", Health::warning, text,
          "Raise LimitNOFILE of the service (or `ulimit -Hn`), or lower [connections] most."};
}

Finding examine_room(const DataDir& data) {
  std::error_code none;
  const auto disk = fs::space(data.shown(), none);
  if (none)
    return {"room", Health::warning, "the room on the disk is unknown", "Check the folder's file system."};
  const auto text =
      shown_bytes(disk.available) + " of " + shown_bytes(disk.capacity) + " are free on the disk";
  const auto mend = "Make room on the disk of " + data.shown() + ", or move the folder to a larger one.";
  if (disk.available < disk.capacity / 20) return {"room", Health::failure, text, mend};
  if (disk.available < disk.capacity / 5) return {"room", Health::warning, text, mend};
  return {"room", Health::fine, text, {}};
}

Finding examine_disk(const DataDir& data) {
  constexpr const char* kName = "disk";
  if (in_memory(data.shown()))
    return {kName, Health::failure, "the folder lies in memory: nothing there outlives a power cut",
            "Move it to a disk."};
  auto times = sync_times(data.name_of("doctor.tmp"));
  if (times.size() < kSyncs)
    return {kName, Health::failure, "the disk refuses to write",
            "Look at the system's log; check room and owner."};
  std::sort(times.begin(), times.end());
  const auto median = times[times.size() / 2];
  const auto text = "a durable write takes " + std::to_string(median.count()) + " microseconds";
  if (median < kTooFast)
    return {kName, Health::warning, text + ": too fast to be true",
            "Check that the disk or the virtual machine does not confirm writes that it only remembers."};
  if (median > kSlow)
    return {kName, Health::warning, text, "Use a faster disk: every confirmed message waits for it."};
  return {kName, Health::fine, text, {}};
}

}  // namespace stille::server
