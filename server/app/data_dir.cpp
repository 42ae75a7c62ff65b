#include "server/app/data_dir.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server/app/complaint.hpp"

namespace stille::server {
namespace {

constexpr mode_t kPrivateFile = 0600;
constexpr mode_t kPrivateFolder = 0700;
constexpr off_t kLargestFile = off_t{1} << 20;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) (void)::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const noexcept { return number_; }

 private:
  int number_;
};

[[noreturn]] void complain(const std::string& what, int error) {
  throw Complaint(Exit::usage, what + ": " + std::strerror(error) + ".",
                  "Check that the folder belongs to you and that its disk has room.");
}

void must(bool done, const std::string& what) {
  if (!done) complain(what, errno);
}

void sync_folder(const std::filesystem::path& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  must(folder.get() >= 0 && ::fsync(folder.get()) == 0, "cannot write to " + path.string());
}

void write_all(int descriptor, ByteView bytes, const std::string& name) {
  while (!bytes.empty()) {
    const auto count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    must(count > 0, "cannot write " + name);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

}  // namespace

void DataDir::create() const {
  for (const auto* file : {kConfig, kIdentity}) {
    if (std::filesystem::exists(path_ / file))
      throw Complaint(
          Exit::usage, shown() + " already holds a relay; nothing was changed.",
          "Start it with `stille-relay run --data " + shown() + "`, or choose another folder for a new one.");
  }
  std::error_code failed;
  const auto parent = std::filesystem::absolute(path_).parent_path();
  std::filesystem::create_directories(parent, failed);
  if (::mkdir(path_.c_str(), kPrivateFolder) != 0 && errno != EEXIST)
    complain("cannot make " + shown(), errno);
  must(::chmod(path_.c_str(), kPrivateFolder) == 0, "cannot make " + shown() + " private");
  sync_folder(parent);
}

void DataDir::expect_relay() const {
  const bool has_identity = std::filesystem::exists(path_ / kIdentity);
  const bool has_config = std::filesystem::exists(path_ / kConfig);
  if (has_identity && has_config) return;
  if (has_identity || has_config)
    throw Complaint(Exit::usage, name_of(has_identity ? kConfig : kIdentity) + " is missing.",
                    "Put it back from a backup; if the relay was never finished, remove the folder and run "
                    "`stille-relay init` again.");
  throw Complaint(Exit::usage, "there is no relay in " + shown() + ".",
                  "Make one with `stille-relay init --data " + shown() + "`.");
}

void DataDir::lock() {
  // Left open on purpose: the lock lives as long as the process.
  const int descriptor =
      ::open((path_ / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kPrivateFile);
  must(descriptor >= 0, "cannot open the lock in " + shown());
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return;
  const int error = errno;
  (void)::close(descriptor);
  if (error != EWOULDBLOCK) complain("cannot lock " + shown(), error);
  throw Complaint(Exit::usage, "another stille-relay is running on " + shown() + ".",
                  "Stop it first, or give this one a folder of its own.");
}

void DataDir::remove_snapshots() const {
  std::error_code ignored;
  for (std::filesystem::directory_iterator it(path_, ignored), end; !ignored && it != end;
       it.increment(ignored)) {
    if (it->path().filename().string().starts_with("relay.db-snapshot"))
      std::filesystem::remove(it->path(), ignored);
  }
}

void DataDir::write(const char* name, ByteView bytes) const {
  const auto target = path_ / name;
  auto fresh = target;
  fresh += ".new";
  (void)::unlink(fresh.c_str());
  const Descriptor file(
      ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, kPrivateFile));
  must(file.get() >= 0, "cannot write " + target.string());
  write_all(file.get(), bytes, target.string());
  must(::fsync(file.get()) == 0 && ::rename(fresh.c_str(), target.c_str()) == 0,
       "cannot write " + target.string());
  sync_folder(path_);
}

std::optional<crypto::SecretBytes> DataDir::read(const char* name) const {
  const auto path = path_ / name;
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0 && errno == ENOENT) return std::nullopt;
  struct stat status{};
  must(file.get() >= 0 && ::fstat(file.get(), &status) == 0, "cannot read " + path.string());
  if (status.st_size > kLargestFile)
    throw Complaint(Exit::damaged, path.string() + " is larger than such a file can be.",
                    "Put the right file back, from a backup.");
  crypto::SecretBytes out(static_cast<std::size_t>(status.st_size));
  for (auto rest = out.fill(); !rest.empty();) {
    const auto count = ::read(file.get(), rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    must(count > 0, "cannot read " + path.string());
    rest = rest.subspan(static_cast<std::size_t>(count));
  }
  return out;
}

}  // namespace stille::server
