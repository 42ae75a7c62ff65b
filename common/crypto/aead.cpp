#include "common/crypto/aead.hpp"

#include <sodium.h>

#include "common/base/quick_thread.hpp"

namespace stille::crypto {
namespace {

template <auto Encrypt, std::size_t NonceSize>
Result<void> seal_with(ByteSpan out, ByteView key, ByteView nonce, ByteView aad, ByteView plaintext) {
  if (key.size() != kAeadKeySize || nonce.size() != NonceSize) return fail(Errc::bad_length);
  if (out.size() != plaintext.size() + kAeadTagSize) return fail(Errc::bad_length);
  takes_its_time("encryption");
  unsigned long long written = 0;
  (void)Encrypt(out.data(), &written, plaintext.data(), plaintext.size(), aad.data(), aad.size(), nullptr,
                nonce.data(), key.data());
  return ok();
}

template <auto Decrypt, std::size_t NonceSize>
Result<void> open_with(ByteSpan out, ByteView key, ByteView nonce, ByteView aad, ByteView sealed) {
  if (key.size() != kAeadKeySize || nonce.size() != NonceSize) return fail(Errc::bad_length);
  if (sealed.size() < kAeadTagSize || out.size() != sealed.size() - kAeadTagSize) {
    return fail(Errc::bad_length);
  }
  takes_its_time("decryption");
  unsigned long long written = 0;
  if (Decrypt(out.data(), &written, nullptr, sealed.data(), sealed.size(), aad.data(), aad.size(),
              nonce.data(), key.data()) != 0) {
    wipe(out);
    return fail(Errc::undecryptable);
  }
  return ok();
}

}  // namespace

Result<void> chacha20poly1305_seal(ByteSpan out, ByteView key, ByteView nonce, ByteView aad,
                                   ByteView plaintext) {
  return seal_with<crypto_aead_chacha20poly1305_ietf_encrypt, kChaChaNonceSize>(out, key, nonce, aad,
                                                                                plaintext);
}

Result<void> chacha20poly1305_open(ByteSpan out, ByteView key, ByteView nonce, ByteView aad,
                                   ByteView sealed) {
  return open_with<crypto_aead_chacha20poly1305_ietf_decrypt, kChaChaNonceSize>(out, key, nonce, aad, sealed);
}

Result<void> xchacha20poly1305_seal(ByteSpan out, ByteView key, ByteView nonce, ByteView aad,
                                    ByteView plaintext) {
  return seal_with<crypto_aead_xchacha20poly1305_ietf_encrypt, kXChaChaNonceSize>(out, key, nonce, aad,
                                                                                  plaintext);
}

Result<void> xchacha20poly1305_open(ByteSpan out, ByteView key, ByteView nonce, ByteView aad,
                                    ByteView sealed) {
  return open_with<crypto_aead_xchacha20poly1305_ietf_decrypt, kXChaChaNonceSize>(out, key, nonce, aad,
                                                                                  sealed);
}

}  // namespace stille::crypto
