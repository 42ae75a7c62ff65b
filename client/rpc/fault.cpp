#include "client/rpc/fault.hpp"

#include <array>

namespace stille::rpc {
namespace {

struct Row {
  FaultCode code;
  std::string_view name;
  int exit;
  std::string_view sentence;
};

constexpr std::array kRows{
    Row{FaultCode::internal, "internal", 1, "Something failed that should not have."},
    Row{FaultCode::cancelled, "cancelled", 130, "Stopped before it was done."},
    Row{FaultCode::invalid_argument, "invalid_argument", 2, "An argument is not valid."},
    Row{FaultCode::invalid_link, "invalid_link", 2, "This is not a valid invitation link."},
    Row{FaultCode::unknown_method, "unknown_method", 2, "There is no such method."},
    Row{FaultCode::ambiguous, "ambiguous", 2, "The name fits more than one contact."},
    Row{FaultCode::already_exists, "already_exists", 2, "This name is taken."},
    Row{FaultCode::own_link, "own_link", 2, "This is your own invitation."},
    Row{FaultCode::too_large, "too_large", 2, "This is too large for one message."},
    Row{FaultCode::not_found, "not_found", 3, "There is nothing by this name."},
    Row{FaultCode::link_used, "link_used", 3, "This invitation has been used already."},
    Row{FaultCode::link_revoked, "link_revoked", 3, "This invitation has been withdrawn."},
    Row{FaultCode::link_expired, "link_expired", 3, "This invitation has expired."},
    Row{FaultCode::link_unknown, "link_unknown", 3, "The relay does not know this invitation."},
    Row{FaultCode::locked, "locked", 4, "The profile is locked by a passphrase."},
    Row{FaultCode::wrong_passphrase, "wrong_passphrase", 4, "The passphrase is not right."},
    Row{FaultCode::busy, "busy", 4, "Another program holds the profile and does not answer."},
    Row{FaultCode::untrusted_contact, "untrusted_contact", 5, "The contact's key is not trusted."},
    Row{FaultCode::relay_untrusted, "relay_untrusted", 5, "The relay is not the one of the address."},
    Row{FaultCode::relay_unreachable, "relay_unreachable", 6, "The relay cannot be reached."},
    Row{FaultCode::link_unreachable, "link_unreachable", 6, "The invitation's relay cannot be reached."},
    Row{FaultCode::proxy_unreachable, "proxy_unreachable", 6, "The proxy cannot be reached."},
    Row{FaultCode::proxy_refused, "proxy_refused", 6,
        "The proxy refuses, or what answers there is no such proxy."},
    Row{FaultCode::relay_refused, "relay_refused", 7, "The relay refused."},
    Row{FaultCode::slow_down, "slow_down", 7, "The relay asks to wait."},
    Row{FaultCode::not_reached, "not_reached", 8, "The state asked for was not reached in time."},
    Row{FaultCode::partial, "partial", 9, "It worked for some and not for others."},
    Row{FaultCode::damaged, "damaged", 10, "The local data is damaged."},
    Row{FaultCode::newer_version, "newer_version", 10, "The local data is of a newer version."},
    Row{FaultCode::storage_full, "storage_full", 10, "There is no space left for local data."},
};

const Row& row_of(FaultCode code) noexcept {
  for (const auto& row : kRows) {
    if (row.code == code) return row;
  }
  return kRows.front();
}

FaultCode code_from(Errc code) noexcept {
  switch (code) {
    case Errc::bad_length:
    case Errc::bad_encoding:
    case Errc::bad_value:
    case Errc::not_canonical:
    case Errc::invalid_argument:
      return FaultCode::invalid_argument;
    case Errc::too_large:
      return FaultCode::too_large;
    case Errc::ambiguous:
      return FaultCode::ambiguous;
    case Errc::own_identity:
      return FaultCode::own_link;
    case Errc::already_exists:
    case Errc::duplicate:
      return FaultCode::already_exists;
    case Errc::not_found:
      return FaultCode::not_found;
    case Errc::expired:
      return FaultCode::link_expired;
    case Errc::revoked:
      return FaultCode::link_revoked;
    case Errc::used:
      return FaultCode::link_used;
    case Errc::locked:
      return FaultCode::locked;
    case Errc::wrong_passphrase:
      return FaultCode::wrong_passphrase;
    case Errc::busy:
      return FaultCode::busy;
    case Errc::untrusted_contact:
    case Errc::forked:
      return FaultCode::untrusted_contact;
    case Errc::untrusted_peer:
      return FaultCode::relay_untrusted;
    case Errc::unreachable:
    case Errc::timed_out:
    case Errc::connection_closed:
    case Errc::protocol_violation:
      return FaultCode::relay_unreachable;
    case Errc::refused:
      return FaultCode::relay_refused;
    case Errc::limit_reached:
      return FaultCode::slow_down;
    case Errc::not_ready:
    case Errc::wrong_state:
      return FaultCode::not_reached;
    case Errc::damaged:
    case Errc::undecryptable:
    case Errc::bad_key:
    case Errc::bad_signature:
    case Errc::weak_shared_secret:
      return FaultCode::damaged;
    case Errc::newer_version:
    case Errc::unsupported_version:
      return FaultCode::newer_version;
    case Errc::storage_failed:
    case Errc::storage_full:
      return FaultCode::storage_full;
    case Errc::cancelled:
      return FaultCode::cancelled;
    case Errc::internal:
      break;
  }
  return FaultCode::internal;
}

}  // namespace

std::vector<FaultCode> every_fault() {
  std::vector<FaultCode> out;
  for (const auto& row : kRows) out.push_back(row.code);
  return out;
}

std::string_view name_of(FaultCode code) noexcept {
  return row_of(code).name;
}

int exit_code(FaultCode code) noexcept {
  return row_of(code).exit;
}

std::string_view sentence_of(FaultCode code) noexcept {
  return row_of(code).sentence;
}

Fault fault(FaultCode code) {
  return fault(code, std::string(sentence_of(code)));
}

Fault fault(FaultCode code, std::string message, Json detail) {
  return {.code = code, .message = std::move(message), .retry_after = {}, .detail = std::move(detail)};
}

Fault fault_from(const Error& error) {
  auto out = fault(code_from(error.code));
  if (out.code == FaultCode::internal || out.code == FaultCode::damaged) {
    out.detail["reason"] = name_of(error.code);
  }
  // Read-only, without permission, or a disk that fails: what is there may well be whole.
  if (error.code == Errc::storage_failed) {
    out.message = "The local data cannot be written or read here.";
    out.detail["kind"] = "unwritable";
    out.detail["reason"] = name_of(error.code);
  }
  return out;
}

Json to_json(const Fault& fault) {
  Json out;
  out["code"] = name_of(fault.code);
  out["message"] = fault.message;
  if (fault.retry_after.count() > 0) out["retry_after_ms"] = fault.retry_after.count();
  for (const auto& [key, value] : fault.detail.items()) out[key] = value;
  return out;
}

Fault fault_from(const Json& object) {
  Fault out = fault(FaultCode::internal);
  if (!object.is_object()) return out;
  for (const auto& [key, value] : object.items()) {
    if (key == "code" && value.is_string()) {
      for (const auto& row : kRows) {
        if (row.name == value.get_ref<const std::string&>()) out.code = row.code;
      }
    } else if (key == "message" && value.is_string()) {
      out.message = value.get<std::string>();
    } else if (key == "retry_after_ms" && value.is_number_integer()) {
      out.retry_after = std::chrono::milliseconds(value.get<std::int64_t>());
    } else {
      out.detail[key] = value;
    }
  }
  return out;
}

}  // namespace stille::rpc
