// One attacker's connection: from an address of its own, as far into the protocol as the attack needs.
// Knows no attack.
#pragma once

#include "client/net/mailbox_key.hpp"
#include "common/net/frame_stream.hpp"
#include "common/protocol/reply.hpp"
#include "tests/tools/siege/quarry.hpp"

namespace stille::siege {

namespace asio = boost::asio;

/// Connects from `from`, an address of 127.0.0.0/8. `deaf`: with buffers so small that next to nothing is
/// taken from the relay unless it is read. unreachable when there is no connection.
asio::awaitable<Result<asio::ip::tcp::socket>> dial(const Quarry& quarry, asio::ip::address_v4 from,
                                                    bool deaf);

class Stranger {
 public:
  Stranger(asio::ip::tcp::socket socket, const Quarry& quarry, crypto::Rng& rng)
      : stream_(std::move(socket)), quarry_(quarry), rng_(rng) {}

  /// TLS and both hellos.
  asio::awaitable<Result<void>> greet(net::TlsContext context);
  /// Creates a mailbox: from then on the relay knows this connection.
  asio::awaitable<Result<void>> settle();
  /// Puts envelopes into the mailbox and asks for all of them.
  asio::awaitable<Result<void>> fill(int envelopes);
  asio::awaitable<Result<protocol::Reply>> next_reply();

  /// The frame of the next request, without a tag, or with one that proves nothing.
  Bytes frame(const protocol::Command& command, bool tagged = false);
  net::FrameStream& stream() noexcept { return stream_; }

 private:
  Bytes signed_frame(const protocol::Command& command, const net::MailboxKey& key);
  net::MailboxKey reader_key() const { return net::MailboxKey::reader(reader_id_, reader_.secret); }
  asio::awaitable<Result<void>> ask(Bytes frame, protocol::Status expected);

  net::FrameStream stream_;
  const Quarry& quarry_;
  crypto::Rng& rng_;
  std::uint64_t number_ = 0;
  protocol::ChannelBinding binding_;
  crypto::DhPublic session_key_;
  protocol::ReaderId reader_id_ = rng_.fixed<protocol::ReaderId>();
  protocol::WriterId writer_id_ = rng_.fixed<protocol::WriterId>();
  crypto::DhKeypair reader_ = crypto::dh_keypair(rng_);
  crypto::DhKeypair writer_ = crypto::dh_keypair(rng_);
};

}  // namespace stille::siege
