// The steps by which somebody comes in.
#include "client/core/group_meeting.hpp"

#include "client/core/group_silence.hpp"
#include "client/core/group_takeover.hpp"
#include "client/core/group_talk.hpp"
#include "client/core/joining.hpp"
#include "client/core/journal.hpp"
#include "client/core/people.hpp"
#include "client/core/rendezvous.hpp"
#include "client/core/sending.hpp"
#include "client/e2e/link.hpp"
#include "client/store/tables/rendezvous.hpp"
#include "client/store/tables/takeovers.hpp"

namespace stille::client {

namespace {

using store::GroupState;

Result<void> send_consent(Context& context, const store::GroupRow& row) {
  if (!row.inviter || row.state != GroupState::invited) return ok();
  STILLE_TRY(const auto link, own_group_link(context, row));
  const e2e::NewMember self{context.self.iid(), crypto::sign_public(row.key), link};
  STILLE_TRY(const auto inviter, store::load_contact(context.db, *row.inviter));
  return tell(context, row.gid, inviter.iid,
              wire::GroupConsent{self.key, self.link, e2e::sign_consent(row.gid, self, row.key)});
}

Result<void> begin_meeting(Context& context, const KnownGroup& known, const e2e::GroupMember& member) {
  const auto& text = known.roster.link_of(member);
  STILLE_TRY(const auto link, protocol::parse_link_text(text));
  const auto id = e2e::link_id(link.key);
  STILLE_TRY(const auto before, store::live_joining(context.db, id, link.relay));
  if (before && before->state != store::JoiningState::done) return ok();
  store::JoiningRow row;
  row.name = fresh_name(context, "j_");
  row.link = crypto::SecretBytes(as_bytes(text));
  row.link_id = id;
  row.relay = link.relay;
  row.created = context.now;
  row.group = known.row.id;
  return store::add_joining(context.db, row);
}

// Our card has moved with us: who comes in later meets us there.
Result<void> tell_address(Context& context, store::GroupRow row) {
  STILLE_TRY(auto group, open_group(context.db, std::move(row)));
  const auto* self = group.self();
  if (self == nullptr) return ok();
  STILLE_TRY(auto link, own_group_link(context, group.row));
  if (group.roster.link_of(*self) == link) return ok();
  // A number that an older copy of this profile cannot have used.
  const auto number = static_cast<std::uint64_t>(context.now.time_since_epoch().count());
  const auto said = note(context, group, e2e::op::Address{number, std::move(link)});
  if (!said && said.error().code == Errc::limit_reached) return ok();
  return said;
}

// Whoever has not met a member cannot hear of another address from there, and nothing else refers to one: the
// chair's program says it to all, of each member at most one in 6 hours.
Result<void> pass_on_addresses(Context& context, const KnownGroup& group) {
  const auto* self = group.self();
  if (self == nullptr || self->role != e2e::GroupRole::chair) return ok();
  STILLE_TRY(auto watch, store::load_watch(context.db, group.row.id));
  STILLE_TRY(const auto rows, store::statements_of(context.db, group.row.id));
  std::vector<e2e::Iid> people;
  for (const auto& member : group.roster.head()->members()) people.push_back(member->iid);
  for (const auto& row : rows) {
    const auto op = e2e::parse_op(row.statement);
    const bool news = row.at > watch.passed && group.roster.knows(row.hash) && op &&
                      std::holds_alternative<e2e::op::Address>(op.value().args);
    if (!news) continue;
    shuffle(context, people);
    for (const auto& iid : people) {
      if (iid == context.self.iid()) continue;
      STILLE_TRYV(tell(context, group.row.gid, iid, wire::GroupStatements{{op.value().encoded}}));
    }
  }
  watch.passed = context.now;
  return store::save_watch(context.db, group.row.id, watch);
}

}  // namespace

Result<void> take_invite(Context& context, store::RowId contact, const e2e::GroupId& gid,
                         const wire::GroupInvite& invite) {
  STILLE_TRY(const auto person, store::load_contact(context.db, contact));
  // Only people whom we know ourselves bring us together with others.
  if (person.stage != store::Stage::member || person.introduced) return ok();
  STILLE_TRY(auto row, store::find_group(context.db, gid));
  if (row) {
    if (row->state == GroupState::left) {
      STILLE_TRYV(
          store::return_to_group(context.db, row->id, context.rng.secret<crypto::SignSeed>(), contact));
      STILLE_TRY(row, store::find_group(context.db, gid));
    }
    return send_consent(context, *row);
  }
  auto made = add_group_row(context, gid, invite.name, context.rng.secret<crypto::SignSeed>(), contact);
  if (!made && made.error().code == Errc::limit_reached) return ok();
  STILLE_TRY(const auto fresh, std::move(made));
  // The card goes to the relay first; then the one who asked learns where it is.
  return keep_rendezvous(context, fresh.conversation);
}

Result<void> take_consent(Context& context, store::RowId contact, KnownGroup& group,
                          const wire::GroupConsent& consent) {
  STILLE_TRY(const bool asked, store::take_invited(context.db, group.row.id, contact));
  const auto* self = group.self();
  if (!asked || self == nullptr) return ok();
  STILLE_TRY(const auto person, store::load_contact(context.db, contact));
  if (self->role == e2e::GroupRole::chair) {
    const auto said =
        append(context, group,
               e2e::op::Add{{person.iid, consent.key, consent.link}, self->number, consent.signature});
    if (!said && said.error().code == Errc::storage_failed) return fail(said.error().code);
    return ok();
  }
  return tell(context, group.row.gid, group.roster.head()->chair().iid,
              wire::GroupProposal{wire::GroupCandidate{{person.iid.raw}, consent}});
}

Result<void> group_card_stored(Context& context, store::RowId conversation) {
  STILLE_TRY(auto row, store::group_of_conversation(context.db, conversation));
  if (!row) return ok();
  if (row->state == GroupState::member) return tell_address(context, std::move(*row));
  return send_consent(context, *row);
}

Result<std::string> own_group_link(Context& context, const store::GroupRow& row) {
  STILLE_TRYV(keep_rendezvous(context, row.conversation));
  STILLE_TRY(const auto address, store::find_rendezvous(context.db, row.conversation));
  if (!address) return fail(Errc::internal);
  return std::string(as_text(address->link.expose()));
}

Result<void> meet_members(Context& context, const KnownGroup& group) {
  const auto* self = group.self();
  if (self == nullptr) return ok();
  for (const auto& member : group.roster.head()->members()) {
    // Of two who do not know each other the earlier one begins, so that it is one who does.
    if (member->number <= self->number) continue;
    STILLE_TRY(const auto known, store::find_contact(context.db, member->iid));
    if (known) continue;
    STILLE_TRYV(begin_meeting(context, group, *member));
  }
  return ok();
}

Result<void> deliver_waiting(Context& context, store::RowId contact) {
  STILLE_TRY(const auto person, store::load_contact(context.db, contact));
  STILLE_TRY(const auto rows, store::take_waiting(context.db, person.iid));
  for (const auto& row : rows) {
    STILLE_TRYV(store::add_outgoing(
        context.db, contact,
        {.id = 0, .content = row.content.clone(), .message = row.message, .about = row.about}));
  }
  if (rows.empty()) return ok();
  STILLE_TRYV(flush(context, contact));
  return ok();
}

Result<bool> may_introduce(Context& context, store::RowId group) {
  STILLE_TRY(const auto count, store::count_introduced(context.db, group));
  return count < kMostIntroduced;
}

Result<void> keep_groups(Context& context) {
  STILLE_TRY(auto rows, store::all_groups(context.db));
  for (auto& row : rows) {
    if (row.state != GroupState::member && row.state != GroupState::invited) continue;
    STILLE_TRYV(keep_rendezvous(context, row.conversation));
    STILLE_TRY(auto group, open_group(context.db, std::move(row)));
    STILLE_TRYV(meet_members(context, group));
    STILLE_TRYV(pass_on_addresses(context, group));
    STILLE_TRYV(show_life_in_time(context, group));
    STILLE_TRYV(mention_silence(context, group));
    STILLE_TRYV(follow_takeovers(context, group));
  }
  return ok();
}

}  // namespace stille::client
