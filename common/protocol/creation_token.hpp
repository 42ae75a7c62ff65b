// A creation token: pays for one mailbox, and says nothing about the invitation it came from.
// Knows neither where tokens are kept nor which are spent. PROTOCOL.md section 21.
#pragma once

#include "common/crypto/voprf.hpp"

namespace stille::protocol {

/// A relay's key for a kind of token, and the budgets of the mailboxes that such a token pays for.
using ClassId = std::uint16_t;
using TokenNonce = Fixed<struct TokenNonceTag, 32>;

/// version 0x01 ‖ class u16 ‖ nonce ‖ output: 99 bytes.
struct CreationToken {
  ClassId token_class = 0;
  TokenNonce nonce;
  crypto::VoprfOutput output;
  bool operator==(const CreationToken&) const = default;
};

/// bad_length unless 99 bytes, unsupported_version unless of version 1.
Result<CreationToken> parse_creation_token(ByteView bytes);
Bytes encode(const CreationToken& token);
/// What the class key is evaluated at.
Bytes token_input(const TokenNonce& nonce);

}  // namespace stille::protocol
