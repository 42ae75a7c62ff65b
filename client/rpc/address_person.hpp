// A contact as an address book of another program has them, and back.
#pragma once

#include "client/core/address_book.hpp"
#include "client/core/cards.hpp"
#include "client/rpc/fault.hpp"
#include "client/vcard/person.hpp"

namespace stille::rpc {

/// What is known of somebody, from their card, else from what was written down here. Without a picture.
Outcome<client::vcard::Person> address_person(client::Engine& engine, const client::ContactView& contact);
/// What can be written down of it, or the fault that names the line where they begin. Without a picture.
Outcome<client::AddressEntry> address_entry(client::Engine& engine, const client::vcard::Person& person,
                                            std::string_view file);
/// What is wrong with a file, and in which line.
Fault address_fault(const client::vcard::Trouble& trouble, std::string_view file);

/// Why what was read cannot be written down.
Fault entry_fault(Errc why, const client::vcard::Person& person, std::string_view file);

}  // namespace stille::rpc
