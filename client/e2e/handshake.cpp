#include "client/e2e/handshake.hpp"

#include "client/e2e/envelope.hpp"
#include "client/e2e/transcript.hpp"
#include "common/crypto/cae.hpp"

namespace stille::e2e {
namespace {

namespace label = crypto::label;

constexpr std::size_t kHiddenPlain = kIdentityPublicSize + crypto::kKemCiphertextSize;
constexpr std::size_t kHiddenSize = kHiddenPlain + crypto::kCaeOverhead;
constexpr std::size_t kHiddenAt = 32 + crypto::kKemCiphertextSize;
constexpr std::size_t kEnvelopeAt = kHiddenAt + kHiddenSize;
constexpr std::size_t kFirstEnvelope = kHelloSize - kEnvelopeAt;
constexpr std::size_t kGenerationSize = 8;
constexpr std::size_t kHelloDraw = 3 * 32 + 32 + 64;
static_assert(kHiddenSize == 2409 && kFirstEnvelope == 12855);
static_assert(content_room(kFirstEnvelope, 0) == kHelloContentRoom + kGenerationSize);

/// Label, card, link key, and for a renewal the old session: what both sides know before the first byte.
Transcript begin(const Card& card, const protocol::LinkKey& link, const HandshakeOptions& options) {
  Transcript out;
  out.mix_hash(card.encoded);
  out.mix_key(link.expose());
  if (options.renews) out.mix_key(options.renews->expose());
  return out;
}

/// The secrets of one initiator's HELLO. The last two belong to epoch 0.
struct HelloSecrets {
  crypto::DhSecret dh;
  crypto::KemCoins for_prekey;
  crypto::KemCoins for_identity;
  crypto::DhSecret epoch_dh;
  crypto::KemSeed epoch_kem;
};

HelloSecrets draw(const HedgeKey& hedge, const protocol::LinkKey& link, crypto::Rng& rng) {
  Ephemerals fresh(hedge, {label::kHedgeHello, 0, link.expose()}, kHelloDraw, rng);
  HelloSecrets out;
  out.dh = fresh.take<crypto::DhSecret>();
  out.for_prekey = fresh.take<crypto::KemCoins>();
  out.for_identity = fresh.take<crypto::KemCoins>();
  out.epoch_dh = fresh.take<crypto::DhSecret>();
  out.epoch_kem = fresh.take<crypto::KemSeed>();
  return out;
}

/// What both sides' states share after the handshake.
SessionParts parts_after(Split& split, const HedgeKey& device, const Iid& peer, Role role, TimePoint now) {
  SessionParts out;
  out.sid = split.sid;
  out.peer = peer;
  out.role = role;
  out.created_at = now;
  out.exporter = std::move(split.exporter);
  out.root = std::move(split.root);
  out.hedge = hedge_of_session(device, split.hedge, split.sid);
  const bool initiator = role == Role::initiator;
  out.send_next = std::move(initiator ? split.header2 : split.header1);
  out.recv_next = std::move(initiator ? split.header1 : split.header2);
  out.sent = SentSequence::start(out.sid);
  out.received = ReceivedSequence::start(out.sid);
  return out;
}

MessageKey first_key(const Split& split) {
  auto chain = SendChainKey::from(split.chain.expose());
  return advance(chain);
}

/// EA || ct1 || c1; leaves the transcript ready to split.
Result<Bytes> write_clear_part(Transcript& transcript, const IdentitySecret& self, const Card& card,
                               HelloSecrets& secrets, crypto::Rng& rng) {
  const auto ephemeral = crypto::dh_public(secrets.dh);
  transcript.mix_hash(ephemeral.view());
  STILLE_TRY(auto with_prekey, crypto::dh(secrets.dh, card.prekey_dh));
  transcript.mix_key(with_prekey.expose());
  const auto to_prekey = crypto::kem_encapsulate(card.prekey_kem, secrets.for_prekey);
  transcript.mix_hash(to_prekey.ciphertext.view());
  transcript.mix_key(to_prekey.shared.expose());

  const auto to_identity = crypto::kem_encapsulate(card.owner.kem, secrets.for_identity);
  const auto hidden = concat({self.public_part().encode().view(), to_identity.ciphertext.view()});
  STILLE_TRY(auto sealed,
             crypto::cae_seal(transcript.identity_key().expose(), transcript.hash(), hidden, rng));
  transcript.mix_hash(sealed);
  STILLE_TRY(auto with_owner, crypto::dh(secrets.dh, card.owner.dh));
  transcript.mix_key(with_owner.expose());
  transcript.mix_key(to_identity.shared.expose());
  STILLE_TRY(auto from_self, crypto::dh(self.dh_secret(), card.prekey_dh));
  transcript.mix_key(from_self.expose());
  return concat({ephemeral.view(), to_prekey.ciphertext.view(), sealed});
}

/// What the responder learns from EA, ct1 and c1.
struct ClearPart {
  Transcript transcript;
  IdentityPublic peer;
};

Result<ClearPart> read_clear_part(const IdentitySecret& self, const OwnCard& own, ByteView hello,
                                  const HandshakeOptions& options) {
  auto transcript = begin(own.card, own.card.link_key(), options);
  STILLE_TRY(const auto ephemeral, crypto::parse_dh_public(hello.first(32)));
  transcript.mix_hash(ephemeral.view());
  STILLE_TRY(auto with_prekey, crypto::dh(own.dh, ephemeral));
  transcript.mix_key(with_prekey.expose());
  const auto ciphertext = crypto::KemCiphertext::copy_of(hello.subspan(32, crypto::kKemCiphertextSize));
  transcript.mix_hash(ciphertext.view());
  transcript.mix_key(crypto::kem_decapsulate(own.kem, ciphertext).expose());

  const auto sealed = hello.subspan(kHiddenAt, kHiddenSize);
  STILLE_TRY(const auto hidden,
             crypto::cae_open(transcript.identity_key().expose(), transcript.hash(), sealed));
  transcript.mix_hash(sealed);
  STILLE_TRY(auto peer, IdentityPublic::parse(hidden.expose().first(kIdentityPublicSize)));
  STILLE_TRY(auto with_self, crypto::dh(self.dh_secret(), ephemeral));
  transcript.mix_key(with_self.expose());
  const auto to_self = crypto::KemCiphertext::copy_of(hidden.expose().subspan(kIdentityPublicSize));
  transcript.mix_key(crypto::kem_decapsulate(self.kem_seed(), to_self).expose());
  STILLE_TRY(auto from_peer, crypto::dh(own.dh, peer.dh));
  transcript.mix_key(from_peer.expose());
  return ClearPart{std::move(transcript), std::move(peer)};
}

Result<Responded> respond_with(const IdentitySecret& self, const OwnCard& own, ByteView hello,
                               const HandshakeOptions& options, TimePoint now) {
  STILLE_TRY(auto clear, read_clear_part(self, own, hello, options));
  const auto iid = clear.peer.iid();
  if (iid == self.iid()) return fail(Errc::own_identity);
  auto split = clear.transcript.split();
  const auto envelope = hello.subspan(kEnvelopeAt);
  STILLE_TRY(const auto header, open_header(split.sid, split.header0, 0, envelope));
  STILLE_TRYV(crypto::parse_dh_public(header.keys.dh.view()));
  STILLE_TRYV(crypto::parse_kem_public(header.keys.kem.view()));
  STILLE_TRY(const auto body, open_body(split.sid, first_key(split), 0, envelope));
  const auto start = sequence_start(split.sid);
  const bool first = header.n == 0 && header.previous_length == 0 && body.prelude.seq == 1;
  if (!first || body.prelude.prev != start || body.content_size < kGenerationSize) {
    return fail(Errc::undecryptable);
  }
  auto parts = parts_after(split, hedge_of_device(self), iid, Role::responder, now);
  parts.turn = PeerEpoch{header.keys, clear.peer.kem};
  (void)parts.received.add(1, start, body.commitment, now);
  if (!parts.sent.acknowledge(body.prelude.ack)) return fail(Errc::undecryptable);
  ByteReader content(body.content());
  STILLE_TRY(const auto generation, content.u64());
  STILLE_TRY(const auto id, hello_id(hello));
  return Responded{SessionState(std::move(parts)),
                   std::move(clear.peer),
                   crypto::SecretBytes(content.rest()),
                   generation,
                   id,
                   0};
}

}  // namespace

Result<Initiated> initiate(const IdentitySecret& self, const Card& card, ByteView content,
                           const HandshakeOptions& options, TimePoint now, crypto::Rng& rng) {
  if (content.size() > kHelloContentRoom) return fail(Errc::too_large);
  if (card.expires <= now) return fail(Errc::expired);
  const auto peer = card.owner.iid();
  if (peer == self.iid()) return fail(Errc::own_identity);
  const auto link = card.link_key();
  const auto device = hedge_of_device(self);
  auto secrets = draw(device, link, rng);
  auto transcript = begin(card, link, options);
  STILLE_TRY(auto hello, write_clear_part(transcript, self, card, secrets, rng));
  auto split = transcript.split();

  auto parts = parts_after(split, device, peer, Role::initiator, now);
  OwnEpoch own;
  own.keys = {crypto::dh_public(secrets.epoch_dh), crypto::kem_public(secrets.epoch_kem)};
  own.dh = std::move(secrets.epoch_dh);
  own.kem = std::move(secrets.epoch_kem);
  const Header header{0, 0, 0, own.answers, own.keys, own.ciphertext, std::nullopt};
  const Prelude prelude{1, parts.sent.last, parts.received.ack()};
  crypto::SecretBytes body(kGenerationSize + content.size());
  std::copy_n(be64(options.generation).begin(), kGenerationSize, body.fill().begin());
  std::copy(content.begin(), content.end(), body.fill().begin() + kGenerationSize);
  STILLE_TRY(auto sealed, seal_envelope({parts.sid, split.header0, first_key(split)},
                                        {header, prelude, body.expose(), kFirstEnvelope}, rng));
  parts.sent.append(sealed.commitment);
  parts.chain_length = 1;
  parts.turn = std::move(own);
  hello.insert(hello.end(), sealed.bytes.begin(), sealed.bytes.end());
  return Initiated{SessionState(std::move(parts)), std::move(hello)};
}

Result<HelloId> hello_id(ByteView hello) {
  if (hello.size() != kHelloSize) return fail(Errc::bad_length);
  return HelloId{crypto::h32({label::kHelloId.view(), hello.first(kHiddenAt)})};
}

Result<Responded> respond(const IdentitySecret& self, std::span<const OwnCard> cards, ByteView hello,
                          const HandshakeOptions& options, TimePoint now) {
  if (cards.size() > kMostLivePrekeys) return fail(Errc::limit_reached);
  if (hello.size() != kHelloSize) return fail(Errc::undecryptable);
  for (std::size_t i = 0; i < cards.size(); ++i) {
    if (cards[i].erase_after() <= now) continue;
    auto answer = respond_with(self, cards[i], hello, options, now);
    if (answer) {
      answer.value().card = i;
      return answer;
    }
    if (answer.error().code == Errc::own_identity) return fail(Errc::own_identity);
  }
  return fail(Errc::undecryptable);
}

}  // namespace stille::e2e
