#include "tests/integration/person.hpp"

#include <boost/asio/co_spawn.hpp>

#include <gtest/gtest.h>

namespace stille::testing {

using net::MailboxKey;
using protocol::Status;

Mailbox new_mailbox(crypto::Rng& rng) {
  return {rng.fixed<protocol::ReaderId>(), rng.fixed<protocol::WriterId>(), crypto::dh_keypair(rng),
          crypto::dh_keypair(rng)};
}

Bytes envelope(std::uint64_t number, std::size_t size) {
  Bytes out(size);
  crypto::SeededRng(number).fill(out);
  return out;
}

protocol::EnvelopeId envelope_id(std::uint64_t number) {
  return crypto::SeededRng(number ^ 0x8000'0000'0000'0000U).fixed<protocol::EnvelopeId>();
}

namespace {

template <class T>
asio::awaitable<void> into(asio::awaitable<Result<T>> operation, std::function<void(Result<T>)> done) {
  done(co_await std::move(operation));
}

template <class T>
void start(asio::io_context& context, asio::awaitable<Result<T>> operation,
           std::function<void(Result<T>)> done) {
  asio::co_spawn(context, into(std::move(operation), std::move(done)), [](const std::exception_ptr& error) {
    if (error) std::rethrow_exception(error);
  });
}

std::vector<MailboxKey> as_reader(const Mailbox& box) {
  std::vector<MailboxKey> out;
  out.push_back(MailboxKey::reader(box.reader, box.reader_key.secret));
  return out;
}

std::vector<MailboxKey> as_writer(const Mailbox& box) {
  std::vector<MailboxKey> out;
  out.push_back(MailboxKey::writer(box.writer, box.writer_key.secret));
  return out;
}

}  // namespace

void Person::until(const std::function<bool()>& holds) {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds{10};
  context_.restart();
  while (!holds()) {
    ASSERT_LT(std::chrono::steady_clock::now(), limit) << "it does not happen";
    context_.run_one_for(std::chrono::milliseconds{100});
  }
}

Result<void> Person::connect() {
  std::optional<Result<std::shared_ptr<net::RelayLink>>> outcome;
  end_.reset();
  net::RelayLinkCallbacks callbacks{[this](protocol::Event event) { events_.push_back(std::move(event)); },
                                    [this](Errc reason) { end_ = reason; }};
  start<std::shared_ptr<net::RelayLink>>(context_, net::RelayLink::connect(relay_, std::move(callbacks)),
                                         [&](auto result) { outcome = std::move(result); });
  until([&] { return outcome.has_value(); });
  if (!*outcome) return outcome->error();
  link_ = std::move(*outcome).value();
  return ok();
}

void Person::reconnect(protocol::RelayAddress relay) {
  relay_ = std::move(relay);
  link_.reset();
  events_.clear();
  ASSERT_TRUE(connect().has_value());
}

protocol::Reply Person::ask(protocol::Command command, std::vector<MailboxKey> keys) {
  std::optional<Result<protocol::Reply>> outcome;
  start<protocol::Reply>(context_, link_->request(std::move(command), std::move(keys)),
                         [&](auto result) { outcome = std::move(result); });
  until([&] { return outcome.has_value(); });
  EXPECT_TRUE(outcome->has_value()) << name_of(outcome->error().code);
  return outcome->has_value() ? std::move(*outcome).value() : protocol::Reply{};
}

Status Person::create(const Mailbox& box, protocol::MailboxKind kind) {
  return ask(
             protocol::Create{
                 box.reader, box.writer, box.reader_key.public_key, box.writer_key.public_key, kind, {}},
             as_reader(box))
      .status;
}

Status Person::subscribe(const Mailbox& box) {
  const auto reply = ask(protocol::Subscribe{{{box.reader, protocol::kDefaultWindow}}}, as_reader(box));
  if (reply.subscribed.size() != 1) return reply.status;
  return reply.subscribed.front().status;
}

Result<net::ResumeTicket> Person::ticket(const std::vector<const Mailbox*>& boxes) {
  std::vector<protocol::ReaderId> ids;
  for (const auto* box : boxes) ids.push_back(box->reader);
  crypto::SystemRng rng;
  std::optional<Result<net::ResumeTicket>> outcome;
  start<net::ResumeTicket>(context_, link_->ticket(std::move(ids), rng),
                           [&](auto result) { outcome = std::move(result); });
  until([&] { return outcome.has_value(); });
  return std::move(*outcome);
}

protocol::Reply Person::resume(const net::ResumeTicket& ticket) {
  std::optional<Result<protocol::Reply>> outcome;
  start<protocol::Reply>(context_, link_->resume(ticket), [&](auto result) { outcome = std::move(result); });
  until([&] { return outcome.has_value(); });
  EXPECT_TRUE(outcome->has_value()) << name_of(outcome->error().code);
  return outcome->has_value() ? std::move(*outcome).value() : protocol::Reply{};
}

Status Person::send(const Mailbox& box, std::uint64_t number, std::size_t size) {
  return ask(protocol::Send{box.writer, envelope_id(number), envelope(number, size)}, as_writer(box)).status;
}

void Person::send_in_background(const Mailbox& box, std::uint64_t number,
                                std::function<void(Result<protocol::Reply>)> done) {
  start<protocol::Reply>(
      context_,
      link_->request(protocol::Send{box.writer, envelope_id(number), envelope(number)}, as_writer(box)),
      std::move(done));
}

Status Person::ack(const Mailbox& box, std::uint64_t up_to) {
  return ask(protocol::Ack{box.reader, up_to}, as_reader(box)).status;
}

std::vector<protocol::Deliver> Person::deliveries(std::size_t count) {
  std::vector<protocol::Deliver> out;
  until([&] {
    while (out.size() < count) {
      auto one = take<protocol::Deliver>();
      if (!one) return false;
      out.push_back(std::move(*one));
    }
    return true;
  });
  return out;
}

}  // namespace stille::testing
