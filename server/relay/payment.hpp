// What pays for a mailbox: the budget that it gets, and the token that is spent for it.
#pragma once

#include "server/store/write_batch.hpp"

namespace stille::relay {

struct Payment {
  store::Budget budget;
  std::optional<store::Spend> token;
};

}  // namespace stille::relay
