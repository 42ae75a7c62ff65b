// Groups: who is in them, and what is changed about them.
#include <array>

#include "client/core/groups.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/portrait.hpp"
#include "client/rpc/sending.hpp"
#include "client/rpc/service.hpp"
#include "client/rpc/views_json.hpp"
#include "common/base/encoding.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

using client::GroupPart;
using client::GroupPolicy;

Fault group_fault(Service& service, Errc code, std::string_view group, std::string_view who) {
  switch (code) {
    case Errc::wrong_state:
      return not_in_group(service.engine(), group);
    case Errc::refused:
      if (is_coming(service.engine(), group)) return not_in_group(service.engine(), group);
      return fault(FaultCode::invalid_argument, "Your part in this group does not allow that.",
                   {{"about", group}});
    case Errc::already_exists:
      return fault(FaultCode::already_exists, "This person is in the group already.", {{"about", who}});
    case Errc::limit_reached:
      return fault(FaultCode::invalid_argument, "A group has at most 50 members.", {{"about", group}});
    case Errc::too_large:
      return fault(FaultCode::invalid_argument, "A purpose has at most 1,000 bytes.", {{"about", "purpose"}});
    case Errc::bad_value:
    case Errc::bad_encoding:
      return fault(FaultCode::invalid_argument, "This is not a name.", {{"about", "name"}});
    case Errc::not_found:
      return who.empty() ? nothing_called("group", group) : nothing_called("member", who);
    case Errc::ambiguous:
      return fault(FaultCode::ambiguous,
                   "`" + std::string(who.empty() ? group : who) + "` fits more than one.",
                   {{"about", who.empty() ? group : who}});
    default:
      return fault_from(Error{code, BOOST_CURRENT_LOCATION});
  }
}

Answer whole_group(Service& service, const std::string& name) {
  STILLE_TRY(const auto group, find_group(service.engine(), name));
  STILLE_TRY(const auto view, faulted(service.engine().groups().find(group.id)));
  auto out = to_json(view);
  STILLE_TRY(const auto asked, faulted(service.engine().groups().asked(group.id)));
  for (const auto& person : asked) {
    Json one{{"id", person.id}, {"alias", person.alias}, {"name", person.name}};
    if (person.since) one["since"] = to_rfc3339(*person.since);
    out["asked"].push_back(std::move(one));
  }
  return out;
}

Answer group_after(Service& service, const Json& params, const Result<void>& done) {
  const auto group = text_or(params, "group");
  if (done.has_error()) {
    STILLE_TRYV(find_group(service.engine(), group));  // else it is not the member who is unknown
    return group_fault(service, done.error().code, group, text_or(params, "who"));
  }
  service.go_online();
  return whole_group(service, group);
}

Answer list_groups(Service& service, const Json&) {
  STILLE_TRY(auto groups, faulted(service.engine().groups().all()));
  Json out;
  out["groups"] = Json::array();
  for (const auto& group : groups) out["groups"].push_back(to_json(group));
  return out;
}

Answer get_group(Service& service, const Json& params) {
  return whole_group(service, text_or(params, "group"));
}

Json person_json(const client::GroupPerson& person) {
  return {{"id", person.id}, {"alias", person.alias}, {"name", person.name}};
}

Answer group_history(Service& service, const Json& params) {
  STILLE_TRY(const auto group, find_group(service.engine(), text_or(params, "group")));
  STILLE_TRY(const auto events, faulted(service.engine().groups().history(group.id)));
  Json out{{"events", Json::array()}};
  for (const auto& event : events) {
    Json one{{"id", event.id}, {"what", client::name_of(event.what)}, {"at", to_rfc3339(event.at)}};
    one["by"] = person_json(event.by);
    if (event.about) one["about"] = person_json(*event.about);
    if (!event.value.empty()) one["value"] = event.value;
    out["events"].push_back(std::move(one));
  }
  return out;
}

/// Who can be asked. What nobody could send them would never arrive.
Outcome<client::ContactView> somebody(Service& service, const std::string& name) {
  using enum client::ContactState;
  STILLE_TRY(auto contact, find_contact(service.engine(), name));
  const auto state = contact.state;
  if (state == forked) return send_fault(Error{Errc::forked, BOOST_CURRENT_LOCATION}, contact);
  if (state == pending || state == frozen || state == blocked)
    return send_fault(Error{Errc::wrong_state, BOOST_CURRENT_LOCATION}, contact);
  return contact;
}

/// All of them, before anybody is asked: one name that is wrong, and nothing is done.
Outcome<std::vector<client::ContactView>> everyone(Service& service, const Json& params) {
  std::vector<client::ContactView> out;
  for (const auto& name : texts_or_none(params, "people")) {
    STILLE_TRY(auto contact, somebody(service, name));
    out.push_back(std::move(contact));
  }
  return out;
}

/// What became of each.
Json ask_them(Service& service, const std::string& group, const std::vector<client::ContactView>& people) {
  Json out = Json::array();
  for (const auto& person : people) {
    Json result{{"to", reference_to(person)}};
    const auto asked = service.engine().groups().add(group, person.id);
    if (asked.has_error())
      result["error"] = to_json(group_fault(service, asked.error().code, group, person.alias));
    out.push_back(std::move(result));
  }
  return out;
}

Answer create_group(Service& service, const Json& params) {
  STILLE_TRY(const auto people, everyone(service, params));
  auto made = service.engine().groups().create(text_or(params, "name"));
  if (made.has_error()) {
    const bool full = made.error().code == Errc::limit_reached;
    return fault(FaultCode::invalid_argument, full ? "There are too many groups." : "This is not a name.",
                 {{"about", "name"}});
  }
  service.go_online();
  if (people.empty()) return to_json(made.value());
  auto results = ask_them(service, made.value().id, people);
  STILLE_TRY(auto out, whole_group(service, made.value().id));
  out["results"] = std::move(results);
  return out;
}

Answer add_members(Service& service, const Json& params) {
  STILLE_TRY(const auto people, everyone(service, params));
  STILLE_TRY(const auto group, find_group(service.engine(), text_or(params, "group")));
  auto results = ask_them(service, group.id, people);
  service.go_online();
  STILLE_TRY(auto out, whole_group(service, group.id));
  out["results"] = std::move(results);
  return out;
}

Answer add_member(Service& service, const Json& params) {
  if (params.contains("people") == params.contains("who")) {
    return fault(FaultCode::invalid_argument, "Say `who` or `people`.", {{"about", "who"}});
  }
  if (params.contains("people")) return add_members(service, params);
  STILLE_TRY(auto contact, somebody(service, text_or(params, "who")));
  return group_after(service, params, service.engine().groups().add(text_or(params, "group"), contact.id));
}

Answer remove_members(Service& service, const Json& params) {
  const auto group = text_or(params, "group");
  std::string wrong;
  const auto done = service.engine().groups().remove_all(group, texts_or_none(params, "people"), wrong);
  return group_after(service, {{"group", group}, {"who", wrong}}, done);
}

Answer remove_member(Service& service, const Json& params) {
  if (params.contains("people") == params.contains("who")) {
    return fault(FaultCode::invalid_argument, "Say `who` or `people`.", {{"about", "who"}});
  }
  if (params.contains("people")) return remove_members(service, params);
  return group_after(service, params,
                     service.engine().groups().remove(text_or(params, "group"), text_or(params, "who")));
}

Answer leave_group(Service& service, const Json& params) {
  return group_after(service, params, service.engine().groups().leave(text_or(params, "group")));
}

Answer rename_group(Service& service, const Json& params) {
  return group_after(service, params,
                     service.engine().groups().rename(text_or(params, "group"), text_or(params, "name")));
}

Answer set_purpose(Service& service, const Json& params) {
  return group_after(
      service, params,
      service.engine().groups().set_purpose(text_or(params, "group"), text_or(params, "purpose")));
}

asio::awaitable<Answer> set_picture(Service& service, Json params) {
  STILLE_CO_TRY(const auto portrait, co_await portrait_in(text_or(params, "picture")));
  co_return group_after(service, params,
                        service.engine().groups().set_picture(text_or(params, "group"), portrait));
}

// What the chair sent is taken apart and made anew before anything shows it.
asio::awaitable<Answer> get_picture(Service& service, Json params) {
  STILLE_CO_TRY(const auto group, find_group(service.engine(), text_or(params, "group")));
  STILLE_CO_TRY(auto came, faulted(service.engine().groups().picture(group.id)));
  const auto made = co_await portrait_of(std::move(came));
  auto out = reference_to(group);
  out.erase("verified");
  if (!made.empty()) out["jpeg"] = to_base64url(made);
  co_return out;
}

Answer set_timer(Service& service, const Json& params) {
  const auto after = std::chrono::ceil<seconds>(milliseconds(whole_or(params, "expire_ms", 0)));
  const auto set = service.engine().groups().set_timer(text_or(params, "group"), after);
  if (set.has_error() && set.error().code == Errc::bad_value) {
    return fault(FaultCode::invalid_argument, "Messages go after 5 seconds to 366 days, or never.",
                 {{"about", "expire_ms"}});
  }
  return group_after(service, params, set);
}

Answer set_part(Service& service, const Json& params) {
  const auto role = text_or(params, "role");
  for (const auto part : {GroupPart::chair, GroupPart::deputy, GroupPart::member}) {
    if (role != client::name_of(part)) continue;
    return group_after(
        service, params,
        service.engine().groups().set_part(text_or(params, "group"), text_or(params, "who"), part));
  }
  return fault(FaultCode::invalid_argument, "A role is chair, deputy or member.", {{"about", "role"}});
}

Answer set_policy(Service& service, const Json& params) {
  const auto wish = text_or(params, "policy");
  for (const auto policy : {GroupPolicy::chair, GroupPolicy::deputies, GroupPolicy::everybody}) {
    if (wish != client::name_of(policy)) continue;
    return group_after(service, params,
                       service.engine().groups().set_policy(text_or(params, "group"), policy));
  }
  return fault(FaultCode::invalid_argument, "Who may add is chair, deputies or everybody.",
               {{"about", "policy"}});
}

Fault takeover_fault(Service& service, Errc code, const std::string& group, const std::string& who) {
  switch (code) {
    case Errc::refused:
      return fault(FaultCode::invalid_argument, "Only a deputy can take the chair.", {{"about", group}});
    case Errc::not_ready:
      return fault(FaultCode::invalid_argument,
                   "The chair, or a deputy who goes first, has been heard within seven days.",
                   {{"about", group}, {"kind", "chair"}});
    case Errc::limit_reached:
      return fault(FaultCode::invalid_argument, "In a group of two nobody is left who could agree.",
                   {{"about", group}});
    case Errc::used:
      return fault(FaultCode::invalid_argument, "You have agreed already, which cannot be taken back.",
                   {{"about", group}});
    case Errc::not_found:
      return nothing_called("takeover", who.empty() ? group : who);
    default:
      return group_fault(service, code, group, who);
  }
}

Answer takeover_after(Service& service, const Json& params, const Result<void>& done) {
  const auto group = text_or(params, "group");
  if (done.has_error()) return takeover_fault(service, done.error().code, group, text_or(params, "who"));
  service.go_online();
  return whole_group(service, group);
}

Answer take_over(Service& service, const Json& params) {
  STILLE_TRY(const auto group, find_group(service.engine(), text_or(params, "group")));
  return takeover_after(service, params, service.engine().groups().take_over(group.id));
}

Answer withdraw_takeover(Service& service, const Json& params) {
  STILLE_TRY(const auto group, find_group(service.engine(), text_or(params, "group")));
  return takeover_after(service, params, service.engine().groups().withdraw_takeover(group.id));
}

Answer answer_takeover(Service& service, const Json& params, bool agree) {
  STILLE_TRY(const auto group, find_group(service.engine(), text_or(params, "group")));
  return takeover_after(service, params,
                        service.engine().groups().answer_takeover(group.id, text_or(params, "who"), agree));
}

Answer agree_to_takeover(Service& service, const Json& params) {
  return answer_takeover(service, params, true);
}

Answer decline_takeover(Service& service, const Json& params) {
  return answer_takeover(service, params, false);
}

Answer settle_dispute(Service& service, const Json& params) {
  const auto statement = text_or(params, "statement");
  STILLE_TRY(const auto group, find_group(service.engine(), text_or(params, "group")));
  const auto done = service.engine().groups().settle_dispute(group.id, statement);
  if (done.has_error() && done.error().code == Errc::not_found) return nothing_called("statement", statement);
  return group_after(service, params, done);
}

Answer renew_key(Service& service, const Json& params) {
  const auto done = service.engine().groups().renew_key(text_or(params, "group"));
  if (done.has_error() && done.error().code == Errc::limit_reached) {
    return fault(FaultCode::invalid_argument, "Your key has been renewed too often. Leave and come in again.",
                 {{"about", text_or(params, "group")}});
  }
  return group_after(service, params, done);
}

using enum ParamType;
constexpr Param kGroup{"group", text, true, "#alias or a unique beginning of it, or its id"};
constexpr std::array kOne{kGroup};
constexpr Param kPeople{
    "people", texts, false,
    "Contacts; nobody is asked when one of the names is wrong. `results` says what became of each"};
constexpr std::array kName{Param{"name", text, true, "What it is called, at most 128 bytes"}, kPeople};
constexpr std::array kContact{kGroup, Param{"who", text, false, "One contact"}, kPeople};
constexpr std::array kMember{
    kGroup, Param{"who", text, false, "A member, by alias or p_ id"},
    Param{"people", texts, false, "Members; all of them, or none when one of the names is wrong"}};
constexpr std::array kRename{kGroup, Param{"name", text, true, "What it is called, at most 128 bytes"}};
constexpr std::array kPurpose{kGroup, Param{"purpose", text, true, "What it is for, at most 1,000 bytes"}};
constexpr std::array kPicture{
    kGroup, Param{"picture", text, true, "The whole path of a JPEG or PNG file; empty: none"}};
constexpr std::array kTimer{kGroup, Param{"expire_ms", whole, true, "0: never; else 5 seconds to 366 days"}};
constexpr std::array kRole{kGroup, Param{"who", text, true, "A member, by alias or p_ id"},
                           Param{"role", text, true, "chair (passes it on), deputy or member"}};

constexpr std::array kPolicy{kGroup, Param{"policy", text, true, "chair, deputies or everybody"}};

constexpr std::array kAsker{kGroup, Param{"who", text, true, "The deputy who asks"}};
constexpr std::array kStatement{kGroup, Param{"statement", text, true, "An id (s_) of `disputes`"}};

constexpr std::array kMethods{
    Method{"group.list", "All groups", "{groups}", {}, list_groups},
    Method{"group.get", "One group with its members", "a group", kOne, get_group},
    Method{"group.history", "What happened to a group since you came in, oldest first; never what was said",
           "{events: [{id, what, at, by, about?, value?}]}", kOne, group_history},
    Method{"group.create", "A new group with oneself as its chair", "a group", kName, create_group},
    Method{"group.add", "Asks a contact; they come in when their program has agreed", "a group", kContact,
           add_member},
    Method{"group.remove",
           "Takes a member out; a deputy's removal is a suspension until the chair confirms it", "a group",
           kMember, remove_member},
    Method{"group.leave", "Leaves; a chair passes on to the next in rank first", "a group", kOne,
           leave_group},
    Method{"group.rename", "Another name for everybody; the alias stays", "a group", kRename, rename_group},
    Method{"group.purpose", "What it is for", "a group", kPurpose, set_purpose},
    Method{"group.picture", "Another picture, without what a camera wrote into it", "a group", kPicture,
           nullptr, set_picture},
    Method{"group.get_picture", "Its picture, taken apart and made anew", "{id, alias, jpeg?: base64url}",
           kOne, nullptr, get_picture},
    Method{"group.expire", "After how long what is said in it disappears", "a group", kTimer, set_timer},
    Method{"group.role", "Makes a member deputy, member or chair", "a group", kRole, set_part},
    Method{"group.policy", "Whose wish to add somebody is followed", "a group", kPolicy, set_policy},
    Method{"group.takeover",
           "A deputy asks for the chair, silent for 7 days; it goes over once a majority has agreed",
           "a group", kOne, take_over},
    Method{"group.withdraw_takeover", "Asks for the chair no longer", "a group", kOne, withdraw_takeover},
    Method{"group.agree", "Agrees that this deputy takes the silent chair", "a group", kAsker,
           agree_to_takeover},
    Method{"group.decline", "Does not agree to it; nobody learns of that", "a group", kAsker,
           decline_takeover},
    Method{"group.settle", "Which of several statements by one chair counts", "a group", kStatement,
           settle_dispute},
    Method{"group.renew", "Another key to sign with in this group", "a group", kOne, renew_key},
};

}  // namespace

std::span<const Method> group_methods() {
  return kMethods;
}

}  // namespace stille::rpc
