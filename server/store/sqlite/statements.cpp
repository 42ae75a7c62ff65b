#include "server/store/sqlite/statements.hpp"

namespace stille::store {
namespace {

#define STILLE_MAILBOX_COLUMNS                                                                   \
  "reader_id,writer_id,reader_key,writer_key,kind,salt,reserved,link,claimed_by,further_claims," \
  "most_envelopes,most_bytes,most_blob_bytes"

constexpr const char* kSerial = "(SELECT serial FROM mailboxes WHERE reader_id=?)";

}  // namespace

Result<std::unique_ptr<SqliteMailboxStore::Statements>> SqliteMailboxStore::Statements::prepare(
    Database& database) {
  const auto of_mailbox = [&](const std::string& before, const std::string& after) {
    return database.prepare(before + kSerial + after);
  };
  const auto neighbour = [&](const std::string& rest) {
    return database.prepare("SELECT " STILLE_MAILBOX_COLUMNS
                            ",EXISTS(SELECT 1 FROM blocked b WHERE b.reader_id=mailboxes.reader_id) "
                            "FROM mailboxes WHERE " +
                            rest + " LIMIT 1");
  };
  STILLE_TRY(auto from_reader, neighbour("reader_id>=? ORDER BY reader_id"));
  STILLE_TRY(auto below_reader, neighbour("reader_id<? ORDER BY reader_id DESC"));
  STILLE_TRY(auto from_writer, neighbour("writer_id>=? ORDER BY writer_id"));
  STILLE_TRY(auto below_writer, neighbour("writer_id<? ORDER BY writer_id DESC"));
  STILLE_TRY(auto link, database.prepare("SELECT owner,state,expires,card FROM links WHERE id=?"));
  STILLE_TRY(auto seen, of_mailbox("SELECT 1 FROM marks WHERE mailbox=", " AND mark=?"));
  STILLE_TRY(auto waiting,
             of_mailbox("SELECT count(*),ifnull(sum(size),0),ifnull(max(sequence),0) FROM envelopes "
                        "WHERE mailbox=",
                        " AND sequence>? AND sequence<=?"));
  STILLE_TRY(auto read, of_mailbox("SELECT sequence,size,body FROM envelopes WHERE mailbox=",
                                   " AND sequence>? ORDER BY sequence LIMIT ?"));
  STILLE_TRY(auto serial_of, database.prepare("SELECT serial FROM mailboxes WHERE reader_id=?"));
  STILLE_TRY(auto put_mailbox,
             database.prepare("INSERT INTO mailboxes(" STILLE_MAILBOX_COLUMNS
                              ") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(reader_id) DO UPDATE SET "
                              "reserved=excluded.reserved,link=excluded.link,"
                              "claimed_by=excluded.claimed_by,further_claims=excluded.further_claims"));
  STILLE_TRY(auto delete_mailbox, database.prepare("DELETE FROM mailboxes WHERE serial=?"));
  STILLE_TRY(auto delete_envelopes, database.prepare("DELETE FROM envelopes WHERE mailbox=?"));
  STILLE_TRY(auto delete_marks, database.prepare("DELETE FROM marks WHERE number IN "
                                                 "(SELECT number FROM marks WHERE mailbox=? LIMIT ?)"));
  STILLE_TRY(auto append, database.prepare("INSERT INTO envelopes(mailbox,sequence,stored_at,size,body) "
                                           "VALUES(?,?,?,?,?)"));
  STILLE_TRY(auto remember,
             database.prepare("INSERT OR IGNORE INTO marks(mailbox,mark,stored_at) VALUES(?,?,?)"));
  STILLE_TRY(auto remove_up_to, database.prepare("DELETE FROM envelopes WHERE mailbox=? AND sequence<=?"));
  STILLE_TRY(auto put_link,
             database.prepare("INSERT INTO links(id,owner,state,expires,card) VALUES(?,?,?,?,?) "
                              "ON CONFLICT(id) DO UPDATE SET owner=excluded.owner,state=excluded.state,"
                              "expires=excluded.expires,card=excluded.card"));
  STILLE_TRY(auto invite,
             database.prepare("SELECT code,number,uses_left,mailboxes,class,expires,revoked,label FROM "
                              "invites WHERE code=?"));
  STILLE_TRY(auto invites,
             database.prepare("SELECT code,number,uses_left,mailboxes,class,expires,revoked,label FROM "
                              "invites ORDER BY number"));
  STILLE_TRY(auto redeemed, database.prepare("SELECT 1 FROM redeemed WHERE batch=?"));
  STILLE_TRY(auto spent, database.prepare("SELECT 1 FROM spent WHERE class=? AND token=?"));
  STILLE_TRY(auto class_keys, database.prepare("SELECT class,name,secret FROM class_keys ORDER BY class"));
  STILLE_TRY(auto put_invite,
             database.prepare("INSERT INTO invites(code,uses_left,mailboxes,class,expires,revoked,label) "
                              "VALUES(?,?,?,?,?,?,?) ON CONFLICT(code) DO UPDATE SET "
                              "uses_left=excluded.uses_left,revoked=excluded.revoked"));
  STILLE_TRY(auto redeem, database.prepare("INSERT OR IGNORE INTO redeemed(batch,expires) VALUES(?,?)"));
  STILLE_TRY(auto spend, database.prepare("INSERT INTO spent(class,token) VALUES(?,?)"));
  STILLE_TRY(auto add_class_key,
             database.prepare("INSERT INTO class_keys(class,name,secret) VALUES("
                              "(SELECT ifnull(max(class),0)+1 FROM class_keys),?,?) RETURNING class"));
  STILLE_TRY(auto oldest_envelopes,
             database.prepare("SELECT e.number,e.stored_at,m.reader_id FROM envelopes e "
                              "LEFT JOIN mailboxes m ON m.serial=e.mailbox ORDER BY e.number LIMIT ?"));
  STILLE_TRY(auto delete_envelope, database.prepare("DELETE FROM envelopes WHERE number=?"));
  STILLE_TRY(auto expire_marks,
             database.prepare("DELETE FROM marks WHERE number IN (SELECT number FROM "
                              "(SELECT number,stored_at FROM marks ORDER BY number LIMIT ?2) "
                              "WHERE stored_at<=?1)"));
  STILLE_TRY(auto expire_cards,
             database.prepare("UPDATE links SET card=NULL WHERE number IN (SELECT number FROM links "
                              "WHERE expires<=? AND card IS NOT NULL ORDER BY expires LIMIT ?)"));
  STILLE_TRY(auto expire_links,
             database.prepare("DELETE FROM links WHERE number IN "
                              "(SELECT number FROM links WHERE expires<=? ORDER BY expires LIMIT ?)"));
  STILLE_TRY(auto block, database.prepare("INSERT OR IGNORE INTO blocked(reader_id) VALUES(?)"));
  STILLE_TRY(auto unblock, database.prepare("DELETE FROM blocked WHERE reader_id=?"));
  STILLE_TRY(auto expire_invites,
             database.prepare("DELETE FROM invites WHERE number IN "
                              "(SELECT number FROM invites WHERE expires<=? ORDER BY expires LIMIT ?)"));
  STILLE_TRY(auto expire_redeemed,
             database.prepare("DELETE FROM redeemed WHERE batch IN "
                              "(SELECT batch FROM redeemed WHERE expires<=? ORDER BY expires LIMIT ?)"));
  STILLE_TRY(auto blobs, BlobStatements::prepare(database));
  return std::unique_ptr<Statements>(new Statements{std::move(from_reader),
                                                    std::move(below_reader),
                                                    std::move(from_writer),
                                                    std::move(below_writer),
                                                    std::move(link),
                                                    std::move(seen),
                                                    std::move(waiting),
                                                    std::move(read),
                                                    std::move(serial_of),
                                                    std::move(put_mailbox),
                                                    std::move(delete_mailbox),
                                                    std::move(delete_envelopes),
                                                    std::move(delete_marks),
                                                    std::move(append),
                                                    std::move(remember),
                                                    std::move(remove_up_to),
                                                    std::move(put_link),
                                                    std::move(invite),
                                                    std::move(invites),
                                                    std::move(redeemed),
                                                    std::move(spent),
                                                    std::move(class_keys),
                                                    std::move(put_invite),
                                                    std::move(redeem),
                                                    std::move(spend),
                                                    std::move(add_class_key),
                                                    std::move(oldest_envelopes),
                                                    std::move(delete_envelope),
                                                    std::move(expire_marks),
                                                    std::move(expire_cards),
                                                    std::move(expire_links),
                                                    std::move(expire_invites),
                                                    std::move(expire_redeemed),
                                                    std::move(block),
                                                    std::move(unblock),
                                                    std::move(blobs)});
}

}  // namespace stille::store
