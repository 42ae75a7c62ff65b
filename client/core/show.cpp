// Rows to views.
#include "client/core/show.hpp"

#include <algorithm>

#include "client/core/context.hpp"
#include "client/core/grouping.hpp"
#include "client/core/people.hpp"
#include "client/store/tables/address_book.hpp"
#include "client/store/tables/takeovers.hpp"
#include "client/store/tables/talk.hpp"

namespace stille::client {

namespace {

ContactState state_of(const store::ContactRow& row) {
  if (row.stage == store::Stage::local) return ContactState::local;
  if (row.blocked) return ContactState::blocked;
  if (row.frozen) return ContactState::frozen;
  if (row.reset_waits) return ContactState::pending;
  switch (row.status) {
    case e2e::SessionStatus::connected:
      return ContactState::connected;
    case e2e::SessionStatus::forked:
      return ContactState::forked;
    default:
      return ContactState::connecting;
  }
}

// What was confirmed was another session than the one there is now.
bool in_doubt(ContactState state) {
  return state == ContactState::pending || state == ContactState::forked;
}

// Absent rather than an error when the row has gone.
template <class T>
Result<std::optional<T>> if_there(Result<T> found) {
  if (found) return std::optional<T>(std::move(found).value());
  if (found.error().code == Errc::not_found) return std::optional<T>{};
  return fail(found.error().code);
}

}  // namespace

ContactView show(const store::ContactRow& row) {
  const bool local = row.stage == store::Stage::local;
  return {.id = person_id(row),
          .iid = local ? std::string() : to_hex(row.iid.view()),
          .alias = row.alias.value_or(""),
          .name = row.name,
          .note = row.note,
          .conversation = row.conversation,
          .state = state_of(row),
          .verified = row.verified && !in_doubt(state_of(row)),
          .since = row.since,
          .introduced = row.introduced.has_value()};
}

namespace {

Result<std::string> id_if_known(store::Database& db, std::optional<store::RowId> person) {
  if (!person) return std::string();
  STILLE_TRY(const auto row, if_there(store::load_contact(db, *person)));
  return row ? person_id(*row) : std::string();
}

// Who sent it in a group, else the other person; empty for our own in a group.
Result<std::string> person_of(store::Database& db, const store::MessageRow& message,
                              const store::ContactRow& conversation) {
  if (conversation.stage == store::Stage::group) return id_if_known(db, message.author);
  return person_id(conversation);
}

Result<AttachmentView> show_file(store::Database& db, const store::AttachmentRow& row,
                                 const store::MessageRow& message, const store::ContactRow& conversation) {
  STILLE_TRY(auto person, person_of(db, message, conversation));
  using enum store::AttachmentState;
  const bool whole = row.state == uploaded || row.state == sent || row.state == fetched || row.state == here;
  return AttachmentView{.id = row.name,
                        .message = message.name,
                        .conversation = conversation.conversation,
                        .contact = std::move(person),
                        .outgoing = row.outgoing,
                        .state = static_cast<AttachmentState>(row.state),
                        .reason = row.reason,
                        .name = row.file_name,
                        .media_type = row.media_type,
                        .size = row.shape.size,
                        .done = whole ? row.shape.count : 0,
                        .chunks = row.shape.count,
                        .preview = row.preview,
                        .expires = row.expires,
                        .at = message.at};
}

Result<std::string> alias_if_known(store::Database& db, std::optional<store::RowId> person) {
  if (!person) return std::string();
  STILLE_TRY(const auto row, if_there(store::load_contact(db, *person)));
  return row ? row->alias.value_or("") : std::string();
}

// What was answered, whatever its author has made of it since; but only words that it really had, so that
// nobody puts others into somebody's mouth.
Result<std::string> words_answered(store::Database& db, const store::MessageRow& quoted,
                                   const std::string& excerpt) {
  STILLE_TRY(auto now, excerpt_of(db, quoted));
  if (now == excerpt || quoted.revision == 0) return now;
  STILLE_TRY(const auto wordings, store::wordings_of(db, quoted.id));
  const bool had = std::ranges::any_of(wordings, [&](const store::WordingRow& one) {
    return wire::beginning_of(one.text, wire::kLongestExcerpt) == excerpt;
  });
  return had ? excerpt : now;
}

Result<ReplyView> show_reply(store::Database& db, store::RowId contact, const store::ReplyRow& reply) {
  ReplyView out{.id = std::nullopt, .own = reply.outgoing, .excerpt = reply.excerpt, .alias = {}};
  STILLE_TRY(const auto quoted, store::find_message(db, contact, reply.outgoing, reply.id));
  if (!quoted || !quoted->position || quoted->removal == store::Removal::here) return out;
  out.id = quoted->name;
  STILLE_TRY(out.alias, alias_if_known(db, quoted->author));
  // Of what is here its own words are shown; those that came with the quote stand in for what is not.
  const bool known = store::is_said(quoted->kind) && quoted->removal == store::Removal::none;
  if (known) {
    STILLE_TRY(out.excerpt, words_answered(db, *quoted, reply.excerpt));
  }
  return out;
}

}  // namespace

Result<std::string> excerpt_of(store::Database& db, const store::MessageRow& quoted) {
  if (quoted.text.empty() && quoted.kind == store::ContentKind::file) {
    STILLE_TRY(const auto files, store::attachments_of(db, quoted.id));
    if (!files.empty())
      return std::string(wire::beginning_of(files.front().file_name, wire::kLongestExcerpt));
  }
  return std::string(wire::beginning_of(quoted.text, wire::kLongestExcerpt));
}

Result<AttachmentView> show(store::Database& db, const store::AttachmentRow& row) {
  STILLE_TRY(const auto message, store::load_message(db, row.message));
  STILLE_TRY(const auto contact, store::load_contact(db, message.contact));
  return show_file(db, row, message, contact);
}

Result<ContactView> show_conversation(store::Database& db, const store::ContactRow& row) {
  auto out = show(row);
  if (row.stage != store::Stage::group) return out;
  STILLE_TRY(const auto group, store::group_of_conversation(db, row.id));
  if (!group) return out;
  const auto view = brief(*group, row.conversation);
  out.id = view.id;
  out.alias = "#";
  out.alias += view.alias;
  out.name = view.name;
  return out;
}

Result<MessageView> show(store::Database& db, const store::MessageRow& row,
                         const store::ContactRow& contact) {
  MessageView out{.id = row.name,
                  .conversation = contact.conversation,
                  .contact = {},
                  .outgoing = row.outgoing,
                  .kind = static_cast<MessageKind>(row.kind),
                  .state = static_cast<MessageState>(row.state),
                  .text = row.text,
                  .at = row.at,
                  .authored = row.authored,
                  .deleted = row.removal != store::Removal::none,
                  .question = row.question,
                  .revision = row.revision,
                  .expire_after = seconds(row.expire_s),
                  .expires = row.expires,
                  .reply = std::nullopt,
                  .reactions = {},
                  .attachments = {},
                  .left_out = 0};
  if (row.outgoing && contact.stage == store::Stage::group) {
    STILLE_TRY(out.left_out, store::count_left_out(db, row.id));
  }
  if (row.reply) {
    STILLE_TRY(out.reply, show_reply(db, row.contact, *row.reply));
  }
  STILLE_TRY(const auto reactions, store::reactions_of(db, row.id));
  for (const auto& reaction : reactions) {
    if (reaction.text.empty()) continue;
    STILLE_TRY(auto who, alias_if_known(db, reaction.author));
    out.reactions.push_back({reaction.outgoing, reaction.text, std::move(who)});
  }
  STILLE_TRY(out.contact, person_of(db, row, contact));
  if (row.kind != store::ContentKind::file) return out;
  STILLE_TRY(const auto files, store::attachments_of(db, row.id));
  for (const auto& file : files) {
    STILLE_TRY(auto view, show_file(db, file, row, contact));
    out.attachments.push_back(std::move(view));
  }
  return out;
}

namespace {

// A group, and of a message in it whoever said it.
Result<void> show_group_event(store::Database& db, const store::EventRow& row,
                              const store::ContactRow& conversation, EventView& out) {
  STILLE_TRY(const auto group, store::group_of_conversation(db, conversation.id));
  if (group) out.group = brief(*group, conversation.conversation);
  if (!row.message) return ok();
  STILLE_TRY(const auto message, if_there(store::load_message(db, *row.message)));
  if (!message) return ok();
  STILLE_TRY(out.message, show(db, *message, conversation));
  if (row.type == store::EventKind::reaction && row.about) {
    const auto person = find_person(db, *row.about);
    if (person) out.contact = show(person.value());
    return ok();
  }
  if (!message->author) return ok();
  STILLE_TRY(const auto author, if_there(store::load_contact(db, *message->author)));
  if (author) out.contact = show(*author);
  return ok();
}

}  // namespace

Result<InvitationView> show(store::Database& db, const store::InvitationRow& row) {
  InvitationView out{.id = row.name,
                     .link = row.link,
                     .ask = row.ask,
                     .state = static_cast<InvitationState>(row.state),
                     .created = row.created,
                     .expires = row.expires,
                     .further_claims = row.further_claims,
                     .contact = std::nullopt,
                     .for_whom = std::nullopt};
  STILLE_TRY(const auto local, store::local_of_invitation(db, row.id));
  if (local) {
    STILLE_TRY(const auto person, store::load_contact(db, *local));
    out.for_whom = person.alias;
  }
  STILLE_TRY(const auto contact, store::contact_of_invitation(db, row.id));
  if (contact) {
    STILLE_TRY(const auto person, store::load_contact(db, *contact));
    if (person.stage == store::Stage::member) out.contact = short_name("p_", person.iid);
  }
  return out;
}

Result<JoinView> show(store::Database& db, const store::JoiningRow& row) {
  JoinView out{.id = row.name,
               .relay = protocol::to_text(row.relay),
               .state = static_cast<JoinState>(row.state),
               .error = row.error,
               .contact = std::nullopt};
  if (row.contact) {
    STILLE_TRY(const auto person, store::load_contact(db, *row.contact));
    if (person.stage == store::Stage::member) out.contact = short_name("p_", person.iid);
  }
  return out;
}

Result<RequestView> show_request(store::Database& db, const store::ContactRow& row) {
  RequestView out{.id = short_name("r_", row.iid),
                  .name = row.name,
                  .iid = to_hex(row.iid.view()),
                  .invitation = {},
                  .at = row.since};
  if (row.invitation) {
    STILLE_TRY(const auto invitation, store::load_invitation(db, *row.invitation));
    out.invitation = invitation.name;
  }
  return out;
}

Result<EventView> show(store::Database& db, const store::EventRow& row) {
  EventView out;
  out.seq = row.seq;
  out.id = row.name;
  out.type = static_cast<EventType>(row.type);
  out.at = row.at;
  out.state = row.state;
  out.count = row.count;
  out.about = row.about.value_or("");
  std::optional<store::ContactRow> person;
  if (row.contact) {
    STILLE_TRY(person, if_there(store::load_contact(db, *row.contact)));
  }
  if (person && person->stage == store::Stage::group) {
    STILLE_TRYV(show_group_event(db, row, *person, out));
    return out;
  }
  if (person && person->stage >= store::Stage::member) out.contact = show(*person);
  if (person && row.type == store::EventKind::request) {
    STILLE_TRY(out.request, show_request(db, *person));
  }
  if (row.message && person) {
    STILLE_TRY(const auto message, if_there(store::load_message(db, *row.message)));
    if (message) {
      STILLE_TRY(out.message, show(db, *message, *person));
    }
  }
  if (row.invitation) {
    STILLE_TRY(const auto invitation, store::load_invitation(db, *row.invitation));
    STILLE_TRY(out.invitation, show(db, invitation));
  }
  if (row.joining) {
    STILLE_TRY(const auto joining, store::load_joining(db, *row.joining));
    STILLE_TRY(out.join, show(db, joining));
  }
  return out;
}

}  // namespace stille::client
