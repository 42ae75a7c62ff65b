// Revisions decide, not the order of arrival.
#include "client/core/changing.hpp"

#include "client/core/group_talk.hpp"
#include "client/core/journal.hpp"
#include "client/core/sending.hpp"
#include "client/store/tables/attachments.hpp"
#include "client/store/tables/talk.hpp"

namespace stille::client {

namespace {

using store::Removal;

std::string_view word_of(Removal removal) {
  switch (removal) {
    case Removal::here:
      return "here";
    case Removal::expired:
      return "expired";
    default:
      return "everyone";
  }
}

Result<bool> is_in_group(Context& context, const store::MessageRow& message) {
  STILLE_TRY(const auto conversation, store::load_contact(context.db, message.contact));
  return conversation.stage == store::Stage::group;
}

// Of a note to ourselves there is nobody to tell.
Result<void> say(Context& context, const store::MessageRow& about, wire::Body body) {
  STILLE_TRY(const auto conversation, store::load_contact(context.db, about.contact));
  if (conversation.stage == store::Stage::self) return ok();
  if (conversation.stage == store::Stage::group) return say_change_in_group(context, about, std::move(body));
  STILLE_TRYV(store::add_outgoing(context.db, about.contact,
                                  {.id = 0,
                                   .content = encode_content(context, std::move(body)),
                                   .message = std::nullopt,
                                   .about = about.id}));
  STILLE_TRYV(flush(context, about.contact));
  return ok();
}

Result<void> check_may_change(Context& context, const store::MessageRow& message) {
  if (message.removal != Removal::none) return fail(Errc::wrong_state);
  STILLE_TRY(const auto contact, store::load_contact(context.db, message.contact));
  if (contact.stage == store::Stage::self) return ok();
  if (contact.stage == store::Stage::group) return check_in_group(context, contact.id);
  return check_may_write(contact);
}

Result<store::ReactionRow> reaction_of(Context& context, const store::MessageRow& message, bool outgoing,
                                       std::optional<store::RowId> author = std::nullopt) {
  STILLE_TRY(const auto rows, store::reactions_of(context.db, message.id));
  for (const auto& row : rows) {
    if (row.outgoing == outgoing && row.author == author) return row;
  }
  return store::ReactionRow{.outgoing = outgoing, .revision = 0, .text = {}, .author = author};
}

}  // namespace

Result<void> take_reaction(Context& context, const store::MessageRow& message,
                           const store::ReactionRow& row) {
  STILLE_TRY(const auto before, reaction_of(context, message, row.outgoing, row.author));
  if (row.revision <= before.revision) return ok();
  STILLE_TRYV(store::set_reaction(context.db, message.id, row));
  std::string who;
  if (row.author) {
    STILLE_TRY(const auto person, store::load_contact(context.db, *row.author));
    who = short_name("p_", person.iid);
  }
  return log_change(context, message, store::EventKind::reaction, row.text.empty() ? "removed" : "added",
                    row.outgoing, who);
}

bool may_be_worded(const store::MessageRow& message, std::string_view text) {
  if (message.kind == store::ContentKind::file) return text.size() <= wire::kLongestCaption;
  return message.kind == store::ContentKind::text;
}

Result<void> take_wording(Context& context, const store::MessageRow& message, const wire::Edit& edit) {
  if (edit.revision == message.revision) return ok();
  if (message.revision == 0) {
    STILLE_TRYV(store::add_wording(context.db, message.id, {0, message.text, message.at}));
  }
  STILLE_TRYV(store::add_wording(context.db, message.id, {edit.revision, edit.text, context.now}));
  if (edit.revision < message.revision) return ok();
  STILLE_TRYV(store::set_words(context.db, message.id, edit.text, edit.question, edit.revision));
  return log_change(context, message, store::EventKind::edited, "edited", message.outgoing);
}

namespace {

// One content of theirs about a message that is here.
struct Change {
  Context& context;
  const store::MessageRow& message;

  Result<void> operator()(const wire::Reaction& it) const {
    return take_reaction(
        context, message,
        {.outgoing = false, .revision = it.revision, .text = it.text, .author = std::nullopt});
  }
  Result<void> operator()(const wire::Edit& it) const {
    return may_be_worded(message, it.text) ? take_wording(context, message, it) : ok();
  }
  Result<void> operator()(const wire::Delete&) const {
    return erase_message(context, message, Removal::everyone);
  }
  template <class Other>
  Result<void> operator()(const Other&) const {
    return ok();
  }
};

struct Aim {
  wire::Target target;
  bool deletes = false;
};

Aim aim_of(const wire::Body& body) {
  if (const auto* reaction = std::get_if<wire::Reaction>(&body)) return {reaction->target};
  if (const auto* edit = std::get_if<wire::Edit>(&body)) return {{edit->target, false}};
  return {{std::get<wire::Delete>(body).target, false}, true};
}

}  // namespace

Result<store::MessageRow> find_message(store::Database& db, std::string_view id) {
  if (!id.starts_with("m_")) return fail(Errc::not_found);
  STILLE_TRY(auto rows, store::messages_named(db, id));
  if (rows.empty()) return fail(Errc::not_found);
  if (rows.size() > 1) return fail(Errc::ambiguous);
  return std::move(rows.front());
}

Result<void> react_to(Context& context, const store::MessageRow& message, std::string_view reaction) {
  if (!reaction.empty() && !wire::is_reaction(reaction)) return fail(Errc::bad_value);
  STILLE_TRYV(check_may_change(context, message));
  STILLE_TRY(auto row, reaction_of(context, message, true));
  if (row.text == reaction) return ok();
  if (row.revision >= wire::kMostReactionChanges) return fail(Errc::limit_reached);
  ++row.revision;
  row.text = reaction;
  STILLE_TRYV(take_reaction(context, message, row));
  // What we did not write ourselves was written by whoever receives this.
  STILLE_TRY(const bool in_group, is_in_group(context, message));
  const wire::Target target{message.content_id, !message.outgoing && !in_group};
  return say(context, message, wire::Reaction{target, row.revision, row.text});
}

Result<void> edit_text(Context& context, const store::MessageRow& message, std::string_view text,
                       bool question) {
  if (!message.outgoing || !store::is_said(message.kind)) return fail(Errc::invalid_argument);
  STILLE_TRYV(check_text(text));
  if (!may_be_worded(message, text)) return fail(Errc::too_large);
  STILLE_TRYV(check_may_change(context, message));
  if (message.text == text && message.question == question) return ok();
  if (message.revision >= wire::kMostEdits) return fail(Errc::limit_reached);
  wire::Edit edit{message.content_id, message.revision + 1, std::string(text), question};
  STILLE_TRYV(take_wording(context, message, edit));
  return say(context, message, std::move(edit));
}

Result<void> delete_for_everyone(Context& context, const store::MessageRow& message) {
  if (!message.outgoing) return fail(Errc::invalid_argument);
  STILLE_TRYV(check_may_change(context, message));
  STILLE_TRYV(erase_message(context, message, Removal::everyone));
  return say(context, message, wire::Delete{message.content_id});
}

Result<void> take_change(Context& context, store::RowId contact, const wire::Content& content,
                         ByteView bytes) {
  const auto aim = aim_of(content.body);
  STILLE_TRY(const auto message,
             store::find_message(context.db, contact, aim.target.of_receiver, aim.target.id));
  if (message) {
    return message->removal == Removal::none ? std::visit(Change{context, *message}, content.body) : ok();
  }
  if (aim.target.of_receiver) return ok();  // what we never said will not come
  return store::add_early_change(context.db,
                                 {.id = 0,
                                  .contact = contact,
                                  .content_id = content.id,
                                  .target = aim.target.id,
                                  .deletes = aim.deletes,
                                  .content = crypto::SecretBytes(bytes),
                                  .until = context.now + kEarlyChangeLife},
                                 kMostEarlyChanges);
}

Result<store::MessageRow> apply_early_changes(Context& context, const store::MessageRow& message) {
  STILLE_TRY(const auto early, store::take_early_changes(context.db, message.contact, message.content_id));
  for (const auto& row : early) {
    const auto content = wire::parse_content(row.content.expose());
    if (!content) continue;
    STILLE_TRYV(take_change(context, message.contact, content.value(), row.content.expose()));
  }
  return store::load_message(context.db, message.id);
}

Result<void> erase_message(Context& context, const store::MessageRow& message, Removal removal) {
  const bool everyone = removal != Removal::here;
  ++context.counters.words_erased;
  STILLE_TRYV(store::erase_words(context.db, message.id, removal));
  STILLE_TRYV(store::forget_words(context.db, message.id, everyone));
  if (everyone) {
    STILLE_TRYV(store::forget_excerpts(context.db, message));
  }
  if (message.kind == store::ContentKind::file) {
    STILLE_TRYV(store::remove_attachments(context.db, message.id, everyone));
    ++context.counters.files_removed;
  }
  return log_change(context, message, store::EventKind::deleted, word_of(removal),
                    removal == Removal::here || message.outgoing);
}

Result<void> log_change(Context& context, const store::MessageRow& message, store::EventKind kind,
                        std::string_view state, bool by_us, std::string_view who) {
  if (!message.position) return ok();
  store::EventRow event;
  event.type = kind;
  event.state = state;
  event.count = by_us ? 1 : 0;
  event.contact = message.contact;
  event.message = message.id;
  if (!who.empty()) event.about = who;
  STILLE_TRYV(log_event(context, std::move(event)));
  return ok();
}

}  // namespace stille::client
