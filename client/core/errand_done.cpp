// From a relay's answers to rows.
#include "client/core/disappearing.hpp"
#include "client/core/errands.hpp"
#include "client/core/group_talk.hpp"
#include "client/core/inviting.hpp"
#include "client/core/joining.hpp"
#include "client/core/journal.hpp"
#include "client/core/redeeming.hpp"
#include "client/core/rendezvous.hpp"
#include "client/core/rotating.hpp"
#include "client/core/sending.hpp"
#include "client/store/tables/attachments.hpp"

namespace stille::client {

namespace {

using protocol::Reply;
using protocol::Status;

constexpr milliseconds kSoon{1000};
constexpr milliseconds kLater{60'000};

// Answers that concern the moment, not the command.
bool is_passing(Status status) {
  return status == Status::slow_down || status == Status::unavailable || status == Status::full ||
         status == Status::no_space;
}

Result<void> mailbox_made(Context& context, const store::MailboxRow& row) {
  if (row.state != store::MailboxState::making) return ok();
  STILLE_TRYV(store::set_mailbox_state(context.db, row.id, store::MailboxState::open));
  if (row.joining && !row.contact) return greet(context, *row.joining);
  if (row.contact && row.kind == protocol::MailboxKind::conversation) {
    STILLE_TRYV(offer_mailbox(context, row));
    STILLE_TRYV(flush(context, *row.contact));
  }
  return ok();
}

Result<void> mailbox_refused(Context& context, const store::MailboxRow& row) {
  if (row.invitation) return invitation_refused(context, *row.invitation);
  if (row.joining && !row.contact) {
    STILLE_TRYV(store::remove_mailbox(context.db, row.id));
    return fail_joining(context, *row.joining, Errc::refused);
  }
  return ok();
}

Errc reason_of(Status status) {
  switch (status) {
    case Status::link_used:
      return Errc::used;
    case Status::link_revoked:
      return Errc::revoked;
    case Status::link_expired:
      return Errc::expired;
    default:
      return Errc::not_found;
  }
}

bool is_link_answer(Status status) {
  return status == Status::link_used || status == Status::link_revoked || status == Status::link_expired ||
         status == Status::link_unknown;
}

Result<void> envelope_stored(Context& context, const store::OutboxRow& row) {
  STILLE_TRYV(store::remove_outbox(context.db, row.id));
  if (row.joining) return greeting_stored(context, *row.joining);
  if (!row.message) return ok();
  STILLE_TRY(auto message, store::load_message(context.db, *row.message));
  if (message.state != store::DeliveryState::queued) return ok();
  STILLE_TRY(const auto conversation, store::load_contact(context.db, message.contact));
  if (conversation.stage == store::Stage::group) return group_part_stored(context, message.id);
  message.state = store::DeliveryState::sent;
  STILLE_TRYV(store::set_message_state(context.db, message.id, message.state));
  STILLE_TRYV(start_clock(context, message));
  STILLE_TRYV(log_delivery(context, message));
  return ok();
}

// True: settled, one way or the other. False: try again later.
Result<bool> on_mailbox(Context& context, store::RowId id, const Reply& reply) {
  STILLE_TRY(const auto row, store::load_mailbox(context.db, id));
  if (reply.status == Status::ok) {
    STILLE_TRYV(store::remove_token_of(context.db, id));
    STILLE_TRYV(mailbox_made(context, row));
    return true;
  }
  STILLE_TRY(const auto token, store::token_of_mailbox(context.db, id));
  if (reply.status == Status::creation_refused && token) {
    // It is worth nothing (any more). The next one goes at once: a copy of a profile may hold many such.
    STILLE_TRYV(store::remove_token_of(context.db, id));
    return true;
  }
  if (reply.status == Status::creation_refused || reply.status == Status::exists) {
    STILLE_TRYV(mailbox_refused(context, row));
  }
  return false;
}

Result<bool> on_closing(Context& context, store::RowId id, const Reply& reply) {
  if (is_passing(reply.status)) return false;
  STILLE_TRYV(store::remove_mailbox(context.db, id));
  return true;
}

Result<bool> on_put(Context& context, store::RowId id, const Reply& reply) {
  if (reply.status == Status::ok) {
    STILLE_TRYV(link_stored(context, id));
    return true;
  }
  if (reply.status == Status::denied) {
    STILLE_TRY(const auto mailbox, store::mailbox_of_invitation(context.db, id));
    if (mailbox) {
      STILLE_TRYV(mailbox_missing(context, mailbox->reader_id));
    }
  } else if (reply.status == Status::exists || is_link_answer(reply.status)) {
    STILLE_TRYV(invitation_refused(context, id));
  }
  return false;
}

Result<bool> on_rendezvous(Context& context, store::RowId contact, const Reply& reply) {
  if (reply.status == Status::ok) {
    STILLE_TRYV(rendezvous_stored(context, contact));
    return true;
  }
  if (reply.status == Status::denied) {
    STILLE_TRY(const auto mailbox, store::rendezvous_mailbox(context.db, contact));
    if (mailbox) {
      STILLE_TRYV(mailbox_missing(context, mailbox->reader_id));
    }
  }
  return false;
}

Result<bool> on_delete_link(Context& context, store::RowId id, const Reply& reply) {
  if (is_passing(reply.status)) return false;
  STILLE_TRYV(link_deleted(context, id));
  return true;
}

Result<bool> on_card(Context& context, store::RowId id, const Reply& reply) {
  if (reply.status == Status::ok) {
    STILLE_TRYV(card_fetched(context, id, reply.card));
    return true;
  }
  if (!is_link_answer(reply.status)) return false;
  STILLE_TRYV(fail_joining(context, id, reason_of(reply.status)));
  return true;
}

Result<bool> on_envelope(Context& context, store::RowId id, const Reply& reply) {
  auto found = store::load_outbox(context.db, id);
  if (!found) return true;  // its contact has been removed meanwhile
  const auto& row = found.value();
  if (reply.status == Status::stored || reply.status == Status::duplicate) {
    STILLE_TRYV(envelope_stored(context, row));
    return true;
  }
  if (!row.joining) return false;
  if (is_link_answer(reply.status)) {
    STILLE_TRYV(store::remove_outbox(context.db, id));
    STILLE_TRYV(fail_joining(context, *row.joining, reason_of(reply.status)));
    return true;
  }
  if (reply.status == Status::denied) {
    STILLE_TRYV(store::remove_outbox(context.db, id));
    STILLE_TRYV(greeting_denied(context, *row.joining));
    return true;
  }
  return false;
}

Result<bool> on_removal(Context& context, store::RowId id, const Reply& reply) {
  // Whatever else it says: it is not there any more, or never was.
  if (is_passing(reply.status)) return false;
  STILLE_TRYV(store::forget_removal(context.db, id));
  return true;
}

Result<bool> settle(Context& context, const Assignment& assignment, const Reply& reply) {
  switch (assignment.task) {
    case Task::make_mailbox:
      return on_mailbox(context, assignment.row, reply);
    case Task::close_mailbox:
      return on_closing(context, assignment.row, reply);
    case Task::put_link:
      return on_put(context, assignment.row, reply);
    case Task::put_rendezvous:
      return on_rendezvous(context, assignment.row, reply);
    case Task::delete_link:
      return on_delete_link(context, assignment.row, reply);
    case Task::get_link:
      return on_card(context, assignment.row, reply);
    case Task::send:
      return on_envelope(context, assignment.row, reply);
    case Task::get_record:
      return record_answered(context, assignment.row, reply);
    case Task::remove_blob:
      return on_removal(context, assignment.row, reply);
    case Task::redeem:
      return redemption_answered(context, assignment.row, reply);
  }
  return fail(Errc::internal);
}

}  // namespace

Result<void> errand_done(Context& context, Desk& desk, const Assignment& assignment, const Reply& reply) {
  auto settled = settle(context, assignment, reply);
  // The row may have gone while its command was under way.
  if (!settled && settled.error().code == Errc::not_found) return ok();
  if (!settled) return fail(settled.error().code);
  if (settled.value()) {
    desk.forget(assignment);
  } else {
    const bool full = reply.status == Status::full;
    desk.wait(assignment, context.now, full ? kLater : kSoon, reply.retry_after);
  }
  return ok();
}

Result<void> mailbox_missing(Context& context, const protocol::ReaderId& reader_id) {
  STILLE_TRY(const auto row, store::find_mailbox(context.db, reader_id));
  if (!row || row->state != store::MailboxState::open) return ok();
  if (!row->invitation) {
    STILLE_TRYV(store::set_mailbox_state(context.db, row->id, store::MailboxState::making));
    if (!row->contact || row->kind == protocol::MailboxKind::conversation) return ok();
    STILLE_TRY(auto address, store::find_rendezvous(context.db, *row->contact));
    if (!address) return ok();
    address->link_state = store::LinkState::to_put;
    return store::update_rendezvous(context.db, *address);
  }
  STILLE_TRY(auto invitation, store::load_invitation(context.db, *row->invitation));
  // A link that nobody may use any more needs no new place.
  if (!invitation.own_card) return store::remove_mailbox(context.db, row->id);
  STILLE_TRYV(store::set_mailbox_state(context.db, row->id, store::MailboxState::making));
  invitation.link_state = store::LinkState::to_put;
  return store::update_invitation(context.db, invitation);
}

}  // namespace stille::client
