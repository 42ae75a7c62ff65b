// The one error type: what went wrong, and where in the source it was noticed.
// Knows nothing of presentation: sentences for people live with the program that shows them.
#pragma once

#include <boost/assert/source_location.hpp>
#include <cstdint>
#include <string_view>

namespace stille {

/// Reasons an operation can be refused. To a remote peer every cryptographic failure looks the same;
/// the finer codes are for the local side only.
enum class Errc : std::uint8_t {
  // Input that breaks a rule of form.
  bad_length,
  bad_encoding,
  bad_value,
  too_large,
  not_canonical,
  unsupported_version,
  // Cryptography.
  bad_key,
  bad_signature,
  weak_shared_secret,
  undecryptable,
  // Protocol state.
  duplicate,
  expired,
  revoked,
  used,
  limit_reached,
  not_ready,
  wrong_state,
  forked,
  own_identity,
  // Storage.
  not_found,
  already_exists,
  storage_failed,
  storage_full,
  newer_version,
  damaged,
  locked,
  wrong_passphrase,
  busy,
  // Network.
  unreachable,
  timed_out,
  connection_closed,
  untrusted_peer,
  protocol_violation,
  refused,
  cancelled,
  // The caller's request.
  ambiguous,
  invalid_argument,
  untrusted_contact,
  internal,
};

/// Stable lower-case name of a code, for logs and machine-readable output. Static storage.
std::string_view name_of(Errc code) noexcept;

struct Error {
  Errc code;
  boost::source_location where;
};

}  // namespace stille
