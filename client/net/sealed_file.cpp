#include "client/net/sealed_file.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/fault_point.hpp"

namespace stille::net {
namespace {

Result<void> read_whole(int file, ByteSpan into, std::uint64_t offset, Errc when_short) {
  std::size_t all = 0;
  while (all < into.size()) {
    const auto count = ::pread(file, into.data() + all, into.size() - all, static_cast<off_t>(offset + all));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(Errc::not_found);
    if (count == 0) return fail(when_short);
    all += static_cast<std::size_t>(count);
  }
  return ok();
}

}  // namespace

Result<SourceFile> SourceFile::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file < 0) return fail(Errc::not_found);
  struct stat about{};
  if (::fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
    (void)::close(file);
    return fail(Errc::invalid_argument);
  }
  return SourceFile(file, static_cast<std::uint64_t>(about.st_size));
}

SourceFile::SourceFile(SourceFile&& other) noexcept
    : file_(std::exchange(other.file_, -1)), size_(other.size_) {}

SourceFile::~SourceFile() {
  if (file_ >= 0) (void)::close(file_);
}

Result<crypto::SecretBytes> SourceFile::read(const e2e::FileShape& shape, std::uint32_t index) const {
  crypto::SecretBytes out(shape.bytes_in(index));
  STILLE_TRYV(read_whole(file_, out.fill(), shape.offset(index), Errc::damaged));
  return out;
}

SealedSource::SealedSource(SourceFile source, e2e::FileKey key, e2e::FileShape shape,
                           std::vector<e2e::ChunkHash> expected, StillWanted wanted, Progress progress)
    : source_(std::move(source)),
      key_(std::move(key)),
      shape_(shape),
      expected_(std::move(expected)),
      wanted_(std::move(wanted)),
      progress_(std::move(progress)) {}

Result<Bytes> SealedSource::read(std::uint32_t index, std::size_t) {
  if (!wanted_()) return fail(Errc::cancelled);
  if (index >= expected_.size()) return fail(Errc::internal);
  STILLE_TRY(const auto plain, source_.read(shape_, index));
  STILLE_TRY(auto sealed, e2e::seal_chunk(key_, shape_, index, plain.expose()));
  // Two plaintexts must not leave under one key.
  if (e2e::chunk_hash(sealed) != expected_[index]) return fail(Errc::damaged);
  FAULT_POINT("chunk.sealed");
  return sealed;
}

SealedCopy::SealedCopy(std::shared_ptr<ChunkFile> file, e2e::FileKey key, e2e::FileShape shape,
                       StillWanted wanted, Progress progress)
    : file_(std::move(file)),
      key_(std::move(key)),
      shape_(shape),
      wanted_(std::move(wanted)),
      progress_(std::move(progress)) {}

Result<std::shared_ptr<SealedCopy>> SealedCopy::open(const std::string& path, e2e::FileKey key,
                                                     e2e::FileShape shape, StillWanted wanted,
                                                     Progress progress) {
  STILLE_TRY(auto file, ChunkFile::to_fetch(path, shape.chunk(), shape.count));
  return std::shared_ptr<SealedCopy>(
      new SealedCopy(std::move(file), std::move(key), shape, std::move(wanted), std::move(progress)));
}

Result<Bytes> SealedCopy::read(std::uint32_t index, std::size_t size) {
  if (!wanted_()) return fail(Errc::cancelled);
  return file_->read(index, size);
}

Result<void> SealedCopy::write(std::uint32_t index, ByteView chunk) {
  if (!wanted_()) return fail(Errc::cancelled);
  STILLE_TRYV(e2e::open_chunk(key_, shape_, index, chunk));
  return file_->write(index, chunk);
}

Result<crypto::SecretBytes> SealedCopy::open_chunk(std::uint32_t index) {
  STILLE_TRY(const auto sealed, file_->read(index, shape_.chunk()));
  return e2e::open_chunk(key_, shape_, index, sealed);
}

Result<void> SealedCopy::finish() {
  return file_->finish(std::uint64_t{shape_.count} * shape_.chunk());
}

Result<crypto::SecretBytes> open_from_copy(const std::string& path, const e2e::FileKey& key,
                                           const e2e::FileShape& shape, std::uint32_t index) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0) return fail(Errc::not_found);
  Bytes sealed(shape.chunk());
  const auto read = read_whole(file, sealed, std::uint64_t{index} * shape.chunk(), Errc::damaged);
  (void)::close(file);
  STILLE_TRYV(read);
  return e2e::open_chunk(key, shape, index, sealed);
}

}  // namespace stille::net
