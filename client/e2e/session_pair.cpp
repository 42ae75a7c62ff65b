#include "client/e2e/session_pair.hpp"

#include "client/e2e/secret_codec.hpp"

namespace stille::e2e {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kLongestSession = 1U << 20U;

/// Everything of `opened` but its state.
PairOpened report(SessionPair next, const SessionId& sid, Opened& opened) {
  PairOpened out{std::move(next), sid, std::move(opened.content)};
  out.seq = opened.seq;
  out.acknowledged = opened.acknowledged;
  out.lost = std::move(opened.lost);
  out.late = opened.late;
  out.became_connected = opened.became_connected;
  out.forked = opened.forked;
  return out;
}

}  // namespace

/// The rules, with access to both places.
struct PairSteps {
  using Slot = SessionPair::Slot;

  static Slot copy_of(const Slot& slot) { return {slot.session.clone(), slot.generation}; }

  static SessionPair with(const SessionPair& before, Slot sending, std::optional<Slot> second, Second kind) {
    SessionPair out(std::move(sending.session), sending.generation);
    out.generation_ = before.generation_;
    out.second_ = std::move(second);
    out.second_kind_ = out.second_ ? kind : Second::none;
    return out;
  }

  /// `fresh` sends from now on; the one that sent so far only receives.
  static SessionPair take_over(const SessionPair& before, Slot fresh, TimePoint now) {
    Slot old{supersede(before.sending_.session, now), before.sending_.generation};
    return with(before, std::move(fresh), std::move(old), Second::receive_only);
  }

  static SessionPair replace(const SessionPair& before, bool second, SessionState next) {
    auto out = before.clone();
    (second ? *out.second_ : out.sending_).session = std::move(next);
    return out;
  }

  static void confirm(SessionPair& pair, std::uint64_t generation) {
    pair.generation_ = std::max(pair.generation_, generation);
  }

  static void give_up_rival(SessionPair& pair, TimePoint now) {
    pair.second_->session = supersede(pair.second_->session, now);
    pair.second_kind_ = Second::receive_only;
  }

  static PairOpened opened(const SessionPair& before, bool second, Opened&& opened, TimePoint now) {
    const auto& slot = second ? *before.second_ : before.sending_;
    const auto sid = slot.session.sid();
    const auto kind = before.second_kind_;
    // A rival or pending session waits for exactly this: the peer's answer on it.
    const bool moves =
        second && opened.became_connected && (kind == Second::rival || kind == Second::pending);
    auto next = moves ? take_over(before, {std::move(opened.next), slot.generation}, now)
                      : replace(before, second, std::move(opened.next));
    if (opened.became_connected) confirm(next, slot.generation);
    // The peer used this session knowing nothing of the rival, or against it: the matter is settled.
    if (!second && opened.became_connected && kind == Second::rival) give_up_rival(next, now);
    auto out = report(std::move(next), sid, opened);
    out.superseded = moves;
    return out;
  }

  static PairOpened forked(const SessionPair& before, bool second) {
    const auto& session = (second ? *before.second_ : before.sending_).session;
    PairOpened out{replace(before, second, mark_forked(session)), session.sid(), {}};
    out.acknowledged = session.acknowledged();
    out.forked = session.status() != SessionStatus::forked;
    return out;
  }

  /// Both sides initiated: the smaller session id wins as soon as something was received on it.
  static SessionPair collide(const SessionPair& before, Slot fresh, TimePoint now) {
    if (fresh.session.sid() < before.sending_.session.sid()) return take_over(before, std::move(fresh), now);
    return with(before, std::move(fresh), copy_of(before.sending_), Second::rival);
  }

  /// Confirmed or not: an older HELLO must not push out a newer one that overtook it.
  static std::uint64_t newest_generation(const SessionPair& pair) {
    return std::max(pair.generation_, pair.second_ ? pair.second_->generation : 0);
  }

  static SessionPair add_second(const SessionPair& before, Slot fresh) {
    return with(before, copy_of(before.sending_), std::move(fresh), Second::pending);
  }

  static SessionPair drop_old(const SessionPair& pair, TimePoint now) {
    const auto& second = pair.second_;
    if (!second) return pair.clone();
    const bool waits = pair.second_kind_ != Second::receive_only;
    const bool over =
        waits ? now - second->session.parts().created_at >= kPendingLife : second->session.expired(now);
    if (!over) return pair.clone();
    return with(pair, copy_of(pair.sending_), std::nullopt, Second::none);
  }

  static crypto::SecretBytes encode(const Slot& slot) {
    const auto session = slot.session.encode();
    return encode_secret([&](SecretWriter& out) {
      out.u64(slot.generation).u32(static_cast<std::uint32_t>(session.size())).raw(session.expose());
    });
  }

  static Result<Slot> read(SecretReader& in) {
    const auto generation = in.u64();
    STILLE_TRY(auto session, SessionState::decode(in.raw(in.count(kLongestSession))));
    return Slot{std::move(session), generation};
  }

  static crypto::SecretBytes encode(const SessionPair& pair) {
    const auto sending = encode(pair.sending_);
    const auto second = pair.second_ ? encode(*pair.second_) : crypto::SecretBytes();
    return encode_secret([&](SecretWriter& out) {
      out.u8(kVersion).u8(static_cast<std::uint8_t>(pair.second_kind_)).u64(pair.generation_);
      out.raw(sending.expose()).raw(second.expose());
    });
  }

  static Result<SessionPair> decode(ByteView encoded) {
    SecretReader in(encoded);
    const auto version = in.u8();
    if (in.good() && version != kVersion) return fail(Errc::unsupported_version);
    const auto kind = static_cast<Second>(in.choice(3));
    const auto generation = in.u64();
    STILLE_TRY(auto sending, read(in));
    SessionPair out(std::move(sending.session), sending.generation);
    out.generation_ = generation;
    out.second_kind_ = kind;
    if (kind != Second::none) {
      STILLE_TRY(out.second_, read(in));
    }
    if (!in.finished()) return fail(Errc::damaged);
    return out;
  }

  static Result<PairSealed> seal_on(const SessionPair& pair, bool second, ByteView content, TimePoint now,
                                    crypto::Rng& rng) {
    const auto& session = (second ? *pair.second_ : pair.sending_).session;
    const auto sid = session.sid();
    STILLE_TRY(auto sealed, seal(session, content, now, rng));
    return PairSealed{replace(pair, second, std::move(sealed.next)), std::move(sealed.envelope), sid,
                      sealed.seq};
  }

  static SessionPair tidied(const SessionPair& pair, TimePoint now, std::vector<SeqRange>& lost) {
    auto sending = tidy(pair.sending_.session, now);
    lost = std::move(sending.lost);
    auto out = replace(pair, false, std::move(sending.next));
    if (out.second_) out = replace(out, true, tidy(out.second_->session, now).next);
    return drop_old(out, now);
  }
};

SessionPair::SessionPair(SessionState first, std::uint64_t generation)
    : sending_{std::move(first), generation}, generation_(generation) {}

SessionPair SessionPair::clone() const {
  std::optional<Slot> second;
  if (second_) second = PairSteps::copy_of(*second_);
  return PairSteps::with(*this, PairSteps::copy_of(sending_), std::move(second), second_kind_);
}

crypto::SecretBytes SessionPair::encode() const {
  return PairSteps::encode(*this);
}

Result<SessionPair> SessionPair::decode(ByteView encoded) {
  return PairSteps::decode(encoded);
}

Result<PairSealed> seal(const SessionPair& pair, ByteView content, TimePoint now, crypto::Rng& rng) {
  return PairSteps::seal_on(pair, false, content, now, rng);
}

Result<PairSealed> seal_pending(const SessionPair& pair, ByteView content, TimePoint now, crypto::Rng& rng) {
  if (pair.second_kind() != Second::pending) return fail(Errc::wrong_state);
  return PairSteps::seal_on(pair, true, content, now, rng);
}

Result<PairOpened> open(const SessionPair& pair, const IdentitySecret& self, ByteView envelope,
                        TimePoint now) {
  for (const bool second : {false, true}) {
    const auto* session = second ? pair.second() : &pair.sending();
    if (!session) break;
    auto opened = open(*session, self, envelope, now);
    if (opened) return PairSteps::opened(pair, second, std::move(opened).value(), now);
    const auto code = opened.error().code;
    if (code == Errc::forked) return PairSteps::forked(pair, second);
    if (code != Errc::undecryptable) return fail(code);
  }
  return fail(Errc::undecryptable);
}

Result<SessionPair> add_initiated(const SessionPair& pair, SessionState fresh, bool renewal, TimePoint now) {
  const bool connected = pair.sending().parts().recv.has_value();
  const bool pending = pair.second_kind() == Second::pending;
  const bool ours = pending && pair.second()->role() == Role::initiator;
  if (!connected || pair.second_kind() == Second::rival) return fail(Errc::wrong_state);
  // A reset may overtake our own renewal: its generation is larger.
  if (pending && (renewal || !ours)) return fail(Errc::wrong_state);
  if (renewal) return PairSteps::add_second(pair, {std::move(fresh), 0});
  return PairSteps::take_over(pair, {std::move(fresh), 0}, now);
}

Result<SessionPair> add_responded(const SessionPair& pair, Responded&& fresh, TimePoint now) {
  if (fresh.generation <= PairSteps::newest_generation(pair)) return fail(Errc::duplicate);
  PairSteps::Slot slot{std::move(fresh.session), fresh.generation};
  if (!pair.sending().heard()) return PairSteps::collide(pair, std::move(slot), now);
  return PairSteps::add_second(pair, std::move(slot));
}

PairTidied tidy(const SessionPair& pair, TimePoint now) {
  std::vector<SeqRange> lost;
  auto next = PairSteps::tidied(pair, now, lost);
  return {std::move(next), std::move(lost)};
}

}  // namespace stille::e2e
