// Schema 1 of the profile database. Times are milliseconds since 1970 UTC; enums are stored as their numbers
// (rows.hpp); secrets are plain blobs, because the whole file is encrypted.
#pragma once

namespace stille::client::store {

inline constexpr const char* kSchemaV1 = R"sql(
CREATE TABLE self(
  id INTEGER PRIMARY KEY CHECK(id = 1),
  identity BLOB NOT NULL,
  name TEXT NOT NULL,
  relay TEXT NOT NULL,
  created INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  rolled_back INTEGER NOT NULL DEFAULT 0,
  tidy_at INTEGER NOT NULL
) STRICT;

CREATE TABLE config(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Somebody else, from the moment that a session with them exists.
CREATE TABLE contact(
  id INTEGER PRIMARY KEY,
  iid BLOB NOT NULL UNIQUE,
  identity BLOB NOT NULL,
  stage INTEGER NOT NULL,
  alias TEXT UNIQUE,
  name TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  conversation TEXT NOT NULL UNIQUE,
  since INTEGER NOT NULL,
  status INTEGER NOT NULL,
  verified INTEGER NOT NULL DEFAULT 0,
  blocked INTEGER NOT NULL DEFAULT 0,
  frozen INTEGER NOT NULL DEFAULT 0,
  reset_waits INTEGER NOT NULL DEFAULT 0,
  invitation INTEGER REFERENCES invitation(id),
  heartbeat_at INTEGER,
  renewing INTEGER NOT NULL DEFAULT 0,
  renewal_card BLOB,
  repair_link TEXT,
  sessions BLOB NOT NULL
) STRICT;

-- Where a contact reads. Kind: 0 in use, 1 to be used once a pending session is confirmed.
CREATE TABLE route(
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  kind INTEGER NOT NULL,
  relay TEXT NOT NULL,
  writer_id BLOB NOT NULL,
  writer_secret BLOB NOT NULL,
  PRIMARY KEY(contact, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  link TEXT NOT NULL,
  link_id BLOB NOT NULL UNIQUE,
  own_card BLOB,
  sealed_card BLOB NOT NULL,
  ask INTEGER NOT NULL,
  state INTEGER NOT NULL,
  link_state INTEGER NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  further_claims INTEGER NOT NULL DEFAULT 0
) STRICT;

-- An invitation of somebody else on its way to a contact.
CREATE TABLE joining(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  link TEXT NOT NULL,
  link_id BLOB NOT NULL,
  relay TEXT NOT NULL,
  alias TEXT,
  state INTEGER NOT NULL,
  error INTEGER,
  card BLOB,
  contact INTEGER REFERENCES contact(id) ON DELETE SET NULL,
  created INTEGER NOT NULL
) STRICT;

-- A mailbox of ours.
CREATE TABLE mailbox(
  id INTEGER PRIMARY KEY,
  relay TEXT NOT NULL,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  reader_id BLOB NOT NULL UNIQUE,
  reader_secret BLOB NOT NULL,
  writer_id BLOB NOT NULL,
  writer_secret BLOB NOT NULL,
  created INTEGER NOT NULL,
  close_at INTEGER,
  contact INTEGER REFERENCES contact(id) ON DELETE SET NULL,
  invitation INTEGER REFERENCES invitation(id),
  joining INTEGER REFERENCES joining(id)
) STRICT;

-- The private address that a contact has for repair, its private prekeys, and the HELLOs that came there.
CREATE TABLE rendezvous(
  contact INTEGER PRIMARY KEY REFERENCES contact(id) ON DELETE CASCADE,
  link_id BLOB NOT NULL,
  link TEXT NOT NULL,
  sealed_card BLOB NOT NULL,
  expires INTEGER NOT NULL,
  link_state INTEGER NOT NULL,
  told INTEGER NOT NULL
) STRICT;
CREATE TABLE prekey(
  id INTEGER PRIMARY KEY,
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  own_card BLOB NOT NULL,
  erase_after INTEGER NOT NULL
) STRICT;
CREATE INDEX prekey_contact ON prekey(contact, id);
CREATE TABLE replay(
  hello BLOB PRIMARY KEY,
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE message(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  content_id BLOB NOT NULL,
  outgoing INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  text TEXT NOT NULL,
  raw BLOB,
  at INTEGER NOT NULL,
  authored INTEGER NOT NULL,
  position INTEGER,
  key TEXT,
  held_sid BLOB,
  held_seq INTEGER,
  held_until INTEGER,
  UNIQUE(contact, outgoing, content_id),
  UNIQUE(contact, key)
) STRICT;
CREATE INDEX message_position ON message(contact, position);
CREATE INDEX message_held ON message(held_until) WHERE held_until IS NOT NULL;

-- What a contact has not acknowledged yet. sid and seq: on which session and as which message it went.
CREATE TABLE outgoing(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  content BLOB NOT NULL,
  message INTEGER REFERENCES message(id) ON DELETE CASCADE,
  sid BLOB,
  seq INTEGER
) STRICT;
CREATE INDEX outgoing_contact ON outgoing(contact, sid, seq);

-- Envelopes that no relay has confirmed yet. Never sealed again: a retry sends the same bytes.
CREATE TABLE outbox(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  relay TEXT NOT NULL,
  writer_id BLOB NOT NULL,
  writer_secret BLOB NOT NULL,
  envelope_id BLOB NOT NULL,
  envelope BLOB NOT NULL,
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  message INTEGER REFERENCES message(id) ON DELETE CASCADE,
  joining INTEGER REFERENCES joining(id)
) STRICT;
CREATE INDEX outbox_relay ON outbox(relay, id);

CREATE TABLE receipt(
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  content_id BLOB NOT NULL,
  due INTEGER NOT NULL,
  PRIMARY KEY(contact, content_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE event(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  type INTEGER NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL,
  count INTEGER NOT NULL,
  contact INTEGER,
  message INTEGER,
  invitation INTEGER,
  joining INTEGER
) STRICT;

CREATE TABLE cursor(name TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;

PRAGMA user_version = 1;
)sql";

}  // namespace stille::client::store
