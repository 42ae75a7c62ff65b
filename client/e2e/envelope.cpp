#include "client/e2e/envelope.hpp"

#include "common/crypto/cae.hpp"
#include "common/crypto/hash.hpp"
#include "common/crypto/label.hpp"

namespace stille::e2e {
namespace {

constexpr std::array<std::uint8_t, crypto::kChaChaNonceSize> kZeroNonce{};
constexpr std::size_t kSealedHeaderAt = kEnvelopeNonceSize + 32;

using HeaderBytes = std::array<std::uint8_t, kAuthHeaderSize>;
using SealedNonce = Fixed<struct SealedNonceTag, kEnvelopeNonceSize>;

/// Writes fields one after the other into memory that is known to be large enough.
struct Pen {
  ByteSpan rest;
  Pen& put(ByteView bytes) {
    std::copy(bytes.begin(), bytes.end(), rest.begin());
    rest = rest.subspan(bytes.size());
    return *this;
  }
};

void write_header(ByteSpan out, const Header& header) {
  Pen pen{out};
  pen.put(be64(header.epoch)).put(be32(header.previous_length)).put(be32(header.n));
  pen.put(header.answers.view());
  pen.put(header.keys.dh.view()).put(header.keys.kem.view()).put(header.ciphertext.view());
  if (header.authentication) pen.put(header.authentication->view());
}

Result<Header> read_header(ByteView plain) {
  Header out;
  ByteReader in(plain);
  STILLE_TRY(out.epoch, in.u64());
  STILLE_TRY(out.previous_length, in.u32());
  STILLE_TRY(out.n, in.u32());
  STILLE_TRY(out.answers, in.fixed<Answers>());
  STILLE_TRY(out.keys.dh, in.fixed<crypto::DhPublic>());
  STILLE_TRY(out.keys.kem, in.fixed<crypto::KemPublic>());
  STILLE_TRY(out.ciphertext, in.fixed<crypto::KemCiphertext>());
  if (!in.rest().empty()) {
    STILLE_TRY(out.authentication, in.fixed<crypto::KemCiphertext>());
  }
  return out;
}

crypto::SecretBytes padded_body(const Prelude& prelude, ByteView content, std::size_t size) {
  crypto::SecretBytes out(size);
  Pen pen{out.fill()};
  pen.put(be32(static_cast<std::uint32_t>(kPreludeSize + content.size())));
  pen.put(be64(prelude.seq)).put(prelude.prev.view());
  pen.put(be64(prelude.ack.seq)).put(prelude.ack.digest.view()).put(content);
  return out;
}

crypto::CaeKeys header_keys(const SessionId& sid, const HeaderKey& key, ByteView nonce) {
  const auto ad = concat({sid.view(), as_bytes("h")});
  return crypto::cae_keys(key.expose(), nonce, ad);
}

/// Associated data of the body: the session and everything before the body's commitment but N.
crypto::CaeKeys body_keys(const SessionId& sid, const MessageKey& key, ByteView envelope,
                          std::uint64_t epoch) {
  const auto header = envelope.subspan(kEnvelopeNonceSize, 32 + header_size(epoch) + crypto::kAeadTagSize);
  const auto ad = concat({sid.view(), header});
  return crypto::cae_keys(key.expose(), envelope.first(kEnvelopeNonceSize), ad);
}

SealedNonce nonce_of(const EnvelopeKeys& keys, ByteView header, ByteView body, crypto::Rng& rng) {
  std::array<std::uint8_t, 32> random{};
  rng.fill(random);
  const auto full = crypto::hmac_sha512(keys.message.expose(),
                                        {crypto::label::kEnvelopeNonce.view(), random, keys.sid.view(),
                                         crypto::sha512({header}), crypto::sha512({body})});
  return SealedNonce::copy_of(ByteView(full).first(kEnvelopeNonceSize));
}

Result<Body> read_body(crypto::SecretBytes plaintext) {
  Body out;
  ByteReader in(plaintext.expose());
  STILLE_TRY(auto length, in.u32());
  if (length < kPreludeSize || length > in.rest().size()) return fail(Errc::undecryptable);
  const auto padding = in.rest().subspan(length);
  if (std::any_of(padding.begin(), padding.end(), [](auto b) { return b != 0; })) {
    return fail(Errc::undecryptable);
  }
  STILLE_TRY(out.prelude.seq, in.u64());
  STILLE_TRY(out.prelude.prev, in.fixed<SequenceDigest>());
  STILLE_TRY(out.prelude.ack.seq, in.u64());
  STILLE_TRY(out.prelude.ack.digest, in.fixed<AckDigest>());
  out.content_size = length - kPreludeSize;
  out.plaintext = std::move(plaintext);
  return out;
}

}  // namespace

Result<SealedEnvelope> seal_envelope(const EnvelopeKeys& keys, const Outgoing& message, crypto::Rng& rng) {
  const auto epoch = message.header.epoch;
  HeaderBytes memory;
  const auto plain_header = ByteSpan(memory).first(header_size(epoch));
  write_header(plain_header, message.header);
  const auto plain_body = padded_body(message.prelude, message.content, body_size(message.size, epoch));
  const auto nonce = nonce_of(keys, plain_header, plain_body.expose(), rng);

  SealedEnvelope out{Bytes(message.size), {}};
  const ByteSpan all = out.bytes;
  const auto for_header = header_keys(keys.sid, keys.header, nonce.view());
  Pen{all}.put(nonce.view()).put(for_header.commitment);
  const auto sealed_header = all.subspan(kSealedHeaderAt, plain_header.size() + crypto::kAeadTagSize);
  STILLE_TRYV(crypto::chacha20poly1305_seal(sealed_header, for_header.encryption.expose(), kZeroNonce, {},
                                            plain_header));
  const auto for_body = body_keys(keys.sid, keys.message, all, epoch);
  const auto rest = all.subspan(kSealedHeaderAt + sealed_header.size());
  Pen{rest}.put(for_body.commitment);
  STILLE_TRYV(crypto::chacha20poly1305_seal(rest.subspan(32), for_body.encryption.expose(), kZeroNonce, {},
                                            plain_body.expose()));
  out.commitment = for_body.commitment;
  return out;
}

Result<Header> open_header(const SessionId& sid, const HeaderKey& key, std::uint64_t epoch,
                           ByteView envelope) {
  const auto keys = header_keys(sid, key, envelope.first(kEnvelopeNonceSize));
  if (!crypto::equal(keys.commitment, envelope.subspan(kEnvelopeNonceSize, 32))) {
    return fail(Errc::undecryptable);
  }
  HeaderBytes memory;
  const auto plain = ByteSpan(memory).first(header_size(epoch));
  STILLE_TRYV(
      crypto::chacha20poly1305_open(plain, keys.encryption.expose(), kZeroNonce, {},
                                    envelope.subspan(kSealedHeaderAt, plain.size() + crypto::kAeadTagSize)));
  STILLE_TRY(auto header, read_header(plain));
  if (header.epoch != epoch) return fail(Errc::undecryptable);
  return header;
}

Result<Body> open_body(const SessionId& sid, const MessageKey& key, std::uint64_t epoch, ByteView envelope) {
  const auto keys = body_keys(sid, key, envelope, epoch);
  const auto rest = envelope.subspan(kSealedHeaderAt + header_size(epoch) + crypto::kAeadTagSize);
  if (!crypto::equal(keys.commitment, rest.first(32))) return fail(Errc::undecryptable);
  crypto::SecretBytes plaintext(rest.size() - 32 - crypto::kAeadTagSize);
  STILLE_TRYV(crypto::chacha20poly1305_open(plaintext.fill(), keys.encryption.expose(), kZeroNonce, {},
                                            rest.subspan(32)));
  STILLE_TRY(auto body, read_body(std::move(plaintext)));
  body.commitment = keys.commitment;
  return body;
}

}  // namespace stille::e2e
