#include "client/e2e/ratchet.hpp"

#include "common/crypto/hkdf.hpp"

namespace stille::e2e {
namespace {

namespace label = crypto::label;

constexpr std::size_t kEpochDraw = 32 + 64 + 32 + 32;

}  // namespace

TurnKeys turn_root(const RootKey& root, const Turn& turn, const TurnSecrets& secrets) {
  const auto transcript = crypto::sha512(
      {label::kRoot.view(), turn.sid.view(), be64(turn.epoch), turn.opener.dh.view(), turn.acceptor.dh.view(),
       crypto::sha512({turn.opener.kem.view()}), crypto::sha512({turn.acceptor.kem.view()}),
       turn.ciphertext.view(), turn.authentication ? ByteView(turn.authentication->view()) : ByteView()});
  crypto::SecretBytes ikm(secrets.authentication ? 96 : 64);
  auto to = std::copy_n(secrets.dh.expose().begin(), 32, ikm.fill().begin());
  to = std::copy_n(secrets.kem.expose().begin(), 32, to);
  if (secrets.authentication) std::copy_n(secrets.authentication->expose().begin(), 32, to);

  const auto info = concat({label::kRoot.view(), transcript});
  const auto okm = crypto::derive<crypto::Secret<struct TurnOkmTag, 128>>(root.expose(), ikm.expose(), info);
  const auto all = okm.expose();
  TurnKeys out;
  out.root = RootKey::from(all.subspan<0, 32>());
  std::copy_n(all.begin() + 32, 32, out.chain.fill().begin());
  out.header = HeaderKey::from(all.subspan<64, 32>());
  out.hedge = SharedHedge::from(all.subspan<96, 32>());
  return out;
}

Result<void> open_epoch(SessionParts& parts, crypto::Rng& rng) {
  const auto peer = std::get<PeerEpoch>(parts.turn);
  const auto epoch = parts.epoch + 1;
  Ephemerals fresh(parts.hedge, {label::kHedgeEpoch, epoch, parts.sid.view()}, kEpochDraw, rng);
  OwnEpoch own;
  own.dh = fresh.take<crypto::DhSecret>();
  own.kem = fresh.take<crypto::KemSeed>();
  own.answers = answers_to(peer.keys.dh);
  own.keys = {crypto::dh_public(own.dh), crypto::kem_public(own.kem)};

  TurnSecrets secrets;
  STILLE_TRY(secrets.dh, crypto::dh(own.dh, peer.keys.dh));
  auto encapsulated = crypto::kem_encapsulate(peer.keys.kem, fresh.take<crypto::KemCoins>());
  own.ciphertext = encapsulated.ciphertext;
  secrets.kem = std::move(encapsulated.shared);
  if (peer.identity) {
    auto authentication = crypto::kem_encapsulate(*peer.identity, fresh.take<crypto::KemCoins>());
    own.authentication = authentication.ciphertext;
    secrets.authentication = std::move(authentication.shared);
  }

  auto keys = turn_root(parts.root,
                        {parts.sid, epoch, own.keys, peer.keys, own.ciphertext,
                         own.authentication ? &*own.authentication : nullptr},
                        secrets);
  own.chain = SendChainKey::from(keys.chain.expose());
  own.header = std::move(parts.send_next);
  parts.send_next = std::move(keys.header);
  parts.root = std::move(keys.root);
  parts.hedge = hedge_turned(parts.hedge, keys.hedge);
  parts.previous_length = parts.chain_length;
  parts.chain_length = 0;
  parts.epoch = epoch;
  parts.turn = std::move(own);
  return ok();
}

}  // namespace stille::e2e
