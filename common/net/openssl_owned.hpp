// Owning pointers for OpenSSL's types. For the .cpp files of this room and its tests.
#pragma once

#include <memory>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace stille::net {

template <auto free>
struct OpenSslFree {
  void operator()(auto* object) const noexcept { free(object); }
};

using KeyPtr = std::unique_ptr<EVP_PKEY, OpenSslFree<EVP_PKEY_free>>;
using CertificatePtr = std::unique_ptr<X509, OpenSslFree<X509_free>>;
using BioPtr = std::unique_ptr<BIO, OpenSslFree<BIO_free>>;

}  // namespace stille::net
