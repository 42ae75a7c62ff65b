// A group's statements at work: kept, told to the other members, and followed by what they ask of us. Knows
// nothing of messages (group_talk.hpp) or of how newcomers are met (group_meeting.hpp).
#pragma once

#include "client/core/context.hpp"
#include "client/core/group_views.hpp"
#include "client/e2e/roster.hpp"
#include "client/store/tables/contacts.hpp"
#include "client/store/tables/groups.hpp"
#include "client/wire/content.hpp"

namespace stille::client {

struct KnownGroup {
  store::GroupRow row;
  e2e::Roster roster;
  std::vector<crypto::SignSeed> later_keys;

  /// The one under which we sign on the head; the first while we are not in it.
  [[nodiscard]] const crypto::SignSeed& key() const;
  /// Null when the group is not known yet or we are not in it.
  [[nodiscard]] const e2e::GroupMember* self() const;
};

Result<KnownGroup> open_group(store::Database& db, store::GroupRow row);
/// `#alias`, a unique beginning of it, g_ id or c_ id. not_found, ambiguous.
Result<store::GroupRow> find_group_called(store::Database& db, std::string_view name);
Result<GroupView> show_group(store::Database& db, const e2e::Iid& self, const store::GroupRow& row,
                             TimePoint now);
/// Names it alone, for events.
GroupView brief(const store::GroupRow& row, std::string_view conversation);
/// What somebody who is or was in a group is called here.
Result<GroupPerson> called_here(store::Database& db, const e2e::Iid& self, const e2e::Iid& iid);
/// A group of ours, and its conversation. `alias` is made of the name.
Result<store::GroupRow> add_group_row(Context& context, const e2e::GroupId& gid, std::string_view name,
                                      crypto::SignSeed key,
                                      std::optional<store::RowId> inviter = std::nullopt);
/// Suspensions by others whose time is over.
std::set<e2e::OpHash> lapsed_suspensions(const std::vector<store::StatementRow>& rows, TimePoint now);

/// In another order each time: who is written to first says nothing.
void shuffle(Context& context, std::vector<e2e::Iid>& people);
/// To one member, now or as soon as there is a session. `message`: it is this text of the user; `about`: it
/// changes this one.
Result<void> tell(Context& context, const e2e::GroupId& gid, const e2e::Iid& to,
                  decltype(wire::Group::what) what, std::optional<store::RowId> message = std::nullopt,
                  std::optional<store::RowId> about = std::nullopt);
/// Says this on the head, tells everybody concerned, and does what follows. Errors as GroupState::after;
/// not_found when we are not in it.
Result<void> append(Context& context, KnownGroup& group, e2e::OpArgs args);
/// The same beside the chain.
Result<void> note(Context& context, KnownGroup& group, e2e::OpArgs args);
/// After anything was added: our standing, our echo, our duties as chair, newcomers, held messages.
Result<void> settle(Context& context, KnownGroup& group);
Result<void> tell_everything(Context& context, const KnownGroup& group, const e2e::Iid& to);

/// What came from this contact.
Result<void> take_group(Context& context, store::RowId contact, const wire::Group& content, ByteView bytes);

Result<void> log_group(Context& context, const store::GroupRow& row, std::string_view state,
                       std::uint64_t count = 0);

}  // namespace stille::client
