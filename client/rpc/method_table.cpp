#include "client/rpc/method_table.hpp"

#include <algorithm>

namespace stille::rpc {
namespace {

bool has_type(const Json& value, ParamType type) {
  switch (type) {
    case ParamType::text:
      return value.is_string();
    case ParamType::texts:
      return value.is_array() &&
             std::ranges::all_of(value, [](const Json& item) { return item.is_string(); });
    case ParamType::whole:
      // Programs in other languages hold whole numbers exactly only below 2^53.
      return value.is_number_integer() && value >= 0 && value < (std::int64_t{1} << 53);
    case ParamType::flag:
      return value.is_boolean();
  }
  return false;
}

std::string_view name_of(ParamType type) {
  switch (type) {
    case ParamType::text:
      return "string";
    case ParamType::texts:
      return "array of string";
    case ParamType::whole:
      return "integer";
    case ParamType::flag:
      return "boolean";
  }
  return "";
}

Fault wrong(std::string_view name, std::string_view why) {
  return fault(FaultCode::invalid_argument, "`" + std::string(name) + "` " + std::string(why),
               {{"about", name}});
}

}  // namespace

std::vector<std::span<const Method>> all_methods() {
  return {profile_methods(),      relay_methods(),        people_methods(),    verify_methods(),
          message_methods(),      changing_methods(),     event_methods(),     finding_methods(),
          conversation_methods(), retention_methods(),    keep_methods(),      attachment_methods(),
          group_methods(),        acquaintance_methods(), leaving_methods(),   history_methods(),
          card_methods(),         address_methods(),      rehearsal_methods(), erasure_methods(),
          portrait_methods()};
}

const Method* find_method(std::string_view name) {
  for (const auto group : all_methods()) {
    for (const auto& method : group) {
      if (method.name == name) return &method;
    }
  }
  return nullptr;
}

Outcome<void> check_params(const Method& method, const Json& params) {
  for (const auto& [name, value] : params.items()) {
    const auto found = std::ranges::find(method.params, std::string_view(name), &Param::name);
    if (found == method.params.end()) return wrong(name, "is not a parameter of this method.");
    if (!has_type(value, found->type)) {
      return wrong(name, "must be: " + std::string(name_of(found->type)) + ".");
    }
  }
  for (const auto& param : method.params) {
    if (param.required && !params.contains(param.name)) return wrong(param.name, "is missing.");
  }
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

Json describe_methods() {
  Json methods = Json::array();
  for (const auto group : all_methods()) {
    for (const auto& method : group) {
      Json entry;
      entry["name"] = method.name;
      entry["doc"] = method.doc;
      entry["result"] = method.result;
      entry["params"] = Json::array();
      for (const auto& param : method.params) {
        entry["params"].push_back({{"name", param.name},
                                   {"type", name_of(param.type)},
                                   {"required", param.required},
                                   {"doc", param.doc}});
      }
      methods.push_back(std::move(entry));
    }
  }
  return {{"v", 1}, {"methods", std::move(methods)}};
}

std::string text_or(const Json& params, std::string_view name, std::string_view otherwise) {
  return params.contains(name) ? params.at(std::string(name)).get<std::string>() : std::string(otherwise);
}

std::int64_t whole_or(const Json& params, std::string_view name, std::int64_t otherwise) {
  return params.contains(name) ? params.at(std::string(name)).get<std::int64_t>() : otherwise;
}

std::chrono::steady_clock::time_point deadline_or(const Json& params, std::chrono::milliseconds otherwise) {
  const std::chrono::milliseconds asked(whole_or(params, "timeout_ms", otherwise.count()));
  return std::chrono::steady_clock::now() + std::min(asked, kLongestTimeout);
}

bool flag_or(const Json& params, std::string_view name, bool otherwise) {
  return params.contains(name) ? params.at(std::string(name)).get<bool>() : otherwise;
}

std::vector<std::string> texts_or_none(const Json& params, std::string_view name) {
  if (!params.contains(name)) return {};
  return params.at(std::string(name)).get<std::vector<std::string>>();
}

}  // namespace stille::rpc
