// The one table of everything a profile can be asked: dispatch, the checks of parameters and the description
// for programs derive from it. Knows nothing of sockets.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <span>

#include "client/rpc/fault.hpp"

namespace stille::rpc {

class Service;

/// Longer waits are cut to this; whoever waits longer asks again.
inline constexpr std::chrono::milliseconds kLongestTimeout = std::chrono::hours(24);

enum class ParamType : std::uint8_t { text, texts, whole, flag };

struct Param {
  std::string_view name;
  ParamType type;
  bool required;
  std::string_view doc;
};

/// Parameters have been checked: required ones are there, every one has its type, none is unknown.
using Handler = Answer (*)(Service& service, const Json& params);
using SlowHandler = boost::asio::awaitable<Answer> (*)(Service& service, Json params);

/// Exactly one of the handlers is set.
struct Method {
  std::string_view name;
  std::string_view doc;
  std::string_view result;  // as result_schema() (open_rpc.hpp) reads it
  std::span<const Param> params;
  Handler handler = nullptr;
  SlowHandler slow = nullptr;
};

std::span<const Method> profile_methods();
std::span<const Method> relay_methods();
std::span<const Method> people_methods();
std::span<const Method> verify_methods();
std::span<const Method> message_methods();
std::span<const Method> rehearsal_methods();
std::span<const Method> changing_methods();
std::span<const Method> event_methods();
std::span<const Method> finding_methods();
std::span<const Method> keep_methods();
std::span<const Method> conversation_methods();
std::span<const Method> retention_methods();
std::span<const Method> erasure_methods();
std::span<const Method> acquaintance_methods();
std::span<const Method> attachment_methods();
std::span<const Method> group_methods();
std::span<const Method> leaving_methods();
std::span<const Method> history_methods();
std::span<const Method> card_methods();
std::span<const Method> portrait_methods();
std::span<const Method> address_methods();

std::vector<std::span<const Method>> all_methods();
/// nullptr for an unknown name.
const Method* find_method(std::string_view name);
/// invalid_argument with the parameter's name as `about`.
Outcome<void> check_params(const Method& method, const Json& params);
/// Every method with its parameters, for programs.
Json describe_methods();

/// Parameters that are there, or the value for when they are not.
std::string text_or(const Json& params, std::string_view name, std::string_view otherwise = {});
std::int64_t whole_or(const Json& params, std::string_view name, std::int64_t otherwise);
/// `timeout_ms` from now, at most kLongestTimeout.
std::chrono::steady_clock::time_point deadline_or(const Json& params, std::chrono::milliseconds otherwise);
bool flag_or(const Json& params, std::string_view name, bool otherwise);
std::vector<std::string> texts_or_none(const Json& params, std::string_view name);

}  // namespace stille::rpc
