// Why a call did not do what was asked, as every caller sees it: a stable name, a sentence, an exit code.
// Knows nothing of languages: the command line and the window translate by the name.
#pragma once

#include <boost/outcome/basic_result.hpp>
#include <boost/outcome/policy/terminate.hpp>
#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/base/result.hpp"

namespace stille::rpc {

/// Fields keep the order in which they were written.
using Json = nlohmann::ordered_json;

enum class FaultCode : std::uint8_t {
  internal,
  cancelled,
  invalid_argument,
  invalid_link,
  unknown_method,
  ambiguous,
  already_exists,
  own_link,
  too_large,
  not_found,
  link_used,
  link_revoked,
  link_expired,
  link_unknown,
  locked,
  wrong_passphrase,
  busy,
  untrusted_contact,
  relay_untrusted,
  relay_unreachable,
  link_unreachable,
  proxy_unreachable,
  proxy_refused,
  relay_refused,
  slow_down,
  not_reached,
  partial,
  damaged,
  newer_version,
  storage_full,
};

std::vector<FaultCode> every_fault();
/// Stable lower-case name: `code` in JSON.
std::string_view name_of(FaultCode code) noexcept;
/// The exit code of docs: 1 to 10, or 130.
int exit_code(FaultCode code) noexcept;
/// The English sentence when the caller has nothing more exact to say.
std::string_view sentence_of(FaultCode code) noexcept;

struct Fault {
  FaultCode code = FaultCode::internal;
  std::string message;
  std::chrono::milliseconds retry_after{0};  // 0: waiting does not help
  Json detail = Json::object();              // further fields of the error object, e.g. `candidates`
};

Fault fault(FaultCode code);
Fault fault(FaultCode code, std::string message, Json detail = Json::object());
/// What an error of the engine or of a link means to a caller.
Fault fault_from(const Error& error);

/// {"code": ..., "message": ..., "retry_after_ms"?: ..., and the detail}.
Json to_json(const Fault& fault);
/// The reverse; anything unknown becomes `internal` and keeps its message.
Fault fault_from(const Json& object);

template <class T>
using Outcome =
    BOOST_OUTCOME_V2_NAMESPACE::basic_result<T, Fault, BOOST_OUTCOME_V2_NAMESPACE::policy::terminate>;
using Answer = Outcome<Json>;

/// The same result with its error translated, for STILLE_TRY in functions that answer an Outcome.
template <class T>
Outcome<T> faulted(Result<T> result) {
  if (result.has_error()) return fault_from(result.error());
  if constexpr (std::is_void_v<T>) {
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  } else {
    return std::move(result).value();
  }
}

}  // namespace stille::rpc
