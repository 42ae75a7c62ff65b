#include "client/rpc/views_json.hpp"

#include "client/core/card_mask.hpp"

namespace stille::rpc {
namespace {

Json removed_person(std::string_view id) {
  Json out;
  out["id"] = id;
  out["alias"] = nullptr;
  out["verified"] = false;
  return out;
}

// Parts that not every message has are there only when it has them.
void add_words(Json& out, const client::MessageView& message) {
  out["kind"] = client::name_of(message.kind);
  out["text"] = message.text;
  out["question"] = message.question;
  if (message.expire_after.count() > 0 || message.kind == client::MessageKind::timer)
    out["expire_ms"] = milliseconds(message.expire_after).count();
  if (message.expires) out["expires"] = to_rfc3339(*message.expires);
  if (message.deleted) out["deleted"] = true;
  if (message.revision > 0) out["revision"] = message.revision;
  if (message.reply) {
    Json reply;
    if (message.reply->id) reply["id"] = *message.reply->id;
    reply["own"] = message.reply->own;
    reply["excerpt"] = message.reply->excerpt;
    if (!message.reply->alias.empty()) reply["author"] = message.reply->alias;
    out["reply"] = std::move(reply);
  }
  if (message.left_out > 0) out["left_out"] = message.left_out;
  for (const auto& reaction : message.reactions) {
    Json one{{"own", reaction.own}, {"text", reaction.text}};
    if (!reaction.alias.empty()) one["author"] = reaction.alias;
    out["reactions"].push_back(std::move(one));
  }
}

void add_attachments(Json& out, const client::MessageView& message) {
  out["attachments"] = Json::array();
  for (const auto& attachment : message.attachments) out["attachments"].push_back(to_json(attachment));
}

void add_message(Json& out, const client::EventView& event) {
  const auto& message = *event.message;
  const bool to_group = event.group && event.type == client::EventType::delivery;
  const auto other = to_group        ? reference_to(*event.group)
                     : event.contact ? reference_to(*event.contact)
                                     : removed_person(message.contact);
  if (event.group) out["group"] = reference_to(*event.group);
  out["id"] = message.id;
  out["conv"] = message.conversation;
  if (event.type == client::EventType::delivery) {
    out["state"] = event.state;
    out["to"] = other;
    return;
  }
  if (event.type == client::EventType::message) {
    out["from"] = other;
    out["at"] = to_rfc3339(message.at);
  } else {
    out["state"] = event.state;
    out["contact"] = other;
    out["own"] = message.outgoing;
    const bool either = event.type == client::EventType::reaction || event.type == client::EventType::timer;
    if (either) out["by"] = event.count > 0 ? "self" : "contact";
  }
  out["authored"] = to_rfc3339(message.authored);
  add_words(out, message);
  add_attachments(out, message);
}

}  // namespace

Json reference_to(const client::ContactView& contact) {
  Json out;
  out["id"] = contact.id;
  out["alias"] = contact.alias;
  out["verified"] = contact.verified;
  return out;
}

Json reference_to(const client::GroupView& group) {
  Json out;
  out["id"] = group.id;
  out["alias"] = "#" + group.alias;
  out["verified"] = false;
  return out;
}

namespace {

// Parts that not every group has are there only when it has them.
void add_takeovers(Json& out, const client::GroupView& group) {
  if (group.chair_heard) out["chair_heard"] = to_rfc3339(*group.chair_heard);
  if (group.may_take_over) out["may_take_over"] = true;
  for (const auto& one : group.takeovers) {
    Json wish{{"id", one.id}, {"alias", one.alias}, {"state", client::name_of(one.state)}};
    wish["at"] = to_rfc3339(one.at);
    wish["needed"] = one.needed;
    if (one.state == client::TakeoverState::own) wish["agreed"] = one.agreed;
    out["takeovers"].push_back(std::move(wish));
  }
  if (group.taken) {
    out["taken_over"] = {
        {"id", group.taken->from_id}, {"from", group.taken->from}, {"at", to_rfc3339(group.taken->at)}};
  }
  for (const auto& one : group.disputes) {
    Json dispute{{"author", one.author}, {"statements", Json::array()}};
    for (const auto& said : one.statements) {
      dispute["statements"].push_back({{"id", said.id}, {"kind", said.kind}, {"about", said.about}});
    }
    out["disputes"].push_back(std::move(dispute));
  }
  if (group.may_settle) out["may_settle"] = true;
}

}  // namespace

Json to_json(const client::GroupView& group) {
  auto out = reference_to(group);
  out.erase("verified");
  out["name"] = group.name;
  out["purpose"] = group.purpose;
  if (group.picture_size > 0) out["picture"] = {{"size", group.picture_size}};
  out["expire_ms"] = milliseconds(group.expire_after).count();
  out["conv"] = group.conversation;
  out["state"] = client::name_of(group.standing);
  if (group.part) out["role"] = client::name_of(*group.part);
  out["policy"] = client::name_of(group.policy);
  out["changes"] = group.changes;
  out["branches"] = group.branches;
  out["contradictions"] = group.contradictions;
  out["members"] = Json::array();
  for (const auto& member : group.members) {
    Json one;
    one["id"] = member.id;
    one["alias"] = member.alias;
    one["name"] = member.name;
    one["role"] = client::name_of(member.part);
    one["verified"] = member.verified;
    one["connected"] = member.connected;
    one["suspended"] = member.suspended;
    one["same"] = member.same_state;
    if (member.left_out) one["left_out"] = true;
    if (!member.introducer.empty()) one["introduced_by"] = member.introducer;
    out["members"].push_back(std::move(one));
  }
  add_takeovers(out, group);
  return out;
}

Json reference_to(const client::ProfileView& profile) {
  Json out;
  out["id"] = profile.id;
  out["alias"] = "self";
  out["verified"] = true;
  return out;
}

Json to_json(const client::ProfileView& profile) {
  Json out;
  out["id"] = profile.id;
  out["iid"] = profile.iid;
  out["name"] = profile.name;
  out["relay"] = profile.relay;
  out["created"] = to_rfc3339(profile.created);
  out["rolled_back"] = profile.rolled_back;
  return out;
}

Json to_json(const client::ContactView& contact) {
  Json out;
  out["id"] = contact.id;
  out["alias"] = contact.alias;
  out["name"] = contact.name;
  out["state"] = client::name_of(contact.state);
  out["verified"] = contact.verified;
  if (contact.state != client::ContactState::local) {
    out["conv"] = contact.conversation;
    out["iid"] = contact.iid;
  }
  out["since"] = to_rfc3339(contact.since);
  out["note"] = contact.note;
  return out;
}

Json to_json(const client::InvitationView& invitation) {
  Json out;
  out["id"] = invitation.id;
  out["link"] = invitation.link;
  out["state"] = client::name_of(invitation.state);
  out["ask"] = invitation.ask;
  out["created"] = to_rfc3339(invitation.created);
  out["expires"] = to_rfc3339(invitation.expires);
  out["further_claims"] = invitation.further_claims;
  if (invitation.contact) out["contact"] = *invitation.contact;
  if (invitation.for_whom) out["for"] = *invitation.for_whom;
  return out;
}

Json to_json(const client::RequestView& request) {
  Json out;
  out["id"] = request.id;
  out["name"] = request.name;
  out["iid"] = request.iid;
  // Without one they came through the contact address.
  if (!request.invitation.empty()) out["invitation"] = request.invitation;
  out["at"] = to_rfc3339(request.at);
  return out;
}

Json to_json(const client::JoinView& join) {
  Json out;
  out["id"] = join.id;
  out["state"] = client::name_of(join.state);
  out["relay"] = join.relay;
  if (join.contact) out["contact"] = *join.contact;
  if (join.error) out["error"] = to_json(join_fault(*join.error));
  return out;
}

Json to_json(const client::PendingView& pending) {
  Json out;
  out["relay"] = pending.relay;
  out["envelopes"] = pending.envelopes;
  out["waiting"] = pending.waiting;
  out["tasks"] = pending.tasks;
  return out;
}

Fault redemption_fault(Errc reason) {
  auto out = fault_from(Error{reason, BOOST_CURRENT_LOCATION});
  if (reason == Errc::not_found) out = fault(FaultCode::link_unknown);
  if (reason == Errc::untrusted_peer)
    out.message = "The relay's answer does not fit the keys it has published; no token was taken from it.";
  if (reason == Errc::refused) out.message = "The relay does not give tokens for invitations.";
  out.detail["kind"] = "relay_invitation";
  return out;
}

Json to_json(const client::RelayInvitationView& invitation) {
  Json out;
  out["open"] = invitation.open;
  if (invitation.error) out["error"] = to_json(redemption_fault(*invitation.error));
  return out;
}

Json to_json(const client::PurseView& purse) {
  Json out;
  out["left"] = purse.tokens;
  out["refused"] = purse.refused;
  if (purse.invitation) out["invitation"] = to_json(*purse.invitation);
  return out;
}

Json to_json(const client::MessageView& message, const Json& own, const Json& other) {
  Json out;
  out["v"] = 1;
  out["type"] = "message";
  out["id"] = message.id;
  out["conv"] = message.conversation;
  out["from"] = message.outgoing ? own : other;
  if (message.outgoing) out["to"] = other;
  out["at"] = to_rfc3339(message.at);
  out["authored"] = to_rfc3339(message.authored);
  out["state"] = client::name_of(message.state);
  add_words(out, message);
  add_attachments(out, message);
  return out;
}

Json to_json(const client::AttachmentView& attachment) {
  Json out;
  out["id"] = attachment.id;
  out["name"] = attachment.name;
  out["media_type"] = attachment.media_type;
  out["size"] = attachment.size;
  out["state"] = client::name_of(attachment.state);
  out["done"] = attachment.done;
  out["chunks"] = attachment.chunks;
  if (!attachment.preview.empty()) out["picture"] = true;
  if (attachment.expires) out["expires"] = to_rfc3339(*attachment.expires);
  if (attachment.reason) out["error"] = to_json(attachment_fault(*attachment.reason));
  return out;
}

Fault attachment_fault(Errc reason) {
  const Json about{{"kind", "attachment"}};
  switch (reason) {
    case Errc::not_found:
    case Errc::invalid_argument:
      return fault(FaultCode::not_found, "The file cannot be read (any more).", about);
    case Errc::damaged:
      return fault(FaultCode::invalid_argument, "The file kept changing while it was read.", about);
    case Errc::limit_reached:
      return fault(FaultCode::relay_refused, "The relay has no room left for files of this profile.", about);
    case Errc::too_large:
      return fault(FaultCode::too_large, "The file is larger than a file may be.", about);
    case Errc::undecryptable:
      return fault(FaultCode::damaged, "The file is not what its sender described; nothing of it was kept.",
                   about);
    case Errc::expired:
      return fault(FaultCode::not_found, "The relay has this file no longer. Ask for it again.", about);
    default:
      return fault_from(Error{reason, BOOST_CURRENT_LOCATION});
  }
}

Json to_json(const client::EventView& event) {
  Json out;
  out["v"] = 1;
  out["seq"] = event.seq;
  out["type"] = client::name_of(event.type);
  if (event.message) add_message(out, event);
  if (!out.contains("id")) out["id"] = event.id;
  if (!out.contains("state") && !event.state.empty()) out["state"] = event.state;
  if (!out.contains("at")) out["at"] = to_rfc3339(event.at);
  if (event.type == client::EventType::gap) out["count"] = event.count;
  if (event.contact && !event.message) out["contact"] = to_json(*event.contact);
  if (event.type == client::EventType::group) {
    if (event.group) out["group"] = reference_to(*event.group);
    if (event.count > 0) out["count"] = event.count;
    if (!event.about.empty()) out["about"] = event.about;
  }
  if (event.type == client::EventType::introduction) out["introduction"] = event.about;
  if (event.type == client::EventType::card && !event.about.empty())
    out["fields"] = client::parts_of(event.about);
  if (event.request) out["request"] = to_json(*event.request);
  if (event.join) out["join"] = to_json(*event.join);
  if (event.invitation) out["invitation"] = to_json(*event.invitation);
  return out;
}

Fault join_fault(Errc reason) {
  switch (reason) {
    case Errc::used:
      return fault(FaultCode::link_used);
    case Errc::revoked:
      return fault(FaultCode::link_revoked);
    case Errc::expired:
      return fault(FaultCode::link_expired);
    case Errc::not_found:
      return fault(FaultCode::link_unknown);
    case Errc::undecryptable:
    case Errc::bad_encoding:
      return fault(FaultCode::invalid_link);
    case Errc::own_identity:
      return fault(FaultCode::own_link);
    case Errc::already_exists:
      return fault(FaultCode::already_exists, "This person is one of your contacts already.");
    case Errc::duplicate:
      return fault(FaultCode::already_exists, "This alias is taken.", {{"about", "alias"}});
    case Errc::cancelled:
      return fault(FaultCode::link_used, "A later invitation of this person was taken instead.");
    case Errc::refused:
      return fault(FaultCode::relay_refused,
                   "Your own relay takes no new mailboxes from this profile. Ask its operator for an "
                   "invitation and add it: stille relay invite INVITATION");
    case Errc::unreachable:
      return fault(FaultCode::link_unreachable);
    case Errc::bad_value:
      return fault(FaultCode::invalid_link, "The invitation names another relay than its link.");
    default:
      return fault_from(Error{reason, BOOST_CURRENT_LOCATION});
  }
}

}  // namespace stille::rpc
