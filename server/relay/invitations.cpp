// What the operator does with invitations to the relay.
#include "common/crypto/hash.hpp"
#include "common/crypto/label.hpp"
#include "server/relay/core.hpp"

namespace stille::relay {
namespace {

bool is_within_bounds(const InviteWish& wish) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  return wish.uses >= 1 && wish.uses <= kMostUses && wish.mailboxes >= 1 &&
         wish.mailboxes <= protocol::kMostTokensPerRedeem && wish.life > milliseconds{0} &&
         wish.life <= kLongestInviteLife && wish.label.size() <= kLongestInviteLabel &&
         std::none_of(wish.label.begin(), wish.label.end(), control);
}

}  // namespace

Result<std::vector<protocol::TokenClass>> Relay::Core::classes() {
  STILLE_TRY(const auto* classes, token_classes());
  return classes->shown();
}

Result<NewInvite> Relay::Core::create_invite(const InviteWish& wish, TimePoint now) {
  if (!is_within_bounds(wish)) return fail(Errc::invalid_argument);
  STILLE_TRY(const auto* classes, token_classes());
  const auto* token_class = classes->by_name(wish.token_class);
  if (token_class == nullptr) return fail(Errc::not_found);
  STILLE_TRY(const auto known, store_.invites());
  if (known.size() >= limits_.invites) return fail(Errc::limit_reached);
  const auto code = rng_.fixed<protocol::RelayCode>();
  const store::Invite row{{crypto::h32({crypto::label::kRelayInvite.view(), code.raw})},
                          0,
                          wish.uses,
                          wish.mailboxes,
                          token_class->shown.id,
                          now + wish.life,
                          false,
                          wish.label};
  STILLE_TRYV(store_.commit({store::PutInvite{row}}));
  STILLE_TRY(const auto kept, store_.invite(row.id));
  if (!kept) return fail(Errc::damaged);
  return NewInvite{kept->number, code};
}

Result<std::vector<ListedInvite>> Relay::Core::invites() {
  STILLE_TRY(const auto* classes, token_classes());
  STILLE_TRY(auto rows, store_.invites());
  std::vector<ListedInvite> out;
  for (auto& row : rows) {
    const auto* token_class = classes->by_id(row.token_class);
    out.push_back({std::move(row), token_class == nullptr ? std::string() : token_class->shown.name});
  }
  return out;
}

Result<bool> Relay::Core::revoke_invite(std::uint64_t number, TimePoint now) {
  // What the open group says of it must not come after this.
  STILLE_TRYV(commit(now));
  STILLE_TRY(const auto rows, store_.invites());
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.number == number; });
  if (found == rows.end()) return false;
  auto row = *found;
  row.revoked = true;
  STILLE_TRYV(store_.commit({store::PutInvite{row}}));
  return true;
}

}  // namespace stille::relay
