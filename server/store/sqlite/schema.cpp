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

constexpr const char* kVersion2 = R"(
CREATE TABLE blocked(reader_id BLOB PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
PRAGMA user_version=2;
)";

constexpr std::array<const char*, kSchemaVersion> kSteps{kVersion1, kVersion2};

}  // namespace

Result<void> migrate(Database& database) {
  STILLE_TRY(const auto found, database.number("PRAGMA user_version"));
  for (auto version = static_cast<std::size_t>(found); version < kSteps.size(); ++version) {
    STILLE_TRYV(database.transaction([&] { return database.run(kSteps[version]); }));
  }
  return ok();
}

}  // namespace stille::store
