// What schema 4 adds: the search index. It holds no text, and triggers keep it, in the transaction and
// whatever writes a message's text: nothing can be forgotten, and what is deleted is gone from the index too.
#pragma once

namespace stille::client::store {

inline constexpr const char* kSchemaV4 = R"sql(
-- `scope` has hidden words: m (every message), c and a contact's number (the conversation), a0 or a and a
-- contact's number (the author), k and the kind, q (a question), l (a link), f (files).
CREATE VIRTUAL TABLE message_index USING fts5(
  body, scope, content='', columnsize=0, prefix='1 2 3', tokenize='stille');
-- Removed words are removed from the pages, not only marked.
INSERT INTO message_index(message_index, rank) VALUES('secure-delete', 1);

-- Messages from `next` on are in the index; those before it wait for their turn, the newest first. `folding`
-- is search::folding_version() of the words in it.
CREATE TABLE search_build(
  id INTEGER PRIMARY KEY CHECK(id = 1),
  next INTEGER NOT NULL,
  total INTEGER NOT NULL,
  folding TEXT NOT NULL
) STRICT;
INSERT INTO search_build VALUES(1, 0, 0, '');

-- Between which message numbers the messages of a day (of `at`, in UTC) lie, for bounds in time.
CREATE TABLE message_day(
  day INTEGER PRIMARY KEY,
  low INTEGER NOT NULL,
  high INTEGER NOT NULL
) STRICT;

CREATE TRIGGER message_added AFTER INSERT ON message
WHEN new.id >= (SELECT next FROM search_build) BEGIN
  INSERT INTO message_index(rowid, body, scope)
    VALUES(new.id, new.text, stille_scope(new.contact, new.outgoing, new.kind, new.text, new.question));
  INSERT INTO message_day VALUES(new.at / 86400000, new.id, new.id)
    ON CONFLICT(day) DO UPDATE SET low = min(low, excluded.low), high = max(high, excluded.high);
END;

CREATE TRIGGER message_rewritten AFTER UPDATE OF text, question, kind, contact, outgoing ON message
WHEN old.id >= (SELECT next FROM search_build) BEGIN
  INSERT INTO message_index(message_index, rowid, body, scope)
    VALUES('delete', old.id, old.text, stille_scope(old.contact, old.outgoing, old.kind, old.text, old.question));
  INSERT INTO message_index(rowid, body, scope)
    VALUES(new.id, new.text, stille_scope(new.contact, new.outgoing, new.kind, new.text, new.question));
END;

CREATE TRIGGER message_removed AFTER DELETE ON message
WHEN old.id >= (SELECT next FROM search_build) BEGIN
  INSERT INTO message_index(message_index, rowid, body, scope)
    VALUES('delete', old.id, old.text, stille_scope(old.contact, old.outgoing, old.kind, old.text, old.question));
END;

PRAGMA user_version = 4;
)sql";

}  // namespace stille::client::store
