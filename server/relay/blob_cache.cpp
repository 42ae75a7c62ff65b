#include "server/relay/blob_cache.hpp"

namespace stille::relay {
namespace {

// Pinned blobs found at the old end go to the young end; more than these are not looked at in one go.
constexpr int kMostLookedAt = 8;

}  // namespace

Result<BlobState*> BlobCache::find(const store::BlobReaderId& id) {
  if (const auto found = states_.find(id); found != states_.end()) return fresh(found->second);
  STILLE_TRY(auto row, store_.blob(id));
  return row ? &admit(std::move(*row)) : remember_absent(id, unused_id<store::BlobWriterId>());
}

Result<BlobState*> BlobCache::find(const store::BlobWriterId& id) {
  if (const auto found = writers_.find(id); found != writers_.end()) return find(found->second);
  STILLE_TRY(auto row, store_.blob(id));
  return row ? &admit(std::move(*row)) : remember_absent(unused_id<store::BlobReaderId>(), id);
}

Result<BlobState*> BlobCache::fresh(Entry& entry) {
  auto& state = entry.state;
  ages_.splice(ages_.begin(), ages_, entry.age);
  if (state.deleted || state.absent) return nullptr;
  if (!state.stale) return &state;
  STILLE_TRY(auto row, store_.blob(state.row.reader_id));
  if (!row) {
    drop(store::BlobReaderId(state.row.reader_id));
    return nullptr;
  }
  state.row = std::move(*row);
  state.stale = false;
  return &state;
}

BlobState* BlobCache::in_hand(const store::BlobReaderId& id) {
  const auto found = states_.find(id);
  return found == states_.end() || found->second.state.absent ? nullptr : &found->second.state;
}

BlobState& BlobCache::create(store::Blob row) {
  forget_absent(row.reader_id);
  if (const auto writer = writers_.find(row.writer_id); writer != writers_.end())
    forget_absent(writer->second);
  return admit(std::move(row));
}

void BlobCache::forget_absent(store::BlobReaderId id) {
  const auto found = states_.find(id);
  if (found != states_.end() && found->second.state.absent) drop(id);
}

BlobState& BlobCache::admit(store::Blob row, bool absent) {
  evict();
  ages_.push_front(row.reader_id);
  // An id in use keeps its meaning, whatever somebody asks for.
  const auto writer = writers_.try_emplace(row.writer_id, row.reader_id).first;
  if (!absent) writer->second = row.reader_id;
  auto& entry = states_[row.reader_id];
  entry.age = ages_.begin();
  entry.state = BlobState{};
  entry.state.absent = absent;
  entry.state.row = std::move(row);
  return entry.state;
}

BlobState* BlobCache::remember_absent(const store::BlobReaderId& reader, const store::BlobWriterId& writer) {
  store::Blob nobodys;
  nobodys.reader_id = reader;
  nobodys.writer_id = writer;
  nobodys.chunks.resize(1);
  admit(std::move(nobodys), true);
  return nullptr;
}

// Drawn once and counted up: a fresh draw each time would be work that a blob does not cause.
template <class Id>
Id BlobCache::unused_id() {
  Id out{unused_};
  const auto number = be64(++absent_);
  for (std::size_t i = 0; i < number.size(); ++i) out.raw[i] ^= number[i];
  return out;
}

void BlobCache::drop(const store::BlobReaderId& id) {
  const auto found = states_.find(id);
  if (found == states_.end()) return;
  const auto writer = writers_.find(found->second.state.row.writer_id);
  if (writer != writers_.end() && writer->second == id) writers_.erase(writer);
  ages_.erase(found->second.age);
  states_.erase(found);
}

void BlobCache::expire_all_of(const store::ReaderId& payer) {
  for (auto& [id, entry] : states_) {
    if (entry.state.row.payer == payer) entry.state.row.expires = TimePoint{};
  }
}

void BlobCache::evict() {
  for (int looked_at = 0; states_.size() >= capacity_ && looked_at < kMostLookedAt; ++looked_at) {
    const auto oldest = ages_.back();
    if (states_.at(oldest).state.pinned()) {
      ages_.splice(ages_.begin(), ages_, std::prev(ages_.end()));
    } else {
      drop(oldest);
    }
  }
}

}  // namespace stille::relay
