// A client that does one thing after the other: mailboxes, sending, reading, over a real RelayLink.
#pragma once

#include <boost/asio/io_context.hpp>
#include <deque>

#include "client/net/relay_link.hpp"
#include "common/protocol/reply.hpp"

namespace stille::testing {

namespace asio = boost::asio;

/// Both ends of a mailbox.
struct Mailbox {
  protocol::ReaderId reader;
  protocol::WriterId writer;
  crypto::DhKeypair reader_key;
  crypto::DhKeypair writer_key;
};
Mailbox new_mailbox(crypto::Rng& rng);
/// The same content for the same number.
Bytes envelope(std::uint64_t number, std::size_t size = protocol::kSmallEnvelope);
protocol::EnvelopeId envelope_id(std::uint64_t number);

class Person {
 public:
  explicit Person(protocol::RelayAddress relay) : relay_(std::move(relay)) {}

  Result<void> connect();
  void reconnect(protocol::RelayAddress relay);
  void hang_up() { link_.reset(); }

  protocol::Reply ask(protocol::Command command, std::vector<net::MailboxKey> keys = {});
  protocol::Status create(const Mailbox& box,
                          protocol::MailboxKind kind = protocol::MailboxKind::conversation);
  protocol::Status subscribe(const Mailbox& box);
  protocol::Status send(const Mailbox& box, std::uint64_t number,
                        std::size_t size = protocol::kSmallEnvelope);
  protocol::Status ack(const Mailbox& box, std::uint64_t up_to);
  /// For mailboxes that this connection reads; refused when the relay gives none.
  Result<net::ResumeTicket> ticket(const std::vector<const Mailbox*>& boxes);
  protocol::Reply resume(const net::ResumeTicket& ticket);
  protocol::Status ping() { return ask(protocol::Ping{}).status; }

  /// Starts without waiting; `done` gets the outcome. For many at once.
  void send_in_background(const Mailbox& box, std::uint64_t number,
                          std::function<void(Result<protocol::Reply>)> done);
  /// The next event of this kind; fails the test after ten seconds.
  template <class E>
  E next() {
    std::optional<E> out;
    until([&] { return (out = take<E>()).has_value(); });
    return out.value_or(E{});
  }
  /// What was delivered, waiting until there are `count`.
  std::vector<protocol::Deliver> deliveries(std::size_t count);
  /// Runs until the condition holds; fails the test after ten seconds.
  void until(const std::function<bool()>& holds);
  [[nodiscard]] bool is_connected() const { return link_ && !end_; }
  [[nodiscard]] std::optional<Errc> end() const { return end_; }
  [[nodiscard]] const protocol::RelayHello& hello() const { return link_->hello(); }

 private:
  template <class E>
  std::optional<E> take() {
    for (auto it = events_.begin(); it != events_.end(); ++it) {
      if (!std::holds_alternative<E>(*it)) continue;
      auto out = std::get<E>(std::move(*it));
      events_.erase(it);
      return out;
    }
    return std::nullopt;
  }

  asio::io_context context_{1};
  protocol::RelayAddress relay_;
  std::deque<protocol::Event> events_;
  std::optional<Errc> end_;
  std::shared_ptr<net::RelayLink> link_;
};

}  // namespace stille::testing
