// The client's side of a connection, against a relay whose core follows a script.
#include "client/net/relay_link.hpp"

#include <gtest/gtest.h>

#include "tests/unit/net/scripted_core.hpp"

namespace stille::net {
namespace {

using protocol::Status;

Errc error_of(const auto& result) {
  return result.error().code;
}

struct Link : testing::Test {
  server::Shell shell;
  std::vector<protocol::Event> events;
  std::optional<Errc> end;
  RelayLinkCallbacks callbacks{[this](protocol::Event event) { events.push_back(std::move(event)); },
                               [this](Errc reason) { end = reason; }};

  std::shared_ptr<RelayLink> connect(RelayLinkTimes times = {}) {
    return shell.finish(RelayLink::connect(shell.address(), callbacks, times)).value();
  }
  void event(protocol::Event what) {
    server::CoreOutput out;
    out.actions.emplace_back(relay::SendMessage{shell.core.last_id, std::move(what)});
    shell.core.give(std::move(out));
  }
};

TEST_F(Link, Greets_and_asks) {
  const auto link = connect();
  EXPECT_TRUE(link->hello().open);
  EXPECT_FALSE(link->certificate_expired());
  EXPECT_EQ(shell.finish(link->request(protocol::Ping{}, {})).value().status, Status::ok);
}

TEST_F(Link, Sends_numbers_in_order_and_tags_that_the_relay_can_check) {
  shell.core.answers = false;
  const auto link = connect();
  const auto keys = crypto::dh_keypair(shell.rng);
  const auto id = shell.rng.fixed<protocol::ReaderId>();
  for (std::uint64_t up_to : {7U, 8U}) {
    std::vector<MailboxKey> proof;
    proof.push_back(MailboxKey::reader(id, keys.secret));
    shell.ends.start(link->request(protocol::Ack{id, up_to}, std::move(proof)));
  }
  shell.until([&] { return shell.core.requests.size() == 2; });
  const auto& first = shell.core.requests.front().request;
  const auto& second = shell.core.requests.back().request;
  EXPECT_EQ(first.number, 1U);
  EXPECT_EQ(second.number, 2U);
  ASSERT_EQ(first.tags.size(), 1U);
  EXPECT_NE(first.tags, second.tags);
  EXPECT_EQ(std::get<protocol::Ack>(second.command).up_to, 8U);
}

TEST_F(Link, Replies_find_their_request_whatever_their_order) {
  shell.core.answers = false;
  const auto link = connect();
  const auto first = shell.ends.start(link->request(protocol::Ping{}, {}));
  const auto second = shell.ends.start(link->request(protocol::GetLink{}, {}));
  shell.until([&] { return shell.core.requests.size() == 2; });
  shell.core.answer(shell.core.requests[1], Status::link_unknown);
  shell.core.answer(shell.core.requests[0], Status::ok);
  shell.until([&] { return first->has_value() && second->has_value(); });
  EXPECT_EQ((*first)->value().status, Status::ok);
  EXPECT_EQ((*second)->value().status, Status::link_unknown);
}

TEST_F(Link, Events_arrive_in_order) {
  const auto link = connect();
  event(protocol::Deliver{{}, 5, Bytes(65536, 1)});
  event(protocol::TakenOver{});
  event(protocol::GoAway{milliseconds{1500}});
  shell.until([&] { return events.size() == 3; });
  EXPECT_EQ(std::get<protocol::Deliver>(events[0]).sequence, 5U);
  EXPECT_TRUE(std::holds_alternative<protocol::TakenOver>(events[1]));
  EXPECT_EQ(std::get<protocol::GoAway>(events[2]).retry_after, milliseconds{1500});
  shell.until([&] { return shell.core.written == 65536; });
}

TEST_F(Link, Another_relay_at_the_address_is_not_trusted) {
  auto wrong = shell.address();
  wrong.fingerprint.raw[0] ^= 1;
  EXPECT_EQ(error_of(shell.finish(RelayLink::connect(wrong, callbacks))), Errc::untrusted_peer);
}

TEST_F(Link, Nobody_at_the_address_is_unreachable) {
  auto nowhere = shell.address();
  shell.listener->close();
  nowhere.host = "127.0.0.2";
  EXPECT_EQ(error_of(shell.finish(RelayLink::connect(nowhere, callbacks))), Errc::unreachable);
}

TEST_F(Link, A_peer_that_accepts_and_says_nothing_times_out) {
  Tcp::acceptor mute(shell.ends.context, {asio::ip::address_v4::loopback(), 0});
  auto address = shell.address();
  address.port = mute.local_endpoint().port();
  const auto result = shell.finish(RelayLink::connect(address, callbacks, {.connect = milliseconds{50}}));
  EXPECT_EQ(error_of(result), Errc::timed_out);
}

TEST_F(Link, An_end_by_the_relay_fails_what_waits_and_is_told_once) {
  shell.core.answers = false;
  const auto link = connect();
  const auto waiting = shell.ends.start(link->request(protocol::Ping{}, {}));
  shell.until([&] { return shell.core.requests.size() == 1; });
  server::CoreOutput out;
  out.actions.emplace_back(relay::CloseConnection{shell.core.last_id});
  shell.core.give(std::move(out));
  shell.until([&] { return end.has_value() && waiting->has_value(); });
  EXPECT_EQ(end, Errc::connection_closed);
  EXPECT_EQ(error_of(**waiting), Errc::connection_closed);
  EXPECT_FALSE(link->is_open());
  EXPECT_EQ(error_of(shell.finish(link->request(protocol::Ping{}, {}))), Errc::connection_closed);
}

TEST_F(Link, Close_sends_what_is_queued_and_then_ends) {
  const auto link = connect();
  const auto last = shell.ends.start(link->request(protocol::Ping{}, {}));
  shell.until([&] { return shell.core.taken == 1 || last->has_value(); });
  link->close();
  shell.until([&] { return end.has_value() && shell.core.gone == 1; });
  EXPECT_EQ(end, Errc::cancelled);
  EXPECT_EQ(shell.exchange.connections(), 0U);
}

TEST_F(Link, A_destroyed_link_leaves_the_relay_without_a_word_to_anybody) {
  auto link = connect();
  const auto waiting = shell.ends.start(link->request(protocol::Ping{}, {}));
  link.reset();
  shell.until([&] { return shell.core.gone == 1 && waiting->has_value(); });
  EXPECT_FALSE(end.has_value());
}

TEST_F(Link, An_idle_link_pings_and_stays) {
  const auto link = connect({.ping_after = milliseconds{20}, .dead_after = seconds{20}});
  shell.until([&] { return shell.core.taken >= 3; });
  EXPECT_TRUE(link->is_open());
}

TEST_F(Link, A_relay_that_does_not_answer_a_ping_is_given_up) {
  shell.core.answers = false;
  const auto link = connect({.ping_after = milliseconds{20}, .dead_after = milliseconds{60}});
  shell.until([&] { return end.has_value(); });
  EXPECT_EQ(end, Errc::timed_out);
  EXPECT_EQ(shell.core.requests.size(), 1U);
}

TEST_F(Link, No_more_requests_wait_than_the_bound) {
  shell.core.answers = false;
  const auto link = connect();
  for (std::size_t i = 0; i < RelayLink::kMostRequests; ++i)
    shell.ends.start(link->request(protocol::Ping{}, {}));
  EXPECT_EQ(error_of(shell.finish(link->request(protocol::Ping{}, {}))), Errc::limit_reached);
}

TEST_F(Link, A_command_without_an_encoding_is_refused_here) {
  const auto link = connect();
  EXPECT_EQ(error_of(shell.finish(link->request(protocol::Unsupported{}, {}))), Errc::invalid_argument);
}

}  // namespace
}  // namespace stille::net
