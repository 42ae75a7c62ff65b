// What somebody has begun to write, and what leaves at its time: a face of the engine of its own.
#pragma once

#include "client/core/engine.hpp"

namespace stille::client {

struct TextDraft;

inline constexpr std::size_t kMostDraftFiles = 32;
inline constexpr std::size_t kLongestPath = 4096;  // bytes
/// Messages that wait for their time, and how far away that may be.
inline constexpr std::size_t kMostLater = 1000;
inline constexpr std::chrono::hours kFarthestLater{24 * 366};

struct DraftView {
  ContactView contact;
  std::string text;
  std::string reply_to;            // id of a message; empty: none
  std::vector<std::string> files;  // paths, as they were given
  TimePoint at;                    // last changed
};

struct LaterView {
  std::string id;  // l_<hex>
  ContactView contact;
  std::string text;
  std::string reply_to;  // id of a message; empty: none
  bool question = false;
  TimePoint due;
  /// Why it could not go when it was due; it is tried again every hour.
  std::optional<Errc> problem;
};

class Drafts {
 public:
  /// One for each conversation; replaces the one that is there. invalid_argument: neither text nor file;
  /// too_large, bad_encoding; not_found for the conversation or the message to reply to.
  Result<DraftView> set(std::string_view conversation, std::string_view text, std::string_view reply_to,
                        const std::vector<std::string>& files);
  Result<DraftView> show(std::string_view conversation) const;
  /// The last changed first.
  Result<std::vector<DraftView>> list() const;
  /// not_found when there is none.
  Result<void> drop(std::string_view conversation);

  /// Goes out as Talk::send does once `due` is reached, also when the program did not run then; without its
  /// quote when that message has gone by then. `expire` means nothing here. bad_value: not in the future, or
  /// beyond kFarthestLater; limit_reached above kMostLater; not_found also for the message to reply to. The
  /// same key again for this conversation gives the message that waits, with the time that it has; with
  /// another text, or once it has left, already_exists.
  Result<LaterView> send_later(std::string_view conversation, const TextDraft& draft, TimePoint due);
  /// The next one first.
  Result<std::vector<LaterView>> waiting() const;
  /// By id or by a unique beginning of it. not_found once it is gone.
  Result<LaterView> cancel(std::string_view id);

 private:
  friend class Engine;
  explicit Drafts(Engine::Core& core) : core_(core) {}
  Engine::Core& core_;
};

}  // namespace stille::client
