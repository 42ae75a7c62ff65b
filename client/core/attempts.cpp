#include "client/core/attempts.hpp"

#include "client/core/journal.hpp"
#include "client/core/show.hpp"
#include "client/store/tables/address_book.hpp"
#include "client/store/tables/outbox.hpp"

namespace stille::client {

namespace {

// Its HELLO may be at their relay already; theirs is to see which of the two is newer.
Result<void> end(Context& context, store::JoiningRow before) {
  STILLE_TRYV(store::remove_hello(context.db, before.id));
  before.link = {};
  before.card.reset();
  before.alias.reset();
  before.contact.reset();
  before.error = Errc::cancelled;
  before.state = store::JoiningState::failed;
  STILLE_TRYV(store::update_joining(context.db, before));
  return log_join(context, before);
}

}  // namespace

Result<bool> is_unanswered(store::Database& db, const store::ContactRow& contact) {
  const bool greeted = contact.stage == store::Stage::greeting || contact.stage == store::Stage::member;
  if (!greeted || show(contact).state != ContactState::connecting) return false;
  // With their first word comes where they read, and that is never forgotten.
  for (const auto kind : {store::RouteKind::current, store::RouteKind::pending}) {
    STILLE_TRY(const auto heard, store::route(db, contact.id, kind));
    if (heard) return false;
  }
  STILLE_TRY(const auto sessions, store::load_sessions(db, contact.id));
  return sessions.second_kind() == e2e::Second::none && sessions.sending().role() == e2e::Role::initiator;
}

Result<bool> is_of_an_attempt(store::Database& db, std::string_view alias) {
  STILLE_TRY(const auto contact, store::contact_called(db, alias));
  if (!contact) return false;
  return is_unanswered(db, *contact);
}

Result<void> take_its_place(Context& context, store::JoiningRow& joining, store::ContactRow contact) {
  STILLE_TRY(auto before, store::joining_of_contact(context.db, contact.id));
  if (before) {
    if (!joining.alias) joining.alias = before->alias;
    STILLE_TRYV(end(context, std::move(*before)));
  }
  STILLE_TRY(const auto local, store::local_called(context.db, joining.alias.value_or("")));
  if (joining.alias && !local) contact.alias = std::exchange(joining.alias, std::nullopt);
  contact.since = context.now;
  return store::update_contact(context.db, contact);
}

}  // namespace stille::client
