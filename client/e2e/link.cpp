#include "client/e2e/link.hpp"

#include "common/crypto/hkdf.hpp"
#include "common/crypto/label.hpp"

namespace stille::e2e {

namespace label = crypto::label;

protocol::LinkId link_id(const protocol::LinkKey& key) {
  protocol::LinkId out;
  // 16 bytes are always a legal length.
  (void)crypto::hkdf_sha512(out.raw, {}, key.expose(), label::kLinkId.view()).has_value();
  return out;
}

LinkEncryptionKey link_encryption_key(const protocol::LinkKey& key) {
  return crypto::derive<LinkEncryptionKey>({}, key.expose(), label::kLinkEnc.view());
}

crypto::DhSecret link_writer(const protocol::LinkKey& key) {
  return crypto::derive<crypto::DhSecret>({}, key.expose(), label::kLinkWriter.view());
}

}  // namespace stille::e2e
