// Files to a relay and back, chunk by chunk: several on their way at a time, resumed from what the other end
// has. Memory is bounded by the chunks on their way. Knows nothing of what the bytes mean.
#pragma once

#include "client/net/relay_link.hpp"

namespace stille::net {

/// Chunks of one blob, where they are here. Called on the link's executor; an error ends the transfer.
class Chunks {
 public:
  virtual ~Chunks() = default;
  /// Upload: the whole chunk. Download: not called.
  virtual Result<Bytes> read(std::uint32_t index, std::size_t size) = 0;
  /// Download: whether this chunk is here already. Upload: not called.
  [[nodiscard]] virtual bool has(std::uint32_t index) const = 0;
  virtual Result<void> write(std::uint32_t index, ByteView chunk) = 0;
  /// One more chunk has been stored there, or written here; so many of all are done by now.
  virtual void progressed(std::uint32_t done, std::uint32_t all) = 0;
};

struct Transfer {
  /// In flight at a time. Each takes about five times its size while it is.
  std::size_t parallel = 2;
  /// Waits that the relay asks for add up to at most this.
  milliseconds patience = std::chrono::minutes{10};
};

/// Creates the blob, unless it is there, and stores what is missing of it. `writer` and `payer` hold the keys
/// for the ids in `blob`. Errors: the link's, those of `chunks`; refused (DENIED), already_exists (other
/// bytes, or another blob), limit_reached (no room in the budget), timed_out (patience), storage_full or
/// storage_failed (the relay's, after all patience), invalid_argument (a size or an expiry it does not take).
asio::awaitable<Result<void>> upload(std::shared_ptr<RelayLink> link, protocol::BlobCreate blob,
                                     MailboxKey writer, MailboxKey payer, std::shared_ptr<Chunks> chunks,
                                     Transfer how = {});

/// Fetches what is not here yet. Errors as above, and not_ready when a chunk has not been put yet.
asio::awaitable<Result<void>> download(std::shared_ptr<RelayLink> link, protocol::BlobReaderId id,
                                       MailboxKey reader, std::shared_ptr<Chunks> chunks, Transfer how = {});

}  // namespace stille::net
