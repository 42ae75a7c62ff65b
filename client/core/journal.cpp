// How happenings become rows of the log.
#include "client/core/journal.hpp"

#include "client/core/introducing.hpp"
#include "client/core/show.hpp"

namespace stille::client {

Result<std::uint64_t> log_event(Context& context, store::EventRow event) {
  event.name = fresh_name(context, "e_");
  event.at = context.now;
  STILLE_TRYV(store::add_event(context.db, event));
  return event.seq;
}

Result<void> log_contact(Context& context, store::RowId contact, std::string_view state) {
  STILLE_TRY(const auto row, store::load_contact(context.db, contact));
  if (row.introduced) return ok();
  store::EventRow event;
  event.type = store::EventKind::contact;
  event.state = state;
  event.contact = contact;
  STILLE_TRYV(log_event(context, std::move(event)));
  return ok();
}

Result<void> log_contact_state(Context& context, store::RowId contact) {
  STILLE_TRY(const auto row, store::load_contact(context.db, contact));
  if (row.stage != store::Stage::member) return ok();
  return log_contact(context, contact, name_of(show(row).state));
}

Result<void> log_invitation(Context& context, const store::InvitationRow& invitation,
                            std::string_view state) {
  STILLE_TRY(const bool hidden, is_for_introduction(context.db, invitation.id));
  if (hidden) return ok();
  store::EventRow event;
  event.type = store::EventKind::invitation;
  event.state = state;
  event.count = invitation.further_claims;
  event.invitation = invitation.id;
  STILLE_TRY(event.contact, store::contact_of_invitation(context.db, invitation.id));
  STILLE_TRYV(log_event(context, std::move(event)));
  return ok();
}

Result<void> log_address(Context& context, std::string_view state) {
  store::EventRow event;
  event.type = store::EventKind::address;
  event.state = state;
  STILLE_TRYV(log_event(context, std::move(event)));
  return ok();
}

Result<void> log_join(Context& context, const store::JoiningRow& joining) {
  if (joining.group) return ok();
  store::EventRow event;
  event.type = store::EventKind::join;
  event.state = name_of(static_cast<JoinState>(joining.state));
  event.contact = joining.contact;
  event.joining = joining.id;
  STILLE_TRYV(log_event(context, std::move(event)));
  return ok();
}

Result<std::uint64_t> log_message(Context& context, const store::MessageRow& message) {
  store::EventRow event;
  event.type = store::EventKind::message;
  event.state = name_of(MessageState::received);
  if (message.kind == store::ContentKind::timer) {
    event.type = store::EventKind::timer;
    event.state = message.expire_s > 0 ? "on" : "off";
  }
  if (message.removal != store::Removal::none) {
    event.type = store::EventKind::deleted;
    event.state = "everyone";
  }
  event.count = message.outgoing ? 1 : 0;
  event.contact = message.contact;
  event.message = message.id;
  return log_event(context, std::move(event));
}

Result<std::uint64_t> log_delivery(Context& context, const store::MessageRow& message) {
  store::EventRow event;
  event.type = store::EventKind::delivery;
  event.state = name_of(static_cast<MessageState>(message.state));
  event.contact = message.contact;
  event.message = message.id;
  return log_event(context, std::move(event));
}

}  // namespace stille::client
