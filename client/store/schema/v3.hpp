// What schema 3 adds: replies, questions, edits, reactions, deletions and timers. A message that was deleted
// or is over keeps its row, without its words, so that a late copy finds its place taken.
#pragma once

namespace stille::client::store {

inline constexpr const char* kSchemaV3 = R"sql(
ALTER TABLE message ADD COLUMN reply_id BLOB;
ALTER TABLE message ADD COLUMN reply_outgoing INTEGER;
ALTER TABLE message ADD COLUMN reply_excerpt TEXT;
ALTER TABLE message ADD COLUMN question INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN removal INTEGER NOT NULL DEFAULT 0;
CREATE INDEX message_reply ON message(contact, reply_id) WHERE reply_id IS NOT NULL;
CREATE INDEX message_unsupported ON message(id) WHERE kind = 1;

-- The message that this content changes; a content of the user, as one with a message of its own is.
ALTER TABLE outgoing ADD COLUMN about INTEGER REFERENCES message(id) ON DELETE SET NULL;
CREATE INDEX outgoing_about ON outgoing(about) WHERE about IS NOT NULL;

-- Every wording of an edited message, the first (0) and the current one included.
CREATE TABLE wording(
  message INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY(message, revision)
) STRICT, WITHOUT ROWID;

-- Ours (outgoing) and theirs. An empty text was taken back; its revision still counts.
CREATE TABLE reaction(
  message INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE,
  outgoing INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY(message, outgoing)
) STRICT, WITHOUT ROWID;

-- Changes that overtook the message they are about. Weight 1: a deletion, which makes room last.
CREATE TABLE early_change(
  id INTEGER PRIMARY KEY,
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  content_id BLOB NOT NULL,
  target BLOB NOT NULL,
  weight INTEGER NOT NULL,
  content BLOB NOT NULL,
  until INTEGER NOT NULL,
  UNIQUE(contact, content_id)
) STRICT;
CREATE INDEX early_change_target ON early_change(contact, target);
CREATE INDEX early_change_until ON early_change(until);

-- Seconds; of a timer message: what it set. The clock runs from `expires_from` to `expires_at`.
ALTER TABLE message ADD COLUMN expire_s INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN expires_from INTEGER;
ALTER TABLE message ADD COLUMN expires_at INTEGER;
CREATE INDEX message_expires ON message(expires_at) WHERE expires_at IS NOT NULL;

-- No row: off, never set.
CREATE TABLE timer(
  contact INTEGER PRIMARY KEY REFERENCES contact(id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  seconds INTEGER NOT NULL
) STRICT;

PRAGMA user_version = 3;
)sql";

}  // namespace stille::client::store
