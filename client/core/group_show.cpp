// How groups are shown to people, and found by name.
#include <algorithm>
#include <tuple>

#include "client/core/group_dispute.hpp"
#include "client/core/group_takeover.hpp"
#include "client/core/grouping.hpp"
#include "client/core/show.hpp"
#include "client/search/tokens.hpp"
#include "client/store/tables/takeovers.hpp"
#include "client/store/tables/timers.hpp"

namespace stille::client {

namespace {

std::string id_of(const e2e::GroupId& gid) {
  return short_name("g_", e2e::Iid{gid.raw});
}

Result<GroupMemberView> show_member(store::Database& db, const e2e::Iid& self, const KnownGroup& group,
                                    const e2e::GroupMember& member) {
  GroupMemberView out;
  out.id = short_name("p_", member.iid);
  out.part = static_cast<GroupPart>(member.role);
  const auto& head = *group.roster.head();
  out.same_state = member.iid == self || group.roster.echoed(member.origin) == head.hash();
  if (member.iid == self) {
    out.alias = "self";
    out.verified = true;
    out.connected = true;
    return out;
  }
  STILLE_TRY(const auto person, store::find_contact(db, member.iid));
  if (!person) return out;
  out.alias = person->alias.value_or("");
  out.name = person->name;
  const auto shown = show(*person);
  out.verified = shown.verified;
  out.connected = shown.state == ContactState::connected;
  if (!person->introduced) return out;
  const auto* by = head.member(member.introducer);
  if (by == nullptr || by->iid == member.iid) by = &head.chair();
  STILLE_TRY(const auto introducer, store::find_contact(db, by->iid));
  out.introducer = by->iid == self ? "self" : introducer ? introducer->alias.value_or("") : "";
  return out;
}

/// As names stand in a list for people: case and marks do not count.
std::string folded(const GroupMemberView& member) {
  std::string out;
  search::each_token(member.name.empty() ? member.alias : member.name, [&](const search::Token& token) {
    out.append(out.empty() ? "" : " ").append(token.word);
    return true;
  });
  return out;
}

/// The list of members has no order that people could follow. Oneself first, those without a name last.
void put_in_order(std::vector<GroupMemberView>& members) {
  const auto key = [](const GroupMemberView& member) {
    auto name = folded(member);
    const bool nameless = name.empty();
    return std::tuple(member.alias != "self", nameless, std::move(name), member.id);
  };
  std::ranges::sort(members, {}, key);
}

}  // namespace

Result<GroupPerson> called_here(store::Database& db, const e2e::Iid& self, const e2e::Iid& iid) {
  GroupPerson out{short_name("p_", iid), iid == self ? "self" : "", ""};
  if (iid == self) return out;
  STILLE_TRY(const auto known, store::find_contact(db, iid));
  if (!known) return out;
  out.alias = known->alias.value_or("");
  out.name = known->name;
  return out;
}

GroupView brief(const store::GroupRow& row, std::string_view conversation) {
  GroupView out;
  out.id = id_of(row.gid);
  out.alias = row.alias;
  out.name = row.name;
  out.conversation = conversation;
  out.standing = static_cast<GroupStanding>(row.state);
  return out;
}

Result<GroupView> show_group(store::Database& db, const e2e::Iid& self, const store::GroupRow& row,
                             TimePoint now) {
  STILLE_TRY(const auto conversation, store::load_contact(db, row.conversation));
  auto out = brief(row, conversation.conversation);
  STILLE_TRY(auto again, store::load_group(db, row.id));
  STILLE_TRY(const auto group, open_group(db, std::move(again)));
  const auto* head = group.roster.head();
  if (head == nullptr) return out;
  if (wire::is_utf8(head->purpose())) out.purpose = head->purpose();
  out.picture_size = head->picture().size();
  STILLE_TRY(const auto timer, store::timer_of(db, row.conversation));
  out.expire_after = seconds(timer.seconds);
  if (group.self() != nullptr) out.part = static_cast<GroupPart>(group.self()->role);
  out.policy = static_cast<GroupPolicy>(head->policy());
  out.changes = head->epoch();
  out.branches = group.roster.branches().size();
  out.contradictions = group.roster.equivocations().size();
  STILLE_TRY(const auto statements, store::statements_of(db, row.id));
  const auto reached = group.roster.send_set(lapsed_suspensions(statements, now));
  STILLE_TRY(const auto left_out, store::left_out_of_newest(db, row.conversation));
  for (const auto& member : head->members()) {
    STILLE_TRY(auto view, show_member(db, self, group, *member));
    view.suspended = std::ranges::find(reached, member.get()) == reached.end();
    view.left_out = std::ranges::find(left_out, member->iid) != left_out.end();
    out.members.push_back(std::move(view));
  }
  put_in_order(out.members);
  STILLE_TRYV(show_takeovers(db, group, now, out));
  STILLE_TRYV(show_disputes(db, self, group, out));
  return out;
}

Result<store::GroupRow> find_group_called(store::Database& db, std::string_view name) {
  if (name.starts_with("c_")) {
    STILLE_TRY(auto row, store::group_talking_in(db, name));
    if (!row) return fail(Errc::not_found);
    return std::move(*row);
  }
  const auto alias = name.starts_with("#") ? name.substr(1) : name;
  if (alias.empty()) return fail(Errc::not_found);
  const bool by_id = name.starts_with("g_");
  STILLE_TRY(auto rows, store::all_groups(db));
  std::optional<store::GroupRow> out;
  for (auto& row : rows) {
    if (!by_id && row.alias == alias) return std::move(row);
    if (!(by_id ? id_of(row.gid) : row.alias).starts_with(alias)) continue;
    if (out) return fail(Errc::ambiguous);
    out = std::move(row);
  }
  if (!out) return fail(Errc::not_found);
  return std::move(*out);
}

}  // namespace stille::client
