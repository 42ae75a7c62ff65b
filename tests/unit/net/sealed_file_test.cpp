// Files between the disk and sealed chunks: what is not as it was does not leave, what does not open is not
// kept.
#include "client/net/sealed_file.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "common/crypto/random.hpp"

namespace stille::net {
namespace {

struct SealedFiles : testing::Test {
  SealedFiles() {
    std::string name = (std::filesystem::temp_directory_path() / "stille-sealed-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    rng.fill(content);
    writes(content);
  }
  ~SealedFiles() override { std::filesystem::remove_all(folder); }

  void writes(ByteView bytes) { std::ofstream(path(), std::ios::binary) << as_text(bytes); }
  [[nodiscard]] std::string path() const { return (folder / "source").string(); }
  [[nodiscard]] std::string copy_path() const { return (folder / "copy").string(); }
  Bytes sealed(std::uint32_t index) {
    const auto source = SourceFile::open(path());
    const auto plain = source.value().read(shape, index);
    return e2e::seal_chunk(key, shape, index, plain.value().expose()).value();
  }
  std::vector<e2e::ChunkHash> hashes() {
    std::vector<e2e::ChunkHash> out;
    for (std::uint32_t i = 0; i < shape.count; ++i) out.push_back(e2e::chunk_hash(sealed(i)));
    return out;
  }
  SealedSource sealed_source() {
    return {SourceFile::open(path()).value(), key.clone(),         shape, hashes(),
            [this] { return wanted; },        [](std::uint32_t) {}};
  }
  std::shared_ptr<SealedCopy> copy() {
    return SealedCopy::open(
               copy_path(), key.clone(), shape, [this] { return wanted; }, [](std::uint32_t) {})
        .value();
  }

  crypto::SeededRng rng{3};
  Bytes content = Bytes(150'000);
  e2e::FileKey key = rng.secret<e2e::FileKey>();
  e2e::FileShape shape = e2e::shape_of(150'000).value();
  bool wanted = true;
  std::filesystem::path folder;
};

TEST_F(SealedFiles, Only_an_ordinary_file_that_is_there_is_a_source) {
  EXPECT_EQ(SourceFile::open((folder / "nothing").string()).error().code, Errc::not_found);
  EXPECT_EQ(SourceFile::open(folder.string()).error().code, Errc::invalid_argument);
  const auto pipe = (folder / "pipe").string();
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(SourceFile::open(pipe).error().code, Errc::invalid_argument);
  EXPECT_EQ(SourceFile::open(path()).value().size(), content.size());
}

TEST_F(SealedFiles, A_source_that_became_shorter_is_damaged) {
  const auto source = SourceFile::open(path());
  std::filesystem::resize_file(path(), 100);
  EXPECT_EQ(source.value().read(shape, 0).error().code, Errc::damaged);
}

TEST_F(SealedFiles, A_chunk_that_is_not_what_it_was_does_not_leave) {
  auto source = sealed_source();
  EXPECT_EQ(source.read(1, shape.chunk()).value(), sealed(1));
  auto changed = content;
  changed[shape.room() + 5] ^= 1U;
  writes(changed);
  EXPECT_TRUE(source.read(0, shape.chunk()));
  EXPECT_EQ(source.read(1, shape.chunk()).error().code, Errc::damaged);
  EXPECT_EQ(source.read(shape.count, shape.chunk()).error().code, Errc::internal);
}

TEST_F(SealedFiles, What_is_not_wanted_any_more_ends) {
  auto source = sealed_source();
  const auto there = copy();
  const auto chunk = sealed(0);
  wanted = false;
  EXPECT_EQ(source.read(0, shape.chunk()).error().code, Errc::cancelled);
  EXPECT_EQ(there->write(0, chunk).error().code, Errc::cancelled);
  EXPECT_FALSE(there->has(0));
}

TEST_F(SealedFiles, A_copy_keeps_only_chunks_that_open_where_they_belong) {
  const auto there = copy();
  auto odd = sealed(1);
  EXPECT_EQ(there->write(0, odd).error().code, Errc::undecryptable);
  odd.back() ^= 1U;
  EXPECT_EQ(there->write(1, odd).error().code, Errc::undecryptable);
  EXPECT_EQ(there->write(0, Bytes(10)).error().code, Errc::bad_length);
  EXPECT_EQ(there->write(shape.count, sealed(0)).error().code, Errc::bad_value);
  for (std::uint32_t i = 0; i < shape.count + 2; ++i) EXPECT_FALSE(there->has(i));
}

TEST_F(SealedFiles, A_copy_goes_on_where_it_was_and_opens_to_the_file) {
  ASSERT_TRUE(copy()->write(1, sealed(1)));
  const auto there = copy();
  EXPECT_FALSE(there->has(0));
  EXPECT_TRUE(there->has(1));
  for (std::uint32_t i = 0; i < shape.count; ++i) ASSERT_TRUE(there->write(i, sealed(i)));
  ASSERT_TRUE(there->finish());
  Bytes out;
  for (std::uint32_t i = 0; i < shape.count; ++i) {
    const auto plain = open_from_copy(copy_path(), key, shape, i);
    ASSERT_TRUE(plain);
    out.insert(out.end(), plain.value().expose().begin(), plain.value().expose().end());
  }
  EXPECT_EQ(out, content);
}

TEST_F(SealedFiles, A_copy_that_was_touched_does_not_open) {
  const auto there = copy();
  for (std::uint32_t i = 0; i < shape.count; ++i) ASSERT_TRUE(there->write(i, sealed(i)));
  ASSERT_TRUE(there->finish());
  EXPECT_EQ(open_from_copy(copy_path(), rng.secret<e2e::FileKey>(), shape, 0).error().code,
            Errc::undecryptable);
  std::filesystem::resize_file(copy_path(), shape.chunk() + 7);
  EXPECT_EQ(open_from_copy(copy_path(), key, shape, 1).error().code, Errc::damaged);
  std::filesystem::remove(copy_path());
  EXPECT_EQ(open_from_copy(copy_path(), key, shape, 0).error().code, Errc::not_found);
}

}  // namespace
}  // namespace stille::net
