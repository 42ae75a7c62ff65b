// Everything that lies in a profile's database files, used or not, as somebody with the key would find it.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include <openssl/evp.h>

#include "client/store/key_file.hpp"

namespace stille::client::store::test {

inline Bytes content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// SQLCipher 4: AES-256-CBC, the last 80 bytes of a page hold its IV and its MAC; the first page begins with
/// 16 bytes of salt. Whatever does not decrypt to something is noise, and no word is in it.
inline void append_page(Bytes& out, ByteView key, ByteView page, std::size_t skip) {
  constexpr std::size_t kTail = 80;
  const auto sealed = page.subspan(skip, page.size() - kTail - skip);
  const auto iv = page.subspan(page.size() - kTail, 16);
  const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                EVP_CIPHER_CTX_free);
  EVP_DecryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, key.data(), iv.data());
  EVP_CIPHER_CTX_set_padding(context.get(), 0);
  const auto at = out.size();
  out.resize(at + sealed.size() + 16);
  int size = 0;
  EVP_DecryptUpdate(context.get(), out.data() + at, &size, sealed.data(), static_cast<int>(sealed.size()));
  out.resize(at + static_cast<std::size_t>(size));
}

/// Of a profile without a passphrase, open or not.
inline Bytes plain_pages(const std::filesystem::path& folder) {
  constexpr std::size_t kPage = 4096;
  constexpr std::size_t kWalHead = 32;
  constexpr std::size_t kFrameHead = 24;
  const auto wrapped = WrappedKey::parse(content_of(folder / "key")).value();
  const auto secret = content_of(folder / "keyfile");
  const auto key = wrapped.unwrap({.passphrase = false, .secret = secret}).value();
  Bytes out;
  const auto main = content_of(folder / "profile.db");
  for (std::size_t at = 0; at + kPage <= main.size(); at += kPage) {
    append_page(out, key.expose(), ByteView(main).subspan(at, kPage), at == 0 ? 16 : 0);
  }
  const auto log = content_of(folder / "profile.db-wal");
  for (std::size_t at = kWalHead; at + kFrameHead + kPage <= log.size(); at += kFrameHead + kPage) {
    append_page(out, key.expose(), ByteView(log).subspan(at + kFrameHead, kPage), 0);
  }
  return out;
}

inline bool lies_in(const Bytes& pages, std::string_view word) {
  return std::search(pages.begin(), pages.end(), word.begin(), word.end()) != pages.end();
}

}  // namespace stille::client::store::test
