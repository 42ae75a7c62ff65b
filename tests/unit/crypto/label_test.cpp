// The table of labels as it stands in the source: every label is unique, none is the beginning of another,
// and no label is written anywhere else.
#include "common/crypto/label.hpp"

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stille::crypto {
namespace {

namespace fs = std::filesystem;
const fs::path kSource = STILLE_SOURCE_DIR;

std::string content_of(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file).rdbuf();
  return out.str();
}

// The literals as written, without the terminating zero.
std::vector<std::string> labels() {
  const auto text = content_of(kSource / "common/crypto/label.hpp");
  const std::regex pattern(R"re(constexpr Label k\w+\{"([^"]*)"\};)re");
  std::vector<std::string> out;
  for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it)
    out.push_back((*it)[1]);
  return out;
}

std::size_t count_of(const std::string& text, std::string_view word) {
  std::size_t out = 0;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++out;
  return out;
}

TEST(Label, Ends_with_a_zero_byte) {
  EXPECT_EQ(label::kCae.text(), std::string_view("Stille1 cae\0", 12));
  EXPECT_EQ(label::kCae.view().size(), 12U);
}

TEST(Label, Every_entry_of_the_table_is_seen_by_this_test_and_well_formed) {
  const auto all = labels();
  EXPECT_EQ(all.size(),
            count_of(content_of(kSource / "common/crypto/label.hpp"), "inline constexpr Label k"));
  EXPECT_GE(all.size(), 20U);
  const std::regex form("Stille1 [a-z0-9]+( [a-z0-9]+)*");
  for (const auto& label : all) EXPECT_TRUE(std::regex_match(label, form)) << label;
}

TEST(Label, No_label_is_the_beginning_of_another) {
  auto all = labels();
  for (auto& label : all) label.push_back('\0');
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < all.size(); ++j) {
      if (i != j) {
        EXPECT_FALSE(all[i].starts_with(all[j])) << all[i] << " / " << all[j];
      }
    }
  }
}

TEST(Label, No_label_is_written_outside_the_table) {
  for (const auto* folder : {"common", "client", "server"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kSource / folder)) {
      if (!entry.is_regular_file() || entry.path().filename() == "label.hpp") continue;
      EXPECT_EQ(count_of(content_of(entry.path()), "\"Stille1 "), 0U) << entry.path();
    }
  }
}

}  // namespace
}  // namespace stille::crypto
