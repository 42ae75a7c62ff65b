#include "common/net/tls_identity.hpp"

#include <stdexcept>

#include <openssl/pem.h>

#include "common/crypto/hash.hpp"
#include "common/net/openssl_owned.hpp"
#include "common/net/tls_chain.hpp"

namespace stille::net {
namespace {

/// Making keys and certificates of our own only fails when memory does.
template <class T>
T* made(T* object) {
  if (object == nullptr) throw std::runtime_error("OpenSSL could not make a key or certificate");
  return object;
}

void must(int result) {
  if (result <= 0) throw std::runtime_error("OpenSSL could not make a certificate");
}

KeyPtr key_of(const crypto::SignSeed& seed) {
  const auto raw = seed.expose();
  return KeyPtr(made(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, raw.data(), raw.size())));
}

BioPtr reader_of(ByteView pem) {
  // No bytes have no address, which OpenSSL would refuse.
  const auto text = pem.empty() ? as_bytes("\n") : pem;
  return BioPtr(made(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))));
}

BioPtr memory() {
  return BioPtr(made(BIO_new(BIO_s_mem())));
}

/// Takes the text out and leaves nothing of it behind.
crypto::SecretBytes drain(BIO* bio) {
  char* text = nullptr;
  const auto size = static_cast<std::size_t>(BIO_get_mem_data(bio, &text));
  const ByteSpan all(reinterpret_cast<std::uint8_t*>(text), size);
  crypto::SecretBytes out{ByteView(all)};
  crypto::wipe(all);
  return out;
}

void set_name(X509_NAME* name, const char* text) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text);
  must(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, bytes, -1, -1, 0));
}

void add_extension(X509* certificate, int nid, const char* value) {
  using ExtensionPtr = std::unique_ptr<X509_EXTENSION, OpenSslFree<X509_EXTENSION_free>>;
  const ExtensionPtr extension(made(X509V3_EXT_conf_nid(nullptr, nullptr, nid, value)));
  must(X509_add_ext(certificate, extension.get(), -1));
}

struct Certificate {
  const char* name;
  std::uint64_t serial;
  TimePoint from;
  TimePoint until;
  bool authority;
};

constexpr const char* kIdentityName = "stille relay";

void set_time(ASN1_TIME* to, TimePoint time) {
  // ASN1_TIME_set would go through time_t alike; the result is UTCTime or GeneralizedTime as RFC 5280 wants.
  made(ASN1_TIME_set(to, std::chrono::duration_cast<seconds>(time.time_since_epoch()).count()));
}

CertificatePtr certificate(const Certificate& what, EVP_PKEY* subject, EVP_PKEY* issuer) {
  CertificatePtr out(made(X509_new()));
  must(X509_set_version(out.get(), X509_VERSION_3));
  must(ASN1_INTEGER_set_uint64(X509_get_serialNumber(out.get()), what.serial));
  set_time(X509_getm_notBefore(out.get()), what.from);
  set_time(X509_getm_notAfter(out.get()), what.until);
  set_name(X509_get_subject_name(out.get()), what.name);
  set_name(X509_get_issuer_name(out.get()), kIdentityName);
  must(X509_set_pubkey(out.get(), subject));
  add_extension(out.get(), NID_basic_constraints, what.authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
  add_extension(out.get(), NID_key_usage,
                what.authority ? "critical,keyCertSign" : "critical,digitalSignature");
  must(X509_sign(out.get(), issuer, nullptr));
  return out;
}

/// The same bytes each time: Ed25519 is deterministic and nothing else varies.
CertificatePtr identity_certificate(EVP_PKEY* key) {
  constexpr TimePoint kAlways{milliseconds{0}};
  constexpr TimePoint kNever{seconds{253'402'300'799}};  // the end of the year 9999, as RFC 5280 says
  return certificate({kIdentityName, 1, kAlways, kNever, true}, key, key);
}

}  // namespace

Result<OnlineCertificate> OnlineCertificate::read(ByteView pem, const protocol::RelayFingerprint& identity) {
  const auto bio = reader_of(pem);
  const KeyPtr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  const CertificatePtr leaf(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  const CertificatePtr parent(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  ERR_clear_error();
  if (!key || !leaf || !parent || X509_check_private_key(leaf.get(), key.get()) != 1)
    return fail(Errc::damaged);
  STILLE_TRYV(check_chain(leaf.get(), parent.get(), identity));
  return OnlineCertificate{crypto::SecretBytes(pem), expiry(leaf.get())};
}

Bytes online_key(const OnlineCertificate& certificate) {
  const auto bio = reader_of(certificate.pem.expose());
  const KeyPtr key(made(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr)));
  Bytes out(static_cast<std::size_t>(std::max(0, i2d_PUBKEY(key.get(), nullptr))));
  auto* at = out.data();
  must(i2d_PUBKEY(key.get(), &at));
  return out;
}

RelayIdentity RelayIdentity::generate(crypto::Rng& rng) {
  return RelayIdentity(rng.secret<crypto::SignSeed>());
}

Result<RelayIdentity> RelayIdentity::read(ByteView pem) {
  const auto bio = reader_of(pem);
  const KeyPtr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  ERR_clear_error();
  crypto::SignSeed seed;
  auto size = seed.expose().size();
  if (!key || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519 ||
      EVP_PKEY_get_raw_private_key(key.get(), seed.fill().data(), &size) != 1)
    return fail(Errc::damaged);
  return RelayIdentity(std::move(seed));
}

crypto::SecretBytes RelayIdentity::pem() const {
  const auto bio = memory();
  must(PEM_write_bio_PrivateKey(bio.get(), key_of(seed_).get(), nullptr, nullptr, 0, nullptr, nullptr));
  return drain(bio.get());
}

protocol::RelayFingerprint RelayIdentity::fingerprint() const {
  return fingerprint_of(identity_certificate(key_of(seed_).get()).get());
}

OnlineCertificate RelayIdentity::certify(TimePoint now, crypto::Rng& rng) const {
  const auto identity = key_of(seed_);
  const auto online = key_of(rng.secret<crypto::SignSeed>());
  const auto expires = std::chrono::floor<seconds>(now + kOnlineCertificateLife);
  const std::uint64_t serial = rng.u64() >> 1U | 1U;
  const auto leaf = certificate({"stille relay online", serial, now - std::chrono::days{1}, expires, false},
                                online.get(), identity.get());
  const auto bio = memory();
  must(PEM_write_bio_PrivateKey(bio.get(), online.get(), nullptr, nullptr, 0, nullptr, nullptr));
  must(PEM_write_bio_X509(bio.get(), leaf.get()));
  must(PEM_write_bio_X509(bio.get(), identity_certificate(identity.get()).get()));
  return {drain(bio.get()), expires};
}

}  // namespace stille::net
