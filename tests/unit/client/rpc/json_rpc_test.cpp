// Lines of JSON-RPC, well-formed and hostile.
#include "client/rpc/json_rpc.hpp"

#include <random>

#include <gtest/gtest.h>

namespace stille::rpc {
namespace {

int error_number(std::string_view line) {
  const auto parsed = parse_request(line);
  const auto* refusal = std::get_if<std::string>(&parsed);
  return refusal == nullptr ? 0 : Json::parse(*refusal)["error"]["code"].get<int>();
}

TEST(JsonRpc, A_request_comes_apart) {
  const auto parsed =
      parse_request(R"({"jsonrpc":"2.0","id":"a","method":"log","params":{"contact":"mira"}})");

  const auto& request = std::get<Request>(parsed);
  EXPECT_EQ(request.id, "a");
  EXPECT_EQ(request.method, "log");
  EXPECT_EQ(request.params, (Json{{"contact", "mira"}}));
}

TEST(JsonRpc, A_request_survives_writing_and_reading) {
  const Request before{.id = 7, .method = "send", .params = {{"text", "Zeile 1\nZeile 2 „ß“"}}};

  const auto line = request_line(before);

  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto parsed = parse_request(line);
  EXPECT_EQ(std::get<Request>(parsed).params, before.params);
}

TEST(JsonRpc, Without_an_id_it_is_a_notification_and_with_null_it_is_not) {
  const auto wants = [](std::string_view line) {
    return std::get<Request>(parse_request(line)).wants_answer;
  };
  EXPECT_FALSE(wants(R"({"jsonrpc":"2.0","method":"log"})"));
  EXPECT_TRUE(wants(R"({"jsonrpc":"2.0","method":"log","id":null})"));
  EXPECT_TRUE(wants(R"({"jsonrpc":"2.0","method":"log","id":1})"));
}

TEST(JsonRpc, What_is_not_json_is_a_parse_error) {
  for (const char* line : {"", " ", "{", "nonsense", "\xff\xfe", "{\"a\":}", "[1,2", "{} {}"}) {
    EXPECT_EQ(error_number(line), -32700) << line;
  }
}

TEST(JsonRpc, What_is_no_request_is_an_invalid_request) {
  for (const char* line :
       {"[]", "7", "null", "{}", R"({"jsonrpc":"1.0","method":"x"})", R"({"jsonrpc":"2.0"})",
        R"({"jsonrpc":"2.0","method":7})", R"({"jsonrpc":"2.0","method":"x","params":[1]})",
        R"({"jsonrpc":"2.0","method":"x","id":{}})", R"([{"jsonrpc":"2.0","method":"x"}])"}) {
    EXPECT_EQ(error_number(line), -32600) << line;
  }
}

TEST(JsonRpc, Nesting_and_number_of_values_are_bounded) {
  const auto nested = [](std::size_t depth) {
    return R"({"jsonrpc":"2.0","method":"x","params":{"a":)" + std::string(depth, '[') +
           std::string(depth, ']') + "}}";
  };
  EXPECT_EQ(error_number(nested(kDeepestJson - 4)), 0);
  EXPECT_EQ(error_number(nested(kDeepestJson + 1)), -32700);
  EXPECT_EQ(error_number(nested(500'000)), -32700);

  std::string many = R"({"jsonrpc":"2.0","method":"x","params":{"a":[0)";
  for (std::size_t i = 0; i < kMostJsonValues; ++i) many += ",0";
  EXPECT_EQ(error_number(many + "]}}"), -32700);
}

TEST(JsonRpc, Mutilated_requests_never_do_harm) {
  const std::string good = R"({"jsonrpc":"2.0","id":1,"method":"log","params":{"contact":"mira","last":5}})";
  std::mt19937 random(1);  // NOLINT: the same every time on purpose
  for (int round = 0; round < 20'000; ++round) {
    auto line = good;
    for (int change = 0; change < 3; ++change) line[random() % line.size()] = static_cast<char>(random());
    const auto parsed = parse_request(line);
    if (const auto* refusal = std::get_if<std::string>(&parsed)) {
      EXPECT_TRUE(Json::accept(*refusal));
      EXPECT_EQ(refusal->find('\n'), std::string::npos);
    }
  }
}

TEST(JsonRpc, An_answer_survives_and_so_does_a_fault) {
  const auto good = parse_answer(answer_line(7, Answer(Json{{"contacts", {1, 2}}})));
  EXPECT_EQ(good.value().id, 7);
  EXPECT_EQ(good.value().answer.value()["contacts"].size(), 2U);

  const auto bad =
      parse_answer(answer_line("x", Answer(fault(FaultCode::not_found, "Nobody.", {{"about", "m"}}))));
  EXPECT_EQ(bad.value().answer.error().code, FaultCode::not_found);
  EXPECT_EQ(bad.value().answer.error().detail["about"], "m");
}

TEST(JsonRpc, What_is_no_answer_is_an_internal_fault) {
  for (const char* line : {"", "nonsense", "[]", "{}", R"({"id":1})", R"({"id":1,"error":7})"}) {
    EXPECT_TRUE(parse_answer(line).has_error()) << line;
  }
}

TEST(JsonRpc, Text_that_is_not_utf8_is_replaced_and_not_thrown_about) {
  EXPECT_NO_THROW(answer_line(1, Answer(Json{{"text", "\xff"}})));
}

}  // namespace
}  // namespace stille::rpc
