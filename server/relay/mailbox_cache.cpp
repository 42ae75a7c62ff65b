#include "server/relay/mailbox_cache.hpp"

namespace stille::relay {
namespace {

// Pinned mailboxes found at the old end go to the young end; more than these are not looked at in one go.
constexpr int kMostLookedAt = 8;

void begin_anew(MailboxState& state, store::Mailbox row) {
  state.row = std::move(row);
  // Numbers of the reserved block may have been used before a crash or an eviction.
  state.next = std::max(state.next, state.row.reserved + 1);
  state.durable = state.row.reserved;
  state.stale = state.counted = state.removal_pending = false;
  state.acked = 0;
}

}  // namespace

Result<MailboxState*> MailboxCache::by_reader(const store::ReaderId& id) {
  if (const auto found = states_.find(id); found != states_.end()) return fresh(found->second);
  STILLE_TRY(auto row, store_.by_reader(id));
  return row ? &admit(std::move(*row)) : remember_absent(id, unused_id<store::WriterId>());
}

Result<MailboxState*> MailboxCache::by_writer(const store::WriterId& id) {
  if (const auto found = writers_.find(id); found != writers_.end()) return by_reader(found->second);
  STILLE_TRY(auto row, store_.by_writer(id));
  if (!row) return remember_absent(unused_id<store::ReaderId>(), id);
  // The open group may have deleted it, or made it anew under another writer id.
  if (const auto known = states_.find(row->reader_id); known != states_.end()) return nullptr;
  return &admit(std::move(*row));
}

Result<MailboxState*> MailboxCache::fresh(Entry& entry) {
  auto& state = entry.state;
  ages_.splice(ages_.begin(), ages_, entry.age);
  if (state.deleted || state.absent) return nullptr;
  if (!state.stale) return &state;
  STILLE_TRY(auto row, store_.by_reader(state.row.reader_id));
  if (!row) {
    drop(store::ReaderId(state.row.reader_id));
    return nullptr;
  }
  writers_.erase(state.row.writer_id);
  writers_[row->writer_id] = row->reader_id;
  begin_anew(state, std::move(*row));
  return &state;
}

MailboxState* MailboxCache::in_hand(const store::ReaderId& id) {
  const auto found = states_.find(id);
  return found == states_.end() || found->second.state.absent ? nullptr : &found->second.state;
}

MailboxState& MailboxCache::create(store::Mailbox row) {
  if (const auto writer = writers_.find(row.writer_id); writer != writers_.end())
    forget_absent(writer->second);
  forget_absent(row.reader_id);
  const auto known = states_.find(row.reader_id);
  if (known == states_.end()) {
    auto& state = admit(std::move(row));
    state.next = 1;
    state.durable = 0;
    state.counted = true;
    return state;
  }
  auto& state = known->second.state;
  const bool in_group = state.in_group;
  writers_[row.writer_id] = row.reader_id;
  state = MailboxState{};
  state.row = std::move(row);
  state.in_group = in_group;
  state.counted = true;
  return state;
}

void MailboxCache::forget_absent(store::ReaderId id) {
  const auto found = states_.find(id);
  if (found != states_.end() && found->second.state.absent) drop(id);
}

MailboxState& MailboxCache::admit(store::Mailbox row, bool absent) {
  evict();
  ages_.push_front(row.reader_id);
  // An id in use keeps its meaning, whatever somebody asks for.
  const auto writer = writers_.try_emplace(row.writer_id, row.reader_id).first;
  if (!absent) writer->second = row.reader_id;
  auto& entry = states_[row.reader_id];
  entry.state.absent = absent;
  entry.age = ages_.begin();
  begin_anew(entry.state, std::move(row));
  return entry.state;
}

MailboxState* MailboxCache::remember_absent(const store::ReaderId& reader, const store::WriterId& writer) {
  store::Mailbox nobodys;
  nobodys.reader_id = reader;
  nobodys.writer_id = writer;
  admit(std::move(nobodys), true);
  return nullptr;
}

// Drawn once and counted up: a fresh draw each time would be work that a mailbox does not cause.
template <class Id>
Id MailboxCache::unused_id() {
  Id out{unused_};
  const auto number = be64(++absent_);
  for (std::size_t i = 0; i < number.size(); ++i) out.raw[i] ^= number[i];
  return out;
}

void MailboxCache::drop(const store::ReaderId& id) {
  const auto found = states_.find(id);
  if (found == states_.end()) return;
  const auto writer = writers_.find(found->second.state.row.writer_id);
  if (writer != writers_.end() && writer->second == id) writers_.erase(writer);
  ages_.erase(found->second.age);
  states_.erase(found);
}

void MailboxCache::evict() {
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
