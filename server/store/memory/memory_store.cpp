#include "server/store/memory/memory_store.hpp"

namespace stille::store {

Result<std::optional<Mailbox>> MemoryStore::by_reader(const ReaderId& id) {
  const auto found = boxes_.find(id);
  if (found == boxes_.end()) return std::nullopt;
  auto row = found->second.row;
  row.blocked = blocked_.contains(id);
  return std::optional(std::move(row));
}

Result<std::optional<Mailbox>> MemoryStore::by_writer(const WriterId& id) {
  const auto found = writers_.find(id);
  if (found == writers_.end()) return std::nullopt;
  return by_reader(found->second);
}

Result<std::optional<Link>> MemoryStore::link(const LinkId& id) {
  const auto found = links_.find(id);
  return found == links_.end() ? std::nullopt : std::optional(found->second);
}

Result<bool> MemoryStore::seen(const ReaderId& id, const EnvelopeMark& mark) {
  const auto found = boxes_.find(id);
  return found != boxes_.end() && found->second.marks.contains(mark);
}

Result<Waiting> MemoryStore::waiting(const ReaderId& id, std::uint64_t after, std::uint64_t up_to) {
  Waiting out;
  const auto found = boxes_.find(id);
  if (found == boxes_.end()) return out;
  const auto& envelopes = found->second.envelopes;
  for (auto it = envelopes.upper_bound(after); it != envelopes.end() && it->first <= up_to; ++it) {
    out = {out.count + 1, out.bytes + it->second.body.size(), it->first};
  }
  return out;
}

Result<std::vector<StoredEnvelope>> MemoryStore::read(const ReaderId& id, std::uint64_t after,
                                                      ReadBound bound) {
  std::vector<StoredEnvelope> out;
  const auto found = boxes_.find(id);
  if (found == boxes_.end()) return out;
  const auto& envelopes = found->second.envelopes;
  std::size_t bytes = 0;
  for (auto it = envelopes.upper_bound(after); it != envelopes.end() && out.size() < bound.count; ++it) {
    bytes += it->second.body.size();
    if (bytes > bound.bytes) break;
    out.push_back({it->first, it->second.body});
  }
  return out;
}

Result<void> MemoryStore::commit(const WriteBatch& batch) {
  const bool unique = writer_ids_stay_unique(batch) && blob_names_stay_unique(batch) && spends_once(batch);
  if (!unique) return fail(Errc::already_exists);
  for (const auto& write : batch) {
    std::visit([this](const auto& one) { apply(one); }, write);
  }
  return ok();
}

bool MemoryStore::writer_ids_stay_unique(const WriteBatch& batch) const {
  auto writers = std::map<WriterId, std::optional<ReaderId>>{};
  const auto owner = [&](const WriterId& id) -> std::optional<ReaderId> {
    if (const auto changed = writers.find(id); changed != writers.end()) return changed->second;
    const auto found = writers_.find(id);
    return found == writers_.end() ? std::nullopt : std::optional(found->second);
  };
  for (const auto& write : batch) {
    if (const auto* put = std::get_if<PutMailbox>(&write)) {
      if (owner(put->row.writer_id).value_or(put->row.reader_id) != put->row.reader_id) return false;
      writers[put->row.writer_id] = put->row.reader_id;
    } else if (const auto* erase = std::get_if<DeleteMailbox>(&write)) {
      if (const auto box = boxes_.find(erase->reader_id); box != boxes_.end()) {
        writers[box->second.row.writer_id] = std::nullopt;
      }
      for (auto& [writer, reader] : writers) {
        if (reader == erase->reader_id) reader.reset();
      }
    }
  }
  return true;
}

void MemoryStore::apply(const PutMailbox& write) {
  const auto [at, created] = boxes_.try_emplace(write.row.reader_id, Box{write.row, {}, {}});
  if (created) {
    writers_[write.row.writer_id] = write.row.reader_id;
    return;
  }
  auto& row = at->second.row;
  row.reserved = write.row.reserved;
  row.link = write.row.link;
  row.claimed_by = write.row.claimed_by;
  row.further_claims = write.row.further_claims;
}

void MemoryStore::apply(const DeleteMailbox& write) {
  const auto found = boxes_.find(write.reader_id);
  if (found == boxes_.end()) return;
  writers_.erase(found->second.row.writer_id);
  boxes_.erase(found);
  for (auto& [id, blob] : blobs_) {
    if (blob.payer == write.reader_id) blob.expires = TimePoint{};
  }
}

void MemoryStore::apply(const Append& write) {
  const auto found = boxes_.find(write.reader_id);
  if (found == boxes_.end()) return;
  found->second.envelopes[write.sequence] = {write.at, write.body};
  found->second.marks[write.mark] = write.at;
}

void MemoryStore::apply(const Remember& write) {
  const auto found = boxes_.find(write.reader_id);
  if (found != boxes_.end()) found->second.marks[write.mark] = write.at;
}

void MemoryStore::apply(const RemoveUpTo& write) {
  const auto found = boxes_.find(write.reader_id);
  if (found == boxes_.end()) return;
  auto& envelopes = found->second.envelopes;
  envelopes.erase(envelopes.begin(), envelopes.upper_bound(write.up_to));
}

void MemoryStore::apply(const PutLink& write) {
  links_[write.row.id] = write.row;
}

void MemoryStore::apply(const Block& write) {
  if (write.blocked) {
    blocked_.insert(write.reader_id);
  } else {
    blocked_.erase(write.reader_id);
  }
}

Result<std::optional<Totals>> MemoryStore::count(std::size_t) {
  Totals out{boxes_.size(), 0, 0};
  for (const auto& [id, box] : boxes_) {
    out.envelopes += box.envelopes.size();
    for (const auto& [sequence, kept] : box.envelopes) out.bytes += kept.body.size();
  }
  return std::optional(out);
}

Result<std::optional<Invite>> MemoryStore::invite(const InviteId& id) {
  const auto found = invites_.find(id);
  return found == invites_.end() ? std::nullopt : std::optional(found->second);
}

Result<std::vector<Invite>> MemoryStore::invites() {
  std::vector<Invite> out;
  for (const auto& [id, row] : invites_) out.push_back(row);
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
  return out;
}

Result<std::vector<ClassKey>> MemoryStore::class_keys() {
  std::vector<ClassKey> out;
  for (const auto& one : class_keys_) out.push_back({one->id, one->name, one->secret.clone()});
  return out;
}

Result<ClassId> MemoryStore::add_class_key(const std::string& name, const crypto::VoprfSecret& secret) {
  for (const auto& one : class_keys_) {
    if (one->name == name) return fail(Errc::already_exists);
  }
  if (class_keys_.size() == 0xffff) return fail(Errc::limit_reached);
  const auto id = static_cast<ClassId>(class_keys_.size() + 1);
  class_keys_.push_back(std::make_shared<ClassKey>(ClassKey{id, name, secret.clone()}));
  return id;
}

bool MemoryStore::spends_once(const WriteBatch& batch) const {
  auto spent = std::set<std::pair<ClassId, SpentMark>>{};
  return std::all_of(batch.begin(), batch.end(), [&](const Write& write) {
    const auto* spend = std::get_if<Spend>(&write);
    if (spend == nullptr) return true;
    const auto token = std::pair(spend->token_class, spend->token);
    return !spent_.contains(token) && spent.insert(token).second;
  });
}

void MemoryStore::apply(const PutInvite& write) {
  const auto [at, created] = invites_.try_emplace(write.row.id, write.row);
  if (created) {
    at->second.number = ++last_invite_;
    return;
  }
  at->second.uses_left = write.row.uses_left;
  at->second.revoked = write.row.revoked;
}

void MemoryStore::apply(const Redeem& write) {
  redeemed_.emplace(write.batch, write.expires);
}

void MemoryStore::apply(const Spend& write) {
  spent_.emplace(write.token_class, write.token);
}

Result<Expired> MemoryStore::expire(const ExpireUpTo& due, std::size_t most) {
  Expired out;
  const auto more = [&] { return out.removed < most; };
  for (auto& [id, box] : boxes_) {
    for (auto it = box.envelopes.begin(); more() && it != box.envelopes.end();) {
      const bool old = it->second.at <= due.stored;
      it = old ? box.envelopes.erase(it) : std::next(it);
      if (old) out.mailboxes.push_back(id);
      out.removed += old ? 1 : 0;
    }
    for (auto it = box.marks.begin(); more() && it != box.marks.end();) {
      const bool old = it->second <= due.stored;
      it = old ? box.marks.erase(it) : std::next(it);
      out.removed += old ? 1 : 0;
    }
  }
  for (auto it = links_.begin(); more() && it != links_.end();) {
    auto& link = it->second;
    const bool old = link.expires <= due.tombstones;
    const bool opened = !old && link.expires <= due.cards && !link.card.empty();
    if (opened) link.card.clear();
    it = old ? links_.erase(it) : std::next(it);
    out.removed += old || opened ? 1 : 0;
  }
  for (auto it = invites_.begin(); more() && it != invites_.end();) {
    const bool old = it->second.expires <= due.tombstones;
    it = old ? invites_.erase(it) : std::next(it);
    out.removed += old ? 1 : 0;
  }
  for (auto it = redeemed_.begin(); more() && it != redeemed_.end();) {
    const bool old = it->second <= due.tombstones;
    it = old ? redeemed_.erase(it) : std::next(it);
    out.removed += old ? 1 : 0;
  }
  return out;
}

crypto::Digest32 MemoryStore::content_digest() const {
  crypto::Sha512 hash;
  const auto number = [&](std::uint64_t value) { hash.update(be64(value)); };
  const auto moment = [&](TimePoint at) {
    number(static_cast<std::uint64_t>(at.time_since_epoch().count()));
  };
  for (const auto& [id, box] : boxes_) {
    const auto& row = box.row;
    hash.update(id.raw).update(row.writer_id.raw).update(row.reader_key.raw).update(row.writer_key.raw);
    hash.update(row.salt.raw).update(row.link.value_or(LinkId{}).raw);
    hash.update(row.claimed_by.value_or(EnvelopeMark{}).raw);
    for (const auto value : {std::uint64_t(row.kind), row.reserved, std::uint64_t(row.further_claims),
                             std::uint64_t(box.envelopes.size()), std::uint64_t(box.marks.size())}) {
      number(value);
    }
    for (const auto& [sequence, kept] : box.envelopes) {
      number(sequence);
      moment(kept.at);
      hash.update(crypto::h32({kept.body}));
    }
    for (const auto& [mark, at] : box.marks) {
      hash.update(mark.raw);
      moment(at);
    }
  }
  for (const auto& [id, blob] : blobs_) {
    hash.update(id.raw).update(blob.writer_id.raw).update(blob.reader_key.raw).update(blob.writer_key.raw);
    hash.update(blob.payer.raw).update(blob.file.raw).update(crypto::h32({blob.chunks}));
    number(blob.size());
    moment(blob.expires);
  }
  for (const auto& [id, link] : links_) {
    hash.update(id.raw).update(link.owner.raw).update(crypto::h32({link.card}));
    number(std::uint64_t(link.state));
    moment(link.expires);
  }
  for (const auto& id : blocked_) hash.update(id.raw);
  for (const auto& [id, invite] : invites_) {
    hash.update(id.raw);
    for (const auto value : {std::uint64_t{invite.uses_left}, std::uint64_t{invite.mailboxes},
                             std::uint64_t{invite.token_class}, std::uint64_t{invite.revoked}}) {
      number(value);
    }
    moment(invite.expires);
  }
  for (const auto& [batch, expires] : redeemed_) hash.update(batch.raw);
  for (const auto& [token_class, token] : spent_) hash.update(token.raw);
  crypto::Digest32 out;
  std::copy_n(hash.finish().begin(), out.size(), out.begin());
  return out;
}

}  // namespace stille::store
