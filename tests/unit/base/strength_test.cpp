// What is said of a passphrase while it is chosen.
#include "common/base/strength.hpp"

#include <string>

#include <gtest/gtest.h>

namespace stille {
namespace {

Strength strength(const std::string& typed) {
  return strength_of(as_bytes(typed));
}

TEST(Strength, It_grows_with_the_length_in_characters) {
  EXPECT_EQ(strength(""), Strength::empty);
  EXPECT_EQ(strength("kurz"), Strength::too_short);
  EXPECT_EQ(strength("\u00e4\u00f6\u00fc\u00df\u00e4\u00f6\u00fc"), Strength::too_short) << "14 bytes";
  EXPECT_EQ(strength("kurzer Satz"), Strength::good);
  EXPECT_EQ(strength("kurzer Satz mit Wolken"), Strength::very_good);
}

TEST(Strength, One_key_held_down_is_long_and_no_secret) {
  EXPECT_EQ(strength(std::string(20, 'a')), Strength::easy_to_guess);
}

TEST(Strength, What_anybody_would_try_first_is_not_called_good) {
  for (const char* easy : {"12345678", "24.12.1987", "Passwort123", "!iLoveYou2", "qwertz12"})
    EXPECT_EQ(strength(easy), Strength::easy_to_guess) << easy;
  for (const char* better : {"x7#kQ9!2", "Passwortwolke", "drei Wale", "\u00c4pfel 12 \u00d6l"})
    EXPECT_EQ(strength(better), Strength::good) << better;
}

}  // namespace
}  // namespace stille
