// What schema 10 adds: what two people let each other see, and introductions.
#pragma once

namespace stille::client::store {

inline constexpr const char* kSchemaV10 = R"sql(
-- here: what we are ready to show; there: what they are. hinted: when they last heard that we are writing, and
-- unanswered how often since they last gave a sign; writing: until when they are taken to be writing.
CREATE TABLE signs(
  contact INTEGER PRIMARY KEY REFERENCES contact(id) ON DELETE CASCADE,
  version INTEGER NOT NULL DEFAULT 0,
  read_here INTEGER NOT NULL DEFAULT 0,
  typing_here INTEGER NOT NULL DEFAULT 0,
  their_version INTEGER NOT NULL DEFAULT 0,
  read_there INTEGER NOT NULL DEFAULT 0,
  typing_there INTEGER NOT NULL DEFAULT 0,
  hinted INTEGER,
  unanswered INTEGER NOT NULL DEFAULT 0,
  writing INTEGER
) STRICT;

-- Messages that were read here, of which their authors are to hear.
CREATE TABLE read_sign(
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  content_id BLOB NOT NULL,
  due INTEGER NOT NULL,
  PRIMARY KEY(contact, content_id)
) STRICT, WITHOUT ROWID;

-- Introductions that we make: two of our contacts to each other. The guest uses the host's link.
CREATE TABLE introduction(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  cid BLOB NOT NULL UNIQUE,
  guest INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  host INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  guest_agreed INTEGER NOT NULL DEFAULT 0,
  host_agreed INTEGER NOT NULL DEFAULT 0,
  link TEXT NOT NULL DEFAULT '',
  state INTEGER NOT NULL,
  created INTEGER NOT NULL
) STRICT;

-- People whom a contact would like us to know.
CREATE TABLE acquaintance(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  cid BLOB NOT NULL,
  introducer INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  iid BLOB NOT NULL,
  called TEXT NOT NULL,
  text TEXT NOT NULL,
  host INTEGER NOT NULL,
  state INTEGER NOT NULL,
  created INTEGER NOT NULL,
  invitation INTEGER,
  joining INTEGER,
  UNIQUE(introducer, cid)
) STRICT;

-- Through whom we know somebody.
CREATE TABLE met_through(
  contact INTEGER PRIMARY KEY REFERENCES contact(id) ON DELETE CASCADE,
  introducer INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE
) STRICT;

PRAGMA user_version = 10;
)sql";

}  // namespace stille::client::store
