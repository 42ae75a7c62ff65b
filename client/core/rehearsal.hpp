// What sending a message would be: everything is done as for sending, looked at, and undone. Nothing of it is
// kept, and nothing leaves.
#pragma once

#include "client/core/attachments.hpp"
#include "client/core/engine.hpp"
#include "client/core/talk.hpp"

namespace stille::client {

/// One envelope, as it would go to the relay where this person reads.
struct RehearsedEnvelope {
  ContactView to;
  std::string relay;      // stille://...
  std::size_t bytes = 0;  // the class that it is padded to
};

/// One file, as it would lie at a relay of ours.
struct RehearsedFile {
  std::string name;
  std::uint64_t size = 0;    // of what would be sent
  std::uint64_t padded = 0;  // of all chunks
  std::uint32_t chunks = 0;
  std::string relay;
};

struct RehearsalView {
  bool again = false;       // the key was used: it is the same message, and nothing new would leave
  std::size_t content = 0;  // bytes of what is sealed, before padding; 0 for a note to self
  std::size_t waiting = 0;  // people for whom it would wait until their conversation is ready
  seconds expire_after{0};  // 0: it stays
  std::vector<RehearsedEnvelope> envelopes{};
  std::vector<RehearsedFile> files{};
};

class Rehearsal {
 public:
  /// To a person, into a group, or to `self`. Errors as Talk::send and Groups::send.
  Result<RehearsalView> of_text(std::string_view conversation, const TextDraft& draft) const;
  /// Errors as Attachments::send. No file is read: `source` may be any path.
  Result<RehearsalView> of_files(std::string_view conversation, FileDraft draft) const;

 private:
  friend class Engine;
  explicit Rehearsal(Engine::Core& core) : core_(core) {}
  Engine::Core& core_;
};

}  // namespace stille::client
