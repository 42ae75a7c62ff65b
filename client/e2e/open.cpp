// Opening envelopes: which key a message needs, and what the session is afterwards. The state that came in is
// never touched; the next one is made only after the body has verified.
#include "client/e2e/envelope.hpp"
#include "client/e2e/ratchet.hpp"
#include "client/e2e/session.hpp"

namespace stille::e2e {
namespace {

/// The received message and the state it leads to, before its prelude has been looked at.
struct Accepted {
  SessionParts next;
  Body body;
  std::uint64_t expected_seq = 0;
};

struct Incoming {
  const SessionParts& parts;
  const IdentitySecret& self;
  ByteView envelope;
  TimePoint now;
};

/// Moves the chain to `until`, keeping the keys it passes.
std::vector<SkippedKey> skip(RecvChainKey& chain, std::uint32_t from, std::uint32_t until, TimePoint now) {
  std::vector<SkippedKey> out;
  out.reserve(until - from);
  for (auto n = from; n < until; ++n) out.push_back(SkippedKey::at(n, advance(chain), now));
  return out;
}

Result<Accepted> with_stored_key(const Incoming& in, std::uint64_t base, const Header& header) {
  const auto* key = in.parts.skipped.find(header.epoch, header.n);
  if (!key) return fail(Errc::duplicate);
  STILLE_TRY(auto body, open_body(in.parts.sid, *key, header.epoch, in.envelope));
  Accepted out{in.parts.clone(), std::move(body), base + header.n + 1};
  out.next.skipped.erase(header.epoch, header.n);
  return out;
}

Result<Accepted> in_current_epoch(const Incoming& in, const Header& header) {
  const auto& recv = *in.parts.recv;
  // Only somebody who holds the header key could have written this: two parties opened the same epoch.
  if (header.keys.dh != recv.dh) return fail(Errc::forked);
  if (header.n < recv.next) return with_stored_key(in, recv.base, header);
  if (header.n - recv.next > kMaxJump) return fail(Errc::undecryptable);

  auto chain = recv.chain.clone();
  auto skipped = skip(chain, recv.next, header.n, in.now);
  const auto key = advance(chain);
  STILLE_TRY(auto body, open_body(in.parts.sid, key, header.epoch, in.envelope));
  Accepted out{in.parts.clone(), std::move(body), recv.base + header.n + 1};
  out.next.skipped.add({header.epoch, recv.base, recv.header.clone(), std::move(skipped)});
  out.next.recv->chain = std::move(chain);
  out.next.recv->next = header.n + 1;
  return out;
}

/// Messages of the closing epoch that are still missing; undecryptable when the header's count cannot be
/// true.
Result<std::uint32_t> missing_before(const SessionParts& parts, const Header& header) {
  // Before the first answer there was nothing from a responder, and exactly the HELLO from an initiator.
  const std::uint32_t had = parts.recv ? parts.recv->next : (parts.role == Role::responder ? 1 : 0);
  if (header.previous_length < had) return fail(Errc::undecryptable);
  const auto missing = header.previous_length - had;
  if (!parts.recv && missing != 0) return fail(Errc::undecryptable);
  if (std::uint64_t{missing} + header.n > kMaxJump) return fail(Errc::undecryptable);
  return missing;
}

Result<TurnKeys> accept_turn(const Incoming& in, const OwnEpoch& own, const Header& header) {
  TurnSecrets secrets;
  STILLE_TRY(secrets.dh, crypto::dh(own.dh, header.keys.dh));
  secrets.kem = crypto::kem_decapsulate(own.kem, header.ciphertext);
  if (header.authentication) {
    secrets.authentication = crypto::kem_decapsulate(in.self.kem_seed(), *header.authentication);
  }
  return turn_root(in.parts.root,
                   {in.parts.sid, header.epoch, header.keys, own.keys, header.ciphertext,
                    header.authentication ? &*header.authentication : nullptr},
                   secrets);
}

void keep_rest_of_chain(SessionParts& parts, std::uint64_t epoch, std::uint32_t missing, TimePoint now) {
  auto& old = *parts.recv;
  auto rest = skip(old.chain, old.next, old.next + missing, now);
  parts.skipped.add({epoch, old.base, std::move(old.header), std::move(rest)});
}

/// The peer's epoch is the newest from here on; our own secrets of the one before are gone with `turn`.
void enter(SessionParts& parts, const Header& header, TurnKeys keys) {
  parts.recv_next = std::move(keys.header);
  parts.root = std::move(keys.root);
  parts.hedge = hedge_turned(parts.hedge, keys.hedge);
  parts.epoch = header.epoch;
  parts.turn = PeerEpoch{header.keys, std::nullopt};
}

Result<Accepted> in_next_epoch(const Incoming& in, const Header& header) {
  const auto* own = std::get_if<OwnEpoch>(&in.parts.turn);
  // The header is the peer's, but it answers an epoch that somebody else opened.
  if (!own || header.answers != answers_to(own->keys.dh)) return fail(Errc::forked);
  STILLE_TRYV(crypto::parse_dh_public(header.keys.dh.view()));
  STILLE_TRYV(crypto::parse_kem_public(header.keys.kem.view()));
  STILLE_TRY(const auto missing, missing_before(in.parts, header));
  STILLE_TRY(auto keys, accept_turn(in, *own, header));

  auto chain = RecvChainKey::from(keys.chain.expose());
  auto skipped = skip(chain, 0, header.n, in.now);
  const auto key = advance(chain);
  STILLE_TRY(auto body, open_body(in.parts.sid, key, header.epoch, in.envelope));

  const auto base = (in.parts.recv ? in.parts.recv->base : 0) + header.previous_length;
  Accepted out{in.parts.clone(), std::move(body), base + header.n + 1};
  auto& next = out.next;
  if (missing > 0) keep_rest_of_chain(next, header.epoch - 2, missing, in.now);
  next.skipped.add({header.epoch, base, next.recv_next.clone(), std::move(skipped)});
  next.recv = RecvChain{std::move(chain), std::move(next.recv_next), header.keys.dh, header.n + 1, base};
  enter(next, header, std::move(keys));
  return out;
}

Result<Accepted> accept(const Incoming& in) {
  const auto& parts = in.parts;
  const auto next_epoch = parts.own_turn() ? parts.epoch + 1 : parts.epoch + 2;
  if (parts.recv) {
    const auto header = open_header(parts.sid, parts.recv->header, next_epoch - 2, in.envelope);
    if (header) return in_current_epoch(in, header.value());
  }
  const auto header = open_header(parts.sid, parts.recv_next, next_epoch, in.envelope);
  if (header) return in_next_epoch(in, header.value());
  const auto& old = parts.skipped.epochs();
  for (auto epoch = old.rbegin(); epoch != old.rend(); ++epoch) {
    if (epoch->epoch + 2 == next_epoch) continue;
    const auto late = open_header(parts.sid, epoch->header, epoch->epoch, in.envelope);
    if (late) return with_stored_key(in, epoch->base, late.value());
  }
  return fail(Errc::undecryptable);
}

/// Digests, acknowledgement and upkeep, all in the next state.
Opened finish(const Incoming& in, Accepted accepted) {
  auto& next = accepted.next;
  const auto& prelude = accepted.body.prelude;
  const auto arrival = next.received.add(prelude.seq, prelude.prev, accepted.body.commitment, in.now);
  const bool ack_fits = next.sent.acknowledge(prelude.ack);
  const bool differs = arrival == Arrival::contradiction || !ack_fits;
  const bool newly_forked = differs && !next.forked;
  next.forked = next.forked || differs;
  if (accepted.body.content_size > 0) {
    ++next.unanswered;
    if (!next.unanswered_since) next.unanswered_since = in.now;
  }
  next.skipped.expire(in.now);
  auto lost = next.received.give_up(in.now);
  const bool connected = !in.parts.recv;
  Opened out{SessionState(std::move(next)), crypto::SecretBytes(accepted.body.content()), prelude.seq};
  out.acknowledged = out.next.acknowledged();
  out.lost = std::move(lost);
  out.late = arrival == Arrival::late;
  out.became_connected = connected;
  out.forked = newly_forked;
  return out;
}

}  // namespace

Result<Opened> open(const SessionState& state, const IdentitySecret& self, ByteView envelope, TimePoint now) {
  if (!protocol::is_envelope_size(envelope.size())) return fail(Errc::undecryptable);
  const Incoming in{state.parts(), self, envelope, now};
  auto accepted = accept(in);
  if (!accepted) {
    // One error for every failure; a used key and a fork are known only to a holder of the session's keys.
    const auto code = accepted.error().code;
    if (code == Errc::duplicate || code == Errc::forked) return fail(code);
    return fail(Errc::undecryptable);
  }
  if (accepted.value().body.prelude.seq != accepted.value().expected_seq) return fail(Errc::undecryptable);
  return finish(in, std::move(accepted).value());
}

}  // namespace stille::e2e
