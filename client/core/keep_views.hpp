// What keeping in touch tells people's programs: plain values. Days are texts such as "2026-11-28".
#pragma once

#include "client/core/views.hpp"
#include "client/keep/today.hpp"

namespace stille::client {

/// From when on a question that came counts as waiting; one of a weekend after so many working days.
inline constexpr auto kQuestionGrace = keep::kGrace;
inline constexpr auto kQuestionGraceWorkingDays = keep::kGraceWorkingDays;

/// When something was last said, and how: `message`, or the way of an entry made by hand.
struct TouchView {
  std::string day;
  std::string via;
};

/// What is kept about one person.
struct KeepPersonView {
  ContactView contact;
  std::string rhythm;      // what holds: "3mo", or empty
  std::string own_rhythm;  // "3mo", "none", or "circle": as the circles have it
  std::vector<std::string> circles;
  std::string birthday;  // "1984-05-23" or "05-23"
  std::optional<TouchView> last;
  std::string due;          // the day, with a rhythm
  std::int64_t days = 0;    // since the last touch, or since they are known
  bool moved_up = false;    // one and a half of the rhythm has passed
  bool never = false;       // not to be suggested
  std::string rests_until;  // the day, while the person is left in peace
};

/// A question, or a message that somebody wanted to come back to.
struct OpenMessageView {
  MessageView message;
  ContactView contact;
  std::string day;
  std::optional<GroupView> group{};  // where it was said, when that was in a group
};

struct CelebrationView {
  ContactView contact;
  std::string on;            // the day of this celebration
  std::string birthday;      // as it is kept
  std::int64_t in_days = 0;  // below 0: so many days ago
  bool moved = false;        // 29 February, celebrated on the 28th
  std::optional<int> turns;  // when the year is known and the setting keep.age is on
};

struct CardView {
  std::string occasion;  // birthday, waiting, promised, due, news, belated
  std::vector<std::string> also;
  KeepPersonView person;
  std::optional<MessageView> message;  // of waiting and promised
  std::optional<GroupView> group;      // where that was said, when it was in a group
  std::optional<CelebrationView> celebration;
};

struct DayView {
  std::string day;
  std::vector<CardView> cards;
  bool anybody = false;  // has a rhythm or a birthday at all
};

struct WaitingView {
  std::vector<OpenMessageView> waiting;  // for us, oldest first
  std::vector<OpenMessageView> older;    // for more than 60 days
  std::vector<OpenMessageView> asked;    // by us, unanswered for a week
};

struct EntryView {
  ContactView contact;
  std::string day;
  std::string via;
  std::string note;
  TimePoint noted{};  // when it was made
};

struct EntryPage {
  std::vector<EntryView> entries;
  std::optional<std::uint64_t> next;  // behind this there are more
};

struct KeepDraftView {
  ContactView contact;
  std::string purpose;   // birthday, belated, again, answer, nudge, promised, news
  std::string language;  // de, en
  std::string text;
  std::size_t caret = 0;              // bytes: where to go on writing
  std::vector<MessageView> last;      // the last two messages
  std::optional<EntryView> entry;     // the last one made by hand
  std::vector<std::string> topics{};  // what their card says that they like to be asked about
};

struct CircleView {
  std::string name;
  std::string rhythm;  // "3mo", or empty
  std::int64_t members = 0;
};

}  // namespace stille::client
