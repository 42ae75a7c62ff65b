// The sweep: files that no row knows go, and rows whose file is gone. One shard after the other, at start and
// every hour, a piece at a time between other work.
#include <algorithm>

#include "server/relay/core.hpp"

namespace stille::relay {

void Relay::Core::sweep_if_due(milliseconds passed) {
  sweep_.since += passed;
  if (sweep_.running || (sweep_.once && sweep_.since < limits_.sweep_every)) return;
  sweep_.since = milliseconds{0};
  sweep_.once = sweep_.running = true;
  jobs_.push_back(blob::ListShard{0});
}

Result<void> Relay::Core::take(blob::ShardListed& done, TimePoint now) {
  sweep_.running = done.shard < 0xff;
  if (sweep_.running) jobs_.push_back(blob::ListShard{static_cast<std::uint8_t>(done.shard + 1)});
  if (!done.files) return ok();
  // Every file that was listed belongs to a row which was made before it: that row is to be found.
  if (group_.has_blobs()) {
    STILLE_TRYV(commit(now));
  }
  STILLE_TRY(const auto places, store_.blob_places(done.shard));
  std::set<store::BlobFile> known;
  for (const auto& place : places) known.insert(place.file);
  std::set<store::BlobFile> found(done.files.value().begin(), done.files.value().end());
  for (const auto& file : found) {
    if (!known.contains(file)) jobs_.push_back(blob::RemoveFile{file});
  }
  // Its file may have been made after the list: a second look decides.
  for (const auto& place : places) {
    if (place.empty || found.contains(place.file)) continue;
    sweep_.missing[place.file] = place.reader_id;
    jobs_.push_back(blob::LookFor{place.file});
  }
  return ok();
}

Result<void> Relay::Core::take(blob::LookedFor& done, TimePoint now) {
  const auto place = sweep_.missing.extract(done.file);
  if (place.empty() || !done.there || done.there.value()) return ok();
  STILLE_TRY(auto* blob, blobs_.find(place.mapped()));
  if (blob != nullptr && blob->row.file == done.file) remove(*blob, now);
  return ok();
}

}  // namespace stille::relay
