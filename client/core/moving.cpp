#include "client/core/moving.hpp"

#include "client/core/people.hpp"
#include "client/core/redeeming.hpp"
#include "client/core/rendezvous.hpp"
#include "client/core/rotating.hpp"
#include "client/store/tables/groups.hpp"

namespace stille::client {

Result<void> move_to(Context& context, const protocol::RelayInvitation& there) {
  STILLE_TRYV(store::set_own_relay(context.db, there.relay));
  Context at_home{.db = context.db,
                  .self = context.self,
                  .relay = there.relay,
                  .name = context.name,
                  .generation = context.generation,
                  .now = context.now,
                  .rng = context.rng,
                  .counters = context.counters};
  if (there.code) {
    STILLE_TRYV(take_relay_invitation(at_home, there));
  }
  STILLE_TRY(const auto people, store::contacts_in(context.db, store::Stage::member));
  for (const auto& row : people) {
    // Whoever is out of reach follows with the tidying that finds them well again.
    if (row.frozen || row.blocked) continue;
    STILLE_TRYV(rotate_mailbox(at_home, row.id));
    if (row.status != e2e::SessionStatus::connected) continue;
    STILLE_TRYV(keep_rendezvous(at_home, row.id));
  }
  STILLE_TRY(const auto groups, store::all_groups(context.db));
  for (const auto& row : groups) {
    if (row.state != store::GroupState::member && row.state != store::GroupState::invited) continue;
    STILLE_TRYV(keep_rendezvous(at_home, row.conversation));
  }
  return keep_address(at_home);
}

}  // namespace stille::client
