#include "client/rpc/find_contact.hpp"

#include "client/core/address_book.hpp"
#include "client/core/conversations.hpp"
#include "client/core/groups.hpp"
#include "client/rpc/views_json.hpp"

namespace stille::rpc {

Fault nothing_called(std::string_view kind, std::string_view name) {
  return fault(FaultCode::not_found, "There is no " + std::string(kind) + " `" + std::string(name) + "`.",
               {{"kind", kind}, {"about", name}});
}

namespace {

Fault ambiguous(std::string_view name, const std::vector<client::ContactView>& people) {
  Json candidates = Json::array();
  for (const auto& contact : people) {
    auto candidate = reference_to(contact);
    candidate["name"] = contact.name;
    candidates.push_back(std::move(candidate));
  }
  return fault(FaultCode::ambiguous, "`" + std::string(name) + "` fits more than one contact.",
               {{"about", name}, {"candidates", std::move(candidates)}});
}

}  // namespace

Outcome<client::ContactView> find_contact(client::Engine& engine, std::string_view name) {
  auto found = engine.contact(name);
  if (found) return std::move(found).value();
  const auto code = found.error().code;
  if (code == Errc::ambiguous) return ambiguous(name, engine.contacts_like(name));
  if (code != Errc::not_found) return fault_from(found.error());
  const auto local = engine.address_book().anybody(name);
  if (!local) return nothing_called("contact", name);
  return fault(FaultCode::invalid_argument,
               "This person is only in your address book; invite them: `invite.create` with `for`.",
               {{"kind", "local_contact"}, {"about", local.value().alias}});
}

Outcome<client::ContactView> find_anybody(client::Engine& engine, std::string_view name) {
  auto found = engine.address_book().anybody(name);
  if (found) return std::move(found).value();
  const auto code = found.error().code;
  if (code == Errc::not_found) return nothing_called("contact", name);
  if (code != Errc::ambiguous) return fault_from(found.error());
  return ambiguous(name, engine.address_book().anybody_like(name));
}

Outcome<client::GroupView> find_group(client::Engine& engine, std::string_view name) {
  auto found = engine.groups().brief(name);
  if (found) return std::move(found).value();
  if (found.error().code == Errc::not_found) return nothing_called("group", name);
  if (found.error().code != Errc::ambiguous) return fault_from(found.error());
  return fault(FaultCode::ambiguous, "`" + std::string(name) + "` fits more than one group.",
               {{"about", name}});
}

bool is_coming(client::Engine& engine, std::string_view group) {
  const auto found = engine.groups().brief(group);
  return found && found.value().standing == client::GroupStanding::invited;
}

Fault not_in_group(client::Engine& engine, std::string_view name) {
  if (is_coming(engine, name)) {
    return fault(FaultCode::not_reached,
                 "This group is still coming in; it takes a connection of both sides.",
                 {{"kind", "group_coming"}, {"about", name}});
  }
  return fault(FaultCode::invalid_argument, "You are not in this group.", {{"about", name}});
}

Outcome<client::ContactView> find_conversation(client::Engine& engine, std::string_view name) {
  if (names_group(name)) {
    STILLE_TRY(const auto group, find_group(engine, name));
    client::ContactView out;
    out.id = group.id;
    out.alias = "#";
    out.alias += group.alias;
    out.conversation = group.conversation;
    return out;
  }
  if (name != "self") return find_contact(engine, name);
  if (auto notes = engine.conversations().show("self")) return std::move(notes.value().contact);
  // Nothing was noted yet.
  client::ContactView out;
  out.id = engine.profile().id;
  out.alias = out.conversation = "self";
  out.verified = true;
  out.state = client::ContactState::connected;
  return out;
}

Outcome<client::ContactView> find_readable(client::Engine& engine, std::string_view name) {
  return name == "self" || names_group(name) ? find_conversation(engine, name) : find_anybody(engine, name);
}

}  // namespace stille::rpc
