// The address is the rendezvous of the notes to ourselves: whoever is kept there knows us as we do.
#include "client/core/contact_address.hpp"

#include "client/core/engine_core.hpp"
#include "client/core/rendezvous.hpp"
#include "client/core/self_notes.hpp"

namespace stille::client {

namespace {

Result<std::optional<store::RendezvousRow>> find_address(store::Database& db) {
  auto self = find_conversation(db, "self");
  if (!self && self.error().code == Errc::not_found) return std::optional<store::RendezvousRow>{};
  STILLE_TRY(const auto row, std::move(self));
  return store::find_rendezvous(db, row.id);
}

ContactAddressView view_of(const store::RendezvousRow& row) {
  return {std::string(as_text(row.link.expose())), row.link_state == store::LinkState::there};
}

}  // namespace

ContactAddress Engine::contact_address() {
  return ContactAddress(*core_);
}

Result<std::optional<ContactAddressView>> ContactAddress::show() const {
  STILLE_TRY(const auto row, find_address(core_.db()));
  if (!row) return std::optional<ContactAddressView>{};
  return std::optional(view_of(*row));
}

Result<ContactAddressView> ContactAddress::create() {
  return core_.STILLE_CHANGE("address_created")([&](Context& context) -> Result<ContactAddressView> {
    STILLE_TRY(const auto self, conversation_or_notes(context, "self"));
    STILLE_TRYV(keep_rendezvous(context, self.id));
    STILLE_TRY(const auto row, store::find_rendezvous(context.db, self.id));
    return view_of(*row);
  });
}

Result<void> ContactAddress::revoke() {
  return core_.STILLE_CHANGE("address_revoked")([&](Context& context) -> Result<void> {
    STILLE_TRY(const auto row, find_address(context.db));
    if (!row) return fail(Errc::not_found);
    STILLE_TRYV(store::close_mailboxes_of(context.db, row->contact));
    return store::remove_rendezvous(context.db, row->contact);
  });
}

}  // namespace stille::client
