// Messages of both directions, and the log of events. A message has its place in the conversation by the
// number of the event that announced it.
#pragma once

#include "client/e2e/sequence.hpp"
#include "client/store/tables/rows.hpp"
#include "client/wire/content.hpp"

namespace stille::client::store {

/// The numbers of client::MessageState, MessageKind and EventType.
enum class DeliveryState : std::uint8_t { queued, sent, delivered, received, failed };
enum class ContentKind : std::uint8_t { text, unsupported };
enum class EventKind : std::uint8_t { message, delivery, contact, request, invitation, join, gap, rollback, group };

/// Arrived ahead of an earlier one: shown once that has come, or at `until`.
struct Held {
  e2e::SessionId sid;
  std::uint64_t seq = 0;
  TimePoint until;
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
  std::optional<RowId> author;  // in a group, whose conversation `contact` is then; none for our own
};

/// Sets `id`; false when the contact sent this content id before.
Result<bool> add_message(Database& db, MessageRow& row);
Result<void> set_message_state(Database& db, RowId id, DeliveryState state);
/// Gives it its place and ends its being held.
Result<void> place_message(Database& db, RowId id, std::uint64_t position);
Result<MessageRow> load_message(Database& db, RowId id);
/// Whose name begins so; at most two, which is enough to tell unique from ambiguous.
Result<std::vector<MessageRow>> messages_named(Database& db, std::string_view beginning);
Result<std::optional<MessageRow>> message_with_key(Database& db, RowId contact, std::string_view key);
/// An own message that this contact was sent.
Result<std::optional<MessageRow>> own_message(Database& db, RowId contact, const wire::ContentId& id);

struct MessageSpan {
  std::size_t last = 0;
  TimePoint since;
  TimePoint until;  // exclusive
};
/// Of one contact, placed ones, oldest first.
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
