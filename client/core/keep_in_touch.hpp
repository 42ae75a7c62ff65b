// Keeping in touch: whom one has not spoken with, which questions wait, whose birthday it is. Everything is
// computed from what is on this machine and stays there: no call makes work for a relay or wakes a
// connection. The rules stand in client/keep.
#pragma once

#include "client/core/engine.hpp"
#include "client/core/keep_views.hpp"

namespace stille::client {

inline constexpr std::size_t kMostCircles = 64;
inline constexpr std::size_t kMostReminders = 1000;
inline constexpr std::size_t kLongestTopic = 200;

/// What is to change about a person; what is absent stays.
struct KeepWishes {
  std::optional<std::string> rhythm{};    // "3mo", "none", or "circle"
  std::optional<std::string> birthday{};  // "1984-05-23", "05-23", "23.5.", or "none"
  std::vector<std::string> join{};        // circles; made when they are new
  std::vector<std::string> leave{};
};
/// Of wishes that keep().set refused with bad_value: which does not fit. May be empty.
std::string unfit(const KeepWishes& wishes);

struct DraftWishes {
  std::string purpose{};         // empty: what is open with this person
  std::string language{};        // empty: as the two of them write
  std::string otherwise = "en";  // when that does not tell
  std::string topic{};
  std::string role{};
  bool another = false;  // than the one that was drafted today
};

/// Contacts by whatever Engine::contact takes. Errors of all: not_found, ambiguous.
class KeepInTouch {
 public:
  explicit KeepInTouch(Engine::Core& core) : core_(core) {}

  /// At most keep.measure people; the same ones all day. Remembers who was shown.
  Result<DayView> today();
  /// Everybody who is not blocked, by alias.
  Result<std::vector<KeepPersonView>> people() const;
  Result<KeepPersonView> person(std::string_view contact) const;
  Result<WaitingView> waiting() const;
  /// From five days ago to `days` ahead (at most 366, else bad_value), in that order.
  Result<std::vector<CelebrationView>> birthdays(std::int64_t days) const;
  /// Every birthday that is known, as an iCalendar file; names of the entries in "de" or "en".
  Result<std::string> birthday_calendar(std::string_view language) const;

  /// bad_value: no rhythm, birthday or name of a circle; not_found: a circle to leave; limit_reached.
  Result<KeepPersonView> set(std::string_view contact, const KeepWishes& wishes);
  /// Until a span ("2w") or a day; "never" for not at all, "off" for no longer. bad_value.
  Result<KeepPersonView> snooze(std::string_view contact, std::string_view until);
  /// `via`: phone, met, mail, letter, other; `on`: a day up to today, empty for today. bad_value, too_large.
  Result<EntryView> log(std::string_view contact, std::string_view via, std::string_view note,
                        std::string_view on);
  /// Of one person, in the order in which they were made: at most `limit` (and kMostRows) from behind
  /// `after`; 0: from the first.
  Result<EntryPage> entries(std::string_view contact, std::uint64_t after, std::size_t limit) const;
  /// Those of an export that are not here yet, whose they are aside. How many it added. bad_value, too_large.
  Result<std::size_t> bring_back(std::string_view contact, std::span<const EntryView> entries);
  /// Whether bring_back takes them.
  Result<void> may_bring_back(std::span<const EntryView> entries) const;
  /// A message comes up again on that day, with who it is with, or who wrote it in a group: a span, or a day
  /// from today on. bad_value, limit_reached; wrong_state: what we said ourselves in a group or a note.
  Result<OpenMessageView> remind(std::string_view message, std::string_view on);
  /// A message (m_ id): its question and its reminder are settled. A person: what their card is for.
  /// wrong_state when nothing is open there.
  Result<void> done(std::string_view what);

  /// A first sentence for a message that somebody may write; nothing is sent. bad_value, too_large.
  Result<KeepDraftView> draft(std::string_view contact, const DraftWishes& wishes);

  Result<std::vector<CircleView>> circles() const;
  /// Made when it is new; rhythm "3mo" or "none". bad_value, limit_reached.
  Result<CircleView> set_circle(std::string_view name, std::string_view rhythm);
  /// Its people stay. not_found.
  Result<void> remove_circle(std::string_view name);

 private:
  Engine::Core& core_;
};

/// What an entry may have. bad_value: another way; too_large, bad_encoding: the note.
Result<void> check_entry(std::string_view via, std::string_view note);

}  // namespace stille::client
