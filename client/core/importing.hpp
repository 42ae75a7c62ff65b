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
  MessageKind kind = MessageKind::text;  // text, timer or file
  std::uint32_t expire_s = 0;            // of a timer: what it set
  std::optional<TimePoint> expires{};
  std::string author{};  // in a group: somebody here, when it was not us
  struct File {
    std::string name;
    std::uint64_t size = 0;
  };
  std::vector<File> files{};  // by name alone: what is in them comes with Attachments::brought_back
};

/// Adds those whose ids are not here yet, in this order; read, unless something else waits to be. How many it
/// added. not_found: an author in a group who is nobody here; too_large: a file.
Result<std::size_t> import_messages(Context& context, const store::ContactRow& conversation,
                                    std::span<const ImportedMessage> messages);
/// A group of which only what was said comes back: nobody is in it, and nothing can be said. Gives its g_ id;
/// the one that is here, when there is one. bad_encoding, bad_value: neither id nor name; limit_reached.
Result<std::string> import_group(Context& context, std::string_view id, std::string_view name);

}  // namespace stille::client
