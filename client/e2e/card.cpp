#include "client/e2e/card.hpp"

#include "client/e2e/hedge.hpp"
#include "client/e2e/link.hpp"
#include "client/e2e/secret_codec.hpp"
#include "common/crypto/cae.hpp"
#include "common/crypto/hash.hpp"

namespace stille::e2e {
namespace {

namespace label = crypto::label;

constexpr std::size_t kPaddedSize = protocol::kLinkCardSize - crypto::kCaeOverhead;
constexpr std::size_t kLongestHost = 253;
constexpr std::size_t kPrekeysSize = 32 + crypto::kKemPublicSize;
constexpr std::size_t kMutableSize = kPrekeysSize + 8 + 8 + 64;
constexpr std::size_t kSaltSize = 32;
constexpr std::uint8_t kOwnCardVersion = 1;

std::uint64_t millis(TimePoint time) {
  return static_cast<std::uint64_t>(time.time_since_epoch().count());
}

void write_mailbox(ByteWriter& out, const HelloMailbox& mailbox) {
  out.sized(as_bytes(mailbox.relay.host)).u16(mailbox.relay.port);
  out.raw(mailbox.relay.fingerprint.view()).raw(mailbox.writer.view());
}

Result<HelloMailbox> read_mailbox(ByteReader& in) {
  HelloMailbox out;
  STILLE_TRY(auto host, in.sized(kLongestHost));
  out.relay.host = std::string(as_text(host));
  STILLE_TRY(out.relay.port, in.u16());
  STILLE_TRY(out.relay.fingerprint, in.fixed<protocol::RelayFingerprint>());
  STILLE_TRY(out.writer, in.fixed<protocol::WriterId>());
  const auto canonical = protocol::parse_authority(protocol::to_authority(out.relay));
  if (!canonical || canonical.value() != out.relay) return fail(Errc::bad_value);
  return out;
}

void write_prekeys(ByteWriter& out, const Card& card) {
  out.raw(card.prekey_dh.view()).raw(card.prekey_kem.view()).u64(card.epoch).u64(millis(card.expires));
}

Result<void> read_prekeys(ByteReader& in, Card& card) {
  STILLE_TRY(auto dh, in.raw(crypto::DhPublic::size));
  STILLE_TRY(card.prekey_dh, crypto::parse_dh_public(dh));
  STILLE_TRY(auto kem, in.raw(crypto::kKemPublicSize));
  STILLE_TRY(card.prekey_kem, crypto::parse_kem_public(kem));
  STILLE_TRY(card.epoch, in.u64());
  STILLE_TRY(auto expires, in.u64());
  // Far beyond any calendar, and small enough that arithmetic with it cannot overflow.
  if (expires > (std::uint64_t{1} << 60U)) return fail(Errc::bad_value);
  card.expires = TimePoint(milliseconds(static_cast<std::int64_t>(expires)));
  return ok();
}

Result<IdentityPublic> read_owner(ByteReader& in) {
  STILLE_TRY(auto bytes, in.raw(kIdentityPublicSize));
  return IdentityPublic::parse(bytes);
}

/// What the signature covers: an invitation whole, a contact card's mutable part together with its link key.
crypto::SecretBytes signed_part(const Card& card) {
  const ByteView unsigned_bytes = ByteView(card.encoded).first(card.encoded.size() - crypto::Signature::size);
  if (card.kind == CardKind::invitation) {
    return concat_secret({label::kCard.view(), unsigned_bytes});
  }
  const auto key = card.link_key();
  const auto changing = unsigned_bytes.last(kMutableSize - crypto::Signature::size);
  return concat_secret({label::kCardMutable.view(), key.expose(), changing});
}

Result<Card> parse(ByteView encoded) {
  Card out;
  out.encoded.assign(encoded.begin(), encoded.end());
  ByteReader in(encoded);
  STILLE_TRY(auto suite, in.u16());
  if (suite != kSuite) return fail(Errc::unsupported_version);
  STILLE_TRY(auto kind, in.u8());
  if (kind < 1 || kind > 3) return fail(Errc::bad_value);
  out.kind = static_cast<CardKind>(kind);
  if (out.kind == CardKind::invitation) {
    STILLE_TRY(out.owner, read_owner(in));
    STILLE_TRYV(read_prekeys(in, out));
    STILLE_TRY(out.mailbox, read_mailbox(in));
    if (out.epoch != 0) return fail(Errc::bad_value);
  } else {
    STILLE_TRYV(in.raw(kSaltSize));
    STILLE_TRY(out.owner, read_owner(in));
    STILLE_TRY(out.mailbox, read_mailbox(in));
    STILLE_TRYV(read_prekeys(in, out));
  }
  STILLE_TRYV(in.fixed<crypto::Signature>());
  STILLE_TRYV(in.done());
  return out;
}

/// Draws fresh prekeys, then lets `write` lay the card out up to its signature.
template <class Write>
Result<OwnCard> make(const IdentitySecret& owner, Card card, crypto::Rng& rng, Write write) {
  Ephemerals fresh(hedge_of_device(owner), {label::kHedgeCard, card.epoch, {}}, 32 + 64, rng);
  OwnCard out{std::move(card), fresh.take<crypto::DhSecret>(), fresh.take<crypto::KemSeed>()};
  out.card.prekey_dh = crypto::dh_public(out.dh);
  out.card.prekey_kem = crypto::kem_public(out.kem);
  ByteWriter bytes;
  write(bytes, out.card);
  bytes.raw(crypto::Signature{}.view());
  out.card.encoded = std::move(bytes).bytes();
  const auto signature = crypto::sign(owner.sign_seed(), signed_part(out.card).expose());
  std::copy(signature.raw.begin(), signature.raw.end(), out.card.encoded.end() - crypto::Signature::size);
  // Refuses a mailbox that no reader of the card would accept.
  STILLE_TRYV(parse(out.card.encoded));
  return out;
}

Card blank(CardKind kind, const IdentitySecret& owner, const HelloMailbox& mailbox, TimePoint expires) {
  Card out;
  out.kind = kind;
  out.owner = owner.public_part();
  out.mailbox = mailbox;
  out.expires = expires;
  return out;
}

}  // namespace

protocol::LinkKey Card::link_key() const {
  const ByteView all = encoded;
  const auto bound = kind == CardKind::invitation ? all : all.first(all.size() - kMutableSize);
  auto digest = crypto::h32({label::kLink.view(), bound});
  auto out = protocol::LinkKey::from(digest);
  crypto::wipe(digest);
  return out;
}

TimePoint OwnCard::erase_after() const {
  return card.expires + kHelloGrace;
}

crypto::SecretBytes OwnCard::encode() const {
  crypto::SecretBytes out(1 + 32 + 64 + card.encoded.size());
  auto to = out.fill().begin();
  *to++ = kOwnCardVersion;
  to = std::copy(dh.expose().begin(), dh.expose().end(), to);
  to = std::copy(kem.expose().begin(), kem.expose().end(), to);
  std::copy(card.encoded.begin(), card.encoded.end(), to);
  return out;
}

Result<OwnCard> OwnCard::decode(ByteView encoded) {
  if (encoded.size() < 1 + 32 + 64) return fail(Errc::bad_length);
  if (encoded[0] != kOwnCardVersion) return fail(Errc::unsupported_version);
  STILLE_TRY(auto card, parse(encoded.subspan(97)));
  return OwnCard{std::move(card), crypto::DhSecret::from(encoded.subspan<1, 32>()),
                 crypto::KemSeed::from(encoded.subspan<33, 64>())};
}

Result<OwnCard> make_invitation(const IdentitySecret& owner, const HelloMailbox& mailbox, TimePoint expires,
                                TimePoint now, crypto::Rng& rng) {
  if (expires > now + kLongestInvitationLife) return fail(Errc::limit_reached);
  return make(owner, blank(CardKind::invitation, owner, mailbox, expires), rng,
              [](ByteWriter& out, const Card& card) {
                out.u16(kSuite).u8(static_cast<std::uint8_t>(card.kind)).raw(card.owner.encode().view());
                write_prekeys(out, card);
                write_mailbox(out, card.mailbox);
              });
}

Result<OwnCard> make_contact_card(const IdentitySecret& owner, CardKind kind, const HelloMailbox& mailbox,
                                  TimePoint now, crypto::Rng& rng) {
  if (kind == CardKind::invitation) return fail(Errc::invalid_argument);
  const auto salt = rng.fixed<Fixed<struct CardSaltTag, kSaltSize>>();
  return make(owner, blank(kind, owner, mailbox, now + kLongestPrekeyLife), rng,
              [&](ByteWriter& out, const Card& card) {
                out.u16(kSuite).u8(static_cast<std::uint8_t>(card.kind)).raw(salt.view());
                out.raw(card.owner.encode().view());
                write_mailbox(out, card.mailbox);
                write_prekeys(out, card);
              });
}

Result<OwnCard> rotate_prekeys(const IdentitySecret& owner, const Card& previous, TimePoint now,
                               crypto::Rng& rng) {
  if (previous.kind == CardKind::invitation) return fail(Errc::invalid_argument);
  if (previous.owner != owner.public_part()) return fail(Errc::untrusted_contact);
  auto card = blank(previous.kind, owner, previous.mailbox, now + kLongestPrekeyLife);
  card.epoch = previous.epoch + 1;
  const auto fixed = ByteView(previous.encoded).first(previous.encoded.size() - kMutableSize);
  return make(owner, std::move(card), rng, [&](ByteWriter& out, const Card& fresh) {
    out.raw(fixed);
    write_prekeys(out, fresh);
  });
}

Result<Card> parse_card(ByteView encoded, TimePoint now) {
  STILLE_TRY(auto card, parse(encoded));
  const auto signature = crypto::Signature::copy_of(encoded.last(crypto::Signature::size));
  if (!crypto::verify(card.owner.sign, signed_part(card).expose(), signature)) {
    return fail(Errc::bad_signature);
  }
  if (card.expires <= now) return fail(Errc::expired);
  return card;
}

Result<Bytes> seal_card(const Card& card, crypto::Rng& rng) {
  const auto key = card.link_key();
  auto padded = ByteWriter().sized(card.encoded).bytes();
  padded.resize(kPaddedSize);
  return crypto::cae_seal(link_encryption_key(key).expose(), link_id(key).view(), padded, rng);
}

Result<Card> open_card(const protocol::LinkText& link, ByteView sealed, TimePoint now) {
  if (sealed.size() != protocol::kLinkCardSize) return fail(Errc::undecryptable);
  const auto key = link_encryption_key(link.key);
  STILLE_TRY(auto padded, crypto::cae_open(key.expose(), link_id(link.key).view(), sealed));
  ByteReader in(padded.expose());
  STILLE_TRY(auto encoded, in.sized(kPaddedSize));
  const auto rest = in.rest();
  if (std::any_of(rest.begin(), rest.end(), [](auto b) { return b != 0; })) return fail(Errc::undecryptable);
  STILLE_TRY(auto card, parse(encoded));
  const bool one_time = link.kind == protocol::LinkKind::invitation;
  if (one_time != (card.kind == CardKind::invitation)) return fail(Errc::undecryptable);
  if (!crypto::equal(card.link_key().expose(), link.key.expose())) return fail(Errc::undecryptable);
  if (card.mailbox.relay != link.relay) return fail(Errc::undecryptable);
  return parse_card(encoded, now);
}

}  // namespace stille::e2e
