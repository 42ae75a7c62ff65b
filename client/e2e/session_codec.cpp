// The stored form of a session: local to this device, never sent, first byte its version.
#include "client/e2e/secret_codec.hpp"
#include "client/e2e/session.hpp"

namespace stille::e2e {
namespace {

constexpr std::uint8_t kVersion = 1;

void write(SecretWriter& out, const OwnEpoch& own) {
  out.fixed(own.keys.dh)
      .fixed(own.keys.kem)
      .fixed(own.answers)
      .fixed(own.ciphertext)
      .flag(own.authentication.has_value());
  if (own.authentication) out.fixed(*own.authentication);
  out.secret(own.dh).secret(own.kem).secret(own.chain).secret(own.header);
}

void write(SecretWriter& out, const PeerEpoch& theirs) {
  out.fixed(theirs.keys.dh).fixed(theirs.keys.kem).flag(theirs.identity.has_value());
  if (theirs.identity) out.fixed(*theirs.identity);
}

void write(SecretWriter& out, const RecvChain& recv) {
  out.secret(recv.chain).secret(recv.header).fixed(recv.dh).u32(recv.next).u64(recv.base);
}

void write(SecretWriter& out, const SkippedKeys& skipped) {
  out.u32(static_cast<std::uint32_t>(skipped.epochs().size()));
  for (const auto& epoch : skipped.epochs()) {
    out.u64(epoch.epoch).u64(epoch.base).secret(epoch.header);
    out.u32(static_cast<std::uint32_t>(epoch.keys.size()));
    for (const auto& key : epoch.keys) out.u32(key.n).u32(key.stored_at).secret(key.key);
  }
}

void write(SecretWriter& out, const SentSequence& sent) {
  out.u64(sent.acknowledged).fixed(sent.last).u32(static_cast<std::uint32_t>(sent.open.size()));
  for (const auto& digest : sent.open) out.fixed(digest);
}

void write(SecretWriter& out, const ReceivedSequence& received) {
  out.u64(received.up_to).fixed(received.digest).u32(static_cast<std::uint32_t>(received.islands.size()));
  for (const auto& island : received.islands) {
    out.u64(island.first).u64(island.last).fixed(island.before).fixed(island.after).time(island.noticed);
  }
}

void write(SecretWriter& out, const SessionParts& parts) {
  out.u8(kVersion).fixed(parts.sid).fixed(parts.peer).u8(static_cast<std::uint8_t>(parts.role));
  out.flag(parts.forked).time(parts.created_at).time(parts.superseded_at);
  out.secret(parts.exporter).secret(parts.root).secret(parts.hedge).u64(parts.epoch);
  std::visit([&](const auto& side) { write(out, side); }, parts.turn);
  out.secret(parts.send_next).secret(parts.recv_next).flag(parts.recv.has_value());
  if (parts.recv) write(out, *parts.recv);
  out.u32(parts.chain_length).u32(parts.previous_length);
  write(out, parts.skipped);
  write(out, parts.sent);
  write(out, parts.received);
  out.u32(parts.unanswered).time(parts.unanswered_since);
}

void read(SecretReader& in, OwnEpoch& own) {
  in.fixed(own.keys.dh);
  in.fixed(own.keys.kem);
  in.fixed(own.answers);
  in.fixed(own.ciphertext);
  if (in.flag()) in.fixed(own.authentication.emplace());
  in.secret(own.dh);
  in.secret(own.kem);
  in.secret(own.chain);
  in.secret(own.header);
}

void read(SecretReader& in, PeerEpoch& theirs) {
  in.fixed(theirs.keys.dh);
  in.fixed(theirs.keys.kem);
  if (in.flag()) in.fixed(theirs.identity.emplace());
}

void read(SecretReader& in, RecvChain& recv) {
  in.secret(recv.chain);
  in.secret(recv.header);
  in.fixed(recv.dh);
  recv.next = in.u32();
  recv.base = in.u64();
}

SkippedEpoch read_skipped_epoch(SecretReader& in) {
  SkippedEpoch out;
  out.epoch = in.u64();
  out.base = in.u64();
  in.secret(out.header);
  out.keys.resize(in.count(kMostSkippedKeys));
  for (auto& key : out.keys) {
    key.n = in.u32();
    key.stored_at = in.u32();
    in.secret(key.key);
  }
  return out;
}

void read(SecretReader& in, SkippedKeys& skipped) {
  for (auto epochs = in.count(kMostOldEpochs); epochs > 0 && in.good(); --epochs) {
    skipped.add(read_skipped_epoch(in));
  }
}

void read(SecretReader& in, SentSequence& sent) {
  sent.acknowledged = in.u64();
  in.fixed(sent.last);
  sent.open.resize(in.count(kMaxJump + 1));
  for (auto& digest : sent.open) in.fixed(digest);
  in.require(!sent.open.empty());
}

void read(SecretReader& in, ReceivedSequence& received) {
  received.up_to = in.u64();
  in.fixed(received.digest);
  received.islands.resize(in.count(kMostIslands));
  auto before = received.up_to;
  for (auto& island : received.islands) {
    island.first = in.u64();
    island.last = in.u64();
    in.fixed(island.before);
    in.fixed(island.after);
    island.noticed = in.time();
    in.require(island.first > before && island.first - before >= 2 && island.last >= island.first);
    before = island.last;
  }
}

/// Whose turn it is follows from the epoch's number: the initiator owns the even ones.
void read_turn(SecretReader& in, SessionParts& parts) {
  const bool even = parts.epoch % 2 == 0;
  if (even == (parts.role == Role::initiator)) {
    read(in, parts.turn.emplace<OwnEpoch>());
  } else {
    read(in, parts.turn.emplace<PeerEpoch>());
  }
}

void read(SecretReader& in, SessionParts& parts) {
  in.fixed(parts.sid);
  in.fixed(parts.peer);
  parts.role = static_cast<Role>(in.choice(1));
  parts.forked = in.flag();
  parts.created_at = in.time();
  in.time(parts.superseded_at);
  in.secret(parts.exporter);
  in.secret(parts.root);
  in.secret(parts.hedge);
  parts.epoch = in.u64();
  read_turn(in, parts);
  in.secret(parts.send_next);
  in.secret(parts.recv_next);
  if (in.flag()) read(in, parts.recv.emplace());
  parts.chain_length = in.u32();
  parts.previous_length = in.u32();
  read(in, parts.skipped);
  read(in, parts.sent);
  read(in, parts.received);
  parts.unanswered = in.u32();
  in.time(parts.unanswered_since);
}

}  // namespace

crypto::SecretBytes SessionState::encode() const {
  return encode_secret([&](SecretWriter& out) { write(out, parts_); });
}

Result<SessionState> SessionState::decode(ByteView encoded) {
  SecretReader in(encoded);
  const auto version = in.u8();
  if (in.good() && version != kVersion) return fail(Errc::unsupported_version);
  SessionParts parts;
  read(in, parts);
  if (!in.finished()) return fail(Errc::damaged);
  SessionState out(std::move(parts));
  // One state has one encoding: whatever else a reader would forgive (order of keys, empty epochs) is damage.
  if (!same(out.encode().expose(), encoded)) return fail(Errc::damaged);
  return out;
}

}  // namespace stille::e2e
