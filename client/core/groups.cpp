// Each call finds its group and does one thing in one transaction.
#include "client/core/groups.hpp"

#include <array>

#include "client/core/engine_core.hpp"
#include "client/core/group_changes.hpp"
#include "client/core/group_dispute.hpp"
#include "client/core/group_history.hpp"
#include "client/core/group_takeover.hpp"
#include "client/core/group_talk.hpp"
#include "client/core/later.hpp"
#include "client/core/people.hpp"
#include "client/core/show.hpp"
#include "client/core/talk.hpp"

namespace stille::client {

Groups Engine::groups() {
  return Groups(*core_);
}

Result<std::vector<GroupView>> Groups::all() const {
  STILLE_TRY(const auto rows, store::all_groups(core_.db()));
  std::vector<GroupView> out;
  for (const auto& row : rows) {
    STILLE_TRY(auto view, show_group(core_.db(), core_.identity.iid(), row, core_.clock.now()));
    out.push_back(std::move(view));
  }
  return out;
}

Result<GroupView> Groups::find(std::string_view group) const {
  STILLE_TRY(const auto row, find_group_called(core_.db(), group));
  return show_group(core_.db(), core_.identity.iid(), row, core_.clock.now());
}

Result<GroupView> Groups::brief(std::string_view group) const {
  STILLE_TRY(const auto row, find_group_called(core_.db(), group));
  STILLE_TRY(const auto conversation, store::load_contact(core_.db(), row.conversation));
  return client::brief(row, conversation.conversation);
}

Result<std::vector<GroupEventView>> Groups::history(std::string_view group) const {
  STILLE_TRY(auto row, find_group_called(core_.db(), group));
  STILLE_TRY(const auto known, open_group(core_.db(), std::move(row)));
  return history_of(core_.db(), core_.identity.iid(), known);
}

Result<GroupView> Groups::create(std::string_view name) {
  STILLE_TRY(const auto clean, wire::clean_name(name));
  return core_.STILLE_CHANGE("create_group")([&](Context& context) -> Result<GroupView> {
    STILLE_TRY(const auto row, found_group(context, clean));
    return show_group(context.db, context.self.iid(), row, context.now);
  });
}

Result<void> Groups::add(std::string_view group, std::string_view contact) {
  return core_.STILLE_CHANGE("add_to_group")([&](Context& context) -> Result<void> {
    STILLE_TRY(const auto known, own_group(context, group));
    STILLE_TRY(const auto person, find_person(context.db, contact));
    return ask_into_group(context, known, person);
  });
}

Result<std::vector<GroupAskedView>> Groups::asked(std::string_view group) const {
  auto& db = core_.db();
  STILLE_TRY(auto row, find_group_called(db, group));
  STILLE_TRY(const auto known, open_group(db, std::move(row)));
  std::vector<GroupAskedView> out;
  if (known.self() == nullptr) return out;
  STILLE_TRY(const auto invited, store::invited_into(db, known.row.id));
  for (const auto& one : invited) {
    STILLE_TRY(const auto person, store::load_contact(db, one.contact));
    // Somebody else's word may have brought them in.
    if (known.roster.head()->member(person.iid) != nullptr) continue;
    GroupAskedView view{person_id(person), person.alias.value_or(""), person.name, {}};
    if (one.at > TimePoint{}) view.since = one.at;
    out.push_back(std::move(view));
  }
  return out;
}

Result<void> Groups::remove(std::string_view group, std::string_view member) {
  const std::array members{std::string(member)};
  std::string wrong;
  return remove_all(group, members, wrong);
}

Result<void> Groups::remove_all(std::string_view group, std::span<const std::string> members,
                                std::string& wrong) {
  return core_.STILLE_CHANGE("remove_from_group")([&](Context& context) -> Result<void> {
    for (const auto& member : members) {
      wrong = member;
      STILLE_TRY(auto known, own_group(context, group));
      STILLE_TRYV(take_out_of_group(context, std::move(known), member));
    }
    return ok();
  });
}

Result<void> Groups::leave(std::string_view group) {
  return core_.STILLE_CHANGE("leave_group")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    return leave_group(context, std::move(known));
  });
}

Result<void> Groups::rename(std::string_view group, std::string_view name) {
  STILLE_TRY(const auto clean, wire::clean_name(name));
  return core_.STILLE_CHANGE("rename_group")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    return describe_group(context, std::move(known), e2e::GroupField::name, clean);
  });
}

Result<void> Groups::set_purpose(std::string_view group, std::string_view purpose) {
  if (purpose.size() > kLongestPurpose) return fail(Errc::too_large);
  if (!wire::is_utf8(purpose)) return fail(Errc::bad_encoding);
  return core_.STILLE_CHANGE("set_group_purpose")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    return describe_group(context, std::move(known), e2e::GroupField::purpose, purpose);
  });
}

Result<void> Groups::set_picture(std::string_view group, ByteView jpeg) {
  if (jpeg.size() > kLargestGroupPicture) return fail(Errc::too_large);
  return core_.STILLE_CHANGE("set_group_picture")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    return describe_group(context, std::move(known), e2e::GroupField::picture, as_text(jpeg));
  });
}

Result<Bytes> Groups::picture(std::string_view group) const {
  STILLE_TRY(auto row, find_group_called(core_.db(), group));
  STILLE_TRY(const auto known, open_group(core_.db(), std::move(row)));
  if (known.roster.head() == nullptr) return Bytes{};
  const auto bytes = as_bytes(known.roster.head()->picture());
  return Bytes(bytes.begin(), bytes.end());
}

Result<void> Groups::set_timer(std::string_view group, seconds after) {
  const auto count = after.count();
  const bool timer =
      count >= 0 && count <= wire::kLongestTimer && wire::is_timer(static_cast<std::uint32_t>(count));
  if (!timer) return fail(Errc::bad_value);
  const auto value = ByteWriter().u32(static_cast<std::uint32_t>(count)).bytes();
  return core_.STILLE_CHANGE("set_group_timer")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    return describe_group(context, std::move(known), e2e::GroupField::timer, as_text(value));
  });
}

Result<void> Groups::set_part(std::string_view group, std::string_view member, GroupPart part) {
  return core_.STILLE_CHANGE("set_group_part")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    return set_group_part(context, std::move(known), member, part);
  });
}

Result<void> Groups::set_policy(std::string_view group, GroupPolicy policy) {
  return core_.STILLE_CHANGE("set_group_policy")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    return append(context, known, e2e::op::SetPolicy{static_cast<e2e::AddPolicy>(policy)});
  });
}

Result<void> Groups::take_over(std::string_view group) {
  return core_.STILLE_CHANGE("take_over_group")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    return ask_for_chair(context, std::move(known));
  });
}

Result<void> Groups::withdraw_takeover(std::string_view group) {
  return core_.STILLE_CHANGE("withdraw_takeover")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    return withdraw_wish(context, std::move(known));
  });
}

Result<void> Groups::answer_takeover(std::string_view group, std::string_view member, bool agree) {
  return core_.STILLE_CHANGE("answer_takeover")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    return answer_wish(context, std::move(known), member, agree);
  });
}

Result<void> Groups::renew_key(std::string_view group) {
  return core_.STILLE_CHANGE("renew_group_key")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    return renew_group_key(context, std::move(known));
  });
}

Result<void> Groups::settle_dispute(std::string_view group, std::string_view statement) {
  return core_.STILLE_CHANGE("settle_dispute")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto known, own_group(context, group));
    return client::settle_dispute(context, std::move(known), statement);
  });
}

Result<MessageView> Groups::send(std::string_view group, const TextDraft& draft) {
  return core_.STILLE_CHANGE("send_to_group")([&](Context& context) -> Result<MessageView> {
    STILLE_TRY(auto row, find_group_called(context.db, group));
    const auto id = row.conversation;
    STILLE_TRYV(check_key_waits_nowhere(context, id, draft.key));
    STILLE_TRY(const auto made, compose_in_group(context, std::move(row), draft));
    STILLE_TRY(const auto conversation, store::load_contact(context.db, id));
    return show(context.db, made, conversation);
  });
}

}  // namespace stille::client
