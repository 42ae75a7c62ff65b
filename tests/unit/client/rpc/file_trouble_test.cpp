// Why a file cannot be had.
#include "client/rpc/file_trouble.hpp"

#include <cerrno>
#include <fstream>

#include <gtest/gtest.h>

namespace stille::rpc {
namespace {

TEST(FileTrouble, Each_reason_has_its_word_and_its_sentence) {
  const std::vector<std::pair<int, const char*>> all{{ENOENT, "missing"},  {EACCES, "permission"},
                                                     {EISDIR, "folder"},   {ENOTDIR, "no_folder"},
                                                     {EROFS, "read_only"}, {EIO, "disk"}};
  for (const auto& [error, reason] : all) {
    for (const auto& why : {cannot_read("/a/b", error), cannot_write("/a/b", error)}) {
      EXPECT_EQ(why.code, FaultCode::invalid_argument);
      EXPECT_EQ(why.detail["reason"], reason);
      EXPECT_EQ(why.detail["about"], "/a/b");
    }
  }
}

TEST(FileTrouble, No_room_is_another_fault_and_what_is_unknown_stays_vague) {
  EXPECT_EQ(cannot_write("/a", ENOSPC).code, FaultCode::storage_full);
  EXPECT_EQ(cannot_write("/a", EINTR).code, FaultCode::cancelled);
  EXPECT_EQ(cannot_write("/a", EMFILE).message, "The file cannot be written.");
  EXPECT_FALSE(cannot_read("/a", EMFILE).detail.contains("reason"));
}

TEST(FileTrouble, It_is_found_by_looking_once_more) {
  const std::filesystem::path folder(testing::TempDir());
  EXPECT_EQ(cannot_read(folder / "no such file").detail["reason"], "missing");
  EXPECT_EQ(cannot_read(folder).detail["reason"], "folder");
  std::ofstream(folder / "a-file") << "x";
  EXPECT_EQ(cannot_read(folder / "a-file" / "b").detail["reason"], "no_folder");
  EXPECT_FALSE(cannot_read(folder / "a-file").detail.contains("reason"));
}

}  // namespace
}  // namespace stille::rpc
