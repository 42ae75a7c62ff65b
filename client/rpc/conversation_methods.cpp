// How conversations are shown here, drafts, and what leaves at its time.
#include <algorithm>
#include <array>
#include <limits>
#include <map>

#include "client/core/conversations.hpp"
#include "client/core/drafts.hpp"
#include "client/core/talk.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/message_json.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/said_text.hpp"
#include "client/rpc/sending.hpp"
#include "client/rpc/service.hpp"
#include "client/rpc/views_json.hpp"

namespace stille::rpc {
namespace {

using client::WhichConversations;

constexpr std::array<std::string_view, 3> kNotify{"usual", "working_hours", "always"};

Fault wrong(std::string message, std::string_view about) {
  return fault(FaultCode::invalid_argument, std::move(message), {{"about", about}});
}

// What the engine takes for it; candidates when it is not clear whose.
Outcome<std::string> conversation_named(Service& service, const Json& params) {
  STILLE_TRY(const auto contact, find_conversation(service.engine(), text_or(params, "conversation")));
  return contact.conversation;
}

// The same, also where nothing can be said any more.
Outcome<std::string> readable_named(Service& service, const Json& params) {
  STILLE_TRY(const auto contact, find_readable(service.engine(), text_or(params, "conversation")));
  return contact.conversation;
}

// What the engine refuses, said about the parameter that it means.
Fault refused(const Error& error, const Json& params) {
  switch (error.code) {
    case Errc::invalid_argument:
      return wrong("There is no text.", "text");
    case Errc::bad_encoding:
      return wrong("The text is not UTF-8.", "text");
    case Errc::bad_value:
      return wrong("The time has to be in the future, at most a year away.", "at_ms");
    case Errc::already_exists:
      return fault(FaultCode::already_exists, "This key was used for something else.", {{"about", "key"}});
    case Errc::limit_reached:
      return wrong("At most 1,000 messages can wait for their time.", "conversation");
    case Errc::not_found:
      return nothing_called("message", text_or(params, params.contains("reply") ? "reply" : "upto"));
    default:
      return fault_from(error);
  }
}

Json draft_json(const client::DraftView& draft) {
  Json out;
  out["v"] = 1;
  out["type"] = "draft";
  out["conversation"] = reference_to(draft.contact);
  out["text"] = draft.text;
  if (!draft.reply_to.empty()) out["reply"] = draft.reply_to;
  out["files"] = draft.files;
  out["at"] = to_rfc3339(draft.at);
  return out;
}

Json conversation_json(MessageWriter& writer, const client::ConversationView& view,
                       const client::DraftView* draft) {
  Json out;
  out["v"] = 1;
  out["type"] = "conversation";
  out["conversation"] = reference_to(view.contact);
  out["id"] = view.contact.conversation;
  out["name"] = view.contact.name;
  out["unread"] = view.unread;
  out["marked_unread"] = view.marked_unread;
  out["pinned"] = view.pinned.has_value();
  if (view.pinned) out["pinned_at"] = to_rfc3339(*view.pinned);
  out["place"] = view.place;
  out["archived"] = view.archived;
  out["muted"] = view.muted;
  out["notify"] = kNotify[static_cast<std::size_t>(view.notify)];
  if (view.muted_until) out["muted_until"] = to_rfc3339(*view.muted_until);
  if (view.last) out["last"] = writer.describe(*view.last);
  if (draft != nullptr) out["draft"] = draft->text;
  if (draft != nullptr && !draft->files.empty()) out["draft_files"] = draft->files;
  return out;
}

Json conversation_json(Service& service, const client::ConversationView& view) {
  MessageWriter writer(service.engine());
  const auto draft = service.engine().drafts().show(view.contact.conversation);
  return conversation_json(writer, view, draft ? &draft.value() : nullptr);
}

// --- Conversations ---

Answer list(Service& service, const Json& params) {
  const auto which = text_or(params, "which", "current");
  constexpr std::array<std::string_view, 4> kNames{"current", "unread", "archived", "all"};
  const auto found = std::ranges::find(kNames, which);
  if (found == kNames.end()) return wrong("`which` is current, unread, archived or all.", "which");
  const auto number = static_cast<WhichConversations>(found - kNames.begin());
  const auto only = texts_or_none(params, "only");
  // To the engine no ids are all of them; to whoever asks for none, none.
  if (params.contains("only") && only.empty()) return Json{{"conversations", Json::array()}};
  const auto most = whole_or(params, "most", std::numeric_limits<std::int64_t>::max());
  if (most < 1) return wrong("`most` is a number from 1 on.", "most");
  STILLE_TRY(auto views,
             faulted(service.engine().conversations().list(number, only, static_cast<std::size_t>(most))));
  Json out;
  out["conversations"] = Json::array();
  MessageWriter writer(service.engine());
  // Few are begun at a time: all at once take less than asking for each.
  STILLE_TRY(const auto drafts, faulted(service.engine().drafts().list()));
  std::map<std::string_view, const client::DraftView*> begun;
  for (const auto& draft : drafts) begun.emplace(draft.contact.conversation, &draft);
  for (const auto& view : views) {
    const auto draft = begun.find(view.contact.conversation);
    out["conversations"].push_back(
        conversation_json(writer, view, draft == begun.end() ? nullptr : draft->second));
  }
  return out;
}

Answer set(Service& service, const Json& params) {
  STILLE_TRY(const auto name, readable_named(service, params));
  const auto flag = [&](const char* key) {
    return params.contains(key) ? std::optional(flag_or(params, key, false)) : std::nullopt;
  };
  client::ConversationChange wish{.pinned = flag("pinned"),
                                  .archived = flag("archived"),
                                  .unread = flag("unread"),
                                  .muted = flag("muted"),
                                  .mute_for = {},
                                  .notify = {}};
  if (params.contains("mute_ms")) {
    wish.muted = true;
    wish.mute_for = milliseconds(whole_or(params, "mute_ms", 0));
  }
  if (params.contains("notify")) {
    const auto found = std::ranges::find(kNotify, text_or(params, "notify"));
    if (found == kNotify.end()) return wrong("`notify` is usual, working_hours or always.", "notify");
    wish.notify = static_cast<client::Notify>(found - kNotify.begin());
  }
  STILLE_TRY(auto view, faulted(service.engine().conversations().change(name, wish)));
  return conversation_json(service, view);
}

Answer read(Service& service, const Json& params) {
  STILLE_TRY(const auto name, readable_named(service, params));
  auto done = service.engine().conversations().read(name, text_or(params, "upto"));
  if (done.has_error()) return refused(done.error(), params);
  return conversation_json(service, done.value());
}

// --- Drafts ---

Answer set_draft(Service& service, const Json& params) {
  STILLE_TRY(const auto name, conversation_named(service, params));
  const auto text = text_or(params, "text");
  if (text.size() > client::kLongestText) return too_long_text();
  auto made =
      service.engine().drafts().set(name, text, text_or(params, "reply"), texts_or_none(params, "files"));
  if (made.has_error()) return refused(made.error(), params);
  return draft_json(made.value());
}

Answer show_draft(Service& service, const Json& params) {
  STILLE_TRY(const auto name, conversation_named(service, params));
  auto draft = service.engine().drafts().show(name);
  if (draft.has_error() && draft.error().code == Errc::not_found) {
    return nothing_called("draft", text_or(params, "conversation"));
  }
  STILLE_TRY(const auto found, faulted(std::move(draft)));
  return draft_json(found);
}

Answer list_drafts(Service& service, const Json&) {
  STILLE_TRY(auto drafts, faulted(service.engine().drafts().list()));
  Json out;
  out["drafts"] = Json::array();
  for (const auto& draft : drafts) out["drafts"].push_back(draft_json(draft));
  return out;
}

Answer drop_draft(Service& service, const Json& params) {
  STILLE_TRY(const auto name, conversation_named(service, params));
  auto done = service.engine().drafts().drop(name);
  if (done.has_error() && done.error().code == Errc::not_found) {
    return nothing_called("draft", text_or(params, "conversation"));
  }
  STILLE_TRYV(faulted(std::move(done)));
  return Json::object();
}

// --- Later ---

Answer send_later(Service& service, const Json& params) {
  STILLE_TRY(const auto name, conversation_named(service, params));
  const TimePoint due(milliseconds(whole_or(params, "at_ms", 0)));
  const auto text = text_or(params, "text");
  STILLE_TRYV(check_text(text));
  const auto key = text_or(params, "key");
  const auto reply = text_or(params, "reply");
  auto made = service.engine().drafts().send_later(
      name, {.text = text, .key = key, .reply = reply, .question = flag_or(params, "question", false)}, due);
  if (made.has_error()) return refused(made.error(), params);
  return to_json(made.value());
}

Answer list_later(Service& service, const Json&) {
  STILLE_TRY(auto waiting, faulted(service.engine().drafts().waiting()));
  Json out;
  out["later"] = Json::array();
  for (const auto& later : waiting) out["later"].push_back(to_json(later));
  return out;
}

Answer cancel_later(Service& service, const Json& params) {
  const auto id = text_or(params, "id");
  auto done = service.engine().drafts().cancel(id);
  if (done.has_error() && done.error().code == Errc::not_found) return nothing_called("later", id);
  STILLE_TRY(const auto gone, faulted(std::move(done)));
  return to_json(gone);
}

using enum ParamType;
constexpr Param kWhose{"conversation", text, true, "Whose conversation; `self` for the note to self"};
constexpr std::array kList{Param{"which", text, false, "current (when absent), unread, archived or all"},
                           Param{"only", texts, false, "Of these (c_ ids) those that there are"},
                           Param{"most", whole, false, "At most the first so many; all when absent"}};
constexpr std::array kSet{
    kWhose,
    Param{"pinned", flag, false, "Stands at the top"},
    Param{"archived", flag, false, "Put away until something arrives"},
    Param{"unread", flag, false, "True: mark it; false: everything was read"},
    Param{"muted", flag, false, "No notifications"},
    Param{"mute_ms", whole, false, "Muted for so long"},
    Param{"notify", text, false, "usual, working_hours or always (in quiet hours too)"}};
constexpr std::array kRead{kWhose, Param{"upto", text, false, "A message; everything when absent"}};
constexpr std::array kSetDraft{kWhose, Param{"text", text, false, "UTF-8, at most 60,000 bytes"},
                               Param{"reply", text, false, "Id of the message that it answers to"},
                               Param{"files", texts, false, "Paths of attachments, at most 32"}};
constexpr std::array kOne{kWhose};
constexpr std::array kLater{kWhose,
                            Param{"text", text, true, "UTF-8, at most 60,000 bytes"},
                            Param{"at_ms", whole, true, "When, milliseconds since 1970; at most a year away"},
                            Param{"reply", text, false, "Id of the message that it answers to"},
                            Param{"question", flag, false, "Marks it as a question that waits for an answer"},
                            Param{"key", text, false, "The same key again gives the same message"}};
constexpr std::array kCancel{Param{"id", text, true, "l_ and its digits"}};

constexpr std::array kMethods{
    Method{"conversation.list",
           "Conversations, pinned ones first (by `pinned_at`), then those with the highest `place`; of one "
           "place those without `last` first, then by `id`",
           "{conversations}", kList, list},
    Method{"conversation.set", "Changes how a conversation is shown here", "the conversation", kSet, set},
    Method{"conversation.read", "Everything up to a message was read", "the conversation", kRead, read},
    Method{"draft.set", "Keeps what was begun to be written, instead of what is there", "the draft",
           kSetDraft, set_draft},
    Method{"draft.show", "The draft of a conversation", "the draft", kOne, show_draft},
    Method{"draft.list", "Every draft, the last changed first", "{drafts}", {}, list_drafts},
    Method{"draft.drop", "Forgets a draft", "{}", kOne, drop_draft},
    Method{"later.send", "Stores a message that leaves at its time", "the message", kLater, send_later},
    Method{"later.list", "Messages that wait for their time", "{later}", {}, list_later},
    Method{"later.cancel", "Takes one back before it leaves", "the message", kCancel, cancel_later},
};

}  // namespace

std::span<const Method> conversation_methods() {
  return kMethods;
}

}  // namespace stille::rpc
