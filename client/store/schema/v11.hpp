// What schema 11 adds: what an address book changed here, so that it can be taken back, and names of files in
// the search index. People who are only in the own address book are rows of `contact` at stage 5, without
// identity and sessions.
#pragma once

namespace stille::client::store {

inline constexpr const char* kSchemaV11 = R"sql(
CREATE TABLE address_import(
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- what: an AddressChange. place: the number of a card's field, or the name of a circle.
CREATE TABLE address_change(
  id INTEGER PRIMARY KEY,
  import INTEGER NOT NULL REFERENCES address_import(id) ON DELETE CASCADE,
  contact INTEGER REFERENCES contact(id) ON DELETE CASCADE,
  what INTEGER NOT NULL,
  place TEXT NOT NULL,
  before BLOB NOT NULL,
  after BLOB NOT NULL
) STRICT;
CREATE INDEX address_change_import ON address_change(import, id);
CREATE INDEX address_change_contact ON address_change(contact);

-- What each member said in groups, by time.
CREATE INDEX message_author ON message(author, at) WHERE author IS NOT NULL;

-- Names of a message's files, a line each, in their order: for the index alone, kept by triggers.
ALTER TABLE message ADD COLUMN files TEXT NOT NULL DEFAULT '';
UPDATE message SET files = (SELECT group_concat(file_name, char(10)) FROM
    (SELECT file_name FROM attachment WHERE message = message.id ORDER BY place))
  WHERE id IN (SELECT message FROM attachment);

-- The index is made anew, with a column for them: words of a text and of names do not stand next to each other.
DROP TRIGGER message_added;
DROP TRIGGER message_rewritten;
DROP TRIGGER message_removed;
DROP TABLE message_index;
CREATE VIRTUAL TABLE message_index USING fts5(
  body, files, scope, content='', columnsize=0, prefix='1 2 3', tokenize='stille');
INSERT INTO message_index(message_index, rank) VALUES('secure-delete', 1);
DELETE FROM message_day;
UPDATE search_build SET total = coalesce((SELECT max(id) + 1 FROM message), 0);
UPDATE search_build SET next = total;

CREATE TRIGGER message_added AFTER INSERT ON message
WHEN new.id >= (SELECT next FROM search_build) BEGIN
  INSERT INTO message_index(rowid, body, files, scope) VALUES(new.id, new.text, new.files,
    stille_scope(new.contact, new.outgoing, new.kind, new.text, new.question, new.author));
  INSERT INTO message_day VALUES(new.at / 86400000, new.id, new.id)
    ON CONFLICT(day) DO UPDATE SET low = min(low, excluded.low), high = max(high, excluded.high);
END;

CREATE TRIGGER message_rewritten
AFTER UPDATE OF text, files, question, kind, contact, outgoing, author ON message
WHEN old.id >= (SELECT next FROM search_build) BEGIN
  INSERT INTO message_index(message_index, rowid, body, files, scope) VALUES('delete', old.id, old.text,
    old.files, stille_scope(old.contact, old.outgoing, old.kind, old.text, old.question, old.author));
  INSERT INTO message_index(rowid, body, files, scope) VALUES(new.id, new.text, new.files,
    stille_scope(new.contact, new.outgoing, new.kind, new.text, new.question, new.author));
END;

CREATE TRIGGER message_removed AFTER DELETE ON message
WHEN old.id >= (SELECT next FROM search_build) BEGIN
  INSERT INTO message_index(message_index, rowid, body, files, scope) VALUES('delete', old.id, old.text,
    old.files, stille_scope(old.contact, old.outgoing, old.kind, old.text, old.question, old.author));
END;

CREATE TRIGGER attachment_named AFTER INSERT ON attachment BEGIN
  UPDATE message SET files = (SELECT group_concat(file_name, char(10)) FROM
      (SELECT file_name FROM attachment WHERE message = new.message ORDER BY place))
    WHERE id = new.message;
END;

CREATE TRIGGER attachment_nameless AFTER DELETE ON attachment BEGIN
  UPDATE message SET files = coalesce((SELECT group_concat(file_name, char(10)) FROM
      (SELECT file_name FROM attachment WHERE message = old.message ORDER BY place)), '')
    WHERE id = old.message;
END;

PRAGMA user_version = 11;
)sql";

}  // namespace stille::client::store
