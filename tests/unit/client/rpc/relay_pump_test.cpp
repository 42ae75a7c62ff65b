// A profile with many mailboxes and its relay, with the connection between them cut.
#include "client/rpc/relay_pump.hpp"

#include <filesystem>

#include <gtest/gtest.h>
#include <stdlib.h>

#include "client/store/profile.hpp"
#include "tests/unit/net/real_relay.hpp"

namespace stille::rpc {
namespace {

struct Pump : testing::Test, server::RealRelay {
  Pump() {
    std::string name = (std::filesystem::temp_directory_path() / "stille-pump-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    auto profile = client::store::Profile::create(folder / "profile",
                                                  {.name = "Ada", .relay = shell.address(), .passphrase = {}},
                                                  shell.clock.now(), shell.rng);
    engine = client::Engine::open(std::move(profile).value(), shell.clock, shell.rng).value();
    pump = std::make_shared<RelayPump>(
        PumpSurroundings{shell.ends.context, *engine, shell.clock, shell.rng, shell.log, [] {}},
        shell.address());
    engine->on_change([this] { pump->nudge(); });
    pump->start();
  }
  ~Pump() override {
    pump->stop();
    shell.settle();
    std::filesystem::remove_all(folder);
  }

  /// Each with a mailbox of its own.
  void invites(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) ASSERT_TRUE(engine->create_invitation({}).has_value());
  }
  void settles() {
    shell.until([&] { return pump->settled(); });
    shell.settle();
  }
  /// Until the relay has been asked anew.
  void loses_the_connection() {
    asked.clear();
    shell.exchange.abort_all();
    shell.until([&] {
      pump->try_now();
      return !asked.empty();
    });
    settles();
  }

  std::filesystem::path folder;
  std::unique_ptr<client::Engine> engine;
  std::shared_ptr<RelayPump> pump;
};

TEST_F(Pump, Makes_and_reads_what_the_profile_wants_while_it_is_connected) {
  settles();
  invites(2);
  settles();
  EXPECT_EQ(count<protocol::Create>(), 2U);
  EXPECT_EQ(core->figures().subscriptions, 2U);
}

TEST_F(Pump, Comes_back_to_many_mailboxes_with_one_command) {
  invites(net::Subscriber::kLeastForATicket);
  settles();
  shell.until([&] { return count<protocol::Ticket>() == 1; });
  shell.settle();
  loses_the_connection();
  EXPECT_EQ(count<protocol::Resume>(), 1U);
  EXPECT_EQ(count<protocol::Subscribe>(), 0U);
  EXPECT_EQ(core->figures().subscriptions, net::Subscriber::kLeastForATicket);
}

TEST_F(Pump, Comes_back_to_a_relay_that_has_forgotten_its_tickets) {
  invites(net::Subscriber::kLeastForATicket);
  settles();
  shell.until([&] { return count<protocol::Ticket>() == 1; });
  shell.settle();
  starts();
  loses_the_connection();
  EXPECT_EQ(count<protocol::Resume>(), 1U);
  EXPECT_EQ(count<protocol::Subscribe>(), 1U);
  EXPECT_EQ(core->figures().subscriptions, net::Subscriber::kLeastForATicket);
}

TEST_F(Pump, Makes_a_mailbox_anew_that_the_relay_has_lost_and_reads_it_on_the_same_connection) {
  invites(1);
  settles();
  store = {};
  starts();
  loses_the_connection();
  EXPECT_EQ(count<protocol::Create>(), 1U);
  EXPECT_EQ(count<protocol::Subscribe>(), 2U);
  EXPECT_EQ(core->figures().subscriptions, 1U);
}

TEST_F(Pump, Leaves_the_straight_way_when_there_is_a_proxy_and_takes_no_other) {
  settles();
  ASSERT_TRUE(engine->set_config("proxy", "socks5://127.0.0.2:1"));
  pump->reroute();
  shell.until([&] { return pump->failed(); });
  EXPECT_EQ(pump->status().failure->code, FaultCode::proxy_unreachable);
  shell.until([&] { return shell.exchange.connections() == 0; });
  ASSERT_TRUE(engine->set_config("proxy", "none"));
  pump->reroute();
  settles();
  EXPECT_EQ(shell.exchange.connections(), 1U);
}

}  // namespace
}  // namespace stille::rpc
