// Everything a relay writes, as a list: applied in order, all of it or nothing.
#pragma once

#include <variant>

#include "server/store/records.hpp"

namespace stille::store {

/// Creates the mailbox, or replaces `reserved`, `link`, `claimed_by` and `further_claims` of an existing one.
struct PutMailbox {
  Mailbox row;
};
/// Removes the mailbox with all that waits in it and what is remembered of it; its blobs have expired. Its
/// link is not touched.
struct DeleteMailbox {
  ReaderId reader_id;
};
/// An envelope waits, and its mark is remembered.
struct Append {
  ReaderId reader_id;
  std::uint64_t sequence = 0;
  EnvelopeMark mark;
  TimePoint at;
  Bytes body;
};
/// The mark alone: the envelope reached its reader without being kept.
struct Remember {
  ReaderId reader_id;
  EnvelopeMark mark;
  TimePoint at;
};
/// Removes what waits with sequence numbers up to and including this one.
struct RemoveUpTo {
  ReaderId reader_id;
  std::uint64_t up_to = 0;
};
/// Creates or replaces the link.
struct PutLink {
  Link row;
};
/// The operator's decision about a mailbox; stays until it is taken back, whatever becomes of the mailbox.
struct Block {
  ReaderId reader_id;
  bool blocked = true;
};

/// Creates the invitation, or replaces `uses_left` and `revoked` of an existing one. `number` is not looked
/// at.
struct PutInvite {
  Invite row;
};
/// The batch has been redeemed; known until the invitation is forgotten.
struct Redeem {
  BatchMark batch;
  TimePoint expires;
};
/// The token of this class is spent, for ever.
struct Spend {
  ClassId token_class = 0;
  SpentMark token;
};

/// Creates the blob, or replaces `chunks` of an existing one.
struct PutBlob {
  Blob row;
};
/// Removes the row; the file is not touched.
struct DeleteBlob {
  BlobReaderId reader_id;
};
struct PutBlobTime {
  BlobTime time;
};

/// A write for a mailbox that does not exist (any more) changes nothing; only PutMailbox makes one.
using Write = std::variant<PutMailbox, DeleteMailbox, Append, Remember, RemoveUpTo, PutLink, PutInvite,
                           Redeem, Spend, Block, PutBlob, DeleteBlob, PutBlobTime>;
using WriteBatch = std::vector<Write>;

/// Whether anything in it takes more room than it frees; a full store goes on with batches that do not.
bool adds(const WriteBatch& batch) noexcept;

}  // namespace stille::store
