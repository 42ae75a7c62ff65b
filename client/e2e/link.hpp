// What follows from a link key: the card's name at the relay, the key that opens it, and the right to write
// to the hello mailbox. Knows nothing of a link's text or of what a card says (PROTOCOL.md section 5.1).
#pragma once

#include "common/crypto/dh.hpp"
#include "common/protocol/link_text.hpp"

namespace stille::e2e {

/// CAE key of the card as the relay keeps it.
using LinkEncryptionKey = crypto::Secret<struct LinkEncryptionKeyTag, 32>;

protocol::LinkId link_id(const protocol::LinkKey& key);
LinkEncryptionKey link_encryption_key(const protocol::LinkKey& key);
/// Whoever holds the link writes to the hello mailbox with this key; the owner gives its public half at
/// CREATE.
crypto::DhSecret link_writer(const protocol::LinkKey& key);

}  // namespace stille::e2e
