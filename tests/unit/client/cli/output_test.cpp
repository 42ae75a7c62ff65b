// Tables, fields of objects, and the QR code.
#include "client/cli/output.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "client/cli/qr.hpp"

namespace stille::cli {
namespace {

TEST(Output, Columns_are_aligned_by_what_a_terminal_shows) {
  EXPECT_EQ(aligned({{"Name", "x"}, {"Zoë", "y"}, {"日本", "z"}}), "Name  x\nZoë   y\n日本  z");
  EXPECT_EQ(aligned({}), "");
}

TEST(Output, A_field_is_found_by_its_path) {
  const Json object{{"from", {{"alias", "mira"}}}, {"n", 1}};
  EXPECT_EQ(field_of(object, "from.alias"), "mira");
  EXPECT_EQ(field_of(object, "n"), 1);
  EXPECT_TRUE(field_of(object, "from.nobody").is_null());
  EXPECT_TRUE(field_of(object, "n.deeper").is_null());
}

TEST(Output, A_code_is_square_in_a_terminal_and_has_its_quiet_zone) {
  const auto code = qr_code("stille://x", false);
  const auto first = code.substr(0, code.find('\n'));
  const auto lines = static_cast<std::size_t>(std::count(code.begin(), code.end(), '\n')) + 1;
  const auto columns = first.size() / std::string_view("█").size();
  EXPECT_EQ((columns + 1) / 2, lines);
  EXPECT_EQ(first.find(' '), std::string::npos);  // light all along
  EXPECT_EQ(code.find('\x1b'), std::string::npos);
  EXPECT_NE(qr_code("stille://x", true).find('\x1b'), std::string::npos);
}

TEST(Output, What_fits_no_code_gives_none) {
  EXPECT_EQ(qr_code(std::string(5000, 'x'), false), "");
}

}  // namespace
}  // namespace stille::cli
