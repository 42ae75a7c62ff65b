// Every reason has a name of its own, and an error remembers where it was noticed.
#include "common/base/error.hpp"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "common/base/result.hpp"

namespace stille {
namespace {

TEST(Error, Every_code_has_a_name_of_its_own) {
  std::set<std::string_view> names;
  for (unsigned code = 0; code <= static_cast<unsigned>(Errc::internal); ++code) {
    names.insert(name_of(static_cast<Errc>(code)));
  }
  EXPECT_EQ(names.size(), static_cast<std::size_t>(Errc::internal) + 1);
  EXPECT_FALSE(names.contains("unknown"));
  EXPECT_EQ(name_of(static_cast<Errc>(255)), "unknown");
}

Result<int> refuses() {
  return fail(Errc::expired);
}

Result<int> passes_on() {
  STILLE_TRY(auto value, refuses());
  return value + 1;
}

TEST(Error, A_refusal_travels_with_its_code_and_origin) {
  const auto result = passes_on();
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, Errc::expired);
  EXPECT_NE(std::string(result.error().where.file_name()).find("error_test.cpp"), std::string::npos);
}

}  // namespace
}  // namespace stille
