#include "client/e2e/session.hpp"

#include "client/e2e/envelope.hpp"
#include "client/e2e/ratchet.hpp"

namespace stille::e2e {
namespace {

Result<void> check_may_send(const SessionState& state, ByteView content) {
  if (state.status() == SessionStatus::forked) return fail(Errc::forked);
  if (state.status() == SessionStatus::superseded) return fail(Errc::wrong_state);
  if (!state.may_send()) return fail(Errc::not_ready);
  const auto limit = content.empty() ? kMaxJump : kMostUnacknowledged;
  if (state.sent() - state.acknowledged() >= limit) return fail(Errc::limit_reached);
  return ok();
}

std::uint64_t next_send_epoch(const SessionParts& parts) {
  return parts.own_turn() ? parts.epoch : parts.epoch + 1;
}

Result<std::size_t> smallest_envelope(const SessionState& state, std::size_t content) {
  for (const auto size : protocol::kEnvelopeSizes) {
    if (content <= state.content_room(size)) return size;
  }
  return fail(Errc::too_large);
}

}  // namespace

SessionStatus SessionState::status() const noexcept {
  if (parts_.forked) return SessionStatus::forked;
  if (parts_.superseded_at) return SessionStatus::superseded;
  return parts_.recv ? SessionStatus::connected : SessionStatus::connecting;
}

bool SessionState::heard() const noexcept {
  return parts_.role == Role::responder || parts_.recv;
}

bool SessionState::may_send() const noexcept {
  return heard() && !parts_.forked && !parts_.superseded_at;
}

bool SessionState::may_send_user_text() const noexcept {
  return status() == SessionStatus::connected;
}

std::size_t SessionState::content_room(std::size_t envelope_size) const noexcept {
  if (!protocol::is_envelope_size(envelope_size)) return 0;
  return e2e::content_room(envelope_size, next_send_epoch(parts_));
}

std::uint64_t SessionState::sent() const noexcept {
  return parts_.sent.sent();
}

std::uint64_t SessionState::acknowledged() const noexcept {
  return parts_.sent.acknowledged;
}

std::uint64_t SessionState::received_up_to() const noexcept {
  return parts_.received.up_to;
}

bool SessionState::heartbeat_due(TimePoint now) const noexcept {
  if (status() != SessionStatus::connected || !parts_.unanswered_since) return false;
  return parts_.unanswered >= kHeartbeatAfterMessages || now - *parts_.unanswered_since >= kHeartbeatAfter;
}

bool SessionState::turn_wanted() const noexcept {
  return parts_.own_turn() && parts_.chain_length >= kTurnWantedAfter;
}

bool SessionState::renewal_due(TimePoint now) const noexcept {
  if (parts_.role != Role::responder || status() != SessionStatus::connected) return false;
  return now - parts_.created_at >= kRenewalAfter || sent() + received_up_to() >= kRenewalAfterMessages;
}

bool SessionState::expired(TimePoint now) const noexcept {
  return parts_.superseded_at && now - *parts_.superseded_at >= kReceiveOnlyLife;
}

Result<Sealed> seal(const SessionState& state, ByteView content, TimePoint now, crypto::Rng& rng) {
  STILLE_TRYV(check_may_send(state, content));
  STILLE_TRY(const auto size, smallest_envelope(state, content.size()));
  auto next = state.parts().clone();
  if (!next.own_turn()) {
    STILLE_TRYV(open_epoch(next, rng));
  }
  auto& own = std::get<OwnEpoch>(next.turn);
  const auto message = advance(own.chain);
  const Header header{next.epoch, next.previous_length, next.chain_length, own.answers,
                      own.keys,   own.ciphertext,       own.authentication};
  const Prelude prelude{next.sent.sent() + 1, next.sent.last, next.received.ack()};
  STILLE_TRY(auto sealed,
             seal_envelope({next.sid, own.header, message}, {header, prelude, content, size}, rng));
  next.sent.append(sealed.commitment);
  ++next.chain_length;
  next.unanswered = 0;
  next.unanswered_since.reset();
  next.skipped.expire(now);
  return Sealed{SessionState(std::move(next)), std::move(sealed.bytes), prelude.seq};
}

SessionState supersede(const SessionState& state, TimePoint now) {
  auto next = state.parts().clone();
  if (!next.superseded_at) next.superseded_at = now;
  return SessionState(std::move(next));
}

SessionState mark_forked(const SessionState& state) {
  auto next = state.parts().clone();
  next.forked = true;
  return SessionState(std::move(next));
}

Tidied tidy(const SessionState& state, TimePoint now) {
  auto next = state.parts().clone();
  next.skipped.expire(now);
  auto lost = next.received.give_up(now);
  return {SessionState(std::move(next)), std::move(lost)};
}

}  // namespace stille::e2e
