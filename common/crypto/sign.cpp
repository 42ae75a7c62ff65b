#include "common/crypto/sign.hpp"

#include <sodium.h>

#include "common/base/quick_thread.hpp"

namespace stille::crypto {
namespace {

using ExpandedKey = Secret<struct SignExpandedTag, crypto_sign_SECRETKEYBYTES>;

ExpandedKey expand(const SignSeed& seed, SignPublic& public_key) {
  takes_its_time("signing");
  ExpandedKey out;
  (void)crypto_sign_seed_keypair(public_key.raw.data(), out.fill().data(), seed.expose().data());
  return out;
}

}  // namespace

SignPublic sign_public(const SignSeed& seed) {
  SignPublic out;
  (void)expand(seed, out);
  return out;
}

Signature sign(const SignSeed& seed, ByteView message) {
  SignPublic public_key;
  const auto key = expand(seed, public_key);
  Signature out;
  (void)crypto_sign_detached(out.raw.data(), nullptr, message.data(), message.size(), key.expose().data());
  return out;
}

bool verify(const SignPublic& key, ByteView message, const Signature& signature) {
  takes_its_time("checking a signature");
  return crypto_sign_verify_detached(signature.raw.data(), message.data(), message.size(), key.raw.data()) ==
         0;
}

}  // namespace stille::crypto
