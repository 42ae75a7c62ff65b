// BLOB_CREATE: a blob comes, idempotently, and takes its whole size of its payer's budget at once.
#include "server/relay/core.hpp"

namespace stille::relay {
namespace {

using protocol::Status;

bool same_blob(const store::Blob& row, const protocol::BlobCreate& command) {
  return row.reader_id == command.reader_id && row.writer_id == command.writer_id &&
         row.reader_key == command.reader_key && row.writer_key == command.writer_key &&
         row.payer == command.payer && row.chunk_class == command.chunk_class &&
         row.chunk_count == command.chunk_count;
}

}  // namespace

Result<void> Relay::Core::run(const Call& call, const protocol::BlobCreate& command) {
  STILLE_TRY(auto* payer, mailboxes_.by_reader(command.payer));
  const bool by_payer = by_reader(call, 1, command.payer, payer);
  // A key that comes with the command proves nothing of this connection.
  const protocol::AuthContext context{call.connection.hello.binding, self_, protocol::MailboxRole::writer,
                                      command.writer_id.raw};
  if (!tag_fits(call, 0, context, &command.writer_key) || !by_payer) {
    deny(call);
    return ok();
  }
  // What follows counts rows, so they have to be in the store.
  if (group_.has_blobs() || payer->in_group) {
    STILLE_TRYV(commit(call.now));
  }
  STILLE_TRY(payer, mailboxes_.by_reader(command.payer));
  STILLE_TRY(const auto* known, blobs_.find(command.reader_id));
  STILLE_TRY(const auto* other, blobs_.find(command.writer_id));
  if (payer == nullptr) {
    deny(call);
  } else if (known != nullptr && same_blob(known->row, command)) {
    answer(call, Status::ok);
  } else if (known != nullptr || other != nullptr) {
    answer(call, Status::exists);
  } else {
    return create(call, command, payer->row.budget.blob_bytes);
  }
  return ok();
}

Result<void> Relay::Core::create(const Call& call, const protocol::BlobCreate& command,
                                 std::uint64_t budget) {
  const auto clock = blob_clock_.at(call.now);
  store::Blob row{command.reader_id,
                  command.writer_id,
                  command.reader_key,
                  command.writer_key,
                  command.payer,
                  command.chunk_class,
                  command.chunk_count,
                  command.expires + (clock - call.now),
                  rng_.fixed<store::BlobFile>(),
                  Bytes(protocol::bitmap_size(command.chunk_count))};
  STILLE_TRY(const auto used, store_.blob_bytes(command.payer, clock));
  const bool life =
      command.expires > call.now &&
      command.expires <= call.now + std::min<milliseconds>(limits_.blob_life, protocol::kLongestBlobLife);
  if (!life) {
    answer(call, Status::bad_request);
  } else if (row.size() > limits_.largest_blob || used + row.size() > budget) {
    answer(call, Status::no_space);
  } else if (const auto wait = call.connection.creations.take(1, call.now)) {
    answer(call, Status::slow_down, *wait);
  } else if (refuses_creations()) {
    answer(call, Status::no_space, limits_.retry_full);
  } else if (growth_paused(call.now)) {
    answer(call, Status::unavailable, limits_.retry_unavailable);
  } else {
    auto& blob = blobs_.create(std::move(row));
    touch(blob, call.now);
    answer_when_durable(call, Status::ok);
  }
  return ok();
}

}  // namespace stille::relay
