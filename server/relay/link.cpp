// PUT_LINK, GET_LINK, DELETE_LINK: sealed cards and the tombstones that they leave.
#include "server/relay/core.hpp"

namespace stille::relay {
namespace {

using protocol::MailboxKind;
using protocol::Status;
using store::LinkState;

Status gone(const store::Link& link, TimePoint now) {
  if (now >= link.expires) return Status::link_expired;
  if (link.state == LinkState::used) return Status::link_used;
  return link.state == LinkState::revoked ? Status::link_revoked : Status::ok;
}

}  // namespace

Result<void> Relay::Core::run(const Call& call, const protocol::PutLink& command) {
  STILLE_TRY(auto* mailbox, mailboxes_.by_reader(command.reader_id));
  if (!by_reader(call, 0, command.reader_id, mailbox) || mailbox->row.kind == MailboxKind::conversation) {
    deny(call);
    return ok();
  }
  STILLE_TRY(const auto known, find_link(command.link_id));
  if (const auto refused = refusal(*mailbox, known, command, call.now); refused != Status::ok) {
    answer(call, refused, refused == Status::unavailable ? limits_.retry_unavailable : milliseconds{});
    return ok();
  }
  mailbox->row.link = command.link_id;
  put(*mailbox, call.now);
  put_link({command.link_id, command.reader_id, LinkState::live, command.expires, command.card}, call.now);
  answer_when_durable(call, Status::ok);
  return ok();
}

Status Relay::Core::refusal(const MailboxState& mailbox, const std::optional<store::Link>& known,
                            const protocol::PutLink& command, TimePoint now) const {
  const bool life = command.expires > now && command.expires <= now + protocol::kLongestLinkLife;
  if (!life || command.card.size() != protocol::kLinkCardSize) return Status::bad_request;
  if (mailbox.row.claimed_by) return Status::link_used;
  // One mailbox, one link: its writer key comes from the link's.
  if (mailbox.row.link.value_or(command.link_id) != command.link_id) return Status::exists;
  if (known && known->owner != command.reader_id) return Status::exists;
  // An expired card may be renewed; a revoked link stays so until it would have expired.
  const auto state = known ? gone(*known, now) : Status::ok;
  if (state != Status::ok && state != Status::link_expired) return state;
  return growth_paused(now) ? Status::unavailable : Status::ok;
}

Result<void> Relay::Core::run(const Call& call, const protocol::GetLink& command) {
  if (!call.request.tags.empty()) {
    answer(call, Status::bad_request);
    return ok();
  }
  STILLE_TRY(const auto link, find_link(command.link_id));
  protocol::Reply reply{call.request.number, Status::link_unknown, {}, {}, {}};
  if (link) reply.status = gone(*link, call.now);
  if (reply.status == Status::ok) reply.card = link->card;
  answer(call.connection.hello.id, std::move(reply));
  return ok();
}

Result<void> Relay::Core::run(const Call& call, const protocol::DeleteLink& command) {
  STILLE_TRY(auto* mailbox, mailboxes_.by_reader(command.reader_id));
  if (!by_reader(call, 0, command.reader_id, mailbox) || mailbox->row.link != command.link_id) {
    deny(call);
    return ok();
  }
  STILLE_TRY(auto tombstone, closed_link(*mailbox, LinkState::revoked));
  if (tombstone) put_link(std::move(*tombstone), call.now);
  if (group_.links.contains(command.link_id))
    answer_when_durable(call, Status::ok);
  else
    answer(call, Status::ok);
  return ok();
}

Result<std::optional<store::Link>> Relay::Core::find_link(const store::LinkId& id) const {
  if (const auto open = group_.links.find(id); open != group_.links.end()) return open->second;
  return store_.link(id);
}

void Relay::Core::put_link(store::Link link, TimePoint now) {
  group_.links[link.id] = link;
  group_.add(store::PutLink{std::move(link)}, now);
}

Result<std::optional<store::Link>> Relay::Core::closed_link(const MailboxState& mailbox,
                                                            LinkState state) const {
  if (!mailbox.row.link) return std::nullopt;
  STILLE_TRY(auto link, find_link(*mailbox.row.link));
  if (!link || link->owner != mailbox.row.reader_id || link->state != LinkState::live) return std::nullopt;
  link->state = state;
  link->card.clear();
  return link;
}

}  // namespace stille::relay
