// What schema 14 adds: unread messages are counted in an index alone, however many they are.
#pragma once

namespace stille::client::store {

inline constexpr const char* kSchemaV14 = R"sql(
-- Counting read every message that was not read yet. The newest one that came is found by message_turn.
DROP INDEX message_incoming;
-- The last three columns are the condition's own: without them SQLite looks at each message for them.
CREATE INDEX message_unread ON message(contact, position, outgoing, removal, kind)
  WHERE outgoing = 0 AND removal = 0 AND kind <> 2;

PRAGMA user_version = 14;
)sql";

}  // namespace stille::client::store
