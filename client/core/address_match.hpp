// Who in the address book somebody is, of whom another program's address book speaks.
#pragma once

#include <unordered_map>

#include "client/core/address_book.hpp"
#include "client/core/context.hpp"
#include "client/store/tables/contacts.hpp"

namespace stille::client {

/// Everybody who is known, made ready to be looked up many times. Kept true by whoever changes somebody.
class KnownPeople {
 public:
  static Result<KnownPeople> load(store::Database& db);

  struct Found {
    AddressMatch match = AddressMatch::unknown;
    store::RowId person = 0;  // with `found`
  };
  [[nodiscard]] Result<Found> find(store::Database& db, const AddressEntry& entry) const;
  void add(const store::ContactRow& row);

 private:
  std::unordered_map<std::string, store::RowId> by_id_;
  std::unordered_multimap<std::string, store::RowId> by_name_;
};

}  // namespace stille::client
