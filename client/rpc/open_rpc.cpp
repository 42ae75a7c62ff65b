#include "client/rpc/open_rpc.hpp"

#include <algorithm>

#include "client/rpc/json_rpc.hpp"

namespace stille::rpc {
namespace {

Json schema_of(ParamType type) {
  switch (type) {
    case ParamType::text:
      return {{"type", "string"}};
    case ParamType::texts:
      return {{"type", "array"}, {"items", {{"type", "string"}}}};
    case ParamType::whole:
      return {{"type", "integer"}, {"minimum", 0}, {"maximum", (std::int64_t{1} << 53) - 1}};
    case ParamType::flag:
      return {{"type", "boolean"}};
  }
  return Json::object();
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// Takes what stands before the next comma outside of brackets.
std::string_view next_field(std::string_view& rest) {
  int depth = 0;
  std::size_t end = 0;
  for (; end < rest.size() && (depth > 0 || rest[end] != ','); ++end) {
    if (rest[end] == '{' || rest[end] == '[') ++depth;
    if (rest[end] == '}' || rest[end] == ']') --depth;
  }
  const auto out = trimmed(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return out;
}

Json entry_of(const Method& method) {
  Json out{{"name", method.name}, {"summary", method.doc}, {"paramStructure", "by-name"}};
  out["params"] = Json::array();
  for (const auto& param : method.params) {
    out["params"].push_back({{"name", param.name},
                             {"description", param.doc},
                             {"required", param.required},
                             {"schema", schema_of(param.type)}});
  }
  out["result"] = {{"name", "result"}, {"schema", result_schema(method.result)}};
  out["errors"] =
      Json::array({{{"$ref", "#/components/errors/params"}}, {{"$ref", "#/components/errors/fault"}}});
  return out;
}

/// What `data` of every error holds.
Json fault_schema() {
  Json names = Json::array();
  for (const auto code : every_fault()) names.push_back(name_of(code));
  return {{"type", "object"},
          {"required", {"code", "message"}},
          {"properties",
           {{"code", {{"type", "string"}, {"enum", std::move(names)}}},
            {"message", {{"type", "string"}}},
            {"retry_after_ms", {{"type", "integer"}, {"description", "waiting so long helps"}}}}}};
}

}  // namespace

Json result_schema(std::string_view words) {
  Json out{{"type", "object"}};
  if (!words.starts_with('{') || !words.ends_with('}')) {
    out["description"] = words;
    return out;
  }
  Json required = Json::array();
  Json properties = Json::object();
  auto rest = words.substr(1, words.size() - 2);
  while (!rest.empty()) {
    const auto field = next_field(rest);
    if (field == "...") continue;
    const auto colon = field.find(':');
    auto name = trimmed(field.substr(0, colon));
    const bool optional = name.ends_with('?');
    if (optional) name.remove_suffix(1);
    Json about = Json::object();
    if (colon != std::string_view::npos) about["description"] = trimmed(field.substr(colon + 1));
    properties[std::string(name)] = std::move(about);
    if (!optional) required.push_back(name);
  }
  out["required"] = std::move(required);
  out["properties"] = std::move(properties);
  return out;
}

Json open_rpc() {
  Json out{{"openrpc", "1.3.2"}};
  out["info"] = {
      {"title", "Stille"},
      {"version", STILLE_VERSION},
      {"description",
       "Everything that can be asked of a profile: JSON-RPC 2.0, one object a line, by `stille rpc` or "
       "on the socket of the process that owns the profile. Keys are only ever added to results."}};
  out["methods"] = Json::array();
  for (const auto group : all_methods()) {
    for (const auto& method : group) out["methods"].push_back(entry_of(method));
  }
  out["components"]["errors"] = {
      {"params", {{"code", kInvalidParams}, {"message", "a parameter is missing, unknown or wrong"}}},
      {"fault",
       {{"code", kFault}, {"message", "why it was not done; `data` is a #/components/schemas/fault"}}}};
  out["components"]["schemas"] = {{"fault", fault_schema()}};
  return out;
}

}  // namespace stille::rpc
