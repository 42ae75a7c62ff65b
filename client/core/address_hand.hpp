// What people write down by hand about somebody who is only in the own address book.
#pragma once

#include "client/core/address_book.hpp"
#include "client/core/context.hpp"

namespace stille::client {

/// As AddressBook::add and AddressBook::describe, inside the transaction of `context`.
Result<ContactView> add_by_hand(Context& context, const AddressEntry& entry);
Result<ContactView> describe_by_hand(Context& context, std::string_view local,
                                     const AddressDescription& change);

}  // namespace stille::client
