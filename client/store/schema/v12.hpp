// What schema 12 adds: who was last heard when, takeovers of groups, and members whom a message did not
// reach.
#pragma once

namespace stille::client::store {

inline constexpr const char* kSchemaV12 = R"sql(
-- When anything last came from somebody, whatever it was.
CREATE TABLE heard(
  contact INTEGER PRIMARY KEY REFERENCES contact(id) ON DELETE CASCADE,
  at INTEGER NOT NULL
) STRICT;

-- life_at: when we next show the others that we are there. told: the last sign of the chair, whose silence
-- since then has been said. passed: up to when addresses of members were passed on to the others.
CREATE TABLE grp_watch(
  grp INTEGER PRIMARY KEY REFERENCES grp(id) ON DELETE CASCADE,
  life_at INTEGER NOT NULL DEFAULT 0,
  told INTEGER NOT NULL DEFAULT 0,
  passed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Later keys of ours in a group; the first is grp.key. Which one is in use the statements say.
CREATE TABLE grp_key(
  id INTEGER PRIMARY KEY,
  grp INTEGER NOT NULL REFERENCES grp(id) ON DELETE CASCADE,
  key BLOB NOT NULL
) STRICT;

-- Our own wish to take the chair on the statement `prev`, and who has agreed to it.
CREATE TABLE grp_wish(
  grp INTEGER PRIMARY KEY REFERENCES grp(id) ON DELETE CASCADE,
  prev BLOB NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE grp_agreement(
  grp INTEGER NOT NULL REFERENCES grp_wish(grp) ON DELETE CASCADE,
  member INTEGER NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY(grp, member)
) STRICT, WITHOUT ROWID;

-- Wishes of others, one of each. state: store::AskedState.
CREATE TABLE grp_asked(
  grp INTEGER NOT NULL REFERENCES grp(id) ON DELETE CASCADE,
  iid BLOB NOT NULL,
  prev BLOB NOT NULL,
  state INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY(grp, iid)
) STRICT, WITHOUT ROWID;

-- Members for whom too much was waiting already.
CREATE TABLE grp_left_out(
  message INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE,
  iid BLOB NOT NULL,
  PRIMARY KEY(message, iid)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 12;
)sql";

}  // namespace stille::client::store
