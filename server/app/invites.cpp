#include "server/app/invites.hpp"

namespace stille::server {
namespace {

const char* state_of(const store::Invite& row, TimePoint now) {
  if (row.revoked) return "revoked";
  if (row.uses_left == 0) return "used_up";
  return now >= row.expires ? "expired" : "open";
}

}  // namespace

Json params_of(const relay::InviteWish& wish) {
  return {{"uses", wish.uses},
          {"mailboxes", wish.mailboxes},
          {"class", wish.token_class},
          {"life_ms", wish.life.count()},
          {"label", wish.label}};
}

relay::InviteWish wish_of(const Json& params) {
  return {params.at("uses").get<std::uint32_t>(), params.at("mailboxes").get<std::uint32_t>(),
          params.at("class").get<std::string>(), milliseconds{params.at("life_ms").get<std::int64_t>()},
          params.at("label").get<std::string>()};
}

Complaint invite_complaint(Errc code, const relay::InviteWish& wish) {
  switch (code) {
    case Errc::invalid_argument:
      return {Exit::usage, "an invitation cannot be like that.",
              "Uses go from 1 to " + std::to_string(relay::kMostUses) +
                  ", mailboxes from 1 to 64, the time up to 10 years, the label up to 100 bytes."};
    case Errc::not_found:
      return {Exit::usage, "there is no class called \"" + wish.token_class + "\".",
              "Use \"standard\", or add a [class." + wish.token_class + "] to relay.toml."};
    case Errc::limit_reached:
      return {Exit::usage, "there are as many invitations as may be.",
              "Wait for old ones to be forgotten, or raise \"invites\" in [memory_and_disk]."};
    case Errc::storage_full:
      return {Exit::usage, "the disk is full.", "Make room on it."};
    default:
      return {Exit::damaged, "the database refused: " + std::string(name_of(code)) + ".",
              "Check the disk and the file's owner."};
  }
}

Json shown(const relay::NewInvite& made, const relay::InviteWish& wish, const protocol::RelayAddress& at,
           TimePoint expires) {
  return {{"number", made.number},       {"invitation", protocol::to_text({at, made.code})},
          {"class", wish.token_class},   {"uses", wish.uses},
          {"mailboxes", wish.mailboxes}, {"expires", to_rfc3339(expires)},
          {"label", wish.label}};
}

Json shown(const relay::ListedInvite& invite, TimePoint now) {
  const auto& row = invite.row;
  return {{"number", row.number},       {"state", state_of(row, now)}, {"uses_left", row.uses_left},
          {"mailboxes", row.mailboxes}, {"class", invite.token_class}, {"expires", to_rfc3339(row.expires)},
          {"label", row.label}};
}

}  // namespace stille::server
