// What a conversation has to lose: its messages, files, draft, and what waits for its time.
#pragma once

#include "client/store/tables/rows.hpp"

namespace stille::client::store {

struct ToErase {
  std::size_t messages = 0;  // that show, those of which the words are gone already among them
  std::size_t leaving = 0;   // of them: own ones that not everybody has acknowledged yet
  std::optional<TimePoint> oldest;
  std::optional<TimePoint> newest;
  std::size_t files = 0;
  std::size_t later = 0;
  bool draft = false;
};
/// Up to a place of the conversation.
Result<ToErase> to_erase(Database& db, RowId contact, std::uint64_t up_to);
/// How many of those messages there are.
Result<std::size_t> left_to_erase(Database& db, RowId contact, std::uint64_t up_to);
/// At most `most` of those messages, in their order.
Result<std::vector<RowId>> messages_to_erase(Database& db, RowId contact, std::uint64_t up_to,
                                             std::size_t most);
/// Draft and what waits for its time.
Result<void> remove_unsaid(Database& db, RowId contact);

}  // namespace stille::client::store
