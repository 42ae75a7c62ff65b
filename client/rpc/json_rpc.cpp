#include "client/rpc/json_rpc.hpp"

namespace stille::rpc {
namespace {

constexpr int kParseError = -32700;
constexpr int kInvalidRequest = -32600;
constexpr int kMethodNotFound = -32601;

// Arrays nested a million deep would exhaust the stack when they are written or compared.
Json parse_bounded(std::string_view text, std::size_t most_values) {
  std::size_t values = 0;
  bool within = true;
  const Json::parser_callback_t bound = [&](int depth, Json::parse_event_t, Json&) {
    ++values;
    within = within && depth <= static_cast<int>(kDeepestJson) && values <= most_values;
    return within;
  };
  auto out = Json::parse(text, bound, /*allow_exceptions=*/false);
  return within ? out : Json(Json::value_t::discarded);
}

// Text that is not UTF-8 is replaced, never thrown about.
std::string one_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string error_line(const Json& id, int number, const Fault& fault) {
  Json error;
  error["code"] = number;
  error["message"] = fault.message;
  error["data"] = to_json(fault);
  Json out;
  out["jsonrpc"] = "2.0";
  out["error"] = std::move(error);
  out["id"] = id;
  return one_line(out);
}

int number_of(FaultCode code) {
  switch (code) {
    case FaultCode::unknown_method:
      return kMethodNotFound;
    case FaultCode::invalid_argument:
      return kInvalidParams;
    default:
      return kFault;
  }
}

}  // namespace

std::variant<Request, std::string> parse_request(std::string_view line) {
  auto json = parse_bounded(line, kMostJsonValues);
  if (json.is_discarded()) {
    return error_line(nullptr, kParseError, fault(FaultCode::invalid_argument, "This line is not JSON."));
  }
  const auto refuse = [](const Json& id, std::string why) {
    return error_line(id, kInvalidRequest, fault(FaultCode::invalid_argument, std::move(why)));
  };
  if (!json.is_object()) return refuse(nullptr, "A request is one JSON object.");
  Json id = json.contains("id") ? json["id"] : Json();
  if (!(id.is_null() || id.is_string() || id.is_number()))
    return refuse(nullptr, "`id` is a text or a number.");
  if (!json.contains("jsonrpc") || json["jsonrpc"] != "2.0") return refuse(id, "`jsonrpc` must be \"2.0\".");
  if (!json.contains("method") || !json["method"].is_string()) return refuse(id, "`method` must be a text.");
  Request out{.id = std::move(id),
              .method = json["method"].get<std::string>(),
              .params = Json::object(),
              .wants_answer = json.contains("id")};
  if (json.contains("params")) {
    if (!json["params"].is_object()) return refuse(out.id, "`params` must be an object.");
    out.params = std::move(json["params"]);
  }
  return out;
}

std::string request_line(const Request& request) {
  Json out;
  out["jsonrpc"] = "2.0";
  out["id"] = request.id;
  out["method"] = request.method;
  out["params"] = request.params;
  return one_line(out);
}

std::string answer_line(const Json& id, const Answer& answer) {
  if (answer.has_error()) return error_line(id, number_of(answer.error().code), answer.error());
  Json out;
  out["jsonrpc"] = "2.0";
  out["result"] = answer.value();
  out["id"] = id;
  return one_line(out);
}

Outcome<Incoming> parse_answer(std::string_view line) {
  auto json = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("id")) return fault(FaultCode::internal);
  if (json.contains("result")) return Incoming{json["id"], Json(std::move(json["result"]))};
  if (!json.contains("error") || !json["error"].is_object()) return fault(FaultCode::internal);
  const auto& error = json["error"];
  return Incoming{json["id"], fault_from(error.contains("data") ? error["data"] : Json())};
}

}  // namespace stille::rpc
