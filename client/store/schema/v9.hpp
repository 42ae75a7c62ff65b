// What schema 9 adds: contact cards. Fields have the numbers of wire::CardField; a value is text, or a
// picture.
#pragma once

namespace stille::client::store {

inline constexpr const char* kSchemaV9 = R"sql(
-- What we say about ourselves, to whom it is shared with. A field without a row is empty.
CREATE TABLE card_own(field INTEGER PRIMARY KEY, value BLOB NOT NULL) STRICT;

-- fields: a bit for each one that this contact may see. version: of the newest card that was made for them.
-- outgoing: where that card waits; a row of `outgoing` that may have gone.
CREATE TABLE card_share(
  contact INTEGER PRIMARY KEY REFERENCES contact(id) ON DELETE CASCADE,
  fields INTEGER NOT NULL,
  version INTEGER NOT NULL,
  outgoing INTEGER
) STRICT;

-- About the newest card that came from a contact. wanted: since when they would like to have ours; news: when
-- their role or company changed, until somebody has looked at it.
CREATE TABLE card(
  contact INTEGER PRIMARY KEY REFERENCES contact(id) ON DELETE CASCADE,
  version INTEGER NOT NULL DEFAULT 0,
  updated INTEGER,
  wanted INTEGER,
  news INTEGER
) STRICT;

-- local: 1 what was written down here, 0 what they say themselves.
CREATE TABLE card_field(
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  local INTEGER NOT NULL,
  field INTEGER NOT NULL,
  value BLOB NOT NULL,
  UNIQUE(contact, local, field)
) STRICT;

PRAGMA user_version = 9;
)sql";

}  // namespace stille::client::store
