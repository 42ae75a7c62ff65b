#include "server/relay/key_cache.hpp"

namespace stille::relay {

const protocol::CommandKey& KeyCache::get(const crypto::DhSecret& session,
                                          const crypto::DhPublic& mailbox_key,
                                          const crypto::DhPublic& fallback,
                                          const protocol::AuthContext& context) {
  const Name name{context.role, context.mailbox};
  if (const auto found = by_name_.find(name); found != by_name_.end()) {
    keys_.splice(keys_.begin(), keys_, found->second);
    if (keys_.front().made_from == mailbox_key) return keys_.front().key;
    keys_.pop_front();
    by_name_.erase(found);
  }
  auto key = protocol::command_key(session, mailbox_key, context);
  if (!key) key = protocol::command_key(session, fallback, context);
  // The relay made the fallback itself: an honest key of full order.
  keys_.push_front({name, mailbox_key, std::move(key).value()});
  by_name_[name] = keys_.begin();
  if (keys_.size() > capacity_) {
    by_name_.erase(keys_.back().name);
    keys_.pop_back();
  }
  return keys_.front().key;
}

}  // namespace stille::relay
