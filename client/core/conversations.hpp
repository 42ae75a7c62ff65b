// The list of conversations and how each is shown here: a face of the engine of its own. All of it is this
// profile's own affair; nothing of it is sent.
#pragma once

#include <limits>
#include <span>

#include "client/core/engine.hpp"

namespace stille::client {

/// When a conversation may be noticed outside of what shows it. Who shows it knows the hours, and decides.
enum class Notify : std::uint8_t { usual, working_hours, always };

struct ConversationView {
  ContactView contact;  // alias `self`: the note to self
  std::optional<MessageView> last;
  std::size_t unread = 0;           // messages that came since it was read
  bool marked_unread = false;       // by hand
  std::optional<TimePoint> pinned;  // since when it stands at the top
  std::uint64_t place =
      0;  // of its last message; without one, as if that were how it began. Lists have the highest first
  /// Put away. Comes back by itself when a message arrives, unless it is muted.
  bool archived = false;
  bool muted = false;
  std::optional<TimePoint> muted_until;  // when that ends by itself
  Notify notify = Notify::usual;
};

enum class WhichConversations : std::uint8_t { current, unread, archived, all };

/// What to change; absent stays as it is.
struct ConversationChange {
  std::optional<bool> pinned = {};
  std::optional<bool> archived = {};
  std::optional<bool> unread = {};  // false: everything there is was read
  std::optional<bool> muted = {};
  std::optional<milliseconds> mute_for = {};  // with `muted`: ends by itself
  std::optional<Notify> notify = {};
};

struct MessagePage {
  std::vector<MessageView> messages;
  std::optional<std::uint64_t> next;  // behind this there are more
};

/// What stands around one message, oldest first.
struct MessageStretch {
  std::vector<MessageView> messages;
  bool older = false;  // there are more before it
  bool newer = false;  // there are more behind it
};

/// Messages of one slice of erasing a conversation.
inline constexpr std::size_t kEraseMessages = 200;

/// What erasing a conversation would take from this machine.
struct ErasureView {
  std::size_t messages = 0;
  std::size_t leaving = 0;  // of them: not yet with everybody; those go on their way
  std::optional<TimePoint> oldest;
  std::optional<TimePoint> newest;
  std::size_t files = 0;
  std::size_t later = 0;  // wait for their time, and would not leave
  bool draft = false;
  bool hold = false;        // a hold stands against it
  std::uint64_t up_to = 0;  // what comes behind this is not meant
};

inline constexpr auto kAllConversations = std::numeric_limits<std::size_t>::max();

class Conversations {
 public:
  /// Pinned ones first in the order in which they were pinned, then those with the newest message; of one
  /// place those in which nothing was said first, then by their c_ ids. `only`: of these (c_ ids) those that
  /// there are; empty: of all. At most the first `most`, for which no others are looked at any closer.
  Result<std::vector<ConversationView>> list(WhichConversations which = WhichConversations::current,
                                             std::span<const std::string> only = {},
                                             std::size_t most = kAllConversations) const;
  /// By anything that Engine::contact() takes, or `self`.
  Result<ConversationView> show(std::string_view name) const;
  /// Every message in its order, page by page: at most `limit` (and kMostRows) from behind `after`; 0: from
  /// the beginning.
  Result<MessagePage> page(std::string_view name, std::uint64_t after, std::size_t limit) const;
  /// `before` messages up to `message` and with it, and `behind` that follow it; an empty `message` stands
  /// for the newest. At most kMostRows, of which those before come first. not_found: not a message that shows
  /// in this conversation.
  Result<MessageStretch> around(std::string_view name, std::string_view message, std::size_t before,
                                std::size_t behind) const;
  Result<ConversationView> change(std::string_view name, const ConversationChange& wish);
  /// Everything up to this message, or all there is, was read. not_found: not a message of it.
  Result<ConversationView> read(std::string_view name, std::string_view up_to = {});
  Result<ErasureView> would_erase(std::string_view name) const;
  /// Draft, what waits for its time, and a slice of what stands up to `up_to`: erased here, as Talk::erase
  /// does. Gives how many are left: call again until none is. wrong_state: a hold stands against it.
  Result<std::size_t> erase(std::string_view name, std::uint64_t up_to);

 private:
  friend class Engine;
  explicit Conversations(Engine::Core& core) : core_(core) {}
  Engine::Core& core_;
};

}  // namespace stille::client
