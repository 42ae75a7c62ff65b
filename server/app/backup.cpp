// `backup` and `restore`: a relay in one encrypted file, and back.
#include <cstdio>
#include <fstream>
#include <set>

#include <unistd.h>

#include "server/app/backup_file.hpp"
#include "server/app/commands.hpp"
#include "server/app/relay_files.hpp"
#include "server/app/secret_input.hpp"
#include "server/store/sqlite/sqlite_mailbox_store.hpp"

namespace stille::server {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDatabase = "relay.db";
constexpr const char* kBlobs = "blobs";

/// A file that is worthless once this has gone.
struct Passing {
  fs::path path;
  ~Passing() {
    std::error_code ignored;
    fs::remove(path, ignored);
  }
};

[[noreturn]] void no_copy(const DataDir& data) {
  throw Complaint(Exit::damaged, data.database() + " cannot be copied.",
                  "Check the disk and the room on it with `stille-relay doctor`.");
}

/// Of a relay that does not run. A consistent copy of its database.
fs::path copy_at_rest(DataDir& data) {
  data.lock();
  const auto path = data.database() + "-snapshot";
  fs::remove(path);
  auto store = store::SqliteMailboxStore::open(data.database());
  if (!store || !store.value()->begin_copy(path)) no_copy(data);
  for (;;) {
    const auto done = store.value()->go_on_copying(1024);
    if (!done) no_copy(data);
    if (done.value()) return path;
  }
}

fs::path snapshot(const Asking& asking, DataDir& data) {
  if (!is_running(data)) return copy_at_rest(data);
  const auto answer = ask_relay(asking, "snapshot", admin::Json::object(), std::chrono::hours{1});
  return answer.at("database").get<std::string>();
}

/// Files of blobs that come and go meanwhile are no loss: the database says what has to be there.
void add_blobs(BackupWriter& to, const fs::path& folder) {
  std::error_code none;
  for (fs::recursive_directory_iterator it(folder / kBlobs, none), end; !none && it != end;
       it.increment(none)) {
    if (!it->is_regular_file(none)) continue;
    const auto name = fs::relative(it->path(), folder, none).string();
    if (!none && fs::exists(it->path(), none)) to.add(name, it->path());
  }
}

bool is_wanted(const std::string& name) {
  static const std::set<std::string> kNames{DataDir::kConfig, DataDir::kIdentity, DataDir::kEpoch, kDatabase};
  if (kNames.contains(name)) return true;
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-/";
  // No dots: no way out of the folder.
  return name.starts_with(std::string(kBlobs) + "/") && name.find_first_not_of(kAllowed) == std::string::npos;
}

/// Writes what comes out of a backup into a folder.
class Unpacking {
 public:
  explicit Unpacking(fs::path folder) : folder_(std::move(folder)) {}
  void take(const std::string& name, ByteView piece, std::uint64_t left) {
    if (!is_wanted(name)) return;
    if (name != open_) {
      const auto path = folder_ / name;
      fs::create_directories(path.parent_path());
      file_ = std::ofstream(path, std::ios::binary | std::ios::trunc);
      open_ = name;
      names_.insert(name);
    }
    file_.write(reinterpret_cast<const char*>(piece.data()), static_cast<std::streamsize>(piece.size()));
    if (left == 0) file_.close();
    if (left == 0) open_.clear();
    if (!file_)
      throw Complaint(Exit::usage, "cannot write " + (folder_ / name).string() + ".",
                      "Make room on the disk.");
  }
  [[nodiscard]] bool complete() const {
    return names_.contains(DataDir::kConfig) && names_.contains(DataDir::kIdentity) &&
           names_.contains(kDatabase);
  }

 private:
  fs::path folder_;
  std::ofstream file_;
  std::string open_;
  std::set<std::string> names_;
};

/// The relay's memory is older than what it said: numbers and epoch go beyond everything it can have given
/// out.
std::uint64_t begin_new_epoch(const DataDir& data) {
  if (!store::SqliteMailboxStore::skip_sequences(data.database()))
    throw Complaint(Exit::damaged, "the database in the backup is damaged.", "Use another backup.");
  const auto now = std::chrono::duration_cast<seconds>(SystemClock{}.now().time_since_epoch()).count();
  const auto epoch = std::max(load_epoch(data) + 1, static_cast<std::uint64_t>(now));
  store_epoch(data, epoch);
  return epoch;
}

void expect_free(const fs::path& folder) {
  std::error_code none;
  if (!fs::exists(folder) || fs::is_empty(folder, none)) return;
  throw Complaint(
      Exit::usage, folder.string() + " is not empty; nothing was changed.",
      "Give --data a folder that does not exist yet; move the old one away if the relay is to live there.");
}

}  // namespace

void backup(const BackupRequest& request) {
  DataDir data(request.asking.data);
  data.expect_relay();
  const auto secret = read_secret(request.key, true);
  crypto::SystemRng rng;
  BackupWriter to(request.file, secret, rng);
  const Passing copy{snapshot(request.asking, data)};
  const fs::path folder = request.asking.data;
  for (const auto* name : {DataDir::kConfig, DataDir::kIdentity}) to.add(name, folder / name);
  if (fs::exists(folder / DataDir::kEpoch)) to.add(DataDir::kEpoch, folder / DataDir::kEpoch);
  to.add(kDatabase, copy.path);
  add_blobs(to, folder);
  to.finish();
  data.write(DataDir::kLastBackup, {});
  const auto size = fs::file_size(request.file);
  if (request.asking.json) return print_json({{"file", request.file.string()}, {"bytes", size}});
  std::printf("%s has everything that this relay is, %s, encrypted.\n", request.file.c_str(),
              shown_bytes(size).c_str());
  (void)std::fprintf(stderr,
                     "Keep it and its passphrase in different places, neither of them on this machine.\n");
}

void restore(const BackupRequest& request) {
  const auto target = request.asking.data;
  expect_free(target);
  const auto secret = read_secret(request.key, false);
  auto fresh = target;
  fresh += ".restoring";
  fs::remove_all(fresh);
  const DataDir data(fresh);
  data.create();
  Unpacking unpacking(fresh);
  try {
    read_backup(request.file, secret, [&](const std::string& name, ByteView piece, std::uint64_t left) {
      unpacking.take(name, piece, left);
    });
    if (!unpacking.complete())
      throw Complaint(Exit::damaged, request.file.string() + " holds no relay.", "Use another backup.");
    (void)load_identity(data);
    const auto epoch = begin_new_epoch(data);
    fs::remove(target);
    fs::rename(fresh, target);
    if (request.asking.json) return print_json({{"data", target.string()}, {"epoch", epoch}});
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(fresh, ignored);
    throw;
  }
  std::printf("The relay is back in %s.\n", target.c_str());
  (void)std::fprintf(stderr,
                     "Clients will notice and send again what nobody has received.\n"
                     "Never run the old one beside it. Start it: stille-relay run --data %s\n",
                     target.c_str());
}

}  // namespace stille::server
