// The OpenRPC document: complete, well formed, and in step with the table.
#include "client/rpc/open_rpc.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace stille::rpc {
namespace {

bool is_name(const std::string& text) {
  return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos;
}

TEST(OpenRpc, Has_what_the_specification_asks_of_a_document) {
  const auto document = open_rpc();
  EXPECT_EQ(document.at("openrpc"), "1.3.2");
  EXPECT_FALSE(document.at("info").at("title").get<std::string>().empty());
  EXPECT_FALSE(document.at("info").at("version").get<std::string>().empty());
  EXPECT_TRUE(document.at("methods").is_array());
  for (const auto* error : {"params", "fault"}) {
    EXPECT_TRUE(document.at("components").at("errors").at(error).at("code").is_number_integer());
    EXPECT_TRUE(document.at("components").at("errors").at(error).at("message").is_string());
  }
}

TEST(OpenRpc, Every_method_with_every_parameter_and_nothing_else) {
  const auto document = open_rpc();
  std::set<std::string> described;
  for (const auto& entry : document.at("methods")) {
    const auto* method = find_method(entry.at("name").get<std::string>());
    ASSERT_NE(method, nullptr);
    EXPECT_TRUE(described.insert(std::string(method->name)).second);
    EXPECT_EQ(entry.at("summary"), method->doc);
    EXPECT_EQ(entry.at("paramStructure"), "by-name");
    ASSERT_EQ(entry.at("params").size(), method->params.size());
    for (std::size_t i = 0; i < method->params.size(); ++i) {
      const auto& param = entry["params"][i];
      EXPECT_EQ(param.at("name"), method->params[i].name);
      EXPECT_EQ(param.at("required"), method->params[i].required);
      EXPECT_TRUE(param.at("schema").contains("type"));
    }
    EXPECT_EQ(entry.at("result").at("schema").at("type"), "object");
  }
  std::size_t count = 0;
  for (const auto group : all_methods()) count += group.size();
  EXPECT_EQ(described.size(), count);
}

TEST(OpenRpc, A_schema_takes_what_check_params_takes) {
  for (const auto group : all_methods()) {
    for (const auto& method : group) {
      Json params = Json::object();
      for (const auto& param : method.params) {
        if (param.required)
          params[std::string(param.name)] = param.type == ParamType::texts ? Json{"x"} : Json("x");
        if (param.required && param.type == ParamType::whole) params[std::string(param.name)] = 1;
        if (param.required && param.type == ParamType::flag) params[std::string(param.name)] = true;
      }
      EXPECT_TRUE(check_params(method, params).has_value()) << method.name;
    }
  }
}

TEST(OpenRpc, Every_result_reads_as_fields_or_as_words) {
  for (const auto group : all_methods()) {
    for (const auto& method : group) {
      const auto schema = result_schema(method.result);
      if (!schema.contains("properties")) {
        EXPECT_FALSE(schema.at("description").get<std::string>().empty()) << method.name;
        continue;
      }
      for (const auto& [name, about] : schema.at("properties").items())
        EXPECT_TRUE(is_name(name)) << method.name << name;
    }
  }
}

TEST(OpenRpc, Fields_of_a_result_are_taken_apart) {
  const auto schema = result_schema("{a, b?, c: [{d, e}], f: where to continue, ...}");
  EXPECT_EQ(schema.at("required"), Json({"a", "c", "f"}));
  EXPECT_EQ(schema.at("properties").size(), 4U);
  EXPECT_EQ(schema.at("properties").at("c").at("description"), "[{d, e}]");
  EXPECT_EQ(result_schema("{}").at("required").size(), 0U);
  EXPECT_EQ(result_schema("the contact").at("description"), "the contact");
}

TEST(OpenRpc, Names_every_fault) {
  const auto names =
      open_rpc().at("components").at("schemas").at("fault").at("properties").at("code").at("enum");
  EXPECT_EQ(names.size(), every_fault().size());
  EXPECT_NE(std::find(names.begin(), names.end(), "relay_unreachable"), names.end());
}

}  // namespace
}  // namespace stille::rpc
