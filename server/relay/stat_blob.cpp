// BLOB_STAT: what is there of a blob, for whoever may read it or write it.
#include "server/relay/core.hpp"

namespace stille::relay {

using protocol::MailboxRole;

Result<void> Relay::Core::run(const Call& call, const protocol::BlobStat& command) {
  const auto* reader = std::get_if<store::BlobReaderId>(&command.id);
  const auto role = reader != nullptr ? MailboxRole::reader : MailboxRole::writer;
  const auto& raw = reader != nullptr ? reader->raw : std::get<store::BlobWriterId>(command.id).raw;
  STILLE_TRY(auto* blob, std::visit([&](const auto& id) { return live_blob(id, call.now); }, command.id));
  const crypto::DhPublic* key = nullptr;
  if (blob != nullptr) key = reader != nullptr ? &blob->row.reader_key : &blob->row.writer_key;
  if (!proves(call, 0, role, raw, key)) {
    deny(call);
    return ok();
  }
  const auto& row = blob->row;
  protocol::Reply reply{call.request.number, protocol::Status::ok, {}, {}, {}};
  reply.blob = {row.chunk_class, row.chunk_count, row.chunks, blob_clock_.shown(row.expires)};
  // Whoever is told that a chunk is there will not send it again.
  if (blob->in_group)
    group_.promise(call.connection.hello.id, std::move(reply), call.now);
  else
    answer(call.connection.hello.id, std::move(reply));
  return ok();
}

}  // namespace stille::relay
