#include "client/rpc/find_contact.hpp"

#include "client/core/conversations.hpp"
#include "client/core/groups.hpp"
#include "client/rpc/views_json.hpp"

namespace stille::rpc {

Fault nothing_called(std::string_view kind, std::string_view name) {
  return fault(FaultCode::not_found, "There is no " + std::string(kind) + " `" + std::string(name) + "`.",
               {{"kind", kind}, {"about", name}});
}

Outcome<client::ContactView> find_contact(const client::Engine& engine, std::string_view name) {
  auto found = engine.contact(name);
  if (found) return std::move(found).value();
  const auto code = found.error().code;
  if (code == Errc::not_found) return nothing_called("contact", name);
  if (code != Errc::ambiguous) return fault_from(found.error());
  Json candidates = Json::array();
  for (const auto& contact : engine.contacts_like(name)) {
    auto candidate = reference_to(contact);
    candidate["name"] = contact.name;
    candidates.push_back(std::move(candidate));
  }
  return fault(FaultCode::ambiguous, "`" + std::string(name) + "` fits more than one contact.",
               {{"about", name}, {"candidates", std::move(candidates)}});
}

Outcome<client::GroupView> find_group(client::Engine& engine, std::string_view name) {
  auto found = engine.groups().brief(name);
  if (found) return std::move(found).value();
  if (found.error().code == Errc::not_found) return nothing_called("group", name);
  if (found.error().code != Errc::ambiguous) return fault_from(found.error());
  return fault(FaultCode::ambiguous, "`" + std::string(name) + "` fits more than one group.",
               {{"about", name}});
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

}  // namespace stille::rpc
