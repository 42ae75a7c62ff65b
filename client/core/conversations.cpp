#include "client/core/conversations.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

#include "client/core/engine_core.hpp"
#include "client/core/people.hpp"
#include "client/core/read_position.hpp"
#include "client/core/self_notes.hpp"
#include "client/core/show.hpp"
#include "client/store/tables/conversations.hpp"
#include "client/store/tables/message_pages.hpp"

namespace stille::client {

namespace {

/// Where a conversation stands among the others, and nothing that takes longer to find out.
struct Standing {
  store::ContactRow contact;
  store::ConversationRow row;
  std::optional<store::LastMessage> last;
  std::uint64_t place = 0;
};

Result<Standing> standing_of(store::Database& db, store::ContactRow contact) {
  Standing out;
  STILLE_TRY(out.row, store::load_conversation(db, contact.id));
  STILLE_TRY(out.last, store::last_message(db, contact.id));
  if (out.last) {
    out.place = out.last->position;
  } else {
    STILLE_TRY(out.place, store::place_at(db, contact.since));
  }
  out.contact = std::move(contact);
  return out;
}

bool comes_first(const Standing& a, const Standing& b) {
  if (a.row.pinned.has_value() != b.row.pinned.has_value()) return a.row.pinned.has_value();
  if (a.row.pinned && *a.row.pinned != *b.row.pinned) return *a.row.pinned < *b.row.pinned;
  if (a.place != b.place) return a.place > b.place;
  // One that begins at the place of another's message came after it.
  if (a.last.has_value() != b.last.has_value()) return b.last.has_value();
  return a.contact.conversation < b.contact.conversation;
}

Result<ConversationView> look_at(store::Database& db, const Standing& standing, TimePoint now) {
  const auto& contact = standing.contact;
  const auto& row = standing.row;
  ConversationView out;
  STILLE_TRY(out.contact, show_conversation(db, contact));
  out.place = standing.place;
  if (standing.last) {
    STILLE_TRY(const auto message, store::load_message(db, standing.last->id));
    STILLE_TRY(out.last, show(db, message, contact));
  }
  STILLE_TRY(out.unread, store::count_unread(db, contact.id, row.read_up_to));
  out.marked_unread = row.marked_unread;
  out.pinned = row.pinned;
  out.muted = row.muted_until && *row.muted_until > now;
  if (out.muted && *row.muted_until != TimePoint::max()) out.muted_until = row.muted_until;
  if (row.notify > static_cast<std::uint8_t>(Notify::always)) return fail(Errc::damaged);
  out.notify = static_cast<Notify>(row.notify);
  STILLE_TRY(const auto came, store::last_incoming(db, contact.id));
  out.archived = row.archived && (out.muted || came <= *row.archived);
  return out;
}

Result<ConversationView> look_at(store::Database& db, const store::ContactRow& contact, TimePoint now) {
  STILLE_TRY(const auto standing, standing_of(db, contact));
  return look_at(db, standing, now);
}

bool wanted(const ConversationView& view, WhichConversations which) {
  switch (which) {
    case WhichConversations::current:
      return !view.archived;
    case WhichConversations::unread:
      return view.unread > 0 || view.marked_unread;
    case WhichConversations::archived:
      return view.archived;
    case WhichConversations::all:
      break;
  }
  return true;
}

Result<void> apply(Context& context, store::RowId contact, const ConversationChange& wish) {
  if (wish.unread == false) {
    STILLE_TRY(const auto last, store::last_event(context.db));
    STILLE_TRYV(set_read_up_to(context, contact, last));
  }
  STILLE_TRY(auto row, store::load_conversation(context.db, contact));
  if (wish.unread == true) row.marked_unread = true;
  if (wish.pinned) row.pinned = *wish.pinned ? std::optional(row.pinned.value_or(context.now)) : std::nullopt;
  if (wish.archived) {
    STILLE_TRY(const auto last, store::last_event(context.db));
    row.archived = *wish.archived ? std::optional(last) : std::nullopt;
  }
  if (wish.muted) {
    const auto until = wish.mute_for ? context.now + *wish.mute_for : TimePoint::max();
    row.muted_until = *wish.muted ? std::optional(until) : std::nullopt;
  }
  if (wish.notify) row.notify = static_cast<std::uint8_t>(*wish.notify);
  return store::save_conversation(context.db, row);
}

// Above every place, and still a number of the database.
constexpr std::uint64_t kEndOfConversation = std::numeric_limits<std::int64_t>::max();

Result<std::uint64_t> place_of(store::Database& db, store::RowId contact, std::string_view message) {
  STILLE_TRY(const auto rows, store::messages_named(db, message));
  if (rows.empty()) return fail(Errc::not_found);
  if (rows.size() > 1) return fail(Errc::ambiguous);
  const auto& row = rows.front();
  if (row.contact != contact || !row.position) return fail(Errc::not_found);
  return *row.position;
}

}  // namespace

Conversations Engine::conversations() {
  return Conversations(*core_);
}

Result<std::vector<ConversationView>> Conversations::list(WhichConversations which,
                                                          std::span<const std::string> only,
                                                          std::size_t most) const {
  auto& db = core_.db();
  STILLE_TRY(auto people, only.empty() ? all_conversations(db) : conversations_called(db, only));
  std::vector<Standing> standings;
  for (auto& person : people) {
    STILLE_TRY(auto standing, standing_of(db, std::move(person)));
    // With somebody who is known through a group there is none before the first word.
    if (!standing.contact.introduced || standing.last) standings.push_back(std::move(standing));
  }
  std::ranges::sort(standings, comes_first);
  std::vector<ConversationView> out;
  for (const auto& standing : standings) {
    if (out.size() >= most) break;
    STILLE_TRY(auto view, look_at(db, standing, core_.clock.now()));
    if (wanted(view, which)) out.push_back(std::move(view));
  }
  return out;
}

Result<ConversationView> Conversations::show(std::string_view name) const {
  STILLE_TRY(const auto person, find_conversation(core_.db(), name));
  return look_at(core_.db(), person, core_.clock.now());
}

Result<MessagePage> Conversations::page(std::string_view name, std::uint64_t after, std::size_t limit) const {
  auto found = find_conversation(core_.db(), name);
  // Nothing was noted yet.
  if (!found && name == "self") return MessagePage{};
  STILLE_TRY(const auto person, std::move(found));
  const auto most = std::min(limit, kMostRows);
  STILLE_TRY(auto rows, store::messages_after(core_.db(), person.id, after, most + 1));
  MessagePage out;
  if (rows.size() > most) {
    rows.resize(most);
    if (most > 0) out.next = rows.back().position;
  }
  for (const auto& row : rows) {
    STILLE_TRY(auto view, client::show(core_.db(), row, person));
    out.messages.push_back(std::move(view));
  }
  return out;
}

Result<MessageStretch> Conversations::around(std::string_view name, std::string_view message,
                                             std::size_t before, std::size_t behind) const {
  auto& db = core_.db();
  auto found = find_conversation(db, name);
  // Nothing was noted yet.
  if (!found && name == "self" && message.empty()) return MessageStretch{};
  STILLE_TRY(const auto person, std::move(found));
  auto place = kEndOfConversation;
  if (!message.empty()) {
    STILLE_TRY(place, place_of(db, person.id, message));
  }
  before = std::min(before, kMostRows);
  behind = message.empty() ? 0 : std::min(behind, kMostRows - before);
  MessageStretch out;
  STILLE_TRY(auto rows, store::messages_up_to(db, person.id, place, before + 1));
  if (rows.size() > before) {
    out.older = true;
    rows.erase(rows.begin());
  }
  if (place != kEndOfConversation) {
    STILLE_TRY(auto rest, store::messages_after(db, person.id, place, behind + 1));
    if (rest.size() > behind) {
      out.newer = true;
      rest.pop_back();
    }
    std::ranges::move(rest, std::back_inserter(rows));
  }
  for (const auto& row : rows) {
    STILLE_TRY(auto view, client::show(db, row, person));
    out.messages.push_back(std::move(view));
  }
  return out;
}

Result<ConversationView> Conversations::change(std::string_view name, const ConversationChange& wish) {
  return core_.STILLE_CHANGE("conversation_changed")([&](Context& context) -> Result<ConversationView> {
    STILLE_TRY(const auto person, conversation_or_notes(context, name));
    STILLE_TRYV(apply(context, person.id, wish));
    return look_at(context.db, person, context.now);
  });
}

Result<ConversationView> Conversations::read(std::string_view name, std::string_view up_to) {
  return core_.STILLE_CHANGE("conversation_read")([&](Context& context) -> Result<ConversationView> {
    STILLE_TRY(const auto person, conversation_or_notes(context, name));
    STILLE_TRY(std::uint64_t place, store::last_event(context.db));
    if (!up_to.empty()) {
      STILLE_TRY(const auto rows, store::messages_named(context.db, up_to));
      if (rows.empty() || rows.front().contact != person.id) return fail(Errc::not_found);
      if (rows.size() > 1) return fail(Errc::ambiguous);
      place = rows.front().position.value_or(0);
    }
    STILLE_TRYV(set_read_up_to(context, person.id, place));
    return look_at(context.db, person, context.now);
  });
}

}  // namespace stille::client
