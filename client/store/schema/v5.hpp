// What schema 5 adds: keeping in touch. Nothing here comes from others or goes to them. Days are counted from
// 1970; rhythms and birthdays are kept as people write them ("3mo", "1984-05-23").
#pragma once

namespace stille::client::store {

inline constexpr const char* kSchemaV5 = R"sql(
CREATE TABLE circle(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, rhythm TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE circle_member(
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  circle INTEGER NOT NULL REFERENCES circle(id) ON DELETE CASCADE,
  PRIMARY KEY(contact, circle)
) STRICT, WITHOUT ROWID;
CREATE INDEX circle_member_circle ON circle_member(circle);

-- rhythm: NULL as the circles have it, '' none.
CREATE TABLE keep(
  contact INTEGER PRIMARY KEY REFERENCES contact(id) ON DELETE CASCADE,
  rhythm TEXT,
  birthday TEXT,
  greeted INTEGER,
  never INTEGER NOT NULL DEFAULT 0,
  rest_until INTEGER,
  rest_since INTEGER NOT NULL DEFAULT 0,
  shown INTEGER NOT NULL DEFAULT 0,
  shown_on INTEGER,
  back_offs INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What was said elsewhere.
CREATE TABLE keep_entry(
  id INTEGER PRIMARY KEY,
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  day INTEGER NOT NULL,
  at INTEGER NOT NULL,
  via TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX keep_entry_contact ON keep_entry(contact, day, id);

CREATE TABLE keep_reminder(
  message INTEGER PRIMARY KEY REFERENCES message(id) ON DELETE CASCADE,
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  day INTEGER NOT NULL
) STRICT;
CREATE INDEX keep_reminder_contact ON keep_reminder(contact);

-- Questions that were ticked off.
CREATE TABLE keep_settled(message INTEGER PRIMARY KEY REFERENCES message(id) ON DELETE CASCADE) STRICT;

-- Openers that were drafted for somebody.
CREATE TABLE keep_draft(
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  opener INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  day INTEGER NOT NULL,
  PRIMARY KEY(contact, opener)
) STRICT, WITHOUT ROWID;

-- Who is on the list of the day.
CREATE TABLE keep_day(
  contact INTEGER PRIMARY KEY REFERENCES contact(id) ON DELETE CASCADE,
  day INTEGER NOT NULL
) STRICT;

-- Who spoke last in a conversation.
CREATE INDEX message_turn ON message(contact, outgoing, position);

PRAGMA user_version = 5;
)sql";

}  // namespace stille::client::store
