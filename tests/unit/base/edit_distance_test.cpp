// What somebody may have meant by a word that nobody knows.
#include "common/base/edit_distance.hpp"

#include <array>

#include <gtest/gtest.h>

namespace stille {
namespace {

TEST(EditDistance, Every_letter_changed_added_or_taken_away_counts) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("keep", "kep"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
}

TEST(EditDistance, The_nearest_word_is_found_and_none_that_is_only_short) {
  constexpr std::array<std::string_view, 4> kNames{"list", "log", "conversation", "contact"};
  EXPECT_EQ(nearest("lst", kNames), "list");
  EXPECT_EQ(nearest("contct", kNames), "contact");
  EXPECT_EQ(nearest("konwersashon", kNames), "conversation") << "of a long word more may be wrong";
  EXPECT_EQ(nearest("qs", kNames), "");
  EXPECT_EQ(nearest("weather", kNames), "");
  EXPECT_EQ(nearest("lst", {}), "");
}

}  // namespace
}  // namespace stille
