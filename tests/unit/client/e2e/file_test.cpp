// Chunks of files: padding, sealing, and everything that must not open.
#include <gtest/gtest.h>

#include "client/e2e/file.hpp"
#include "common/crypto/random.hpp"

namespace stille::e2e {
namespace {

using protocol::ChunkClass;

class File : public ::testing::Test {
 protected:
  File() : rng(7), key(rng.secret<FileKey>()) {}

  Bytes random_bytes(std::size_t size) {
    Bytes out(size);
    rng.fill(out);
    return out;
  }
  /// Every chunk of it.
  static std::vector<Bytes> sealed(const FileKey& with, const FileShape& shape, const Bytes& plain) {
    std::vector<Bytes> out;
    for (std::uint32_t i = 0; i < shape.count; ++i) {
      const auto at = std::min<std::size_t>(shape.offset(i), plain.size());
      out.push_back(seal_chunk(with, shape, i, ByteView(plain).subspan(at, shape.bytes_in(i))).value());
    }
    return out;
  }
  Bytes opened(const FileShape& shape, const std::vector<Bytes>& chunks) {
    Bytes out;
    for (std::uint32_t i = 0; i < shape.count; ++i) {
      const auto part = open_chunk(key, shape, i, chunks[i]).value();
      out.insert(out.end(), part.expose().begin(), part.expose().end());
    }
    return out;
  }

  crypto::SeededRng rng;
  FileKey key;
};

TEST_F(File, Padding_follows_the_published_examples) {
  EXPECT_EQ(padded_size(0), 0U);
  EXPECT_EQ(padded_size(1), 1U);
  EXPECT_EQ(padded_size(8), 8U);
  EXPECT_EQ(padded_size(9), 10U);
  EXPECT_EQ(padded_size(1000), 1024U);
  EXPECT_EQ(padded_size(1'000'000), 1'015'808U);
}

TEST_F(File, Padding_adds_at_most_twelve_percent_and_never_shrinks) {
  for (std::uint64_t size = 1; size < (1U << 31U); size += 1 + size / 97) {
    EXPECT_GE(padded_size(size), size);
    EXPECT_LE(padded_size(size), size + size * 12 / 100 + 1) << size;
    EXPECT_EQ(padded_size(padded_size(size)), padded_size(size)) << size;
  }
}

TEST_F(File, Shapes_hold_the_file_and_nothing_larger_is_taken) {
  EXPECT_EQ(shape_of(0).value().count, 1U);
  EXPECT_EQ(shape_of(kSmallFile).value().chunk_class, ChunkClass::small);
  EXPECT_EQ(shape_of(kSmallFile + 1).value().chunk_class, ChunkClass::large);
  const auto largest = shape_of(kLargestFile).value();
  EXPECT_EQ(largest.count, protocol::kMostChunks);
  EXPECT_EQ(largest.bytes_in(largest.count - 1), largest.room());
  EXPECT_EQ(shape_of(kLargestFile + 1).error().code, Errc::too_large);
  const auto most_in_small = std::uint64_t{protocol::kMostChunks} * (protocol::kSmallChunk - 16);
  EXPECT_TRUE(shape_of(most_in_small, ChunkClass::small));
  EXPECT_EQ(shape_of(most_in_small + 1, ChunkClass::small).error().code, Errc::too_large);
}

TEST_F(File, What_is_sealed_opens_whatever_its_size) {
  const std::size_t room = protocol::kSmallChunk - 16;
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, room - 1, room, room + 1, 3 * room + 7, std::size_t{900'000}}) {
    const auto shape = shape_of(size).value();
    const auto plain = random_bytes(size);
    const auto chunks = sealed(key, shape, plain);
    EXPECT_EQ(opened(shape, chunks), plain) << size;
    for (const auto& chunk : chunks) EXPECT_EQ(chunk.size(), protocol::kSmallChunk);
  }
  const auto large = shape_of(1'200'000, ChunkClass::large).value();
  const auto plain = random_bytes(1'200'000);
  EXPECT_EQ(opened(large, sealed(key, large, plain)), plain);
}

TEST_F(File, No_flipped_bit_of_a_chunk_opens) {
  const auto shape = shape_of(100).value();
  auto chunk = seal_chunk(key, shape, 0, random_bytes(100)).value();
  for (std::size_t i = 0; i < chunk.size(); i += i < 4096 ? 1 : 61) {
    const auto bit = static_cast<std::uint8_t>(1U << rng.below(8));
    chunk[i] ^= bit;
    ASSERT_EQ(open_chunk(key, shape, 0, chunk).error().code, Errc::undecryptable) << i;
    chunk[i] ^= bit;
  }
  EXPECT_TRUE(open_chunk(key, shape, 0, chunk));
}

TEST_F(File, A_chunk_opens_in_its_own_place_alone) {
  const auto shape = shape_of(300'000).value();
  const auto chunks = sealed(key, shape, random_bytes(300'000));
  ASSERT_GE(shape.count, 5U);
  for (std::uint32_t at = 0; at < shape.count; ++at) {
    for (std::uint32_t i = 0; i < shape.count; ++i) {
      EXPECT_EQ(open_chunk(key, shape, at, chunks[i]).has_value(), at == i);
    }
  }
  EXPECT_EQ(open_chunk(key, shape, shape.count, chunks[0]).error().code, Errc::bad_value);
  EXPECT_EQ(seal_chunk(key, shape, shape.count, {}).error().code, Errc::bad_value);
}

TEST_F(File, Another_number_of_chunks_changes_which_one_is_the_last) {
  const auto shape = shape_of(300'000).value();
  const auto chunks = sealed(key, shape, random_bytes(300'000));
  auto shorter = shape;
  --shorter.count;
  EXPECT_FALSE(open_chunk(key, shorter, shorter.count - 1, chunks[shorter.count - 1]));
  auto longer = shape;
  ++longer.count;
  EXPECT_FALSE(open_chunk(key, longer, shape.count - 1, chunks[shape.count - 1]));
}

TEST_F(File, Another_key_or_length_is_refused) {
  const auto shape = shape_of(10).value();
  const auto chunk = seal_chunk(key, shape, 0, random_bytes(10)).value();
  const auto other = rng.secret<FileKey>();
  EXPECT_EQ(open_chunk(other, shape, 0, chunk).error().code, Errc::undecryptable);
  EXPECT_EQ(open_chunk(key, shape, 0, ByteView(chunk).first(chunk.size() - 1)).error().code,
            Errc::bad_length);
  EXPECT_EQ(seal_chunk(key, shape, 0, random_bytes(9)).error().code, Errc::bad_length);
}

TEST_F(File, Padding_that_is_not_zero_is_refused) {
  const auto longer = shape_of(20).value();
  const auto chunk = seal_chunk(key, longer, 0, Bytes(20, 1)).value();
  EXPECT_EQ(open_chunk(key, shape_of(10).value(), 0, chunk).error().code, Errc::undecryptable);
}

TEST_F(File, Sealing_again_gives_the_same_bytes_and_another_content_another_hash) {
  const auto shape = shape_of(1000).value();
  auto plain = random_bytes(1000);
  const auto first = chunk_hash(seal_chunk(key, shape, 0, plain).value());
  EXPECT_EQ(chunk_hash(seal_chunk(key, shape, 0, plain).value()), first);
  plain[999] ^= 1U;
  EXPECT_NE(chunk_hash(seal_chunk(key, shape, 0, plain).value()), first);
}

TEST_F(File, The_root_depends_on_every_chunk_and_on_their_order) {
  std::vector<ChunkHash> hashes(4);
  for (auto& hash : hashes) rng.fill(hash.raw);
  const auto root = root_of(hashes);
  auto swapped = hashes;
  std::swap(swapped[1], swapped[2]);
  EXPECT_NE(root_of(swapped), root);
  EXPECT_NE(root_of(std::span(hashes).first(3)), root);
  hashes[3].raw[31] ^= 1U;
  EXPECT_NE(root_of(hashes), root);
}

}  // namespace
}  // namespace stille::e2e
