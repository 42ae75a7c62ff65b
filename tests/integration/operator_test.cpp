// The real stille-relay as its operator meets it while it runs: asked, told, loaded anew and drained.
#include <fstream>
#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <signal.h>

#include "common/base/encoding.hpp"
#include "tests/integration/person.hpp"
#include "tests/integration/relay_process.hpp"

namespace stille::testing {
namespace {

using protocol::Status;
using ::testing::HasSubstr;
using Json = nlohmann::json;

struct Operator : ::testing::Test {
  Operator() { relay.start(); }

  Finished run(std::vector<std::string> words) const {
    words.insert(words.begin(), STILLE_RELAY);
    words.insert(words.end(), {"--data", data});
    return run_program(words);
  }
  [[nodiscard]] Json status() const { return Json::parse(run({"status", "--json"}).out); }

  RelayProcess relay;
  std::string data = (relay.folder() / "data").string();
  crypto::SystemRng rng;
};

TEST_F(Operator, Status_counts_what_is_there) {
  const auto box = new_mailbox(rng);
  Person ada(relay.address());
  ASSERT_TRUE(ada.connect().has_value());
  ASSERT_EQ(ada.create(box), Status::ok);
  ASSERT_EQ(ada.send(box, 1), Status::stored);
  const auto said = status();
  EXPECT_EQ(said.at("mailboxes"), 1);
  EXPECT_EQ(said.at("waiting").at("envelopes"), 1);
  EXPECT_EQ(said.at("waiting").at("bytes"), 4096);
  EXPECT_EQ(said.at("connections").at("all"), 1);
  EXPECT_EQ(said.at("connections").at("unauthenticated"), 0);
  EXPECT_EQ(said.at("address"), relay.address_text());
  EXPECT_GE(said.at("certificate").at("days_left"), 88);
  EXPECT_THAT(run({"status"}).out, HasSubstr("1 envelopes, 4.1 kB"));
  EXPECT_EQ(run({"top", "--every", "10ms", "--count", "2", "--json"}).out.find('\n') != std::string::npos,
            true);
}

TEST_F(Operator, Without_a_running_relay_every_command_says_how_to_start_it) {
  relay.kill();
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"status"}, {"top"}, {"drain"}, {"reload"}, {"mailbox", "block", "00"}}) {
    const auto done = run(words);
    EXPECT_EQ(done.status, 3) << words[0];
    EXPECT_THAT(done.err, HasSubstr("Start it: stille-relay run --data " + data));
  }
  EXPECT_THAT(run({"status", "--json"}).err, HasSubstr("\"next\":\"Start it"));
}

TEST_F(Operator, A_blocked_mailbox_is_denied_until_it_is_unblocked) {
  const auto box = new_mailbox(rng);
  Person ada(relay.address());
  ASSERT_TRUE(ada.connect().has_value());
  ASSERT_EQ(ada.create(box), Status::ok);
  EXPECT_EQ(run({"mailbox", "block", to_hex(box.writer.raw)}).status, 0);
  EXPECT_EQ(ada.send(box, 1), Status::denied);
  EXPECT_EQ(ada.subscribe(box), Status::denied);
  EXPECT_EQ(run({"mailbox", "unblock", to_base64url(box.reader.raw)}).status, 0);
  EXPECT_EQ(ada.send(box, 1), Status::stored);
  EXPECT_EQ(run({"mailbox", "block", to_hex(new_mailbox(rng).reader.raw)}).status, 4);
  EXPECT_EQ(run({"mailbox", "block", "xyz"}).status, 4);
  EXPECT_EQ(run({"mailbox", "block", "-" + std::string(31, 'A')}).status, 4) << "a name like an option";
  EXPECT_EQ(run({"mailbox", "block"}).status, 2);
}

TEST_F(Operator, Reload_takes_new_limits_and_keeps_every_connection) {
  Person ada(relay.address());
  ASSERT_TRUE(ada.connect().has_value());
  const auto box = new_mailbox(rng);
  ASSERT_EQ(ada.create(box), Status::ok);
  std::ofstream(data + "/relay.toml") << "[relay]\nlisten = \"127.0.0.1:1\"\nopen = false\n";
  const auto done = Json::parse(run({"reload", "--json"}).out);
  EXPECT_EQ(done.at("needs_restart"), Json::array({"relay.listen"}));
  EXPECT_EQ(ada.create(new_mailbox(rng)), Status::creation_refused);
  EXPECT_EQ(ada.send(box, 1), Status::stored);
  EXPECT_TRUE(ada.is_connected());
}

TEST_F(Operator, A_broken_file_is_refused_with_its_line_and_nothing_changes) {
  std::ofstream(data + "/relay.toml") << "[relay]\nopen = false\nlissen = \"x\"\n";
  const auto done = run({"reload"});
  EXPECT_EQ(done.status, 4);
  EXPECT_THAT(done.err, HasSubstr("line 3"));
  EXPECT_THAT(done.err, HasSubstr("Did you mean \"listen\"?"));
  EXPECT_TRUE(status().at("open").get<bool>());
}

TEST_F(Operator, A_signal_loads_the_file_as_well) {
  std::ofstream(data + "/relay.toml") << "[relay]\nopen = false\n[connections]\nmost = 77\n";
  relay.signal(SIGHUP);
  for (int tries = 0; tries < 500 && status().at("connections").at("most") != 77; ++tries) {
  }
  EXPECT_FALSE(status().at("open").get<bool>());
}

TEST_F(Operator, Drain_says_goodbye_and_ends_the_relay) {
  Person ada(relay.address());
  ASSERT_TRUE(ada.connect().has_value());
  const auto done = run({"drain", "--within", "20s", "--json"});
  EXPECT_EQ(done.status, 0) << done.err;
  EXPECT_EQ(Json::parse(done.out).at("connections"), 1);
  EXPECT_GT(ada.next<protocol::GoAway>().retry_after.count(), 0);
  EXPECT_EQ(relay.wait(), 0);
}

TEST_F(Operator, Invitations_are_made_listed_and_revoked_while_the_relay_runs_and_while_it_rests) {
  for (const bool runs : {true, false}) {
    if (!runs) relay.kill();
    const auto made = Json::parse(run({"invite", "create", "--uses", "2", "--label", "x", "--json"}).out);
    EXPECT_THAT(made.at("invitation").get<std::string>(), HasSubstr("/r#"));
    EXPECT_EQ(made.at("uses"), 2);
    const auto number = made.at("number").dump();
    EXPECT_THAT(run({"invite", "list"}).out, HasSubstr("open"));
    EXPECT_EQ(run({"invite", "revoke", number}).status, 0);
    EXPECT_THAT(run({"invite", "list", "--json"}).out, HasSubstr("revoked"));
    EXPECT_EQ(run({"invite", "revoke", "99"}).status, 4);
    EXPECT_NE(run({"invite", "create", "--class", "nothing"}).status, 0);
    EXPECT_EQ(run({"invite", "create", "--expires", "soon"}).status, 2);
  }
  EXPECT_THAT(run({"invite", "create", "--qr"}).out, HasSubstr("█"));
}

TEST_F(Operator, Settings_of_the_environment_and_of_the_command_line_come_before_the_file) {
  relay.kill();
  relay.start({"--set", "connections.most=55", "--set", "log.format=json"});
  EXPECT_EQ(status().at("connections").at("most"), 55);
  EXPECT_EQ(run({"reload"}).status, 0);
  EXPECT_EQ(status().at("connections").at("most"), 55);
  relay.kill();
  const auto wrong = run({"run", "--set", "connections.mots=5"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_THAT(wrong.err, HasSubstr("Did you mean \"most\"?"));
}

}  // namespace
}  // namespace stille::testing
