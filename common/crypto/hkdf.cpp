#include "common/crypto/hkdf.hpp"

namespace stille::crypto {
namespace {

template <class Mac>
Result<void> expand(ByteSpan out, ByteView prk, ByteView info, std::size_t longest, Mac mac) {
  if (out.empty()) return fail(Errc::bad_length);
  if (out.size() > longest) return fail(Errc::too_large);
  auto block = mac(prk, {info, ByteView(std::array<std::uint8_t, 1>{1})});
  std::uint8_t counter = 1;
  for (std::size_t done = 0;;) {
    const auto take = std::min(block.size(), out.size() - done);
    std::copy_n(block.begin(), take, out.begin() + static_cast<std::ptrdiff_t>(done));
    done += take;
    if (done == out.size()) break;
    ++counter;
    auto next = mac(prk, {block, info, ByteView(&counter, 1)});
    wipe(block);
    block = next;
    wipe(next);
  }
  wipe(block);
  return ok();
}

}  // namespace

Result<void> hkdf_sha512_expand(ByteSpan out, ByteView prk, ByteView info) {
  return expand(out, prk, info, kHkdfSha512Longest,
                [](ByteView key, std::initializer_list<ByteView> parts) { return hmac_sha512(key, parts); });
}

Result<void> hkdf_sha512(ByteSpan out, ByteView salt, ByteView ikm, ByteView info) {
  auto prk = hmac_sha512(salt, {ikm});
  auto result = hkdf_sha512_expand(out, prk, info);
  wipe(prk);
  return result;
}

Result<void> hkdf_sha256(ByteSpan out, ByteView salt, ByteView ikm, ByteView info) {
  auto prk = hmac_sha256(salt, {ikm});
  auto result =
      expand(out, prk, info, kHkdfSha256Longest,
             [](ByteView key, std::initializer_list<ByteView> parts) { return hmac_sha256(key, parts); });
  wipe(prk);
  return result;
}

}  // namespace stille::crypto
