// Every statement of the SQLite store, prepared once. Knows nothing of when they are used.
#pragma once

#include "server/store/sqlite/sqlite_mailbox_store.hpp"

namespace stille::store {

struct BlobStatements {
  Statement from_reader;
  Statement below_reader;
  Statement from_writer;
  Statement below_writer;
  Statement bytes;
  Statement expired;
  Statement places;
  Statement time;

  Statement put;
  Statement erase;
  Statement expire_of;
  Statement put_time;

  static Result<BlobStatements> prepare(Database& database);
};

struct SqliteMailboxStore::Statements {
  // The mailbox of this id or the next one that there is, and the one before it.
  Statement from_reader;
  Statement below_reader;
  Statement from_writer;
  Statement below_writer;
  Statement link;
  Statement seen;
  Statement waiting;
  Statement read;

  Statement serial_of;
  Statement put_mailbox;
  Statement delete_mailbox;
  Statement delete_envelopes;
  Statement delete_marks;
  Statement append;
  Statement remember;
  Statement remove_up_to;
  Statement put_link;

  Statement invite;
  Statement invites;
  Statement redeemed;
  Statement spent;
  Statement class_keys;
  Statement put_invite;
  Statement redeem;
  Statement spend;
  Statement add_class_key;

  Statement oldest_envelopes;
  Statement delete_envelope;
  Statement expire_marks;
  Statement expire_cards;
  Statement expire_links;
  Statement expire_invites;
  Statement expire_redeemed;

  Statement block;
  Statement unblock;
  BlobStatements blobs;

  static Result<std::unique_ptr<Statements>> prepare(Database& database);
};

}  // namespace stille::store
