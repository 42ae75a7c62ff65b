// What tests/golden/relay_v1.db holds: the same rows from the same seed. Knows no SQL.
#pragma once

#include "common/crypto/random.hpp"
#include "server/store/write_batch.hpp"

namespace stille::store::test {

struct GoldenV1 {
  Mailbox talk;  // three envelopes wait, one has been acknowledged
  Mailbox hello;
  Mailbox claimed;
  EnvelopeMark acknowledged;
  std::vector<Append> waiting;
  Link live;
  Link used;
  Link revoked;

  /// As a relay would have written it.
  [[nodiscard]] WriteBatch batch() const {
    WriteBatch out{PutMailbox{talk}, PutMailbox{hello}, PutMailbox{claimed},
                   Remember{talk.reader_id, acknowledged, TimePoint(milliseconds(1'000))}};
    for (const auto& one : waiting) out.push_back(one);
    for (const auto& one : {live, used, revoked}) out.push_back(PutLink{one});
    return out;
  }
};

inline Mailbox golden_mailbox(crypto::Rng& rng, MailboxKind kind) {
  Mailbox out;
  out.reader_id = rng.fixed<ReaderId>();
  out.writer_id = rng.fixed<WriterId>();
  out.reader_key = rng.fixed<crypto::DhPublic>();
  out.writer_key = rng.fixed<crypto::DhPublic>();
  out.kind = kind;
  out.salt = rng.fixed<MarkSalt>();
  out.reserved = 256;
  return out;
}

inline GoldenV1 golden_v1() {
  crypto::SeededRng rng{101};
  GoldenV1 out;
  out.talk = golden_mailbox(rng, MailboxKind::conversation);
  out.hello = golden_mailbox(rng, MailboxKind::hello);
  out.claimed = golden_mailbox(rng, MailboxKind::hello_once);
  out.acknowledged = rng.fixed<EnvelopeMark>();
  for (const std::uint64_t sequence : {2u, 3u, 7u}) {
    Append one{out.talk.reader_id, sequence, rng.fixed<EnvelopeMark>(), TimePoint(milliseconds(2'000)), {}};
    one.body.resize(sequence == 7 ? protocol::kHelloSize : protocol::kSmallEnvelope);
    rng.fill(one.body);
    out.waiting.push_back(std::move(one));
  }
  const TimePoint expires(std::chrono::hours{24 * 30'000});
  out.live = {rng.fixed<LinkId>(), out.hello.reader_id, LinkState::live, expires, Bytes(4096)};
  rng.fill(out.live.card);
  out.used = {rng.fixed<LinkId>(), out.claimed.reader_id, LinkState::used, expires, {}};
  out.revoked = {rng.fixed<LinkId>(), rng.fixed<ReaderId>(), LinkState::revoked, expires, {}};
  out.hello.link = out.live.id;
  out.claimed.link = out.used.id;
  out.claimed.claimed_by = rng.fixed<EnvelopeMark>();
  out.claimed.further_claims = 2;
  return out;
}

}  // namespace stille::store::test
