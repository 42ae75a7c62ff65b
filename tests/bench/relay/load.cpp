#include "tests/bench/relay/load.hpp"

#include <iostream>

namespace stille::bench {

void give_up(const std::string& what) {
  std::cerr << "relay bench: " << what << '\n';
  std::exit(1);
}

double micros(Steady::duration time) {
  return std::chrono::duration<double, std::micro>(time).count();
}

Mailbox::Mailbox(crypto::Rng& rng)
    : reader_id(rng.fixed<protocol::ReaderId>()),
      writer_id(rng.fixed<protocol::WriterId>()),
      reader(crypto::dh_keypair(rng)),
      writer(crypto::dh_keypair(rng)) {}

net::MailboxKey Mailbox::reader_key() const {
  return net::MailboxKey::reader(reader_id, reader.secret);
}

net::MailboxKey Mailbox::writer_key() const {
  return net::MailboxKey::writer(writer_id, writer.secret);
}

namespace {

std::vector<net::MailboxKey> only(net::MailboxKey key) {
  std::vector<net::MailboxKey> out;
  out.push_back(std::move(key));
  return out;
}

}  // namespace

asio::awaitable<std::shared_ptr<net::RelayLink>> Load::dial(net::RelayLinkCallbacks callbacks) {
  auto link = co_await net::RelayLink::connect(relay_.address(), std::move(callbacks));
  if (!link) give_up("no connection to the relay");
  co_return link.value();
}

asio::awaitable<void> Load::create(std::shared_ptr<net::RelayLink> link, const Mailbox& mailbox) {
  const protocol::Create create{mailbox.reader_id,
                                mailbox.writer_id,
                                mailbox.reader.public_key,
                                mailbox.writer.public_key,
                                protocol::MailboxKind::conversation,
                                {}};
  const auto reply = co_await link->request(create, only(mailbox.reader_key()));
  if (!reply || reply.value().status != protocol::Status::ok) give_up("CREATE was refused");
}

asio::awaitable<void> Load::subscribe(std::shared_ptr<net::RelayLink> link,
                                      const std::deque<Mailbox>& mailboxes) {
  protocol::Subscribe command;
  std::vector<net::MailboxKey> keys;
  for (const auto& mailbox : mailboxes) {
    command.entries.push_back({mailbox.reader_id, protocol::kLargestWindow});
    keys.push_back(mailbox.reader_key());
  }
  const auto reply = co_await link->request(std::move(command), std::move(keys));
  if (!reply || reply.value().status != protocol::Status::ok) give_up("SUBSCRIBE was refused");
  for (const auto& entry : reply.value().subscribed)
    if (entry.status != protocol::Status::ok) give_up("SUBSCRIBE was refused for a mailbox");
}

asio::awaitable<void> Load::open(Pair& pair, bool online) {
  net::RelayLinkCallbacks callbacks;
  callbacks.on_event = [this, &pair](protocol::Event event) {
    if (const auto* deliver = std::get_if<protocol::Deliver>(&event)) took(pair, deliver->sequence);
  };
  pair.reader = co_await dial(std::move(callbacks));
  co_await create(pair.reader, pair.mailbox);
  if (online) {
    const protocol::Subscribe command{{{pair.mailbox.reader_id, protocol::kLargestWindow}}};
    const auto reply = co_await pair.reader->request(command, only(pair.mailbox.reader_key()));
    if (!reply || reply.value().status != protocol::Status::ok) give_up("SUBSCRIBE was refused");
  }
  pair.writer = co_await dial({});
}

void Load::took(Pair& pair, std::uint64_t sequence) {
  ++pair.delivered;
  if (!pair.due.empty()) {
    pair.delivery_times.push_back(micros(Steady::now() - pair.due.front()));
    pair.due.pop_front();
  }
  begin(acknowledge(pair, sequence), [] {});
}

asio::awaitable<void> Load::acknowledge(Pair& pair, std::uint64_t sequence) {
  (void)co_await pair.reader->request(protocol::Ack{pair.mailbox.reader_id, sequence},
                                      only(pair.mailbox.reader_key()));
}

asio::awaitable<protocol::Status> Load::send(Pair& pair, Steady::time_point due) {
  protocol::Send command{pair.mailbox.writer_id, rng_.fixed<protocol::EnvelopeId>(),
                         Bytes(protocol::kSmallEnvelope)};
  rng_.fill(command.envelope);
  pair.due.push_back(due);
  ++pair.sent;
  const auto reply = co_await pair.writer->request(std::move(command), only(pair.mailbox.writer_key()));
  if (!reply) give_up("a SEND was not answered");
  co_return reply.value().status;
}

void Load::begin(asio::awaitable<void> task, std::function<void()> then) {
  asio::co_spawn(io_, std::move(task), [then = std::move(then)](const std::exception_ptr& error) {
    if (error) give_up("a task failed");
    then();
  });
}

}  // namespace stille::bench
