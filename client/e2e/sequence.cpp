#include "client/e2e/sequence.hpp"

#include "client/e2e/limits.hpp"
#include "common/crypto/label.hpp"

namespace stille::e2e {
namespace {

AckDigest half(const SequenceDigest& digest) {
  return AckDigest::copy_of(digest.view().first<AckDigest::size>());
}

std::uint64_t waiting(const std::vector<Island>& islands) {
  std::uint64_t out = 0;
  for (const auto& island : islands) out += island.last - island.first + 1;
  return out;
}

}  // namespace

SequenceDigest sequence_start(const SessionId& sid) {
  return SequenceDigest{sid.raw};
}

SequenceDigest sequence_next(const SequenceDigest& before, const Commitment& commitment) {
  return SequenceDigest{crypto::h32({crypto::label::kSequence.view(), before.view(), commitment})};
}

SentSequence SentSequence::start(const SessionId& sid) {
  const auto digest = sequence_start(sid);
  return {0, digest, {half(digest)}};
}

void SentSequence::append(const Commitment& commitment) {
  last = sequence_next(last, commitment);
  open.push_back(half(last));
}

bool SentSequence::acknowledge(const Ack& ack) {
  if (ack.seq < acknowledged) return true;
  const auto index = ack.seq - acknowledged;
  if (index >= open.size() || open[index] != ack.digest) return false;
  open.erase(open.begin(), open.begin() + static_cast<std::ptrdiff_t>(index));
  acknowledged = ack.seq;
  return true;
}

ReceivedSequence ReceivedSequence::start(const SessionId& sid) {
  return {0, sequence_start(sid), {}};
}

Arrival ReceivedSequence::add(std::uint64_t seq, const SequenceDigest& prev, const Commitment& commitment,
                              TimePoint now) {
  if (seq <= up_to) return Arrival::late;
  const auto after = sequence_next(prev, commitment);
  const auto right = std::find_if(islands.begin(), islands.end(), [&](auto& i) { return i.last >= seq; });
  const bool has_right = right != islands.end();
  if (has_right && right->first <= seq) return Arrival::contradiction;
  const bool joins_right = has_right && right->first == seq + 1;
  if (joins_right && right->before != after) return Arrival::contradiction;
  const bool first_is_anchor = right == islands.begin();
  const auto left_last = first_is_anchor ? up_to : std::prev(right)->last;
  const bool joins_left = left_last + 1 == seq;
  if (joins_left && prev != (first_is_anchor ? digest : std::prev(right)->after)) {
    return Arrival::contradiction;
  }

  if (!joins_left && !joins_right) {
    islands.insert(right, {seq, seq, prev, after, has_right ? right->noticed : now});
  } else if (!joins_left) {
    right->first = seq;
    right->before = prev;
  } else {
    auto& last = first_is_anchor ? up_to : std::prev(right)->last;
    auto& reached = first_is_anchor ? digest : std::prev(right)->after;
    last = joins_right ? right->last : seq;
    reached = joins_right ? right->after : after;
    if (joins_right) islands.erase(right);
  }
  return Arrival::in_place;
}

std::vector<SeqRange> ReceivedSequence::give_up(TimePoint now) {
  std::vector<SeqRange> lost;
  while (!islands.empty() && (now - islands.front().noticed >= kGapPatience ||
                              waiting(islands) >= kGapPatienceMessages || islands.size() > kMostIslands)) {
    const auto& next = islands.front();
    lost.push_back({up_to + 1, next.first - 1});
    up_to = next.last;
    digest = next.after;
    islands.erase(islands.begin());
  }
  return lost;
}

Ack ReceivedSequence::ack() const {
  return {up_to, half(digest)};
}

}  // namespace stille::e2e
