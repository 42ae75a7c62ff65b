// What schema 8 adds: groups. A group's conversation is a row of `contact` at stage 4, so that messages,
// their log and the address at which newcomers are met are kept as everywhere else.
#pragma once

namespace stille::client::store {

inline constexpr const char* kSchemaV8 = R"sql(
-- The group through which somebody is known who is no contact.
ALTER TABLE contact ADD COLUMN introduced INTEGER;
ALTER TABLE joining ADD COLUMN grp INTEGER;
-- Who said it, in a group; NULL for ourselves.
ALTER TABLE message ADD COLUMN author INTEGER;
-- Ids of people whom it concerns beyond the conversation.
ALTER TABLE event ADD COLUMN about TEXT;

CREATE TABLE grp(
  id INTEGER PRIMARY KEY,
  gid BLOB NOT NULL UNIQUE,
  conversation INTEGER NOT NULL UNIQUE REFERENCES contact(id),
  alias TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  state INTEGER NOT NULL,
  key BLOB NOT NULL,
  inviter INTEGER,
  said INTEGER NOT NULL DEFAULT 0,
  last BLOB NOT NULL DEFAULT x'00000000000000000000000000000000',
  head BLOB NOT NULL DEFAULT x'',
  proofs INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE grp_statement(
  id INTEGER PRIMARY KEY,
  grp INTEGER NOT NULL REFERENCES grp(id) ON DELETE CASCADE,
  hash BLOB NOT NULL,
  statement BLOB NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE(grp, hash)
) STRICT;

-- Whom we asked to come in.
CREATE TABLE grp_invited(
  grp INTEGER NOT NULL REFERENCES grp(id) ON DELETE CASCADE,
  contact INTEGER NOT NULL,
  PRIMARY KEY(grp, contact)
) STRICT, WITHOUT ROWID;

-- For members with whom there is no session yet.
CREATE TABLE grp_waiting(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  iid BLOB NOT NULL,
  content BLOB NOT NULL,
  message INTEGER REFERENCES message(id) ON DELETE CASCADE,
  about INTEGER REFERENCES message(id) ON DELETE SET NULL
) STRICT;
CREATE INDEX grp_waiting_iid ON grp_waiting(iid, id);

-- Of other members; our own is in `reaction`. An empty text was taken back; its revision still counts.
CREATE TABLE grp_reaction(
  message INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE,
  author INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY(message, author)
) STRICT, WITHOUT ROWID;

-- In a group anybody may speak about a message that has not come yet.
CREATE INDEX early_change_about ON early_change(target);

-- What each member said, by number; reported: not heard from themselves but from this contact.
CREATE TABLE grp_said(
  grp INTEGER NOT NULL REFERENCES grp(id) ON DELETE CASCADE,
  iid BLOB NOT NULL,
  gseq INTEGER NOT NULL,
  hash BLOB NOT NULL,
  reported INTEGER,
  PRIMARY KEY(grp, iid, gseq)
) STRICT, WITHOUT ROWID;

-- Messages that stand on statements which have not come yet.
CREATE TABLE grp_held(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  grp INTEGER NOT NULL REFERENCES grp(id) ON DELETE CASCADE,
  contact INTEGER NOT NULL,
  content BLOB NOT NULL
) STRICT;

-- As before, and with who said it in a group: `a` and a contact's number.
DROP TRIGGER message_added;
DROP TRIGGER message_rewritten;
DROP TRIGGER message_removed;

CREATE TRIGGER message_added AFTER INSERT ON message
WHEN new.id >= (SELECT next FROM search_build) BEGIN
  INSERT INTO message_index(rowid, body, scope) VALUES(new.id, new.text,
    stille_scope(new.contact, new.outgoing, new.kind, new.text, new.question, new.author));
  INSERT INTO message_day VALUES(new.at / 86400000, new.id, new.id)
    ON CONFLICT(day) DO UPDATE SET low = min(low, excluded.low), high = max(high, excluded.high);
END;

CREATE TRIGGER message_rewritten AFTER UPDATE OF text, question, kind, contact, outgoing, author ON message
WHEN old.id >= (SELECT next FROM search_build) BEGIN
  INSERT INTO message_index(message_index, rowid, body, scope) VALUES('delete', old.id, old.text,
    stille_scope(old.contact, old.outgoing, old.kind, old.text, old.question, old.author));
  INSERT INTO message_index(rowid, body, scope) VALUES(new.id, new.text,
    stille_scope(new.contact, new.outgoing, new.kind, new.text, new.question, new.author));
END;

CREATE TRIGGER message_removed AFTER DELETE ON message
WHEN old.id >= (SELECT next FROM search_build) BEGIN
  INSERT INTO message_index(message_index, rowid, body, scope) VALUES('delete', old.id, old.text,
    stille_scope(old.contact, old.outgoing, old.kind, old.text, old.question, old.author));
END;

PRAGMA user_version = 8;
)sql";

}  // namespace stille::client::store
