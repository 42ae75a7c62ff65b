// What sending texts and sending files have in common: whom to, how long to wait, and why not.
#pragma once

#include "client/core/drafts.hpp"
#include "client/core/engine.hpp"
#include "client/core/message_views.hpp"
#include "client/core/views.hpp"
#include "client/rpc/fault.hpp"

namespace stille::rpc {

inline constexpr std::size_t kMostRecipients = 100;

/// `to`: 1 to kMostRecipients names.
Outcome<std::vector<std::string>> recipients(const Json& params);
/// `wait`: queued, sent (when absent) or delivered.
Outcome<client::MessageState> wanted_state(const Json& params);
/// `expire_ms`: after how long this one message goes; 0 when absent.
Outcome<seconds> own_time(const Json& params);
/// The same for every name of one conversation: whoever is named twice is sent to once. The name itself where
/// nobody is called so.
std::string who_is_meant(client::Engine& engine, const std::string& name);
/// Who files can be sent to: a contact, or a group that we are in.
Outcome<client::ContactView> addressee(client::Engine& engine, const std::string& name);
/// Why nothing was sent to this person.
Fault send_fault(const Error& error, const client::ContactView& contact);

/// A message that waits for its time.
Json to_json(const client::LaterView& later);

}  // namespace stille::rpc
