// The mailboxes that the relay has in hand: rows it has read, what is known of their content, who reads.
// Bounded; a mailbox that is subscribed, in the open group or awaited by a writer stays. An id that nobody
// has takes the same work as a mailbox, the first time and every later time, so that no refusal tells them
// apart.
#pragma once

#include <list>
#include <map>
#include <memory>

#include "common/crypto/random.hpp"
#include "server/store/mailbox_store.hpp"

namespace stille::relay {

using ConnectionId = std::uint64_t;

struct Subscriber {
  ConnectionId connection = 0;
  std::uint32_t window = protocol::kDefaultWindow;
  std::uint64_t delivered = 0;             // highest sequence number sent to it
  std::vector<std::uint64_t> outstanding;  // sent and not acknowledged, at most `window`
  bool in_turn = false;  // waits in its connection's queue of mailboxes with something to send
};

/// Row and knowledge, the open group's writes included.
struct MailboxState {
  store::Mailbox row;
  std::uint64_t next = 1;     // sequence number to give out
  std::uint64_t durable = 0;  // numbers up to this one are reserved on disk: they may be shown to a reader
  bool absent = false;        // there is no such mailbox; that is remembered like one
  bool stale = false;         // read again before use: a write to it failed
  bool deleted = false;       // by the open group
  bool in_group = false;      // the open group writes to it
  bool removal_pending = false;

  bool counted = false;              // `waiting` and `stored_last` are known
  store::Waiting waiting;            // committed and pending
  std::uint64_t stored_last = 0;     // highest committed number that may still wait
  std::uint64_t acked = 0;           // everything up to here is gone, or goes with the open group
  std::vector<std::size_t> pending;  // its Append writes in the open group

  std::optional<Subscriber> subscriber;
  std::vector<ConnectionId> wants_space;

  [[nodiscard]] bool pinned() const { return in_group || subscriber || !wants_space.empty(); }
};

/// A blocked mailbox is like none.
[[nodiscard]] inline bool usable(const MailboxState* mailbox) {
  return mailbox != nullptr && !mailbox->row.blocked;
}

class MailboxCache {
 public:
  /// `store` outlives the cache.
  MailboxCache(store::MailboxStore& store, std::size_t capacity, crypto::Rng& rng)
      : store_(store), capacity_(capacity), unused_(rng.fixed<store::ReaderId>().raw) {}

  /// Null when there is no such mailbox. The pointer is good until the next call unless the mailbox is
  /// pinned.
  Result<MailboxState*> by_reader(const store::ReaderId& id);
  Result<MailboxState*> by_writer(const store::WriterId& id);
  /// Nothing is read: what is in hand, even if stale or deleted; null when absent.
  MailboxState* in_hand(const store::ReaderId& id);
  /// A mailbox that exists nowhere yet, or that the open group has deleted.
  MailboxState& create(store::Mailbox row);
  void drop(const store::ReaderId& id);
  [[nodiscard]] std::size_t size() const noexcept { return states_.size(); }

 private:
  struct Entry {
    MailboxState state;
    std::list<store::ReaderId>::iterator age;
  };

  MailboxState& admit(store::Mailbox row, bool absent = false);
  /// Null, for the caller to return.
  MailboxState* remember_absent(const store::ReaderId& reader, const store::WriterId& writer);
  void forget_absent(store::ReaderId id);
  template <class Id>
  Id unused_id();
  Result<MailboxState*> fresh(Entry& entry);
  void evict();

  store::MailboxStore& store_;
  std::size_t capacity_;
  // Ordered, because clients choose the ids and could make a hash table degenerate.
  std::map<store::ReaderId, Entry> states_;
  std::map<store::WriterId, store::ReaderId> writers_;
  std::list<store::ReaderId> ages_;      // most recently used first
  std::array<std::uint8_t, 24> unused_;  // random: the other halves of mailboxes that are not there
  std::uint64_t absent_ = 0;
};

}  // namespace stille::relay
