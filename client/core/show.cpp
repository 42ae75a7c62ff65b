// Rows to views.
#include "client/core/show.hpp"

#include "client/core/context.hpp"
#include "client/core/grouping.hpp"

namespace stille::client {

namespace {

ContactState state_of(const store::ContactRow& row) {
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

// Absent rather than an error when the row has gone.
template <class T>
Result<std::optional<T>> if_there(Result<T> found) {
  if (found) return std::optional<T>(std::move(found).value());
  if (found.error().code == Errc::not_found) return std::optional<T>{};
  return fail(found.error().code);
}

}  // namespace

ContactView show(const store::ContactRow& row) {
  return {.id = short_name("p_", row.iid),
          .iid = to_hex(row.iid.view()),
          .alias = row.alias.value_or(""),
          .name = row.name,
          .note = row.note,
          .conversation = row.conversation,
          .state = state_of(row),
          .verified = row.verified,
          .since = row.since,
          .introduced = row.introduced.has_value()};
}

MessageView show(const store::MessageRow& row, const store::ContactRow& contact) {
  return {.id = row.name,
          .conversation = contact.conversation,
          .contact = short_name("p_", contact.iid),
          .outgoing = row.outgoing,
          .kind = static_cast<MessageKind>(row.kind),
          .state = static_cast<MessageState>(row.state),
          .text = row.text,
          .at = row.at,
          .authored = row.authored};
}

Result<MessageView> show_message(store::Database& db, const store::MessageRow& row,
                                 const store::ContactRow& conversation) {
  auto out = show(row, conversation);
  if (conversation.stage != store::Stage::group) return out;
  out.contact.clear();
  if (row.author) {
    STILLE_TRY(const auto author, if_there(store::load_contact(db, *row.author)));
    if (author) out.contact = short_name("p_", author->iid);
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
  STILLE_TRY(out.message, show_message(db, *message, conversation));
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
                     .contact = std::nullopt};
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
  if (person && person->stage == store::Stage::member) out.contact = show(*person);
  if (person && row.type == store::EventKind::request) {
    STILLE_TRY(out.request, show_request(db, *person));
  }
  if (row.message && person) {
    STILLE_TRY(const auto message, if_there(store::load_message(db, *row.message)));
    if (message) out.message = show(*message, *person);
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
