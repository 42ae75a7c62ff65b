#include "common/protocol/creation_token.hpp"

#include "common/crypto/label.hpp"

namespace stille::protocol {
namespace {

constexpr std::uint8_t kTokenVersion = 1;
constexpr std::size_t kTokenSize = 1 + 2 + 32 + 64;

}  // namespace

Result<CreationToken> parse_creation_token(ByteView bytes) {
  if (bytes.size() != kTokenSize) return fail(Errc::bad_length);
  ByteReader in(bytes);
  STILLE_TRY(const auto version, in.u8());
  if (version != kTokenVersion) return fail(Errc::unsupported_version);
  CreationToken out;
  STILLE_TRY(out.token_class, in.u16());
  STILLE_TRY(out.nonce, in.fixed<TokenNonce>());
  STILLE_TRY(out.output, in.fixed<crypto::VoprfOutput>());
  return out;
}

Bytes encode(const CreationToken& token) {
  return ByteWriter()
      .u8(kTokenVersion)
      .u16(token.token_class)
      .raw(token.nonce.raw)
      .raw(token.output.raw)
      .bytes();
}

Bytes token_input(const TokenNonce& nonce) {
  return concat({crypto::label::kRelayToken.view(), nonce.raw});
}

}  // namespace stille::protocol
