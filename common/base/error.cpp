#include "common/base/error.hpp"

namespace stille {

std::string_view name_of(Errc code) noexcept {
  switch (code) {
    case Errc::bad_length:
      return "bad_length";
    case Errc::bad_encoding:
      return "bad_encoding";
    case Errc::bad_value:
      return "bad_value";
    case Errc::too_large:
      return "too_large";
    case Errc::not_canonical:
      return "not_canonical";
    case Errc::unsupported_version:
      return "unsupported_version";
    case Errc::bad_key:
      return "bad_key";
    case Errc::bad_signature:
      return "bad_signature";
    case Errc::weak_shared_secret:
      return "weak_shared_secret";
    case Errc::undecryptable:
      return "undecryptable";
    case Errc::duplicate:
      return "duplicate";
    case Errc::expired:
      return "expired";
    case Errc::revoked:
      return "revoked";
    case Errc::used:
      return "used";
    case Errc::limit_reached:
      return "limit_reached";
    case Errc::not_ready:
      return "not_ready";
    case Errc::wrong_state:
      return "wrong_state";
    case Errc::forked:
      return "forked";
    case Errc::own_identity:
      return "own_identity";
    case Errc::not_found:
      return "not_found";
    case Errc::already_exists:
      return "already_exists";
    case Errc::storage_failed:
      return "storage_failed";
    case Errc::storage_full:
      return "storage_full";
    case Errc::newer_version:
      return "newer_version";
    case Errc::damaged:
      return "damaged";
    case Errc::locked:
      return "locked";
    case Errc::wrong_passphrase:
      return "wrong_passphrase";
    case Errc::busy:
      return "busy";
    case Errc::unreachable:
      return "unreachable";
    case Errc::timed_out:
      return "timed_out";
    case Errc::connection_closed:
      return "connection_closed";
    case Errc::untrusted_peer:
      return "untrusted_peer";
    case Errc::protocol_violation:
      return "protocol_violation";
    case Errc::refused:
      return "refused";
    case Errc::cancelled:
      return "cancelled";
    case Errc::ambiguous:
      return "ambiguous";
    case Errc::invalid_argument:
      return "invalid_argument";
    case Errc::untrusted_contact:
      return "untrusted_contact";
    case Errc::internal:
      return "internal";
  }
  return "unknown";
}

}  // namespace stille
