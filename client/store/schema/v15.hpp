// What schema 15 adds: what a message for later answers to, questions in groups that are meant for us, and
// since when somebody is asked into a group.
#pragma once

namespace stille::client::store {

inline constexpr const char* kSchemaV15 = R"sql(
-- reply_to: the name of a message, as in draft.
ALTER TABLE later ADD COLUMN reply_to TEXT;
ALTER TABLE later ADD COLUMN question INTEGER NOT NULL DEFAULT 0;

-- In groups: what answers to something of ours, or may name us.
CREATE INDEX message_aimed ON message(contact, position)
  WHERE outgoing = 0 AND author IS NOT NULL AND (reply_outgoing = 1 OR instr(text, '@') > 0);

-- 0: asked before this was noted.
ALTER TABLE grp_invited ADD COLUMN at INTEGER NOT NULL DEFAULT 0;

-- Own rows that show after how long messages of a group go waited for something that never came.
UPDATE message SET state = 1 WHERE kind = 2 AND state = 0 AND outgoing = 1
  AND contact IN (SELECT conversation FROM grp);

PRAGMA user_version = 15;
)sql";

}  // namespace stille::client::store
