// What people do with groups, and how groups are shown to them.
#include <algorithm>

#include "client/core/engine_core.hpp"
#include "client/core/group_meeting.hpp"
#include "client/core/group_talk.hpp"
#include "client/core/journal.hpp"
#include "client/core/people.hpp"
#include "client/core/sending.hpp"
#include "client/core/show.hpp"

namespace stille::client {

static_assert(kLongestGroupName == e2e::kLongestGroupName && kLongestPurpose == e2e::kLongestGroupPurpose);

namespace {

using store::GroupState;

std::string id_of(const e2e::GroupId& gid) {
  return short_name("g_", e2e::Iid{gid.raw});
}

// A group that we are in.
Result<KnownGroup> own_group(Context& context, std::string_view name) {
  STILLE_TRY(auto row, find_group_called(context.db, name));
  if (row.state != GroupState::member) return fail(Errc::wrong_state);
  return open_group(context.db, std::move(row));
}

Result<const e2e::GroupMember*> member_called(Context& context, const KnownGroup& group,
                                              std::string_view name) {
  STILLE_TRY(const auto person, find_person(context.db, name));
  const auto* member = group.roster.head()->member(person.iid);
  if (member == nullptr) return fail(Errc::not_found);
  return member;
}

Result<store::GroupRow> found_group(Context& context, std::string_view name) {
  auto key = context.rng.secret<crypto::SignSeed>();
  // The statement names the card's link, and the card belongs to the conversation, which is named by the
  // statement: the row exists first under a name that nobody else can know.
  STILLE_TRY(auto row, add_group_row(context, context.rng.fixed<e2e::GroupId>(), name, std::move(key)));
  STILLE_TRY(const auto link, own_group_link(context, row));
  const e2e::op::Create args{context.rng.fixed<e2e::OpSalt>(),
                             {context.self.iid(), crypto::sign_public(row.key), link},
                             e2e::AddPolicy::deputies,
                             std::string(name),
                             ""};
  const auto create = e2e::sign_op({}, args, row.key);
  row.gid = create.group();
  STILLE_TRYV(store::name_group(context.db, row.id, row.gid));
  STILLE_TRY(auto group, open_group(context.db, std::move(row)));
  STILLE_TRYV(group.roster.add(create));
  STILLE_TRYV(store::add_statement(context.db, group.row.id, create.hash, create.encoded, context.now));
  group.row.state = GroupState::member;
  group.row.head.assign(create.hash.raw.begin(), create.hash.raw.end());
  STILLE_TRYV(store::update_group(context.db, group.row));
  STILLE_TRYV(log_group(context, group.row, "member"));
  return std::move(group.row);
}

Result<void> ask_into_group(Context& context, KnownGroup group, const store::ContactRow& person) {
  const auto& head = *group.roster.head();
  const auto& self = *group.self();
  const bool may = self.role == e2e::GroupRole::chair || head.policy() == e2e::AddPolicy::everybody ||
                   (head.policy() == e2e::AddPolicy::deputies && self.role == e2e::GroupRole::deputy);
  if (!may) return fail(Errc::refused);
  if (head.member(person.iid) != nullptr) return fail(Errc::already_exists);
  if (head.members().size() >= e2e::kMostGroupMembers) return fail(Errc::limit_reached);
  if (person.blocked || person.frozen || person.reset_waits) return fail(Errc::wrong_state);
  STILLE_TRYV(store::add_invited(context.db, group.row.id, person.id));
  return tell(context, group.row.gid, person.iid, wire::GroupInvite{group.row.name});
}

Result<void> take_out(Context& context, KnownGroup group, const e2e::GroupMember& member) {
  const auto& self = *group.self();
  if (self.role == e2e::GroupRole::chair) return append(context, group, e2e::op::Remove{member.number});
  const auto iid = member.iid;
  const auto chair = group.roster.head()->chair().iid;
  STILLE_TRYV(note(context, group, e2e::op::Suspend{member.number}));
  return tell(context, group.row.gid, chair, wire::GroupProposal{wire::GroupRemoval{{iid.raw}}});
}

const e2e::GroupMember* next_in_rank(const e2e::GroupState& state) {
  const auto found =
      std::ranges::find_if(state.members(), [&](const auto& member) { return state.rank(*member) == 1; });
  return found == state.members().end() ? nullptr : found->get();
}

Result<void> leave(Context& context, KnownGroup group) {
  if (group.self()->role == e2e::GroupRole::chair) {
    const auto* next = next_in_rank(*group.roster.head());
    if (next == nullptr) return append(context, group, e2e::op::Close{});
    STILLE_TRYV(append(context, group, e2e::op::Transfer{next->number}));
  }
  return note(context, group, e2e::op::Suspend{group.self()->number});
}

Result<void> describe(Context& context, KnownGroup group, e2e::GroupField field, std::string_view value) {
  const auto role = group.self()->role;
  if (role == e2e::GroupRole::chair)
    return append(context, group, e2e::op::Describe{field, std::string(value)});
  if (role != e2e::GroupRole::deputy) return fail(Errc::refused);
  return tell(
      context, group.row.gid, group.roster.head()->chair().iid,
      wire::GroupProposal{wire::GroupDescription{static_cast<std::uint8_t>(field), std::string(value)}});
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
  out.verified = person->verified;
  out.connected = show(*person).state == ContactState::connected;
  if (!person->introduced) return out;
  const auto* by = head.member(member.introducer);
  if (by == nullptr || by->iid == member.iid) by = &head.chair();
  STILLE_TRY(const auto introducer, store::find_contact(db, by->iid));
  out.introducer = by->iid == self ? "self" : introducer ? introducer->alias.value_or("") : "";
  return out;
}

}  // namespace

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
  if (group.self() != nullptr) out.part = static_cast<GroupPart>(group.self()->role);
  out.changes = head->epoch();
  out.branches = group.roster.branches().size();
  out.contradictions = group.roster.equivocations().size();
  STILLE_TRY(const auto statements, store::statements_of(db, row.id));
  const auto reached = group.roster.send_set(lapsed_suspensions(statements, now));
  for (const auto& member : head->members()) {
    STILLE_TRY(auto view, show_member(db, self, group, *member));
    view.suspended = std::ranges::find(reached, member.get()) == reached.end();
    out.members.push_back(std::move(view));
  }
  return out;
}

Result<store::GroupRow> find_group_called(store::Database& db, std::string_view name) {
  STILLE_TRY(auto rows, store::all_groups(db));
  std::optional<store::GroupRow> out;
  const bool by_id = name.starts_with("g_");
  const bool by_conversation = name.starts_with("c_");
  const auto alias = name.starts_with("#") ? name.substr(1) : name;
  if (alias.empty()) return fail(Errc::not_found);
  for (auto& row : rows) {
    if (!by_id && !by_conversation && row.alias == alias) return std::move(row);
    STILLE_TRY(const auto conversation, store::load_contact(db, row.conversation));
    const bool fits = by_id             ? id_of(row.gid).starts_with(name)
                      : by_conversation ? conversation.conversation == name
                                        : row.alias.starts_with(alias);
    if (!fits) continue;
    if (out) return fail(Errc::ambiguous);
    out = std::move(row);
  }
  if (!out) return fail(Errc::not_found);
  return std::move(*out);
}

Result<GroupView> Engine::create_group(std::string_view name) {
  STILLE_TRY(const auto clean, wire::clean_name(name));
  return core_->STILLE_CHANGE("create_group")([&](Context& context) -> Result<GroupView> {
    STILLE_TRY(const auto row, found_group(context, clean));
    return show_group(context.db, context.self.iid(), row, context.now);
  });
}

Result<std::vector<GroupView>> Engine::groups() const {
  STILLE_TRY(const auto rows, store::all_groups(core_->db()));
  std::vector<GroupView> out;
  for (const auto& row : rows) {
    STILLE_TRY(auto view, show_group(core_->db(), core_->identity.iid(), row, core_->clock.now()));
    out.push_back(std::move(view));
  }
  return out;
}

Result<GroupView> Engine::group(std::string_view name) const {
  STILLE_TRY(const auto row, find_group_called(core_->db(), name));
  return show_group(core_->db(), core_->identity.iid(), row, core_->clock.now());
}

Result<void> Engine::add_to_group(std::string_view group, std::string_view contact) {
  return core_->STILLE_CHANGE("add_to_group")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    STILLE_TRY(const auto person, find_person(context.db, contact));
    return ask_into_group(context, std::move(known), person);
  });
}

Result<void> Engine::remove_from_group(std::string_view group, std::string_view member) {
  return core_->STILLE_CHANGE("remove_from_group")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    STILLE_TRY(const auto* person, member_called(context, known, member));
    const auto copy = *person;
    return take_out(context, std::move(known), copy);
  });
}

Result<void> Engine::leave_group(std::string_view group) {
  return core_->STILLE_CHANGE("leave_group")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    return leave(context, std::move(known));
  });
}

Result<void> Engine::rename_group(std::string_view group, std::string_view name) {
  STILLE_TRY(const auto clean, wire::clean_name(name));
  return core_->STILLE_CHANGE("rename_group")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    return describe(context, std::move(known), e2e::GroupField::name, clean);
  });
}

Result<void> Engine::set_group_purpose(std::string_view group, std::string_view purpose) {
  if (purpose.size() > kLongestPurpose) return fail(Errc::too_large);
  if (!wire::is_utf8(purpose)) return fail(Errc::bad_encoding);
  return core_->STILLE_CHANGE("set_group_purpose")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    return describe(context, std::move(known), e2e::GroupField::purpose, purpose);
  });
}

Result<void> Engine::set_group_part(std::string_view group, std::string_view member, GroupPart part) {
  return core_->STILLE_CHANGE("set_group_part")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    STILLE_TRY(const auto* person, member_called(context, known, member));
    if (part == GroupPart::chair) return append(context, known, e2e::op::Transfer{person->number});
    return append(context, known, e2e::op::SetRole{person->number, static_cast<e2e::GroupRole>(part)});
  });
}

Result<MessageView> Engine::send_to_group(std::string_view group, std::string_view text,
                                          std::string_view key) {
  return core_->STILLE_CHANGE("send_to_group")([&](Context& context) -> Result<MessageView> {
    STILLE_TRY(auto row, find_group_called(context.db, group));
    const auto id = row.conversation;
    STILLE_TRY(const auto made, compose_in_group(context, std::move(row), text, key));
    STILLE_TRY(const auto conversation, store::load_contact(context.db, id));
    return show_message(context.db, made, conversation);
  });
}

}  // namespace stille::client
