#include "client/net/chunk_file.hpp"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

#include "common/base/fault_point.hpp"

namespace stille::net {
namespace {

Errc errc_of(int error) {
  return error == ENOSPC || error == EDQUOT ? Errc::storage_full : Errc::storage_failed;
}

Result<void> write_at(int file, ByteView bytes, std::uint64_t offset) {
  while (!bytes.empty()) {
    const auto count = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return fail(errc_of(errno));
    bytes = bytes.subspan(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
  return ok();
}

/// As much as there is; the rest stays as it was.
Result<std::size_t> read_at(int file, ByteSpan into, std::uint64_t offset) {
  std::size_t all = 0;
  while (all < into.size()) {
    const auto count = ::pread(file, into.data() + all, into.size() - all, static_cast<off_t>(offset + all));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(errc_of(errno));
    if (count == 0) break;
    all += static_cast<std::size_t>(count);
  }
  return all;
}

}  // namespace

Result<std::shared_ptr<ChunkFile>> ChunkFile::to_send(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return fail(errno == ENOENT ? Errc::not_found : Errc::storage_failed);
  return std::shared_ptr<ChunkFile>(new ChunkFile(path, file));
}

Result<std::shared_ptr<ChunkFile>> ChunkFile::to_fetch(const std::string& path, std::size_t chunk,
                                                       std::uint32_t count) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return fail(errc_of(errno));
  std::shared_ptr<ChunkFile> out(new ChunkFile(path, file));
  out->chunk_ = chunk;
  out->have_.resize(count);
  out->list_ = ::open(out->list_path().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (out->list_ < 0) return fail(errc_of(errno));
  STILLE_TRYV(read_at(out->list_, out->have_, 0));
  return out;
}

ChunkFile::~ChunkFile() {
  (void)::close(file_);
  if (list_ >= 0) (void)::close(list_);
}

Result<Bytes> ChunkFile::read(std::uint32_t index, std::size_t size) {
  Bytes out(size);
  STILLE_TRY(const auto count, read_at(file_, out, std::uint64_t{index} * size));
  if (count == 0) return fail(Errc::damaged);
  return out;
}

Result<void> ChunkFile::write(std::uint32_t index, ByteView chunk) {
  if (index >= have_.size() || chunk.size() != chunk_) return fail(Errc::protocol_violation);
  FAULT_POINT("chunk.before_write");
  STILLE_TRYV(write_at(file_, chunk, std::uint64_t{index} * chunk_));
  FAULT_POINT("chunk.before_sync");
  // The list never names what is not in the file, whenever the machine stops.
  if (::fdatasync(file_) != 0) return fail(errc_of(errno));
  FAULT_POINT("chunk.before_listing");
  have_[index] = 1;
  STILLE_TRYV(write_at(list_, ByteView(have_).subspan(index, 1), index));
  FAULT_POINT("chunk.after_listing");
  return ok();
}

void ChunkFile::progressed(std::uint32_t done, std::uint32_t all) {
  if (on_progress) on_progress(done, all);
}

Result<void> ChunkFile::finish(std::uint64_t size) {
  FAULT_POINT("copy.before_sync");
  if (::ftruncate(file_, static_cast<off_t>(size)) != 0 || ::fsync(file_) != 0) return fail(errc_of(errno));
  FAULT_POINT("copy.before_end_of_list");
  (void)::unlink(list_path().c_str());
  FAULT_POINT("copy.after_end_of_list");
  return ok();
}

}  // namespace stille::net
