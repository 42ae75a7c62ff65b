// What callers see of an error: stable names, exit codes, no loss on the way through JSON.
#include "client/rpc/fault.hpp"

#include <set>

#include <gtest/gtest.h>

namespace stille::rpc {
namespace {

constexpr int kLastCode = static_cast<int>(FaultCode::storage_full);

TEST(Fault, Every_code_has_a_name_of_its_own_and_an_exit_code_of_the_table) {
  const std::set<int> allowed{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 130};
  std::set<std::string_view> names;
  for (int code = 0; code <= kLastCode; ++code) {
    names.insert(name_of(static_cast<FaultCode>(code)));
    EXPECT_TRUE(allowed.contains(exit_code(static_cast<FaultCode>(code)))) << code;
    EXPECT_FALSE(sentence_of(static_cast<FaultCode>(code)).empty());
  }
  EXPECT_EQ(names.size(), static_cast<std::size_t>(kLastCode) + 1);
}

TEST(Fault, Json_and_back_loses_nothing) {
  auto before = fault(FaultCode::slow_down, "Later.", {{"about", "mira"}, {"candidates", {1, 2}}});
  before.retry_after = std::chrono::milliseconds(30000);

  const auto after = fault_from(to_json(before));

  EXPECT_EQ(after.code, before.code);
  EXPECT_EQ(after.message, before.message);
  EXPECT_EQ(after.retry_after, before.retry_after);
  EXPECT_EQ(after.detail, before.detail);
}

TEST(Fault, What_is_no_fault_becomes_an_internal_one) {
  for (const auto& odd :
       {Json(), Json(7), Json::array({1}), Json{{"code", 7}}, Json{{"code", "of_tomorrow"}}}) {
    EXPECT_EQ(fault_from(odd).code, FaultCode::internal) << odd;
  }
}

TEST(Fault, Every_error_of_the_engine_has_a_meaning) {
  for (int code = 0; code <= static_cast<int>(Errc::internal); ++code) {
    const auto seen = fault_from(Error{static_cast<Errc>(code), BOOST_CURRENT_LOCATION});
    EXPECT_EQ(seen.code == FaultCode::internal, static_cast<Errc>(code) == Errc::internal) << code;
  }
}

}  // namespace
}  // namespace stille::rpc
