// The blobs of the memory store.
#include <set>

#include "server/store/memory/memory_store.hpp"

namespace stille::store {

Result<std::optional<Blob>> MemoryStore::blob(const BlobReaderId& id) {
  const auto found = blobs_.find(id);
  return found == blobs_.end() ? std::nullopt : std::optional(found->second);
}

Result<std::optional<Blob>> MemoryStore::blob(const BlobWriterId& id) {
  for (const auto& [reader, blob] : blobs_) {
    if (blob.writer_id == id) return std::optional(blob);
  }
  return std::nullopt;
}

Result<std::uint64_t> MemoryStore::blob_bytes(const ReaderId& payer, TimePoint now) {
  std::uint64_t out = 0;
  for (const auto& [id, blob] : blobs_) {
    if (blob.payer == payer && blob.expires > now) out += blob.size();
  }
  return out;
}

Result<std::vector<BlobReaderId>> MemoryStore::expired_blobs(TimePoint now, std::size_t most) {
  std::multimap<TimePoint, BlobReaderId> due;
  for (const auto& [id, blob] : blobs_) {
    if (blob.expires <= now) due.emplace(blob.expires, id);
  }
  std::vector<BlobReaderId> out;
  for (const auto& [expires, id] : due) {
    if (out.size() < most) out.push_back(id);
  }
  return out;
}

Result<std::vector<BlobPlace>> MemoryStore::blob_places(std::uint8_t shard) {
  std::vector<BlobPlace> out;
  for (const auto& [id, blob] : blobs_) {
    const bool empty =
        std::all_of(blob.chunks.begin(), blob.chunks.end(), [](auto byte) { return byte == 0; });
    if (blob.file.raw[0] == shard) out.push_back({blob.file, id, empty});
  }
  return out;
}

bool MemoryStore::blob_names_stay_unique(const WriteBatch& batch) const {
  auto after = blobs_;
  for (const auto& write : batch) {
    if (const auto* put = std::get_if<PutBlob>(&write)) after.try_emplace(put->row.reader_id, put->row);
    if (const auto* gone = std::get_if<DeleteBlob>(&write)) after.erase(gone->reader_id);
  }
  std::set<BlobWriterId> writers;
  std::set<BlobFile> files;
  return std::all_of(after.begin(), after.end(), [&](const auto& one) {
    return writers.insert(one.second.writer_id).second && files.insert(one.second.file).second;
  });
}

void MemoryStore::apply(const PutBlob& write) {
  const auto [at, created] = blobs_.try_emplace(write.row.reader_id, write.row);
  if (!created) at->second.chunks = write.row.chunks;
}

void MemoryStore::apply(const DeleteBlob& write) {
  blobs_.erase(write.reader_id);
}

}  // namespace stille::store
