// JSON-RPC 2.0, one object a line: requests taken apart, answers put together, and the reverse.
// Knows nothing of sockets or of what the methods do. Answers errors for any input, however hostile.
#pragma once

#include <variant>

#include "client/rpc/fault.hpp"

namespace stille::rpc {

/// A line, its newline not counted.
inline constexpr std::size_t kLongestLine = std::size_t{1} << 20U;
inline constexpr std::size_t kDeepestJson = 16;
inline constexpr std::size_t kMostJsonValues = 4096;

/// Numbers of errors; what went wrong stands in their `data`.
inline constexpr int kInvalidParams = -32602;
inline constexpr int kFault = -32000;

struct Request {
  Json id;  // string, number or null
  std::string method;
  Json params = Json::object();
  bool wants_answer = true;  // a request without `id` is a notification, and is not answered
};

/// A request, or the line to answer instead. Batches are refused: independent lines do the same.
std::variant<Request, std::string> parse_request(std::string_view line);

/// Lines without their newline.
std::string request_line(const Request& request);
std::string answer_line(const Json& id, const Answer& answer);

struct Incoming {
  Json id;
  Answer answer;
};
/// An answer as the other end wrote it; `internal` when it is none.
Outcome<Incoming> parse_answer(std::string_view line);

}  // namespace stille::rpc
