// The life of an invitation, except for the HELLO (hello.cpp).
#include "client/core/inviting.hpp"

#include "client/core/carding.hpp"
#include "client/core/introducing.hpp"
#include "client/core/journal.hpp"
#include "client/core/local_contacts.hpp"
#include "client/core/people.hpp"
#include "client/core/sending.hpp"
#include "client/core/views.hpp"
#include "client/e2e/card.hpp"
#include "client/e2e/link.hpp"

namespace stille::client {

namespace {

using store::InviteState;
using store::LinkState;

constexpr std::chrono::minutes kShortestLife{1};

// Whoever finds the profile later can neither join with it nor read the HELLO that came through it.
void erase_secrets(store::InvitationRow& row) {
  row.own_card.reset();
  row.link.clear();
}

}  // namespace

Result<store::InvitationRow> make_invitation(Context& context, bool ask, milliseconds life) {
  if (life < kShortestLife || life > protocol::kLongestLinkLife) return fail(Errc::bad_value);
  STILLE_TRY(const auto live, store::live_invitations(context.db));
  if (live >= kMostInvitations) return fail(Errc::limit_reached);

  auto mailbox = new_mailbox(context, protocol::MailboxKind::hello_once);
  const e2e::HelloMailbox hello{.relay = context.relay, .writer = mailbox.writer_id};
  STILLE_TRY(const auto own,
             e2e::make_invitation(context.self, hello, context.now + life, context.now, context.rng));
  auto key = own.card.link_key();
  mailbox.writer_secret = e2e::link_writer(key);

  store::InvitationRow row;
  row.name = fresh_name(context, "i_");
  row.link_id = e2e::link_id(key);
  row.link = protocol::to_text({context.relay, protocol::LinkKind::invitation, std::move(key)});
  row.own_card = own.encode();
  STILLE_TRY(row.sealed_card, e2e::seal_card(own.card, context.rng));
  row.ask = ask;
  row.created = context.now;
  row.expires = own.card.expires;
  STILLE_TRYV(store::add_invitation(context.db, row));
  mailbox.invitation = row.id;
  STILLE_TRYV(store::add_mailbox(context.db, mailbox));
  return row;
}

Result<store::InvitationRow> create_invitation(Context& context, bool ask, milliseconds life) {
  STILLE_TRY(auto row, make_invitation(context, ask, life));
  STILLE_TRYV(log_invitation(context, row, "preparing"));
  return row;
}

Result<void> revoke_invitation(Context& context, std::string_view name) {
  STILLE_TRY(auto row, store::find_invitation(context.db, name));
  if (!row) return fail(Errc::not_found);
  if (row->state != InviteState::preparing && row->state != InviteState::ready)
    return fail(Errc::wrong_state);
  row->state = InviteState::revoked;
  // A card that may be on its way to the relay has to be taken back as well.
  row->link_state = LinkState::to_delete;
  erase_secrets(*row);
  STILLE_TRYV(store::update_invitation(context.db, *row));
  return log_invitation(context, *row, "revoked");
}

Result<void> link_stored(Context& context, store::RowId invitation) {
  STILLE_TRY(auto row, store::load_invitation(context.db, invitation));
  if (row.link_state != LinkState::to_put) return ok();
  row.link_state = LinkState::there;
  const bool first = row.state == InviteState::preparing;
  if (first) row.state = InviteState::ready;
  STILLE_TRYV(store::update_invitation(context.db, row));
  if (first) {
    STILLE_TRYV(log_invitation(context, row, "ready"));
    STILLE_TRYV(introduction_link_stored(context, invitation));
  }
  return ok();
}

Result<void> link_deleted(Context& context, store::RowId invitation) {
  STILLE_TRY(auto row, store::load_invitation(context.db, invitation));
  row.link_state = LinkState::gone;
  STILLE_TRYV(store::update_invitation(context.db, row));
  STILLE_TRY(const auto mailbox, store::mailbox_of_invitation(context.db, invitation));
  if (!mailbox) return ok();
  return store::set_mailbox_state(context.db, mailbox->id, store::MailboxState::closing);
}

Result<void> invitation_refused(Context& context, store::RowId invitation) {
  STILLE_TRY(auto row, store::load_invitation(context.db, invitation));
  row.state = InviteState::refused;
  row.link_state = LinkState::gone;
  erase_secrets(row);
  STILLE_TRYV(store::update_invitation(context.db, row));
  STILLE_TRY(const auto mailbox, store::mailbox_of_invitation(context.db, invitation));
  if (mailbox) {
    STILLE_TRYV(store::remove_mailbox(context.db, mailbox->id));
  }
  STILLE_TRYV(introduction_refused(context, invitation));
  return log_invitation(context, row, "refused");
}

Result<void> further_claims(Context& context, store::RowId invitation, std::uint32_t count) {
  STILLE_TRY(auto row, store::load_invitation(context.db, invitation));
  if (count <= row.further_claims) return ok();
  row.further_claims = count;
  STILLE_TRYV(store::update_invitation(context.db, row));
  return log_invitation(context, row, "claimed_again");
}

Result<void> expire_invitations(Context& context) {
  STILLE_TRY(auto rows, store::overdue_invitations(context.db, context.now));
  for (auto& row : rows) {
    row.state = InviteState::expired;
    row.link.clear();
    if (row.link_state == LinkState::to_put) row.link_state = LinkState::gone;
    STILLE_TRYV(store::update_invitation(context.db, row));
    STILLE_TRYV(log_invitation(context, row, "expired"));
  }
  return ok();
}

Result<void> close_past_link(Context& context, const store::MailboxRow& mailbox) {
  if (!mailbox.invitation) return fail(Errc::internal);
  STILLE_TRY(auto row, store::load_invitation(context.db, *mailbox.invitation));
  erase_secrets(row);
  STILLE_TRYV(store::update_invitation(context.db, row));
  return store::set_mailbox_state(context.db, mailbox.id, store::MailboxState::closing);
}

Result<void> let_in(Context& context, store::ContactRow row, std::string_view alias) {
  STILLE_TRY(row.alias, choose_alias(context.db, alias, row.name));
  row.stage = store::Stage::member;
  row.since = context.now;
  STILLE_TRYV(store::update_contact(context.db, row));
  if (row.invitation) {
    STILLE_TRYV(become_by_invitation(context, *row.invitation, row.id, alias.empty()));
  }
  auto mailbox = new_mailbox(context, protocol::MailboxKind::conversation);
  mailbox.contact = row.id;
  STILLE_TRYV(store::add_mailbox(context.db, mailbox));
  STILLE_TRY(auto greeting, own_greeting(context, row.id));
  STILLE_TRYV(queue_control(context, row.id, std::move(greeting)));
  STILLE_TRYV(log_contact(context, row.id, "added"));
  return begin_sharing(context, row.id);
}

Result<store::RowId> accept_request(Context& context, std::string_view request, std::string_view alias) {
  STILLE_TRY(auto row, find_request(context.db, request));
  const auto id = row.id;
  STILLE_TRYV(let_in(context, std::move(row), alias));
  return id;
}

Result<void> decline_request(Context& context, std::string_view request) {
  STILLE_TRY(const auto row, find_request(context.db, request));
  return store::remove_contact(context.db, row.id);
}

}  // namespace stille::client
