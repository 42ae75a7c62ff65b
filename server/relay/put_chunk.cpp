// BLOB_PUT: a chunk goes to its file; STORED follows when the bytes, and the row that says so, are durable. A
// chunk that is there, or on its way, is only compared.
#include "server/relay/core.hpp"

namespace stille::relay {

using protocol::MailboxRole;
using protocol::Status;

Result<void> Relay::Core::run(const Call& call, protocol::BlobPut& command) {
  STILLE_TRY(auto* blob, live_blob(command.writer_id, call.now));
  if (!proves(call, 0, MailboxRole::writer, command.writer_id.raw,
              blob == nullptr ? nullptr : &blob->row.writer_key)) {
    deny(call);
    return ok();
  }
  const auto& row = blob->row;
  const auto size = command.chunk.size();
  if (command.index >= row.chunk_count || size != protocol::chunk_size(row.chunk_class)) {
    answer(call, Status::bad_request);
    return ok();
  }
  const bool known = blob->has(command.index) || blob->writing.contains(command.index);
  if (chunk_bytes_in_ > 0 && chunk_bytes_in_ + size > limits_.chunk_bytes_in) {
    answer(call, Status::slow_down, limits_.retry_chunk);
  } else if (!known && refuses_writes()) {
    answer(call, Status::no_space, limits_.retry_full);
  } else if (!known && growth_paused(call.now)) {
    answer(call, Status::unavailable, limits_.retry_unavailable);
  } else {
    const auto id = begin_work(call, *blob, command.index);
    const auto offset = std::uint64_t{command.index} * size;
    chunk_bytes_in_ += size;
    if (known) {
      jobs_.push_back(blob::CompareChunk{id, row.file, offset, std::move(command.chunk)});
    } else {
      disk_.accepted(size);
      blob->writing.insert(command.index);
      jobs_.push_back(blob::WriteChunk{id, row.file, offset, std::move(command.chunk)});
    }
  }
  return ok();
}

Result<void> Relay::Core::take(blob::ChunkWritten& done, TimePoint now) {
  const auto work = end_work(done.id);
  chunk_bytes_in_ -= work.size;
  auto* blob = worked_on(work);
  if (blob != nullptr) blob->writing.erase(work.index);
  if (!done.outcome && done.outcome.error().code == Errc::storage_full) {
    growth_paused_until_ = now + limits_.pause_when_disk_is_full;
    answer(work.to, {work.number, Status::no_space, limits_.retry_full, {}, {}});
  } else if (!done.outcome) {
    answer(work.to, {work.number, Status::unavailable, limits_.retry_unavailable, {}, {}});
  } else if (blob == nullptr || blob->deleted) {
    answer(work.to, {work.number, Status::denied, {}, {}, {}});
  } else {
    return enter_chunk(work, now);
  }
  return ok();
}

/// The bytes are durable; what says so follows with the group.
Result<void> Relay::Core::enter_chunk(const ChunkWork& work, TimePoint now) {
  // A row that could not be written before is read again first: it decides what is there.
  const auto found = blobs_.find(work.blob);
  auto* blob = found ? found.value() : nullptr;
  if (blob == nullptr) {
    answer(work.to, {work.number, Status::unavailable, limits_.retry_unavailable, {}, {}});
    STILLE_TRYV(found);
    return ok();
  }
  blob->row.chunks[work.index / 8] |= static_cast<std::uint8_t>(1U << (work.index % 8));
  touch(*blob, now);
  group_.promise(work.to, {work.number, Status::stored, {}, {}, {}}, now);
  return ok();
}

Result<void> Relay::Core::take(blob::ChunkCompared& done, TimePoint now) {
  const auto work = end_work(done.id);
  chunk_bytes_in_ -= work.size;
  const auto found = blobs_.find(work.blob);
  const auto* blob = found ? found.value() : nullptr;
  protocol::Reply reply{work.number, Status::unavailable, limits_.retry_unavailable, {}, {}};
  // Without the bit, the write that this one repeated has failed.
  const bool known = blob != nullptr && blob->row.file == work.file && blob->has(work.index);
  if (done.same && known) {
    reply = {work.number, done.same.value() ? Status::stored : Status::exists, {}, {}, {}};
    if (blob->in_group) {
      group_.promise(work.to, std::move(reply), now);
      return ok();
    }
  }
  answer(work.to, std::move(reply));
  return ok();
}

}  // namespace stille::relay
