// The relay's side of a connection: order, bounds and time, against a core that follows a script.
#include "server/net/connection.hpp"

#include <gtest/gtest.h>

#include "client/net/relay_link.hpp"
#include "common/net/openssl_owned.hpp"
#include "common/wire/client_message.hpp"
#include "common/wire/relay_message.hpp"
#include "tests/unit/net/raw_client.hpp"

namespace stille::server {
namespace {

using protocol::Status;

struct ConnectionTest : testing::Test {
  Shell shell;
};

TEST_F(ConnectionTest, Greets_and_answers_in_turn) {
  RawClient client(shell);
  client.greet();
  ASSERT_TRUE(client.ping(1).has_value());
  EXPECT_EQ(client.status(), Status::ok);
  ASSERT_TRUE(client.ping(9).has_value());
  EXPECT_EQ(client.status(), Status::ok);
}

TEST_F(ConnectionTest, A_version_nobody_speaks_is_answered_and_ends) {
  RawClient client(shell);
  ASSERT_TRUE(client.shake().has_value());
  ASSERT_TRUE(client.write(wire::write_client_message(protocol::ClientHello{2, 9})).has_value());
  EXPECT_EQ(client.status(), Status::unsupported_version);
  EXPECT_TRUE(client.is_cut());
  EXPECT_EQ(shell.core.last_id, 0U);
}

TEST_F(ConnectionTest, A_malformed_command_is_answered_and_the_connection_stays) {
  RawClient client(shell);
  client.greet();
  ASSERT_TRUE(client.request(1, {0xff}).has_value());
  EXPECT_EQ(client.status(), Status::bad_request);
  ASSERT_TRUE(client.ping(2).has_value());
  EXPECT_EQ(client.status(), Status::ok);
}

TEST_F(ConnectionTest, Too_many_malformed_commands_end_it) {
  RawClient client(shell);
  client.greet();
  for (std::uint64_t number = 1; number <= NetLimits{}.bad_requests; ++number) {
    ASSERT_TRUE(client.request(number, {0xff}).has_value());
    EXPECT_EQ(client.status(), Status::bad_request);
  }
  ASSERT_TRUE(client.request(99, {0xff}).has_value());
  EXPECT_TRUE(client.is_cut());
}

TEST_F(ConnectionTest, A_number_that_does_not_increase_ends_it) {
  for (std::uint64_t second : {5U, 4U, 1U}) {
    RawClient client(shell);
    client.greet();
    ASSERT_TRUE(client.ping(5).has_value());
    EXPECT_EQ(client.status(), Status::ok);
    ASSERT_TRUE(client.ping(second).has_value());
    EXPECT_TRUE(client.is_cut());
  }
}

TEST_F(ConnectionTest, Messages_out_of_turn_or_out_of_form_end_it_without_a_word) {
  const auto hello = wire::write_client_message(protocol::ClientHello{});
  const auto ping = wire::write_client_message(
      protocol::Request{1, protocol::Ping{}, wire::write_command(protocol::Ping{}), {}});
  RawClient early(shell);
  ASSERT_TRUE(early.shake().has_value());
  ASSERT_TRUE(early.write(ping).has_value());
  EXPECT_TRUE(early.is_cut());
  RawClient twice(shell);
  twice.greet();
  ASSERT_TRUE(twice.write(hello).has_value());
  EXPECT_TRUE(twice.is_cut());
  RawClient noisy(shell);
  noisy.greet();
  ASSERT_TRUE(noisy.write({1, 2, 3}).has_value());
  EXPECT_TRUE(noisy.is_cut());
  shell.until([&] { return shell.core.gone == 2 && shell.exchange.connections() == 0; });
}

TEST_F(ConnectionTest, A_connection_that_dies_leaves_the_others_alone) {
  RawClient good(shell);
  good.greet();
  RawClient bad(shell);
  bad.greet();
  ASSERT_TRUE(bad.write({1}).has_value());
  EXPECT_TRUE(bad.is_cut());
  ASSERT_TRUE(good.ping(1).has_value());
  EXPECT_EQ(good.status(), Status::ok);
}

TEST_F(ConnectionTest, A_17th_stranger_from_one_address_is_turned_away_until_one_has_proved_itself) {
  std::vector<std::unique_ptr<RawClient>> strangers;
  for (std::size_t i = 0; i < NetLimits{}.unauthenticated_per_address; ++i) {
    strangers.push_back(std::make_unique<RawClient>(shell));
    strangers.back()->greet();
  }
  EXPECT_FALSE(RawClient(shell).shake().has_value());
  shell.core.authenticates = true;
  ASSERT_TRUE(strangers.front()->ping(1).has_value());
  EXPECT_EQ(strangers.front()->status(), Status::ok);
  RawClient(shell).greet();
}

TEST_F(ConnectionTest, Places_of_strangers_come_back_when_they_leave) {
  for (int round = 0; round < 40; ++round) RawClient(shell).greet();
  shell.until([&] { return shell.exchange.unauthenticated() == 0; });
}

TEST_F(ConnectionTest, Silence_is_ended_in_time_at_every_step) {
  using Clock = std::chrono::steady_clock;
  const auto& limits = NetLimits{};
  const auto ended_after = [&](milliseconds limit) {
    shell.settle();
    shell.exchange.check_time(Clock::now() + limit - seconds{1});
    shell.settle();
    EXPECT_EQ(shell.exchange.connections(), 1U);
    shell.exchange.check_time(Clock::now() + limit);
    shell.until([&] { return shell.exchange.connections() == 0; });
  };
  RawClient silent(shell);
  ended_after(limits.first_byte);
  RawClient halfway(shell);
  asio::write(halfway.stream->tls().socket(), asio::buffer(Bytes{0x16, 3, 1, 2}));
  ended_after(limits.handshake);
  RawClient wordless(shell);
  ASSERT_TRUE(wordless.shake().has_value());
  ended_after(limits.frame);
}

TEST_F(ConnectionTest, A_frame_that_is_begun_has_to_be_finished_in_time) {
  using Clock = std::chrono::steady_clock;
  shell.core.authenticates = true;
  RawClient client(shell);
  client.greet();
  ASSERT_TRUE(client.ping(1).has_value());
  EXPECT_EQ(client.status(), Status::ok);
  const Bytes begun{0, 0, 1, 0, 1, 2, 3};
  ASSERT_TRUE(shell.finish(client.stream->tls().write(begun)).has_value());
  shell.settle();
  shell.exchange.check_time(Clock::now() + NetLimits{}.frame);
  EXPECT_TRUE(client.is_cut());
}

TEST_F(ConnectionTest, Strangers_and_the_idle_do_not_stay_for_ever) {
  using Clock = std::chrono::steady_clock;
  shell.core.authenticates = true;
  RawClient stranger(shell);
  stranger.greet();
  RawClient known(shell);
  known.greet();
  ASSERT_TRUE(known.ping(1).has_value());
  EXPECT_EQ(known.status(), Status::ok);
  shell.exchange.check_time(Clock::now() + NetLimits{}.idle - seconds{1});
  shell.settle();
  EXPECT_EQ(shell.exchange.connections(), 2U);
  shell.exchange.check_time(Clock::now() + NetLimits{}.idle);
  EXPECT_TRUE(known.is_cut());
  EXPECT_TRUE(stranger.is_cut());
}

TEST_F(ConnectionTest, The_reader_stops_at_the_bound_of_requests_in_flight_and_goes_on_afterwards) {
  shell.core.answers = false;
  RawClient client(shell);
  client.greet();
  const auto bound = NetLimits{}.requests_in_flight;
  for (std::uint64_t number = 1; number <= bound + 20; ++number) ASSERT_TRUE(client.ping(number).has_value());
  shell.settle();
  EXPECT_EQ(shell.core.taken, bound);
  shell.core.answer_all();
  shell.until([&] { return shell.core.taken == bound + 20; });
}

TEST_F(ConnectionTest, Who_is_cut_while_not_being_read_from_leaves_nothing_behind) {
  shell.core.answers = false;
  RawClient client(shell);
  client.greet();
  const auto bound = NetLimits{}.requests_in_flight;
  for (std::uint64_t number = 1; number <= bound; ++number) ASSERT_TRUE(client.ping(number).has_value());
  shell.settle();
  ASSERT_EQ(shell.core.taken, bound);
  shell.exchange.abort_all();
  shell.until([&] { return shell.core.gone == 1 && shell.exchange.connections() == 0; });
}

TEST(ConnectionLimits, All_readers_stop_while_the_core_has_too_much_to_do) {
  NetLimits limits;
  limits.queued_bytes = 4000;
  Shell shell(limits);
  shell.core.answers = false;
  RawClient first(shell);
  first.greet();
  RawClient second(shell);
  second.greet();
  for (std::uint64_t number = 1; number <= 30; ++number) {
    ASSERT_TRUE(first.ping(number).has_value());
    ASSERT_TRUE(second.ping(number).has_value());
  }
  shell.settle();
  const auto taken = shell.core.taken;
  EXPECT_LT(taken, 40U);
  while (shell.core.taken < 60) {
    shell.core.answer_all();
    shell.settle();
  }
}

TEST(ConnectionLimits, A_peer_that_does_not_read_is_ended_and_its_backlog_bounded) {
  Shell shell;
  RawClient client(shell);
  client.greet();
  for (int i = 0; i < 400; ++i) {
    CoreOutput out;
    out.actions.emplace_back(relay::SendMessage{
        shell.core.last_id, protocol::Event{protocol::Deliver{{}, 1, Bytes(protocol::kLargestEnvelope)}}});
    shell.core.give(std::move(out));
  }
  shell.until([&] { return shell.core.gone == 1; });
}

TEST(ConnectionLimits, A_write_that_makes_no_progress_is_ended_in_time) {
  NetLimits limits;
  limits.outbox_bytes = std::size_t{64} << 20;
  Shell shell(limits);
  RawClient client(shell);
  client.greet();
  for (int i = 0; i < 200; ++i) {
    CoreOutput out;
    out.actions.emplace_back(relay::SendMessage{
        shell.core.last_id, protocol::Event{protocol::Deliver{{}, 1, Bytes(protocol::kLargestEnvelope)}}});
    shell.core.give(std::move(out));
  }
  shell.settle();
  EXPECT_EQ(shell.core.gone, 0U);
  shell.exchange.check_time(std::chrono::steady_clock::now() + limits.write_stall);
  shell.until([&] { return shell.core.gone == 1; });
}

/// Asks for one page, as a program that has nothing but TLS.
struct Browser : RawClient {
  using RawClient::RawClient;
  Result<void> ask(std::string_view request) { return write_plain(as_bytes(request)); }
  /// All that comes until the relay ends the connection.
  std::string hear() {
    std::string out;
    std::array<std::uint8_t, 4096> piece{};
    while (auto count = read_plain(piece)) out += as_text(ByteView(piece).first(count.value()));
    return out;
  }
};

TEST_F(ConnectionTest, A_browser_gets_one_page_and_an_orderly_end) {
  Browser browser(shell);
  ASSERT_TRUE(browser.shake_as_browser().has_value());
  ASSERT_TRUE(browser.ask("GET /large HTTP/1.1\r\nHost: a\r\n\r\n").has_value());
  const auto page = browser.hear();
  EXPECT_TRUE(page.starts_with("HTTP/1.1 200 OK\r\n"));
  EXPECT_GT(page.size(), 5'000'000U);
  EXPECT_EQ(browser.last_error, Errc::connection_closed);
  browser.stream->tls().abort();
  shell.until([&] { return shell.exchange.connections() == 0; });
  EXPECT_EQ(shell.exchange.unauthenticated(), 0U);
  EXPECT_EQ(shell.core.last_id, 0U);
}

TEST_F(ConnectionTest, A_browser_that_says_nothing_or_takes_nothing_is_ended_in_time) {
  using Clock = std::chrono::steady_clock;
  Browser silent(shell);
  ASSERT_TRUE(silent.shake_as_browser().has_value());
  ASSERT_TRUE(silent.ask("GET / HTTP/1.1\r\n").has_value());
  Browser deaf(shell);
  ASSERT_TRUE(deaf.shake_as_browser().has_value());
  ASSERT_TRUE(deaf.ask("GET /large HTTP/1.1\r\nHost: a\r\n\r\n").has_value());
  shell.settle();
  EXPECT_EQ(shell.exchange.connections(), 2U);
  shell.exchange.check_time(Clock::now() + NetLimits{}.frame);
  shell.until([&] { return shell.exchange.connections() == 0; });
}

TEST_F(ConnectionTest, A_browser_that_does_not_hang_up_is_ended_soon_after_its_page) {
  Browser browser(shell);
  ASSERT_TRUE(browser.shake_as_browser().has_value());
  ASSERT_TRUE(browser.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").has_value());
  EXPECT_TRUE(browser.hear().ends_with("/"));
  EXPECT_EQ(shell.exchange.connections(), 1U);
  shell.exchange.check_time(std::chrono::steady_clock::now() + seconds{2});
  shell.until([&] { return shell.exchange.connections() == 0; });
}

TEST_F(ConnectionTest, No_more_connections_than_the_bound) {
  NetLimits limits;
  limits.connections = 3;
  Shell small(limits);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(std::make_unique<RawClient>(small));
    clients.back()->greet();
  }
  EXPECT_FALSE(RawClient(small).shake().has_value());
}

TEST_F(ConnectionTest, A_shutdown_delivers_what_is_queued_and_closes_in_order) {
  shell.core.answers = false;
  RawClient client(shell);
  client.greet();
  ASSERT_TRUE(client.ping(1).has_value());
  shell.until([&] { return shell.core.taken == 1; });
  shell.core.answer_all();
  shell.exchange.shut_down();
  EXPECT_EQ(client.status(), Status::ok);
  EXPECT_EQ(client.read().error().code, Errc::connection_closed);
  EXPECT_FALSE(RawClient(shell).shake().has_value());
  EXPECT_TRUE(shell.exchange.core_ended());
}

}  // namespace
}  // namespace stille::server
