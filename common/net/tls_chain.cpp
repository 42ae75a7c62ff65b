#include "common/net/tls_chain.hpp"

#include <ctime>

#include "common/crypto/hash.hpp"
#include "common/net/openssl_owned.hpp"

namespace stille::net {

protocol::RelayFingerprint fingerprint_of(X509* certificate) {
  unsigned char* der = nullptr;
  const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
  if (size <= 0) return {};
  const auto digest = crypto::sha256({ByteView(der, static_cast<std::size_t>(size))});
  OPENSSL_free(der);
  return protocol::RelayFingerprint{digest};
}

Result<void> check_chain(X509* leaf, X509* identity, const protocol::RelayFingerprint& expected) {
  EVP_PKEY* signer = X509_get0_pubkey(identity);
  const EVP_PKEY* online = X509_get0_pubkey(leaf);
  const bool keys = signer != nullptr && online != nullptr && EVP_PKEY_get_id(signer) == EVP_PKEY_ED25519 &&
                    EVP_PKEY_get_id(online) == EVP_PKEY_ED25519;
  if (!keys || fingerprint_of(identity) != expected) return fail(Errc::untrusted_peer);
  const bool is_signed = X509_verify(leaf, signer) == 1;
  ERR_clear_error();
  if (!is_signed) return fail(Errc::untrusted_peer);
  return ok();
}

TimePoint expiry(const X509* certificate) {
  std::tm parts{};
  // A date that cannot be read counts as long past.
  if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts) != 1) return TimePoint{};
  return TimePoint{seconds{timegm(&parts)}};
}

}  // namespace stille::net
