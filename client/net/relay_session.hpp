// The running half of a RelayLink: a reader, a writer while there is something to write, and a watch for
// silence. For this room only.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <map>

#include "client/net/relay_link.hpp"
#include "common/net/frame_stream.hpp"
#include "common/net/signal.hpp"

namespace stille::net {

/// A request that waits for its reply.
struct Waiting {
  explicit Waiting(asio::any_io_executor executor) : done(std::move(executor)) {}
  Signal done;
  std::vector<protocol::ReaderId> resumes;  // RESUME: the mailboxes of its ticket
  std::array<std::uint8_t, 24> ticket{};    // and what stands for that
  std::optional<Result<protocol::Reply>> result;
};

class RelayLink::Session : public std::enable_shared_from_this<Session> {
 public:
  Session(asio::ip::tcp::socket socket, protocol::RelayFingerprint relay, RelayLinkCallbacks callbacks,
          RelayLinkTimes times);

  /// TLS and hello; the session runs afterwards.
  asio::awaitable<Result<void>> begin();
  void run();
  static asio::awaitable<Result<protocol::Reply>> request(std::shared_ptr<Session> self,
                                                          protocol::Command command,
                                                          std::vector<MailboxKey> keys,
                                                          std::vector<protocol::ReaderId> resumes = {});
  static asio::awaitable<Result<ResumeTicket>> ticket(std::shared_ptr<Session> self,
                                                      std::vector<protocol::ReaderId> mailboxes,
                                                      crypto::DhKeypair keys);
  void close();
  /// Ends without calling back.
  void forget();
  void end(Errc reason);

  [[nodiscard]] bool is_open() const noexcept { return !ended_ && !closing_; }
  [[nodiscard]] const protocol::RelayHello& hello() const noexcept { return hello_; }
  [[nodiscard]] bool certificate_expired() const noexcept { return certificate_expired_; }

 private:
  using Loop = asio::awaitable<void> (*)(std::shared_ptr<Session>);
  void start(Loop loop);
  static asio::awaitable<void> read(std::shared_ptr<Session> self);
  static asio::awaitable<void> write(std::shared_ptr<Session> self);
  static asio::awaitable<void> watch(std::shared_ptr<Session> self);

  Result<void> take(protocol::RelayMessage message);
  Result<void> take_reply(protocol::Reply reply);
  Result<void> note_resumed(const Waiting& waiting, const protocol::Reply& reply);
  Result<std::vector<protocol::CommandTag>> tags(const std::vector<MailboxKey>& keys, std::uint64_t number,
                                                 ByteView command);
  Result<const protocol::CommandKey*> key_for(const MailboxKey& key, const protocol::AuthContext& context);
  /// Puts the request on its way: from the tags to the outbox without a pause, so that numbers increase.
  Result<void> enqueue(Bytes command, const std::vector<MailboxKey>& keys, std::shared_ptr<Waiting> waiting);
  void start_writer();

  FrameStream stream_;
  protocol::RelayFingerprint relay_;
  /// Shared, because a callback may end the link that holds it.
  std::shared_ptr<const RelayLinkCallbacks> callbacks_;
  RelayLinkTimes times_;
  asio::steady_timer silence_;
  protocol::RelayHello hello_;
  protocol::ChannelBinding binding_;
  std::map<std::pair<protocol::MailboxRole, std::array<std::uint8_t, 24>>, protocol::CommandKey> keys_;
  std::map<std::uint64_t, std::shared_ptr<Waiting>> waiting_;
  std::deque<Bytes> outbox_;
  std::uint64_t next_number_ = 1;
  std::chrono::steady_clock::time_point heard_;
  std::optional<Errc> ended_;
  bool certificate_expired_ = false;
  bool asked_ = false;  // a ping is out
  bool writing_ = false;
  bool closing_ = false;
};

}  // namespace stille::net
