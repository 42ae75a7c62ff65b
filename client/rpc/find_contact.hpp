// A person by whatever a caller calls them, or the fault that names the candidates.
#pragma once

#include "client/core/engine.hpp"
#include "client/rpc/fault.hpp"

namespace stille::rpc {

/// Somebody to whom something can be said; a local contact is refused with the way to invite them.
Outcome<client::ContactView> find_contact(client::Engine& engine, std::string_view name);
/// The same, local contacts among them.
Outcome<client::ContactView> find_anybody(client::Engine& engine, std::string_view name);
/// The same, and with `self` the notes to ourselves. Its `conversation` stands for it in calls of the engine.
Outcome<client::ContactView> find_conversation(client::Engine& engine, std::string_view name);
/// Whose conversation can be read: as find_conversation, local contacts among them.
Outcome<client::ContactView> find_readable(client::Engine& engine, std::string_view name);
/// `not_found` about a thing of this kind: contact, message, draft, invitation, request, setting,
/// attachment.
Fault nothing_called(std::string_view kind, std::string_view name);

/// By `#alias` and its like, names alone; not_found or ambiguous otherwise.
Outcome<client::GroupView> find_group(client::Engine& engine, std::string_view name);
/// Why nothing is done in a group of which we are no member: not_reached while it is still coming in.
Fault not_in_group(client::Engine& engine, std::string_view name);
/// We are asked in, and what it says has not come.
bool is_coming(client::Engine& engine, std::string_view group);
/// What is written to a group begins so.
inline bool names_group(std::string_view name) {
  return name.starts_with("#") || name.starts_with("g_");
}

}  // namespace stille::rpc
