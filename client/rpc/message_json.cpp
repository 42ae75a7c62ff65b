#include "client/rpc/message_json.hpp"

#include "client/core/address_book.hpp"
#include "client/core/groups.hpp"
#include "client/rpc/views_json.hpp"

namespace stille::rpc {

MessageWriter::MessageWriter(client::Engine& engine)
    : engine_(engine), own_(reference_to(engine.profile())) {}

Json MessageWriter::person(const std::string& id) {
  if (own_["id"] == Json(id)) return own_;  // a note to ourselves
  const auto known = people_.find(id);
  if (known != people_.end()) return known->second;
  client::ContactView nobody;
  nobody.id = id;
  const auto found = engine_.address_book().anybody(id);
  return people_.emplace(id, reference_to(found ? found.value() : nobody)).first->second;
}

Json MessageWriter::describe(const client::MessageView& message) {
  auto known = groups_.find(message.conversation);
  if (known == groups_.end()) {
    const auto group = engine_.groups().brief(message.conversation);
    known = groups_.emplace(message.conversation, group ? reference_to(group.value()) : Json()).first;
  }
  const auto& group = known->second;
  if (group.is_null()) return to_json(message, own_, person(message.contact));
  auto out = to_json(message, own_, message.outgoing ? group : person(message.contact));
  out["group"] = group;
  return out;
}

}  // namespace stille::rpc
