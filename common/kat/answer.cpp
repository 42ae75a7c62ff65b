#include "common/kat/answer.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/kat/operations.hpp"

namespace stille::kat {
namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 32;

// A request is flat; what others put beside it is not our business, unless it is made to exhaust memory.
bool is_too_deep(std::string_view line) noexcept {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted && c == '\\') ++i;
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '[' || c == '{') && ++depth > kDeepest) return true;
    if (!quoted && (c == ']' || c == '}')) --depth;
  }
  return false;
}

std::string error(Json out, std::string_view reason) {
  out["error"] = reason;
  return out.dump();
}

// Only what identifies a request: numbers and texts.
Json echo_of(const Json& request) {
  auto out = Json::object();
  for (const auto* name : {"id", "tcId"}) {
    const auto found = request.find(name);
    if (found != request.end() && (found->is_number() || found->is_string())) out[name] = *found;
  }
  return out;
}

const Operation* operation_of(const Json& request) {
  auto name = request.find("op");
  if (name == request.end()) name = request.find("operation");
  if (name == request.end() || !name->is_string()) return nullptr;
  const auto all = operations();
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) {
    return each.name == name->template get_ref<const std::string&>();
  });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::string answer(std::string_view line) {
  if (is_too_deep(line)) return error(Json::object(), "nested too deeply");
  const auto request = Json::parse(line, nullptr, false);
  if (request.is_discarded()) return error(Json::object(), "not JSON");
  if (!request.is_object()) return error(Json::object(), "not an object");
  auto out = echo_of(request);
  const auto* operation = operation_of(request);
  if (operation == nullptr) return error(std::move(out), "unknown operation");
  Fields fields(request);
  const auto result = operation->run(fields, out);
  if (result.has_error()) {
    return error(std::move(out),
                 std::string(name_of(result.error().code)) + " (" + std::string(fields.last()) + ")");
  }
  return out.dump();
}

std::string answer_to_long_line() {
  return error(Json::object(), "line too long");
}

}  // namespace stille::kat
