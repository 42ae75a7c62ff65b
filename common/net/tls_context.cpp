#include "common/net/tls_context.hpp"

#include <stdexcept>

#include <openssl/pem.h>

#include "common/net/openssl_owned.hpp"
#include "common/net/tls_chain.hpp"

namespace stille::net {
namespace {

// Names with their lengths before them, as ALPN lists them.
constexpr std::array<unsigned char, 9> kAlpnList{8, 's', 't', 'i', 'l', 'l', 'e', '/', '1'};
constexpr std::array<unsigned char, 18> kRelayAlpnList{8, 's', 't', 'i', 'l', 'l', 'e', '/', '1',
                                                       8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

void must(bool done) {
  if (!done) throw std::runtime_error("OpenSSL refuses our TLS settings");
}

int choose_alpn(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* offered,
                unsigned int offered_size, void*) {
  unsigned char* chosen = nullptr;
  if (SSL_select_next_proto(&chosen, out_size, kRelayAlpnList.data(), kRelayAlpnList.size(), offered,
                            offered_size) != OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

/// Takes the place of all of OpenSSL's own verification.
int verify_relay(X509_STORE_CTX* store, void* expected) {
  const auto& fingerprint = *static_cast<const protocol::RelayFingerprint*>(expected);
  auto* chain = X509_STORE_CTX_get0_untrusted(store);
  if (sk_X509_num(chain) == 2 &&
      check_chain(sk_X509_value(chain, 0), sk_X509_value(chain, 1), fingerprint).has_value())
    return 1;
  X509_STORE_CTX_set_error(store, X509_V_ERR_APPLICATION_VERIFICATION);
  return 0;
}

SSL_CTX* new_context(const SSL_METHOD* method) {
  SSL_CTX* context = SSL_CTX_new(method);
  must(context != nullptr);
  must(SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) == 1);
  must(SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION) == 1);
  SSL_CTX_set_options(context, SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  must(SSL_CTX_set_num_tickets(context, 0) == 1);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_max_cert_list(context, 8192);
  must(SSL_CTX_set1_sigalgs_list(context, "ed25519") == 1);
  // The hybrid group exists from OpenSSL 3.5 on; before it, X25519 alone.
  if (SSL_CTX_set1_groups_list(context, "X25519MLKEM768:X25519") != 1)
    must(SSL_CTX_set1_groups_list(context, "X25519") == 1);
  ERR_clear_error();
  return context;
}

/// With the dates of the relay's own, for what is shown to people in browsers.
void add_browser_certificate(SSL_CTX* context, const X509* dates) {
  const KeyPtr key(EVP_EC_gen("P-256"));
  const CertificatePtr made(X509_new());
  must(key && made);
  auto* name = X509_get_subject_name(made.get());
  const std::array<unsigned char, 12> kName{'s', 't', 'i', 'l', 'l', 'e', ' ', 'r', 'e', 'l', 'a', 'y'};
  must(X509_set_version(made.get(), X509_VERSION_3) == 1 &&
       ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1) == 1 &&
       X509_set1_notBefore(made.get(), X509_get0_notBefore(dates)) == 1 &&
       X509_set1_notAfter(made.get(), X509_get0_notAfter(dates)) == 1 &&
       X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, kName.data(), kName.size(), -1, 0) == 1 &&
       X509_set_issuer_name(made.get(), name) == 1 && X509_set_pubkey(made.get(), key.get()) == 1 &&
       X509_sign(made.get(), key.get(), EVP_sha256()) > 0);
  must(SSL_CTX_use_certificate(context, made.get()) == 1 && SSL_CTX_use_PrivateKey(context, key.get()) == 1 &&
       SSL_CTX_set1_sigalgs_list(context, "ed25519:ECDSA+SHA256") == 1);
}

}  // namespace

struct TlsContext::State {
  explicit State(const SSL_METHOD* method, bool accepts_) : context(new_context(method)), accepts(accepts_) {}

  std::unique_ptr<SSL_CTX, OpenSslFree<SSL_CTX_free>> context;
  bool accepts;
  protocol::RelayFingerprint expected;
};

Result<TlsContext> TlsContext::for_relay(const OnlineCertificate& certificate) {
  auto state = std::make_shared<State>(TLS_server_method(), true);
  const auto pem = certificate.pem.expose();
  const BioPtr bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  must(bio != nullptr);
  const KeyPtr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  const CertificatePtr leaf(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  const CertificatePtr identity(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  ERR_clear_error();
  auto* context = state->context.get();
  if (!key || !leaf || !identity || SSL_CTX_use_certificate(context, leaf.get()) != 1 ||
      SSL_CTX_use_PrivateKey(context, key.get()) != 1 ||
      SSL_CTX_add1_chain_cert(context, identity.get()) != 1)
    return fail(Errc::damaged);
  add_browser_certificate(context, leaf.get());
  SSL_CTX_set_alpn_select_cb(context, choose_alpn, nullptr);
  return TlsContext(std::move(state));
}

TlsContext TlsContext::for_client(const protocol::RelayFingerprint& expected) {
  auto state = std::make_shared<State>(TLS_client_method(), false);
  state->expected = expected;
  auto* context = state->context.get();
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_cert_verify_callback(context, verify_relay, &state->expected);
  // This one function answers 0 for success.
  must(SSL_CTX_set_alpn_protos(context, kAlpnList.data(), kAlpnList.size()) == 0);
  return TlsContext(std::move(state));
}

SSL_CTX* TlsContext::native() const noexcept {
  return state_->context.get();
}

bool TlsContext::accepts() const noexcept {
  return state_->accepts;
}

}  // namespace stille::net
