// Chunks in real files: where they are, who may read them, what is missing.
#include "server/blob/folder.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "common/base/encoding.hpp"

namespace stille::blob {
namespace {

struct FolderTest : testing::Test {
  FolderTest() {
    auto pattern = (std::filesystem::temp_directory_path() / "stille-blob-XXXXXX").string();
    path = ::mkdtemp(pattern.data());
    folder = open();
  }
  ~FolderTest() override { std::filesystem::remove_all(path); }
  [[nodiscard]] std::unique_ptr<BlobFolder> open() const {
    return BlobFolder::open((path / "blobs").string()).value();
  }
  [[nodiscard]] std::filesystem::path path_of(const BlobFile& file) const {
    const auto name = to_hex(file.view());
    return path / "blobs" / name.substr(0, 2) / name;
  }
  BlobFile name() { return rng.fixed<BlobFile>(); }

  crypto::SeededRng rng{3};
  std::filesystem::path path;
  std::unique_ptr<BlobFolder> folder;
};

TEST_F(FolderTest, A_chunk_is_read_as_it_was_written_also_after_a_restart) {
  const auto file = name();
  Bytes chunk(70'000);
  rng.fill(chunk);
  ASSERT_TRUE(folder->write(file, 140'000, chunk));
  ASSERT_TRUE(folder->write(file, 0, Bytes(70'000, 1)));
  ASSERT_TRUE(folder->sync(file));
  EXPECT_EQ(folder->read(file, 140'000, 70'000).value(), chunk);
  folder = open();
  EXPECT_EQ(folder->read(file, 140'000, 70'000).value(), chunk);
  EXPECT_EQ(folder->read(file, 0, 70'000).value(), Bytes(70'000, 1));
}

TEST_F(FolderTest, Folders_and_files_are_their_owners_alone) {
  const auto file = name();
  ASSERT_TRUE(folder->write(file, 0, Bytes(9)));
  struct stat found{};
  ASSERT_EQ(::stat(path_of(file).c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
  for (const auto& one : {path / "blobs", path_of(file).parent_path()}) {
    ASSERT_EQ(::stat(one.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0700U);
  }
}

TEST_F(FolderTest, What_is_missing_or_short_is_damaged) {
  const auto file = name();
  EXPECT_EQ(folder->read(file, 0, 1).error().code, Errc::damaged);
  EXPECT_EQ(folder->sync(file).error().code, Errc::damaged);
  ASSERT_TRUE(folder->write(file, 0, Bytes(10)));
  EXPECT_EQ(folder->read(file, 5, 6).error().code, Errc::damaged);
}

TEST_F(FolderTest, A_removed_file_is_gone_even_while_it_is_open_here) {
  const auto file = name();
  ASSERT_TRUE(folder->write(file, 0, Bytes(10)));
  EXPECT_TRUE(folder->has(file).value());
  ASSERT_TRUE(folder->remove(file));
  EXPECT_FALSE(folder->has(file).value());
  EXPECT_FALSE(folder->read(file, 0, 10));
  EXPECT_FALSE(std::filesystem::exists(path_of(file)));
  EXPECT_TRUE(folder->remove(file));
}

TEST_F(FolderTest, A_shard_lists_its_own_files_and_nothing_else) {
  const auto file = name();
  ASSERT_TRUE(folder->write(file, 0, Bytes(10)));
  std::ofstream(path_of(file).string() + "x") << "foreign";
  std::ofstream(path_of(file).parent_path() / "README") << "foreign";
  EXPECT_EQ(folder->list(file.raw[0]).value(), std::vector<BlobFile>{file});
  EXPECT_TRUE(folder->list(static_cast<std::uint8_t>(file.raw[0] + 1)).value().empty());
}

TEST_F(FolderTest, More_files_than_may_be_open_are_served_all_the_same) {
  std::vector<BlobFile> files;
  for (std::size_t i = 0; i < 3 * BlobFolder::kMostOpen; ++i) {
    files.push_back(name());
    ASSERT_TRUE(folder->write(files.back(), 0, Bytes(3, static_cast<std::uint8_t>(i))));
    const auto open = std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
    EXPECT_LT(open, static_cast<std::ptrdiff_t>(BlobFolder::kMostOpen + 16));
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    ASSERT_TRUE(folder->sync(files[i]));
    EXPECT_EQ(folder->read(files[i], 0, 3).value(), Bytes(3, static_cast<std::uint8_t>(i)));
  }
}

TEST_F(FolderTest, A_link_in_the_place_of_a_file_is_not_followed) {
  const auto file = name();
  std::ofstream(path / "elsewhere") << "content";
  std::filesystem::create_directories(path_of(file).parent_path());
  std::filesystem::create_symlink(path / "elsewhere", path_of(file));
  EXPECT_FALSE(folder->write(file, 0, Bytes(10)));
  EXPECT_FALSE(folder->read(file, 0, 1));
}

TEST_F(FolderTest, The_disk_has_a_size) {
  const auto room = folder->room().value();
  EXPECT_GT(room.used + room.available, 0U);
}

}  // namespace
}  // namespace stille::blob
