// What schema 6 adds: what this profile keeps about its conversations for itself, never said to anybody.
#pragma once

namespace stille::client::store {

inline constexpr const char* kSchemaV6 = R"sql(
-- A conversation without a row has never been touched: nothing read, nothing set. Places are event numbers, as in
-- message.position.
CREATE TABLE conversation(
  contact INTEGER PRIMARY KEY REFERENCES contact(id) ON DELETE CASCADE,
  read_up_to INTEGER NOT NULL DEFAULT 0,
  marked_unread INTEGER NOT NULL DEFAULT 0,
  pinned INTEGER,
  archived INTEGER,
  muted_until INTEGER
) STRICT;
-- What was there before unread messages were counted counts as read.
INSERT INTO conversation(contact, read_up_to)
  SELECT id, coalesce((SELECT max(position) FROM message WHERE message.contact = contact.id), 0) FROM contact;
CREATE INDEX message_incoming ON message(contact, position) WHERE outgoing = 0;

CREATE TABLE draft(
  contact INTEGER PRIMARY KEY REFERENCES contact(id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  reply_to TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE draft_file(
  contact INTEGER NOT NULL REFERENCES draft(contact) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY(contact, place)
) STRICT, WITHOUT ROWID;

-- Messages that wait for their time. problem: the Errc for which one could not go when it was due.
CREATE TABLE later(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  key TEXT,
  due INTEGER NOT NULL,
  tried INTEGER NOT NULL,
  problem INTEGER,
  UNIQUE(contact, key)
) STRICT;
CREATE INDEX later_due ON later(tried);

-- rule: a client::RetentionRule; NULL as all others have it.
CREATE TABLE retention(
  contact INTEGER PRIMARY KEY REFERENCES contact(id) ON DELETE CASCADE,
  rule INTEGER,
  hold INTEGER NOT NULL DEFAULT 0
) STRICT;
-- When the rules are to be carried out again; NULL: no rule erases anything.
CREATE TABLE sweep(id INTEGER PRIMARY KEY CHECK(id = 1), next INTEGER) STRICT;
INSERT INTO sweep VALUES(1, NULL);
CREATE INDEX message_age ON message(contact, at) WHERE removal = 0;

PRAGMA user_version = 6;
)sql";

}  // namespace stille::client::store
