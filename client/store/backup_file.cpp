// Chunks on the disk.
#include "client/store/backup_file.hpp"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/e2e/file.hpp"
#include "common/crypto/cae.hpp"

namespace stille::client::store {

namespace {

namespace fs = std::filesystem;
constexpr std::size_t kRoom = kBackupChunk - crypto::kCaeOverhead;

Bytes place_of(const BackupKey& key, std::uint64_t index, bool last) {
  ByteWriter out;
  out.raw(key.head()).u64(index).u8(last ? 1 : 0);
  return std::move(out).bytes();
}

Errc errc_of(int error) {
  return error == ENOSPC || error == EDQUOT ? Errc::storage_full : Errc::storage_failed;
}

Result<Bytes> read_exactly(int file, std::size_t size) {
  Bytes out(size);
  std::size_t all = 0;
  while (all < size) {
    const auto count = ::read(file, out.data() + all, size - all);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(Errc::storage_failed);
    if (count == 0) return fail(Errc::damaged);
    all += static_cast<std::size_t>(count);
  }
  return out;
}

Result<OpenFile> open_to_read(const fs::path& path) {
  OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return fail(errno == ENOENT ? Errc::not_found : Errc::storage_failed);
  return file;
}

// Not every file system can refuse to replace; where it cannot, the look before has to do.
Result<void> give_name(const fs::path& part, const fs::path& file) {
  if (::renameat2(AT_FDCWD, part.c_str(), AT_FDCWD, file.c_str(), RENAME_NOREPLACE) == 0) return ok();
  if (errno == EEXIST) return fail(Errc::already_exists);
  std::error_code ignored;
  if (fs::exists(file, ignored)) return fail(Errc::already_exists);
  if (::rename(part.c_str(), file.c_str()) != 0)
    return fail(errno == ENOENT ? Errc::cancelled : Errc::storage_failed);
  return ok();
}

bool is_removed(int file) {
  struct stat about{};
  return ::fstat(file, &about) == 0 && about.st_nlink == 0;
}

fs::path folder_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

}  // namespace

Result<BackupWriter> BackupWriter::begin(const fs::path& file, const BackupKey& key, crypto::Rng& rng) {
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(file, ignored))) return fail(Errc::already_exists);
  auto part = file;
  part += ".part";
  fs::remove(part, ignored);  // of one that was cut off
  OpenFile open(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (open.get() < 0) return fail(errc_of(errno));
  BackupWriter out(file, std::move(open), key, rng);
  STILLE_TRYV(write_all(out.open_.get(), key.head()));
  return out;
}

BackupWriter::BackupWriter(fs::path file, OpenFile part, const BackupKey& key, crypto::Rng& rng)
    : file_(std::move(file)), part_(file_), open_(std::move(part)), key_(key), rng_(rng), chunk_(kRoom) {
  part_ += ".part";
}

BackupWriter::BackupWriter(BackupWriter&& other) noexcept
    : file_(std::move(other.file_)),
      part_(std::exchange(other.part_, {})),
      open_(std::move(other.open_)),
      key_(other.key_),
      rng_(other.rng_),
      chunk_(std::move(other.chunk_)),
      filled_(other.filled_),
      chunks_(other.chunks_) {}

BackupWriter::~BackupWriter() {
  std::error_code ignored;
  if (!part_.empty()) fs::remove(part_, ignored);
}

Result<void> BackupWriter::raw(ByteView bytes) {
  while (!bytes.empty()) {
    // A full chunk waits: only what follows tells that it was not the last.
    if (filled_ == kRoom) {
      STILLE_TRYV(seal(false));
    }
    const auto count = std::min(bytes.size(), kRoom - filled_);
    std::copy_n(bytes.begin(), count, chunk_.fill().subspan(filled_).begin());
    filled_ += count;
    bytes = bytes.subspan(count);
  }
  return ok();
}

Result<void> BackupWriter::sized(ByteView bytes) {
  STILLE_TRYV(u32(static_cast<std::uint32_t>(bytes.size())));
  return raw(bytes);
}

Result<void> BackupWriter::seal(bool last) {
  if (is_removed(open_.get())) return fail(Errc::cancelled);
  std::fill(chunk_.fill().begin() + static_cast<std::ptrdiff_t>(filled_), chunk_.fill().end(),
            std::uint8_t{0});
  STILLE_TRY(const auto sealed,
             crypto::cae_seal(key_.expose(), place_of(key_, chunks_, last), chunk_.expose(), rng_));
  STILLE_TRYV(write_all(open_.get(), sealed));
  ++chunks_;
  filled_ = 0;
  return ok();
}

Result<std::uint64_t> BackupWriter::finish() {
  const auto size = chunks_ * kRoom + filled_;
  const auto wanted = std::max<std::uint64_t>((e2e::padded_size(size) + kRoom - 1) / kRoom, 1);
  while (chunks_ + 1 < wanted) {
    STILLE_TRYV(seal(false));
  }
  STILLE_TRYV(seal(true));
  if (::fsync(open_.get()) != 0) return fail(errc_of(errno));
  STILLE_TRYV(give_name(part_, file_));
  part_.clear();
  STILLE_TRYV(sync_folder(folder_of(file_)));
  return kBackupHeadSize + chunks_ * kBackupChunk;
}

Result<Bytes> BackupReader::head_of(const fs::path& file) {
  STILLE_TRY(const auto open, open_to_read(file));
  auto head = read_exactly(open.get(), kBackupHeadSize);
  if (!head) return fail(head.error().code == Errc::damaged ? Errc::bad_value : head.error().code);
  STILLE_TRYV(read_head(head.value()));
  return head;
}

Result<BackupReader> BackupReader::open(const fs::path& path, const BackupKey& key) {
  STILLE_TRY(auto file, open_to_read(path));
  struct stat about{};
  if (::fstat(file.get(), &about) != 0) return fail(Errc::storage_failed);
  const auto size = static_cast<std::uint64_t>(about.st_size);
  STILLE_TRY(const auto head, read_exactly(file.get(), kBackupHeadSize));
  if (!same(head, key.head())) return fail(Errc::bad_value);
  const auto chunks = (size - kBackupHeadSize) / kBackupChunk;
  if (chunks == 0 || size != kBackupHeadSize + chunks * kBackupChunk) return fail(Errc::damaged);
  BackupReader out(std::move(file), key, chunks);
  const auto first = out.next();
  // Who has the right key and a damaged beginning cannot be told from who has a wrong one.
  if (!first) return fail(first.error().code == Errc::damaged ? Errc::wrong_passphrase : first.error().code);
  return out;
}

BackupReader::BackupReader(OpenFile file, const BackupKey& key, std::uint64_t chunks)
    : file_(std::move(file)), key_(key), chunks_(chunks) {}

Result<void> BackupReader::next() {
  if (read_ == chunks_) return fail(Errc::damaged);
  STILLE_TRY(const auto sealed, read_exactly(file_.get(), kBackupChunk));
  const bool last = read_ + 1 == chunks_;
  auto opened = crypto::cae_open(key_.expose(), place_of(key_, read_, last), sealed);
  if (!opened) return fail(Errc::damaged);
  chunk_ = std::move(opened).value();
  taken_ = 0;
  ++read_;
  return ok();
}

Result<void> BackupReader::raw(ByteSpan into) {
  while (!into.empty()) {
    if (taken_ == chunk_.size()) {
      STILLE_TRYV(next());
    }
    const auto count = std::min(into.size(), chunk_.size() - taken_);
    std::copy_n(chunk_.expose().subspan(taken_).begin(), count, into.begin());
    taken_ += count;
    into = into.subspan(count);
  }
  return ok();
}

Result<std::uint8_t> BackupReader::u8() {
  std::array<std::uint8_t, 1> bytes{};
  STILLE_TRYV(raw(bytes));
  return bytes[0];
}

Result<std::uint32_t> BackupReader::u32() {
  std::array<std::uint8_t, 4> bytes{};
  STILLE_TRYV(raw(bytes));
  return ByteReader(bytes).u32();
}

Result<std::uint64_t> BackupReader::u64() {
  std::array<std::uint8_t, 8> bytes{};
  STILLE_TRYV(raw(bytes));
  return ByteReader(bytes).u64();
}

Result<crypto::SecretBytes> BackupReader::sized(std::size_t limit) {
  STILLE_TRY(const auto size, u32());
  if (size > limit) return fail(Errc::too_large);
  crypto::SecretBytes out(static_cast<std::size_t>(size));
  STILLE_TRYV(raw(out.fill()));
  return out;
}

Result<void> BackupReader::done() {
  for (;;) {
    const auto rest = chunk_.expose().subspan(taken_);
    if (std::any_of(rest.begin(), rest.end(), [](auto byte) { return byte != 0; }))
      return fail(Errc::damaged);
    if (read_ == chunks_) return ok();
    STILLE_TRYV(next());
  }
}

std::uint64_t BackupReader::size() const noexcept {
  return kBackupHeadSize + chunks_ * kBackupChunk;
}

}  // namespace stille::client::store
