// What an address book says is written down, each change noted so that all of it can be taken back.
#pragma once

#include "client/core/address_book.hpp"
#include "client/core/context.hpp"

namespace stille::client {

/// All entries, inside the transaction of `context`; `wrong` means that it has to end without a trace.
Result<AddressReport> write_entries(Context& context, const std::vector<AddressEntry>& entries,
                                    const AddressWishes& wishes);
/// As AddressBook::undo.
Result<UndoneImport> undo_import(Context& context);

}  // namespace stille::client
