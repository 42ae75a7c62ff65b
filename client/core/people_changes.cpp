// What people decide about a contact.
#include "client/core/journal.hpp"
#include "client/core/local_contacts.hpp"
#include "client/core/people.hpp"
#include "client/core/sending.hpp"
#include "client/core/show.hpp"
#include "client/e2e/safety_number.hpp"
#include "client/wire/content.hpp"

namespace stille::client {

Result<ContactView> rename_person(Context& context, std::string_view contact, std::string_view alias) {
  STILLE_TRY(auto row, find_anybody(context.db, contact));
  if (row.alias == alias) return show(row);
  if (alias.empty()) return fail(Errc::bad_value);
  STILLE_TRY(row.alias, choose_alias(context.db, alias, {}));
  row.introduced.reset();
  STILLE_TRYV(store::update_contact(context.db, row));
  STILLE_TRYV(log_contact(context, row.id, "alias"));
  return show(row);
}

Result<void> note_person(Context& context, std::string_view contact, std::string_view note) {
  if (note.size() > kLongestNote) return fail(Errc::too_large);
  if (!wire::is_utf8(note)) return fail(Errc::bad_encoding);
  STILLE_TRY(auto row, find_anybody(context.db, contact));
  row.note = note;
  return store::update_contact(context.db, row);
}

Result<void> block_person(Context& context, std::string_view contact, bool blocked) {
  STILLE_TRY(auto row, find_person(context.db, contact));
  if (row.blocked == blocked) return ok();
  row.blocked = blocked;
  STILLE_TRYV(store::update_contact(context.db, row));
  STILLE_TRYV(flush(context, row.id));
  return log_contact_state(context, row.id);
}

Result<void> verify_person(Context& context, std::string_view contact, bool verified) {
  STILLE_TRY(auto row, find_person(context.db, contact));
  // A new invitation makes new keys; no number that was compared makes these trusted again.
  if (verified && row.status == e2e::SessionStatus::forked) return fail(Errc::forked);
  // Whoever compares after a change has looked again, which is what sending waits for.
  const bool looked_again = verified && row.reset_waits;
  if (row.verified == verified && !looked_again) return ok();
  row.verified = verified;
  if (looked_again) row.reset_waits = false;
  STILLE_TRYV(store::update_contact(context.db, row));
  STILLE_TRYV(log_contact(context, row.id, verified ? "verified" : "unverified"));
  if (!looked_again) return ok();
  STILLE_TRYV(flush(context, row.id));
  return log_contact_state(context, row.id);
}

Result<void> accept_new_session(Context& context, std::string_view contact) {
  STILLE_TRY(auto row, find_person(context.db, contact));
  if (!row.reset_waits) return fail(Errc::wrong_state);
  row.reset_waits = false;
  STILLE_TRYV(store::update_contact(context.db, row));
  STILLE_TRYV(flush(context, row.id));
  return log_contact_state(context, row.id);
}

Result<SafetyNumberView> compare_with(store::Database& db, const e2e::IdentityPublic& self,
                                      std::string_view contact) {
  STILLE_TRY(const auto row, find_person(db, contact));
  STILLE_TRY(const auto identity, store::identity_of(db, row.id));
  STILLE_TRY(auto digits, e2e::safety_number(self, identity));
  const auto qr = e2e::safety_qr(self.iid(), row.iid);
  return SafetyNumberView{std::move(digits), to_base64url(qr), show(row).verified};
}

}  // namespace stille::client
