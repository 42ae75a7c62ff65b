// The blobs that the relay has in hand: rows it has read, what the open group changes of them, which chunks
// are on their way to the disk. Bounded; a blob that is in the open group or being written stays. Ids that
// nobody has are remembered like blobs, so that looking for them takes as long.
#pragma once

#include <list>
#include <map>
#include <set>

#include "server/store/mailbox_store.hpp"

namespace stille::relay {

struct BlobState {
  store::Blob row;
  bool in_group = false;  // the open group writes it, as it is then
  bool deleted = false;   // by the open group
  bool stale = false;     // read again before use: a write of it failed
  bool absent = false;    // there is no such blob; the row has only the ids that were asked for
  std::set<std::uint32_t> writing;

  [[nodiscard]] bool has(std::uint32_t chunk) const { return protocol::in_bitmap(row.chunks, chunk); }
  [[nodiscard]] bool pinned() const { return in_group || !writing.empty(); }
};

class BlobCache {
 public:
  /// `store` outlives the cache.
  BlobCache(store::MailboxStore& store, std::size_t capacity, crypto::Rng& rng)
      : store_(store), capacity_(capacity), unused_(rng.fixed<store::BlobReaderId>().raw) {}

  /// Null when there is no such blob. The pointer is good until the next call unless the blob is pinned.
  Result<BlobState*> find(const store::BlobReaderId& id);
  Result<BlobState*> find(const store::BlobWriterId& id);
  /// Nothing is read: what is in hand, even if stale or deleted; null when absent.
  BlobState* in_hand(const store::BlobReaderId& id);
  /// A blob that exists nowhere yet.
  BlobState& create(store::Blob row);
  void drop(const store::BlobReaderId& id);
  /// What this mailbox paid for has expired.
  void expire_all_of(const store::ReaderId& payer);

 private:
  struct Entry {
    BlobState state;
    std::list<store::BlobReaderId>::iterator age;
  };

  BlobState& admit(store::Blob row, bool absent = false);
  /// Null, for the caller to return.
  BlobState* remember_absent(const store::BlobReaderId& reader, const store::BlobWriterId& writer);
  void forget_absent(store::BlobReaderId id);
  template <class Id>
  Id unused_id();
  Result<BlobState*> fresh(Entry& entry);
  void evict();

  store::MailboxStore& store_;
  std::size_t capacity_;
  // Ordered, because clients choose the ids and could make a hash table degenerate.
  std::map<store::BlobReaderId, Entry> states_;
  std::map<store::BlobWriterId, store::BlobReaderId> writers_;
  std::list<store::BlobReaderId> ages_;  // most recently used first
  std::array<std::uint8_t, 24> unused_;  // random: the other halves of blobs that are not there
  std::uint64_t absent_ = 0;
};

}  // namespace stille::relay
