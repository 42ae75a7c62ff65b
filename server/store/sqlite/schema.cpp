#include "server/store/sqlite/schema.hpp"

#include <array>

namespace stille::store {
namespace {

// Envelopes and marks lie in the order in which they came: writing appends, expiry takes from the front. The
// index of envelopes holds their sizes, so that counting what waits reads no bodies.
constexpr const char* kVersion1 = R"(
CREATE TABLE mailboxes(
  serial INTEGER PRIMARY KEY AUTOINCREMENT,
  reader_id BLOB NOT NULL UNIQUE,
  writer_id BLOB NOT NULL UNIQUE,
  reader_key BLOB NOT NULL,
  writer_key BLOB NOT NULL,
  kind INTEGER NOT NULL,
  salt BLOB NOT NULL,
  reserved INTEGER NOT NULL,
  link BLOB,
  claimed_by BLOB,
  further_claims INTEGER NOT NULL
) STRICT;
CREATE TABLE envelopes(
  number INTEGER PRIMARY KEY,
  mailbox INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  stored_at INTEGER NOT NULL,
  size INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX envelopes_of_mailbox ON envelopes(mailbox, sequence, size);
CREATE TABLE marks(
  number INTEGER PRIMARY KEY,
  mailbox INTEGER NOT NULL,
  mark BLOB NOT NULL,
  stored_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX marks_of_mailbox ON marks(mailbox, mark);
CREATE TABLE links(
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  owner BLOB NOT NULL,
  state INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  card BLOB
) STRICT;
CREATE INDEX links_by_expiry ON links(expires);
CREATE INDEX cards_by_expiry ON links(expires) WHERE card IS NOT NULL;
PRAGMA user_version=1;
)";

// Spent tokens and redeemed batches lie in the order of their keys, so that neither says when it was written:
// a mailbox and the token that paid for it must not stand side by side.
constexpr const char* kVersion2 = R"(
ALTER TABLE mailboxes ADD COLUMN most_envelopes INTEGER NOT NULL DEFAULT 4096;
ALTER TABLE mailboxes ADD COLUMN most_bytes INTEGER NOT NULL DEFAULT 16777216;
ALTER TABLE mailboxes ADD COLUMN most_blob_bytes INTEGER NOT NULL DEFAULT 1073741824;
CREATE TABLE class_keys(
  class INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  secret BLOB NOT NULL
) STRICT;
CREATE TABLE invites(
  number INTEGER PRIMARY KEY,
  code BLOB NOT NULL UNIQUE,
  uses_left INTEGER NOT NULL,
  mailboxes INTEGER NOT NULL,
  class INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  revoked INTEGER NOT NULL,
  label TEXT NOT NULL
) STRICT;
CREATE INDEX invites_by_expiry ON invites(expires);
CREATE TABLE redeemed(
  batch BLOB PRIMARY KEY,
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX redeemed_by_expiry ON redeemed(expires);
CREATE TABLE spent(
  class INTEGER NOT NULL,
  token BLOB NOT NULL,
  PRIMARY KEY(class, token)
) STRICT, WITHOUT ROWID;
CREATE TABLE blobs(
  number INTEGER PRIMARY KEY,
  reader_id BLOB NOT NULL UNIQUE,
  writer_id BLOB NOT NULL UNIQUE,
  reader_key BLOB NOT NULL,
  writer_key BLOB NOT NULL,
  payer BLOB NOT NULL,
  chunk_class INTEGER NOT NULL,
  chunk_count INTEGER NOT NULL,
  size INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  file BLOB NOT NULL UNIQUE,
  chunks BLOB NOT NULL
) STRICT;
CREATE INDEX blobs_by_expiry ON blobs(expires);
CREATE INDEX blobs_of_payer ON blobs(payer, expires, size);
CREATE TABLE blob_time(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  seen INTEGER NOT NULL,
  lead INTEGER NOT NULL
) STRICT;
CREATE TABLE blocked(reader_id BLOB PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
PRAGMA user_version=2;
)";

constexpr std::array<const char*, kSchemaVersion> kSteps{kVersion1, kVersion2};

}  // namespace

Result<void> migrate(Database& database) {
  STILLE_TRY(const auto found, database.number("PRAGMA user_version"));
  if (found == kSchemaVersion) return ok();
  STILLE_TRYV(database.transaction([&]() -> Result<void> {
    for (auto version = static_cast<std::size_t>(found); version < kSteps.size(); ++version) {
      STILLE_TRYV(database.run(kSteps[version]));
    }
    return ok();
  }));
  // A whole new schema would take its place in a log that is bounded for envelopes.
  return database.checkpoint();
}

}  // namespace stille::store
