// A file as the chunks of a blob: the ragged end, and what is known after a kill.
#include "client/net/chunk_file.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <stdlib.h>

namespace stille::net {
namespace {

struct ChunkFileTest : testing::Test {
  ChunkFileTest() {
    auto pattern = (std::filesystem::temp_directory_path() / "stille-chunks-XXXXXX").string();
    folder = ::mkdtemp(pattern.data());
    path = folder / "file";
  }
  ~ChunkFileTest() override { std::filesystem::remove_all(folder); }

  std::filesystem::path folder;
  std::filesystem::path path;
};

TEST_F(ChunkFileTest, The_last_chunk_is_filled_up_with_zeros) {
  std::ofstream(path) << "abcdefg";
  const auto file = ChunkFile::to_send(path.string()).value();
  EXPECT_EQ(file->read(0, 4).value(), (Bytes{'a', 'b', 'c', 'd'}));
  EXPECT_EQ(file->read(1, 4).value(), (Bytes{'e', 'f', 'g', 0}));
  EXPECT_EQ(file->read(2, 4).error().code, Errc::damaged);
  EXPECT_EQ(ChunkFile::to_send((folder / "none").string()).error().code, Errc::not_found);
}

TEST_F(ChunkFileTest, What_was_fetched_is_known_to_the_next_process) {
  {
    const auto file = ChunkFile::to_fetch(path.string(), 4, 3).value();
    EXPECT_FALSE(file->has(1));
    ASSERT_TRUE(file->write(1, Bytes{'e', 'f', 'g', 'h'}));
  }
  const auto file = ChunkFile::to_fetch(path.string(), 4, 3).value();
  EXPECT_TRUE(file->has(1));
  EXPECT_FALSE(file->has(0) || file->has(2));
  ASSERT_TRUE(file->write(0, Bytes{'a', 'b', 'c', 'd'}));
  ASSERT_TRUE(file->write(2, Bytes{'i', 0, 0, 0}));
  ASSERT_TRUE(file->finish(9));
  std::ifstream in(path);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "abcdefghi");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
}

TEST_F(ChunkFileTest, Chunks_of_another_shape_are_refused) {
  const auto file = ChunkFile::to_fetch(path.string(), 4, 3).value();
  EXPECT_FALSE(file->write(3, Bytes(4)));
  EXPECT_FALSE(file->write(0, Bytes(5)));
}

}  // namespace
}  // namespace stille::net
