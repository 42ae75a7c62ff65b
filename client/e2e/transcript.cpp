#include "client/e2e/transcript.hpp"

#include "client/e2e/limits.hpp"
#include "common/crypto/hkdf.hpp"

namespace stille::e2e {
namespace {

namespace label = crypto::label;

template <class S, std::size_t N>
S slice(std::span<const std::uint8_t, N> all, std::size_t index) {
  S out;
  std::copy_n(all.begin() + static_cast<std::ptrdiff_t>(32 * index), 32, out.fill().begin());
  return out;
}

}  // namespace

Transcript::Transcript() {
  constexpr std::array<std::uint8_t, 2> suite{kSuite >> 8U, kSuite & 0xffU};
  hash_ = crypto::sha512({label::kHandshake.view(), suite});
  std::copy_n(hash_.begin(), 32, chaining_.fill().begin());
}

void Transcript::mix_hash(ByteView bytes) {
  hash_ = crypto::sha512({hash_, be32(static_cast<std::uint32_t>(bytes.size())), bytes});
}

void Transcript::mix_key(ByteView secret) {
  const auto info = concat({label::kMix.view(), hash_});
  chaining_ = crypto::derive<Key>(chaining_.expose(), secret, info);
}

Transcript::Key Transcript::identity_key() const {
  const auto info = concat({label::kHandshakeId.view(), hash_});
  return crypto::derive<Key>({}, chaining_.expose(), info);
}

Split Transcript::split() const {
  crypto::Secret<struct SplitTag, 256> all;
  const auto info = concat({label::kSplit.view(), hash_});
  // 256 bytes are always a legal length.
  (void)crypto::hkdf_sha512_expand(all.fill(), chaining_.expose(), info).has_value();
  const auto view = std::as_const(all).expose();
  Split out;
  out.root = slice<RootKey>(view, 0);
  out.chain = slice<decltype(out.chain)>(view, 1);
  out.header0 = slice<HeaderKey>(view, 2);
  out.header1 = slice<HeaderKey>(view, 3);
  out.header2 = slice<HeaderKey>(view, 4);
  out.sid = SessionId::copy_of(view.subspan(160, 32));
  out.exporter = slice<Exporter>(view, 6);
  out.hedge = slice<SharedHedge>(view, 7);
  return out;
}

}  // namespace stille::e2e
