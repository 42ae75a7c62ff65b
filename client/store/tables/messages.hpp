// Messages of both directions, and the log of events. A message has its place in the conversation by the
// number of the event that announced it.
#pragma once

#include "client/e2e/sequence.hpp"
#include "client/store/tables/rows.hpp"
#include "client/wire/content.hpp"

namespace stille::client::store {

/// The numbers of client::MessageState, MessageKind and EventType.
enum class DeliveryState : std::uint8_t { queued, sent, delivered, received, failed, read };
enum class ContentKind : std::uint8_t { text, unsupported, timer, file };
enum class EventKind : std::uint8_t {
  message,
  delivery,
  contact,
  request,
  invitation,
  join,
  gap,
  rollback,
  reaction,
  edited,
  deleted,
  timer,
  group,
  card,
  introduction,
  address
};
/// Whose words are gone: by their author for both, only here, or because their time was over. Only the first
/// still shows.
enum class Removal : std::uint8_t { none, everyone, here, expired };

/// Somebody said it: it gets a receipt, a clock and replies.
constexpr bool is_said(ContentKind kind) noexcept {
  return kind == ContentKind::text || kind == ContentKind::file;
}

/// Arrived ahead of an earlier one: shown once that has come, or at `until`.
struct Held {
  e2e::SessionId sid;
  std::uint64_t seq = 0;
  TimePoint until;
};

/// Answers to this message of the same conversation.
struct ReplyRow {
  wire::ContentId id;
  bool outgoing = false;
  std::string excerpt;
};

struct MessageRow {
  RowId id = 0;
  std::string name;  // m_<hex>
  RowId contact = 0;
  wire::ContentId content_id;
  bool outgoing = false;
  ContentKind kind = ContentKind::text;
  DeliveryState state = DeliveryState::queued;
  std::string text;
  std::optional<crypto::SecretBytes> raw;  // content that this program cannot read
  TimePoint at;
  TimePoint authored;
  std::optional<std::uint64_t> position;  // none while it is held
  std::optional<std::string> key;
  std::optional<Held> held;
  std::optional<ReplyRow> reply;
  bool question = false;
  std::uint32_t revision = 0;  // of the wording in `text`
  Removal removal = Removal::none;
  std::uint32_t expire_s = 0;        // after so long it goes (0: never); of a timer: what it set
  std::optional<TimePoint> expires;  // when its clock runs
  std::optional<RowId> author;       // in a group, whose conversation `contact` is then; none for our own
};

/// Sets `id`, unless it has one already; false when the contact sent this content id before.
Result<bool> add_message(Database& db, MessageRow& row);
Result<void> set_message_state(Database& db, RowId id, DeliveryState state);
/// Another wording in place of the one it has.
Result<void> set_words(Database& db, RowId id, std::string_view text, bool question, std::uint32_t revision);
/// Text, raw and reply go, and the clock stops; the place stays taken.
Result<void> erase_words(Database& db, RowId id, Removal removal);
/// Gives it its place and ends its being held.
Result<void> place_message(Database& db, RowId id, std::uint64_t position);
/// A message of ours gets the name that others know it by only when it leaves.
Result<void> rename_content(Database& db, RowId id, const wire::ContentId& name);
/// By its whole name, whatever has become of it.
Result<bool> has_message(Database& db, std::string_view name);
Result<MessageRow> load_message(Database& db, RowId id);
/// Whose name begins so; at most two, which is enough to tell unique from ambiguous.
Result<std::vector<MessageRow>> messages_named(Database& db, std::string_view beginning);
Result<std::optional<MessageRow>> message_with_key(Database& db, RowId contact, std::string_view key);
/// Sent to this contact (outgoing) or by them.
Result<std::optional<MessageRow>> find_message(Database& db, RowId contact, bool outgoing,
                                               const wire::ContentId& id);
/// Content that this program could not read when it came; ascending, behind `after`.
Result<std::optional<MessageRow>> next_unsupported(Database& db, RowId after);
Result<void> remove_message(Database& db, RowId id);

struct MessageSpan {
  std::size_t last = 0;
  TimePoint since;
  TimePoint until;  // exclusive
};
/// Those placed behind `after` that still show, in their order.
Result<std::vector<MessageRow>> messages_after(Database& db, RowId contact, std::uint64_t after,
                                               std::size_t most);
/// Of one contact, placed ones that still show, oldest first.
Result<std::vector<MessageRow>> messages_of(Database& db, RowId contact, const MessageSpan& span);

/// Held ones of a session up to `seq`, in order.
Result<std::vector<MessageRow>> held_up_to(Database& db, RowId contact, const e2e::SessionId& sid,
                                           std::uint64_t seq);
/// The first whose time is over: everything of its session up to it is to be shown.
Result<std::optional<MessageRow>> overdue_held(Database& db, TimePoint now);
Result<std::optional<TimePoint>> next_held(Database& db);

struct EventRow {
  std::uint64_t seq = 0;
  std::string name;  // e_<hex>
  EventKind type = EventKind::message;
  TimePoint at;
  std::string state;
  std::uint64_t count = 0;
  std::optional<RowId> contact;
  std::optional<RowId> message;
  std::optional<RowId> invitation;
  std::optional<RowId> joining;
  std::optional<std::string> about;  // ids of people, separated by spaces
};

/// Sets `seq`.
Result<void> add_event(Database& db, EventRow& row);
Result<std::vector<EventRow>> events_after(Database& db, std::uint64_t seq, std::size_t limit,
                                           std::uint64_t types);
Result<std::uint64_t> last_event(Database& db);

}  // namespace stille::client::store
