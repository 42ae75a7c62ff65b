// What an operator's program and a running relay say to each other: one JSON object a line.
//   {"command": "status", "params": {}}   ->   {"ok": {...}}   or   {"error": {"code", "message", "next"}}
// Knows no sockets and none of the commands.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <variant>

#include "common/base/result.hpp"

namespace stille::admin {

using Json = nlohmann::json;

inline constexpr std::size_t kLongestRequest = 65'536;
inline constexpr std::size_t kLongestAnswer = std::size_t{8} << 20;

struct Request {
  std::string command;
  Json params = Json::object();
};

/// What went wrong and the one thing to do next, both as sentences; `code` is stable, for scripts.
struct Fault {
  std::string code;
  std::string message;
  std::string next;
};
using Answer = std::variant<Json, Fault>;

/// Without the line's end.
std::string to_line(const Request& request);
std::string to_line(const Answer& answer);
/// bad_encoding for anything else than such an object.
Result<Request> parse_request(std::string_view line);
Result<Answer> parse_answer(std::string_view line);

}  // namespace stille::admin
