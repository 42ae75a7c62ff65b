// The table of methods: complete entries, and parameters checked before anything happens.
#include "client/rpc/method_table.hpp"

#include <set>

#include <gtest/gtest.h>

namespace stille::rpc {
namespace {

FaultCode refusal(std::string_view method, const Json& params) {
  const auto checked = check_params(*find_method(method), params);
  return checked.has_error() ? checked.error().code : FaultCode::cancelled;
}

TEST(MethodTable, Every_method_has_one_handler_a_name_of_its_own_and_words) {
  std::set<std::string> names;
  const auto described = describe_methods();
  for (const auto& entry : described.at("methods")) {
    const auto name = entry["name"].get<std::string>();
    EXPECT_TRUE(names.insert(name).second) << name;
    const auto* method = find_method(name);
    ASSERT_NE(method, nullptr);
    EXPECT_NE(method->handler == nullptr, method->slow == nullptr) << name;
    EXPECT_FALSE(method->doc.empty() || method->result.empty()) << name;
    for (const auto& param : method->params) EXPECT_FALSE(param.doc.empty()) << name << param.name;
  }
  EXPECT_GE(names.size(), 25U);
}

TEST(MethodTable, An_unknown_method_is_not_found) {
  EXPECT_EQ(find_method("profile.explode"), nullptr);
}

TEST(MethodTable, Good_parameters_pass) {
  EXPECT_TRUE(check_params(*find_method("log"), {{"contact", "mira"}, {"last", 5}}).has_value());
  EXPECT_TRUE(check_params(*find_method("contact.list"), Json::object()).has_value());
}

TEST(MethodTable, A_missing_an_unknown_and_a_mistyped_parameter_are_refused) {
  EXPECT_EQ(refusal("log", Json::object()), FaultCode::invalid_argument);
  EXPECT_EQ(refusal("log", {{"contact", "mira"}, {"colour", "red"}}), FaultCode::invalid_argument);
  EXPECT_EQ(refusal("log", {{"contact", 7}}), FaultCode::invalid_argument);
  EXPECT_EQ(refusal("log", {{"contact", nullptr}}), FaultCode::invalid_argument);
  EXPECT_EQ(refusal("message.send", {{"to", "mira"}, {"text", "x"}}), FaultCode::invalid_argument);
  EXPECT_EQ(refusal("message.send", {{"to", {"mira", 7}}, {"text", "x"}}), FaultCode::invalid_argument);
  EXPECT_EQ(refusal("invite.create", {{"ask", "yes"}}), FaultCode::invalid_argument);
}

TEST(MethodTable, Whole_numbers_are_neither_negative_nor_broken_nor_beyond_53_bits) {
  for (const auto& odd :
       {Json(-1), Json(1.5), Json(std::uint64_t{1} << 53U), Json("5"), Json(~std::uint64_t{0})}) {
    EXPECT_EQ(refusal("log", {{"contact", "mira"}, {"last", odd}}), FaultCode::invalid_argument) << odd;
  }
  EXPECT_EQ(refusal("log", {{"contact", "mira"}, {"last", (std::uint64_t{1} << 53U) - 1}}),
            FaultCode::cancelled);
}

TEST(MethodTable, A_wait_beyond_the_longest_is_cut) {
  const auto now = std::chrono::steady_clock::now();
  const auto far = deadline_or({{"timeout_ms", (std::int64_t{1} << 53) - 1}}, std::chrono::milliseconds(0));
  EXPECT_LE(far, now + kLongestTimeout + std::chrono::minutes(1));
  EXPECT_GE(far, now + kLongestTimeout - std::chrono::minutes(1));
}

}  // namespace
}  // namespace stille::rpc
