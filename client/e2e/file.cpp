#include <bit>

#include "client/e2e/file.hpp"
#include "common/crypto/aead.hpp"
#include "common/crypto/hkdf.hpp"
#include "common/crypto/label.hpp"

namespace stille::e2e {

namespace {

using ChunkKey = crypto::Secret<struct ChunkKeyTag, 32>;

constexpr std::array<std::uint8_t, crypto::kChaChaNonceSize> kNoNonce{};

ChunkKey key_of(const FileKey& key, std::uint32_t index) {
  return crypto::derive<ChunkKey>({}, key.expose(), concat({crypto::label::kFile.view(), be32(index)}));
}

Bytes place_of(const FileShape& shape, std::uint32_t index) {
  const std::uint8_t last = index + 1 == shape.count ? 1 : 0;
  return concat({be32(index), ByteView(&last, 1)});
}

}  // namespace

std::uint64_t padded_size(std::uint64_t size) noexcept {
  if (size < 2) return size;
  const auto exponent = static_cast<unsigned>(std::bit_width(size)) - 1;
  const auto kept = static_cast<unsigned>(std::bit_width(exponent));
  const std::uint64_t mask = (std::uint64_t{1} << (exponent - kept)) - 1;
  return exponent < kept ? size : (size + mask) & ~mask;
}

std::size_t FileShape::bytes_in(std::uint32_t index) const noexcept {
  const auto before = offset(index);
  if (before >= size) return 0;
  return static_cast<std::size_t>(std::min<std::uint64_t>(room(), size - before));
}

Result<FileShape> shape_of(std::uint64_t size, protocol::ChunkClass chunk_class) {
  FileShape out{.size = size, .chunk_class = chunk_class, .count = protocol::kMostChunks};
  if (size > std::uint64_t{protocol::kMostChunks} * out.room()) return fail(Errc::too_large);
  const auto wanted = (padded_size(size) + out.room() - 1) / out.room();
  // What fits is not refused for the sake of its padding.
  out.count = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(wanted, 1, protocol::kMostChunks));
  return out;
}

Result<FileShape> shape_of(std::uint64_t size) {
  return shape_of(size, size <= kSmallFile ? protocol::ChunkClass::small : protocol::ChunkClass::large);
}

Result<Bytes> seal_chunk(const FileKey& key, const FileShape& shape, std::uint32_t index,
                         ByteView plaintext) {
  if (index >= shape.count) return fail(Errc::bad_value);
  if (plaintext.size() != shape.bytes_in(index)) return fail(Errc::bad_length);
  crypto::SecretBytes padded(shape.room());
  std::copy(plaintext.begin(), plaintext.end(), padded.fill().begin());
  Bytes out(shape.chunk());
  STILLE_TRYV(crypto::chacha20poly1305_seal(out, key_of(key, index).expose(), kNoNonce,
                                            place_of(shape, index), padded.expose()));
  return out;
}

Result<crypto::SecretBytes> open_chunk(const FileKey& key, const FileShape& shape, std::uint32_t index,
                                       ByteView sealed) {
  if (index >= shape.count) return fail(Errc::bad_value);
  if (sealed.size() != shape.chunk()) return fail(Errc::bad_length);
  crypto::SecretBytes padded(shape.room());
  STILLE_TRYV(crypto::chacha20poly1305_open(padded.fill(), key_of(key, index).expose(), kNoNonce,
                                            place_of(shape, index), sealed));
  const auto own = padded.expose().first(shape.bytes_in(index));
  const auto padding = padded.expose().subspan(own.size());
  if (std::any_of(padding.begin(), padding.end(), [](auto byte) { return byte != 0; })) {
    return fail(Errc::undecryptable);
  }
  return crypto::SecretBytes(own);
}

ChunkHash chunk_hash(ByteView sealed) {
  return ChunkHash{crypto::h32({sealed})};
}

FileRoot root_of(std::span<const ChunkHash> chunks) {
  crypto::Sha512 hash;
  for (const auto& chunk : chunks) hash.update(chunk.view());
  const auto digest = hash.finish();
  return FileRoot::copy_of(ByteView(digest).first(FileRoot::size));
}

}  // namespace stille::e2e
