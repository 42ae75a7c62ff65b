// The texts of the views' enumerations.
#include <array>

#include "client/core/views.hpp"

namespace stille::client {

namespace {

constexpr std::array<std::string_view, 16> kEventNames{
    "message",  "delivery", "contact", "request", "invitation", "join", "gap",          "rollback",
    "reaction", "edited",   "deleted", "timer",   "group",      "card", "introduction", "address"};

}  // namespace

std::string_view name_of(InvitationState state) noexcept {
  constexpr std::array<std::string_view, 6> kNames{"preparing", "ready",   "used",
                                                   "revoked",   "expired", "refused"};
  return kNames[static_cast<std::size_t>(state)];
}

std::string_view name_of(JoinState state) noexcept {
  constexpr std::array<std::string_view, 5> kNames{"fetching", "greeting", "waiting", "done", "failed"};
  return kNames[static_cast<std::size_t>(state)];
}

std::string_view name_of(ContactState state) noexcept {
  constexpr std::array<std::string_view, 7> kNames{"connecting", "connected", "forked", "frozen",
                                                   "pending",    "blocked",   "local"};
  return kNames[static_cast<std::size_t>(state)];
}

std::string_view name_of(MessageState state) noexcept {
  constexpr std::array<std::string_view, 6> kNames{"queued",   "sent",   "delivered",
                                                   "received", "failed", "read"};
  return kNames[static_cast<std::size_t>(state)];
}

std::string_view name_of(MessageKind kind) noexcept {
  constexpr std::array<std::string_view, 4> kNames{"text", "unsupported", "timer", "file"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view name_of(AttachmentState state) noexcept {
  constexpr std::array<std::string_view, 11> kNames{"preparing",   "uploading", "uploaded",  "sent",
                                                    "fetched",     "failed",    "cancelled", "offered",
                                                    "downloading", "here",      "expired"};
  return kNames[static_cast<std::size_t>(state)];
}

std::string_view name_of(GroupEvent what) noexcept {
  constexpr std::array<std::string_view, 14> kNames{"created", "joined",  "left",     "removed", "suspended",
                                                    "role",    "chair",   "takeover", "policy",  "renamed",
                                                    "purpose", "picture", "timer",    "closed"};
  return kNames[static_cast<std::size_t>(what)];
}

std::string_view name_of(GroupStanding standing) noexcept {
  constexpr std::array<std::string_view, 4> kNames{"invited", "member", "left", "closed"};
  return kNames[static_cast<std::size_t>(standing)];
}

std::string_view name_of(GroupPart part) noexcept {
  constexpr std::array<std::string_view, 4> kNames{"", "chair", "deputy", "member"};
  return kNames[static_cast<std::size_t>(part)];
}

std::string_view name_of(GroupPolicy policy) noexcept {
  constexpr std::array<std::string_view, 4> kNames{"", "chair", "deputies", "everybody"};
  return kNames[static_cast<std::size_t>(policy)];
}

std::string_view name_of(TakeoverState state) noexcept {
  constexpr std::array<std::string_view, 4> kNames{"own", "open", "agreed", "declined"};
  return kNames[static_cast<std::size_t>(state)];
}

std::string_view name_of(EventType type) noexcept {
  return kEventNames[static_cast<std::size_t>(type)];
}

Result<EventType> parse_event_type(std::string_view name) {
  for (std::size_t at = 0; at < kEventNames.size(); ++at) {
    if (kEventNames[at] == name) return static_cast<EventType>(at);
  }
  return fail(Errc::bad_value);
}

}  // namespace stille::client
