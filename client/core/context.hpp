// What every use case of the engine works with: the database inside an open transaction, who we are, the
// time.
#pragma once

#include <string>

#include "client/e2e/identity.hpp"
#include "client/store/tables/self.hpp"
#include "common/base/encoding.hpp"
#include "common/crypto/random.hpp"

namespace stille::client {

struct Counters {
  std::uint64_t undecryptable = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t unknown_mailbox = 0;
  std::uint64_t words_erased = 0;   // times that words of messages were erased
  std::uint64_t files_removed = 0;  // messages that have gone together with their files
};

struct Context {
  store::Database& db;
  const e2e::IdentitySecret& self;
  const protocol::RelayAddress& relay;  // where own mailboxes are made
  const std::string& name;              // what others see
  std::uint64_t generation = 0;         // of this transaction; above that of every earlier one
  TimePoint now;
  crypto::Rng& rng;
  Counters& counters;
};

/// A fresh name such as m_0123456789abcdef.
inline std::string fresh_name(Context& context, std::string_view prefix) {
  return std::string(prefix) + to_hex(context.rng.fixed<Fixed<struct NameTag, 8>>().view());
}

/// p_ or r_ and the first half of the first 16 bytes in hex: 16 digits.
inline std::string short_name(std::string_view prefix, const e2e::Iid& iid) {
  return std::string(prefix) + to_hex(ByteView(iid.raw).first(8));
}

}  // namespace stille::client
