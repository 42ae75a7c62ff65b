// The people whose relay is attacked: pairs who write to each other all the time, and somebody new every
// moment. Measures how long they wait and whether they are cut off. Knows no attackers.
#pragma once

#include <deque>
#include <set>

#include "client/net/relay_link.hpp"

namespace stille::siege {

namespace asio = boost::asio;
using Steady = std::chrono::steady_clock;

struct Mailbox {
  explicit Mailbox(crypto::Rng& rng);
  [[nodiscard]] std::vector<net::MailboxKey> reader_key() const;
  [[nodiscard]] std::vector<net::MailboxKey> writer_key() const;
  [[nodiscard]] protocol::Create create(protocol::MailboxKind kind) const;

  protocol::ReaderId reader_id;
  protocol::WriterId writer_id;
  crypto::DhKeypair reader;
  crypto::DhKeypair writer;
};

/// What people have seen since they were last asked.
struct Seen {
  std::vector<double> deliveries;  // SEND to DELIVER, in milliseconds; what is still out has its age
  std::vector<double> entries;     // from nothing to a mailbox of one's own, tries that failed included
  std::size_t cut = 0;             // connections that the relay has ended
  std::size_t refused = 0;         // SENDs with another answer than STORED
};

/// One thread: the context's.
class People {
 public:
  /// Of one address that proves nothing the relay takes 16 at a time; those who wait at the door are fewer.
  static constexpr std::size_t kMostAtTheDoor = 8;
  People(asio::io_context& context, protocol::RelayAddress relay)
      : context_(context), relay_(std::move(relay)) {}

  /// Connects the pairs. An error: the relay does not serve us even in peace.
  asio::awaitable<Result<void>> gather();
  /// A link with a card, for others to ask for.
  asio::awaitable<Result<protocol::LinkId>> publish_card();
  /// From now on they write and newcomers come, until the context stops.
  void live();
  [[nodiscard]] Seen seen();
  /// Mailboxes that newcomers have asked for so far, and those that they have been given.
  [[nodiscard]] std::size_t asked_for() const noexcept { return asked_for_; }
  [[nodiscard]] std::size_t given() const noexcept { return given_; }

 private:
  struct Pair {
    Mailbox mailbox;
    std::shared_ptr<net::RelayLink> reader{};
    std::shared_ptr<net::RelayLink> writer{};
    std::deque<Steady::time_point> sent_at{};
  };

  asio::awaitable<Result<void>> connect(Pair& pair);
  asio::awaitable<void> write(Pair& pair);
  asio::awaitable<void> send(Pair& pair);
  asio::awaitable<void> acknowledge(Pair& pair, std::uint64_t sequence);
  void took(Pair& pair, std::uint64_t sequence);
  asio::awaitable<void> open_doors();
  asio::awaitable<void> come();
  asio::awaitable<bool> try_to_come();
  void start(asio::awaitable<void> task);

  asio::io_context& context_;
  protocol::RelayAddress relay_;
  crypto::SystemRng rng_;
  std::deque<Pair> pairs_;
  std::multiset<Steady::time_point> at_the_door_;
  Seen seen_;
  std::size_t asked_for_ = 0;
  std::size_t given_ = 0;
};

}  // namespace stille::siege
