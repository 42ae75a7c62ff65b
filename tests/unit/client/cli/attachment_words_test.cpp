// Files of messages in words.
#include "client/cli/attachment_words.hpp"

#include <gtest/gtest.h>

namespace stille::cli {
namespace {

TEST(AttachmentWords, Sizes_take_the_largest_unit_that_fits) {
  EXPECT_EQ(size_words(0, Language::english), "0 B");
  EXPECT_EQ(size_words(999, Language::english), "999 B");
  EXPECT_EQ(size_words(1000, Language::english), "1.0 KB");
  EXPECT_EQ(size_words(1536, Language::german), "1,5 KB");
  EXPECT_EQ(size_words(300'000'000, Language::german), "300 MB");
  EXPECT_EQ(size_words(999'999'999, Language::english), "999 MB");
  EXPECT_EQ(size_words(5'000'000'000'000, Language::english), "5000 GB");
}

TEST(AttachmentWords, A_name_cannot_move_or_colour_what_stands_behind_it) {
  const Json one{{"id", "a_1"}, {"name", "x\x1b[31m\u202egpj.exe"}, {"size", 5}, {"state", "offered"}};
  const auto line = attachment_words(one, Language::english);
  EXPECT_EQ(line.find('\x1b'), std::string::npos);
  EXPECT_EQ(line.find("\u202e"), std::string::npos);
  EXPECT_TRUE(line.ends_with("5 B (can be fetched)  a_1"));
}

TEST(AttachmentWords, A_message_without_files_has_no_lines) {
  EXPECT_EQ(attachment_lines(Json::object(), Language::english), "");
  EXPECT_EQ(attachment_lines({{"attachments", Json::array()}}, Language::english), "");
}

}  // namespace
}  // namespace stille::cli
