// The bytes of one message: a header and a body, each sealed under its own key, with one nonce for both.
// Knows nothing of where keys come from or what a content means (PROTOCOL.md section 8).
#pragma once

#include <optional>

#include "client/e2e/limits.hpp"
#include "client/e2e/sequence.hpp"
#include "client/e2e/session_parts.hpp"

namespace stille::e2e {

inline constexpr std::size_t kEnvelopeNonceSize = 24;

/// Header plaintext of an epoch, and what is left for content in an envelope of `size` bytes (0 if too
/// small).
constexpr std::size_t header_size(std::uint64_t epoch) {
  return epoch == 1 ? kAuthHeaderSize : kHeaderSize;
}
/// Everything that is neither header nor body: N, two commitments, two tags.
inline constexpr std::size_t kEnvelopeFrame = kEnvelopeNonceSize + 2 * 32 + 2 * 16;
constexpr std::size_t body_size(std::size_t envelope, std::uint64_t epoch) {
  return envelope - kEnvelopeFrame - header_size(epoch);
}
constexpr std::size_t content_room(std::size_t envelope, std::uint64_t epoch) {
  return body_size(envelope, epoch) - 4 - kPreludeSize;
}

struct Header {
  std::uint64_t epoch = 0;
  std::uint32_t previous_length = 0;
  std::uint32_t n = 0;
  Answers answers;
  EpochKeys keys;
  crypto::KemCiphertext ciphertext;
  std::optional<crypto::KemCiphertext> authentication;  // epoch 1
};

struct Prelude {
  std::uint64_t seq = 0;
  SequenceDigest prev;
  Ack ack;
};

/// What an envelope is sealed under.
struct EnvelopeKeys {
  const SessionId& sid;
  const HeaderKey& header;
  const MessageKey& message;
};

/// What goes in: `size` bytes of envelope, and content that fits content_room(size, header.epoch).
struct Outgoing {
  const Header& header;
  const Prelude& prelude;
  ByteView content;
  std::size_t size;
};

struct SealedEnvelope {
  Bytes bytes;
  Commitment commitment{};  // of the body
};

Result<SealedEnvelope> seal_envelope(const EnvelopeKeys& keys, const Outgoing& message, crypto::Rng& rng);

/// Tries one header key. undecryptable.
Result<Header> open_header(const SessionId& sid, const HeaderKey& key, std::uint64_t epoch,
                           ByteView envelope);

struct Body {
  crypto::SecretBytes plaintext;
  Prelude prelude;
  std::size_t content_size = 0;
  Commitment commitment{};

  [[nodiscard]] ByteView content() const noexcept {
    return plaintext.expose().subspan(4 + kPreludeSize, content_size);
  }
};

/// `epoch` is that of its header. undecryptable, also for padding that is not zero.
Result<Body> open_body(const SessionId& sid, const MessageKey& key, std::uint64_t epoch, ByteView envelope);

}  // namespace stille::e2e
