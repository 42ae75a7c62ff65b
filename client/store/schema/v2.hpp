// What schema 2 adds: invitations to relays, the tokens that they became, and what is known of relays' keys.
#pragma once

namespace stille::client::store {

inline constexpr const char* kSchemaV2 = R"sql(
CREATE TABLE relay_invitation(
  id INTEGER PRIMARY KEY,
  relay TEXT NOT NULL,
  code BLOB NOT NULL,
  state INTEGER NOT NULL,
  reason INTEGER,
  created INTEGER NOT NULL,
  UNIQUE(relay, code)
) STRICT;

-- A nonce that was blinded for an invitation, and the token that came of it. A token that is on its way to pay
-- for a mailbox is bound to it, and goes with it.
CREATE TABLE token(
  id INTEGER PRIMARY KEY,
  relay TEXT NOT NULL,
  invitation INTEGER NOT NULL REFERENCES relay_invitation(id) ON DELETE CASCADE,
  nonce BLOB NOT NULL,
  blinding BLOB,
  token BLOB,
  mailbox INTEGER UNIQUE REFERENCES mailbox(id) ON DELETE CASCADE
) STRICT;
CREATE INDEX token_by_invitation ON token(invitation);

CREATE TABLE relay_record(
  fingerprint BLOB PRIMARY KEY,
  epoch INTEGER NOT NULL,
  sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE relay_class(
  fingerprint BLOB NOT NULL,
  class INTEGER NOT NULL,
  key BLOB NOT NULL,
  PRIMARY KEY(fingerprint, class)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 2;
)sql";

}  // namespace stille::client::store
