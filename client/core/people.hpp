// Contacts on this machine: how they are found, named, and come to be.
#pragma once

#include "client/core/context.hpp"
#include "client/core/views.hpp"
#include "client/store/tables/contacts.hpp"
#include "client/store/tables/mailboxes.hpp"

namespace stille::client {

/// As Engine::contact.
Result<store::ContactRow> find_person(store::Database& db, std::string_view name);
std::vector<store::ContactRow> people_like(store::Database& db, std::string_view name);
/// The same among those of these stages. Who is named by an id costs one look, who is named by an alias one
/// at everybody.
Result<store::ContactRow> find_in(store::Database& db, std::string_view name,
                                  std::initializer_list<store::Stage> stages);
/// Whether this is a way of naming this row: its id, or a beginning of the identity or of the alias.
bool is_called(const store::ContactRow& row, std::string_view name);
/// As find_person, or the conversation of a group (`#alias`, g_ or c_ id).
Result<store::ContactRow> find_person_or_group(store::Database& db, std::string_view name);
/// Somebody known through a group only becomes one of our contacts, for we address them ourselves.
Result<void> make_contact(Context& context, store::ContactRow& row);
/// r_ id or a unique beginning of the name.
Result<store::ContactRow> find_request(store::Database& db, std::string_view name);

/// `wish` if it is legal and free (bad_value, already_exists), else made of `name` and made unique.
Result<std::string> choose_alias(store::Database& db, std::string_view wish, std::string_view name);
/// What people do with a contact; errors as in Engine.
Result<ContactView> rename_person(Context& context, std::string_view contact, std::string_view alias);
Result<void> note_person(Context& context, std::string_view contact, std::string_view note);
Result<void> block_person(Context& context, std::string_view contact, bool blocked);
Result<void> verify_person(Context& context, std::string_view contact, bool verified);
Result<void> accept_new_session(Context& context, std::string_view contact);
Result<SafetyNumberView> compare_with(store::Database& db, const e2e::IdentityPublic& self,
                                      std::string_view contact);

/// p_ and 16 digits, or l_ for a local contact.
std::string person_id(const store::ContactRow& row);
/// Under which calendars and address books of other programs know somebody.
std::string address_id(const store::ContactRow& row);
/// A contact's row with fresh ids; alias and stage are the caller's.
store::ContactRow new_contact(Context& context, const e2e::Iid& iid, std::string_view name);
/// A mailbox on the own relay that has yet to be made there.
store::MailboxRow new_mailbox(Context& context, protocol::MailboxKind kind);

}  // namespace stille::client
