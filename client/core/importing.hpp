// History comes back from an export: what was said and is not here is added to the conversation, as it was.
// Nothing of it goes to anybody.
#pragma once

#include "client/core/context.hpp"
#include "client/core/message_views.hpp"
#include "client/store/tables/contacts.hpp"
#include "client/store/tables/talk.hpp"

namespace stille::client {

/// One line of an export, checked for form.
struct ImportedMessage {
  std::string id;  // m_ and 16 digits
  bool own = false;
  MessageState state = MessageState::received;
  std::string text;
  TimePoint at;
  TimePoint authored;
  bool question = false;
  bool deleted = false;
  std::vector<store::WordingRow> wordings{};
  struct Reply {
    std::string id;
    bool own = false;
    std::string excerpt;
  };
  std::optional<Reply> reply{};
  std::vector<store::ReactionRow> reactions{};
};

/// Adds those whose ids are not here yet, in this order; read, unless something else waits to be. How many it
/// added. wrong_state: the conversation is a group's.
Result<std::size_t> import_messages(Context& context, const store::ContactRow& conversation,
                                    std::span<const ImportedMessage> messages);

}  // namespace stille::client
