// BLOB_GET: a chunk is read when there is room to send it, so that a slow reader costs a place in a queue and
// not a megabyte.
#include "server/relay/core.hpp"

namespace stille::relay {

using protocol::MailboxRole;
using protocol::Status;

Result<void> Relay::Core::run(const Call& call, const protocol::BlobGet& command) {
  STILLE_TRY(auto* blob, live_blob(command.reader_id, call.now));
  if (!proves(call, 0, MailboxRole::reader, command.reader_id.raw,
              blob == nullptr ? nullptr : &blob->row.reader_key)) {
    deny(call);
  } else if (command.index >= blob->row.chunk_count) {
    answer(call, Status::bad_request);
  } else if (!blob->has(command.index)) {
    answer(call, Status::not_there);
  } else if (call.connection.wanted.size() >= limits_.chunks_wanted) {
    answer(call, Status::slow_down, limits_.retry_chunk);
  } else {
    call.connection.wanted.push_back(begin_work(call, *blob, command.index));
    pump_chunks(call.connection);
  }
  return ok();
}

void Relay::Core::pump_chunks(Connection& connection) {
  while (!connection.wanted.empty()) {
    const auto id = connection.wanted.front();
    const auto& work = work_.at(id);
    const bool fits = connection.unwritten == 0 || connection.unwritten + work.size <= limits_.outbound_bytes;
    if (!fits) return;
    if (outbound_ > 0 && outbound_ + work.size > limits_.chunk_bytes_out) {
      if (!std::exchange(connection.waits_for_others, true)) waiting_readers_.push_back(connection.hello.id);
      return;
    }
    connection.wanted.pop_front();
    connection.unwritten += work.size;
    outbound_ += work.size;
    const auto offset = std::uint64_t{work.index} * work.size;
    jobs_.push_back(blob::ReadChunk{id, work.file, offset, work.size});
  }
}

/// Room has come up in the bound that all connections share.
void Relay::Core::pump_waiting_readers() {
  for (auto left = waiting_readers_.size(); left > 0 && outbound_ < limits_.chunk_bytes_out; --left) {
    auto* connection = find(waiting_readers_.front());
    waiting_readers_.pop_front();
    if (connection == nullptr) continue;
    connection->waits_for_others = false;
    pump_chunks(*connection);
  }
}

Result<void> Relay::Core::take(blob::ChunkRead& done, TimePoint) {
  const auto work = end_work(done.id);
  auto* connection = find(work.to);
  if (connection == nullptr) return ok();
  if (done.bytes) {
    protocol::Reply reply{work.number, Status::ok, {}, {}, {}};
    reply.chunk = std::move(done.bytes).value();
    answer(work.to, std::move(reply));
    return ok();
  }
  forget_outbound(*connection, work.size);
  STILLE_TRY(const auto* blob, blobs_.find(work.blob));
  const bool gone = blob == nullptr || blob->row.file != work.file;
  answer(work.to, {work.number,
                   gone ? Status::denied : Status::unavailable,
                   gone ? milliseconds{} : limits_.retry_unavailable,
                   {},
                   {}});
  pump_chunks(*connection);
  return ok();
}

void Relay::Core::forget_outbound(Connection& connection, std::size_t bytes) {
  const auto gone = std::min(connection.unwritten, bytes);
  connection.unwritten -= gone;
  outbound_ -= gone;
}

}  // namespace stille::relay
