// What schema 7 adds: files of messages, and the blobs that are to be removed from relays.
#pragma once

namespace stille::client::store {

inline constexpr const char* kSchemaV7 = R"sql(
-- A file of a message. An outgoing one is read from `source`, or from a sealed copy in the profile's folder when
-- there is none; an incoming one is fetched into such a copy. Keys are there once they have been made.
CREATE TABLE attachment(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  message INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  outgoing INTEGER NOT NULL,
  state INTEGER NOT NULL,
  reason INTEGER,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  preview BLOB NOT NULL,
  size INTEGER NOT NULL,
  source TEXT,
  restarts INTEGER NOT NULL DEFAULT 0,
  chunk_class INTEGER NOT NULL,
  chunk_count INTEGER NOT NULL,
  file_key BLOB,
  root BLOB,
  hash BLOB,
  chunk_hashes BLOB NOT NULL,
  relay TEXT NOT NULL,
  reader_id BLOB,
  reader_secret BLOB,
  writer_id BLOB,
  writer_secret BLOB,
  payer INTEGER,
  expires INTEGER,
  UNIQUE(message, place)
) STRICT;
CREATE INDEX attachment_moving ON attachment(state) WHERE state IN (0, 1, 8);
CREATE INDEX attachment_offered ON attachment(expires) WHERE state = 7;

-- Blobs that nobody needs any more, until their relay has removed them.
CREATE TABLE blob_removal(
  id INTEGER PRIMARY KEY,
  relay TEXT NOT NULL,
  writer_id BLOB NOT NULL,
  writer_secret BLOB NOT NULL,
  until INTEGER NOT NULL
) STRICT;
CREATE TRIGGER attachment_gone AFTER DELETE ON attachment WHEN old.writer_id IS NOT NULL BEGIN
  INSERT INTO blob_removal(relay, writer_id, writer_secret, until)
    VALUES(old.relay, old.writer_id, old.writer_secret, coalesce(old.expires, 0));
END;

PRAGMA user_version = 7;
)sql";

}  // namespace stille::client::store
