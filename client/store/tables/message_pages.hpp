// Messages of a conversation from one of them backwards: beside messages.hpp, for whoever turns pages.
#pragma once

#include "client/store/tables/messages.hpp"

namespace stille::client::store {

/// Those placed at or before `place` that still show: the last so many, in their order.
Result<std::vector<MessageRow>> messages_up_to(Database& db, RowId contact, std::uint64_t place,
                                               std::size_t most);

}  // namespace stille::client::store
