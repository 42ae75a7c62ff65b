#include "tests/tools/siege/people.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "common/net/with_timeout.hpp"

namespace stille::siege {
namespace {

using protocol::Status;

constexpr std::size_t kPairs = 4;
constexpr milliseconds kWriteEvery{10};
constexpr milliseconds kNewcomerEvery{100};
constexpr milliseconds kTryAgain{250};
// What is late in any case: an envelope that is still out and older than this is counted with its age.
constexpr double kLate = 100;

double milliseconds_since(Steady::time_point start) {
  return std::chrono::duration<double, std::milli>(Steady::now() - start).count();
}

asio::awaitable<Result<void>> request(std::shared_ptr<net::RelayLink> link, protocol::Command command,
                                      std::vector<net::MailboxKey> keys, Status expected) {
  STILLE_CO_TRY(const auto reply, co_await link->request(std::move(command), std::move(keys)));
  co_return reply.status == expected ? Result<void>(ok()) : fail(Errc::refused);
}

}  // namespace

Mailbox::Mailbox(crypto::Rng& rng)
    : reader_id(rng.fixed<protocol::ReaderId>()),
      writer_id(rng.fixed<protocol::WriterId>()),
      reader(crypto::dh_keypair(rng)),
      writer(crypto::dh_keypair(rng)) {}

std::vector<net::MailboxKey> Mailbox::reader_key() const {
  std::vector<net::MailboxKey> out;
  out.push_back(net::MailboxKey::reader(reader_id, reader.secret));
  return out;
}

std::vector<net::MailboxKey> Mailbox::writer_key() const {
  std::vector<net::MailboxKey> out;
  out.push_back(net::MailboxKey::writer(writer_id, writer.secret));
  return out;
}

protocol::Create Mailbox::create(protocol::MailboxKind kind) const {
  return {reader_id, writer_id, reader.public_key, writer.public_key, kind, {}};
}

void People::start(asio::awaitable<void> task) {
  asio::co_spawn(context_, std::move(task), [](const std::exception_ptr& error) {
    if (error) std::rethrow_exception(error);
  });
}

asio::awaitable<Result<void>> People::gather() {
  for (std::size_t i = 0; i < kPairs; ++i) {
    auto& pair = pairs_.emplace_back(Pair{Mailbox(rng_)});
    STILLE_CO_TRYV(co_await connect(pair));
  }
  co_return ok();
}

asio::awaitable<Result<void>> People::connect(Pair& pair) {
  const auto cut = [this](Errc) { ++seen_.cut; };
  net::RelayLinkCallbacks reading;
  reading.on_event = [this, &pair](protocol::Event event) {
    if (const auto* deliver = std::get_if<protocol::Deliver>(&event)) took(pair, deliver->sequence);
  };
  reading.on_end = cut;
  STILLE_CO_TRY(pair.reader, co_await net::RelayLink::connect(relay_, std::move(reading)));
  auto create = pair.mailbox.create(protocol::MailboxKind::conversation);
  STILLE_CO_TRYV(co_await request(pair.reader, create, pair.mailbox.reader_key(), Status::ok));
  protocol::Subscribe all{{{pair.mailbox.reader_id, protocol::kLargestWindow}}};
  STILLE_CO_TRYV(co_await request(pair.reader, all, pair.mailbox.reader_key(), Status::ok));
  net::RelayLinkCallbacks writing;
  writing.on_end = cut;
  STILLE_CO_TRY(pair.writer, co_await net::RelayLink::connect(relay_, std::move(writing)));
  co_return ok();
}

asio::awaitable<Result<protocol::LinkId>> People::publish_card() {
  STILLE_CO_TRY(auto link, co_await net::RelayLink::connect(relay_, {}));
  const Mailbox mailbox(rng_);
  auto create = mailbox.create(protocol::MailboxKind::hello);
  STILLE_CO_TRYV(co_await request(link, create, mailbox.reader_key(), Status::ok));
  protocol::PutLink put{rng_.fixed<protocol::LinkId>(), mailbox.reader_id, Bytes(protocol::kLinkCardSize),
                        SystemClock().now() + std::chrono::hours{24}};
  const auto id = put.link_id;
  STILLE_CO_TRYV(co_await request(link, std::move(put), mailbox.reader_key(), Status::ok));
  link->close();
  co_return id;
}

void People::live() {
  for (auto& pair : pairs_) start(write(pair));
  start(open_doors());
}

/// Whether or not the last one has arrived: waiting for it would hide how long others wait.
asio::awaitable<void> People::write(Pair& pair) {
  asio::steady_timer timer(context_, Steady::now());
  for (;;) {
    timer.expires_at(timer.expiry() + kWriteEvery);
    (void)co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    start(send(pair));
  }
}

asio::awaitable<void> People::send(Pair& pair) {
  protocol::Send command{pair.mailbox.writer_id, rng_.fixed<protocol::EnvelopeId>(),
                         Bytes(protocol::kSmallEnvelope)};
  pair.sent_at.push_back(Steady::now());
  const auto sent =
      co_await request(pair.writer, std::move(command), pair.mailbox.writer_key(), Status::stored);
  if (!sent) ++seen_.refused;
}

void People::took(Pair& pair, std::uint64_t sequence) {
  if (!pair.sent_at.empty()) {
    seen_.deliveries.push_back(milliseconds_since(pair.sent_at.front()));
    pair.sent_at.pop_front();
  }
  start(acknowledge(pair, sequence));
}

asio::awaitable<void> People::acknowledge(Pair& pair, std::uint64_t sequence) {
  const protocol::Ack ack{pair.mailbox.reader_id, sequence};
  (void)(co_await request(pair.reader, ack, pair.mailbox.reader_key(), Status::ok)).has_value();
}

asio::awaitable<void> People::open_doors() {
  for (;;) {
    if (at_the_door_.size() < kMostAtTheDoor) start(come());
    co_await net::pause(kNewcomerEvery);
  }
}

asio::awaitable<void> People::come() {
  const auto began = at_the_door_.insert(Steady::now());
  while (!co_await try_to_come()) co_await net::pause(kTryAgain);
  seen_.entries.push_back(milliseconds_since(*began));
  at_the_door_.erase(began);
}

asio::awaitable<bool> People::try_to_come() {
  auto link = co_await net::RelayLink::connect(relay_, {});
  if (!link) co_return false;
  const Mailbox mailbox(rng_);
  auto create = mailbox.create(protocol::MailboxKind::conversation);
  ++asked_for_;
  const auto created = co_await request(link.value(), create, mailbox.reader_key(), Status::ok);
  link.value()->close();
  if (created) ++given_;
  co_return created.has_value();
}

Seen People::seen() {
  auto out = std::exchange(seen_, {});
  for (const auto& pair : pairs_) {
    for (const auto sent : pair.sent_at) {
      if (const auto age = milliseconds_since(sent); age > kLate) out.deliveries.push_back(age);
    }
  }
  for (const auto came : at_the_door_) {
    if (const auto age = milliseconds_since(came); age > kLate) out.entries.push_back(age);
  }
  return out;
}

}  // namespace stille::siege
