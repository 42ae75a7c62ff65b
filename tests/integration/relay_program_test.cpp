// stille-relay as a person meets it: arguments, answers, exit statuses, and one relay to a folder.
#include <fstream>

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/stat.h>

#include "tests/integration/relay_process.hpp"

namespace stille::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Finished relay(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), STILLE_RELAY);
  return run_program(arguments);
}

struct Program : ::testing::Test {
  RelayProcess made;
  std::string data = (made.folder() / "data").string();
};

TEST_F(Program, Says_its_version_and_its_commands) {
  EXPECT_THAT(relay({"--version"}).out, StartsWith("stille-relay "));
  const auto help = relay({"--help"});
  EXPECT_EQ(help.status, 0);
  for (const auto* word : {"init", "run", "address"}) EXPECT_THAT(help.out, HasSubstr(word));
}

TEST_F(Program, Wrong_use_ends_with_2) {
  EXPECT_EQ(relay({}).status, 2);
  EXPECT_EQ(relay({"fly"}).status, 2);
  EXPECT_EQ(relay({"run"}).status, 2);
  EXPECT_EQ(relay({"init", "--data", data + "2", "--listen", "nowhere"}).status, 2);
  EXPECT_EQ(relay({"run", "--data", data + "/nothing"}).status, 2);
}

TEST_F(Program, A_folder_on_the_line_comes_before_that_of_the_environment) {
  // Every program here runs with another one in its environment.
  EXPECT_THAT(relay({"address", "--data", data}).err, HasSubstr("--data " + data));
  EXPECT_THAT(relay({"address"}).err, HasSubstr("there is no relay in /nonexistent"));
}

TEST_F(Program, Init_refuses_to_overwrite) {
  const auto again = relay({"init", "--data", data});
  EXPECT_EQ(again.status, 2);
  EXPECT_THAT(again.err, HasSubstr("already holds a relay"));
}

TEST_F(Program, Prints_the_address_that_run_announces) {
  EXPECT_EQ(relay({"address", "--data", data}).status, 2);
  made.start();
  const auto said = relay({"address", "--data", data});
  EXPECT_EQ(said.status, 0);
  EXPECT_EQ(said.out, made.address_text() + "\n");
  EXPECT_THAT(said.err, HasSubstr("Port 0"));
}

TEST_F(Program, A_fixed_port_and_host_make_the_address_before_the_first_run) {
  const auto init =
      relay({"init", "--data", data + "2", "--listen", "127.0.0.1:7444", "--host", "relay.test"});
  EXPECT_EQ(init.status, 0);
  EXPECT_THAT(init.out, HasSubstr("@relay.test:7444\n"));
  EXPECT_THAT(init.out, StartsWith(relay({"address", "--data", data + "2"}).out));
}

TEST_F(Program, Making_a_relay_gives_its_first_invitation_too) {
  const auto init =
      relay({"init", "--data", data + "2", "--listen", "127.0.0.1:7444", "--host", "relay.test"});
  const auto address = init.out.substr(0, init.out.find('\n'));
  EXPECT_THAT(init.out, StartsWith(address + "\n" + address + "/r#"));
  EXPECT_THAT(init.err, HasSubstr("█"));
  EXPECT_THAT(relay({"invite", "list", "--data", data + "2"}).out, HasSubstr("open"));
}

TEST_F(Program, An_open_relay_and_one_without_a_name_get_no_invitation) {
  const auto open = relay({"init", "--data", data + "2", "--listen", "127.0.0.1:7444", "--open"});
  EXPECT_THAT(open.out, Not(HasSubstr("/r#")));
  const auto nameless = relay({"init", "--data", data + "4", "--json"});
  EXPECT_EQ(nameless.status, 0);
  EXPECT_THAT(nameless.out, Not(HasSubstr("invitation")));
  EXPECT_THAT(nameless.out, HasSubstr("\"address\""));
}

TEST_F(Program, A_port_behind_the_host_is_the_one_that_people_use) {
  const auto init =
      relay({"init", "--data", data + "2", "--listen", "127.0.0.1:7444", "--host", "relay.test:443"});
  EXPECT_THAT(init.out, HasSubstr("@relay.test:443\n"));
  for (const auto* wrong : {"relay.test:", "relay.test:0", "relay.test:x", "relay.test:70000"})
    EXPECT_EQ(relay({"init", "--data", data + "4", "--listen", "127.0.0.1:7444", "--host", wrong}).status, 2);
}

TEST_F(Program, One_relay_at_a_time_uses_a_folder) {
  made.start();
  const auto second = relay({"run", "--data", data});
  EXPECT_EQ(second.status, 2);
  EXPECT_THAT(second.err, HasSubstr("another stille-relay is running"));
}

TEST_F(Program, A_port_that_is_taken_is_told) {
  made.start();
  const auto port = std::to_string(made.address().port);
  ASSERT_EQ(relay({"init", "--data", data + "3", "--listen", "127.0.0.1:" + port}).status, 0);
  const auto second = relay({"run", "--data", data + "3"});
  EXPECT_EQ(second.status, 2);
  EXPECT_THAT(second.err, HasSubstr("cannot listen on 127.0.0.1:" + port));
}

TEST_F(Program, A_mistake_in_the_settings_is_told_with_its_line) {
  std::ofstream(data + "/relay.toml", std::ios::app) << "\n[connection]\n";
  const auto run = relay({"run", "--data", data});
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.err, HasSubstr("Did you mean \"connections\"?"));
}

TEST_F(Program, Damaged_keys_and_databases_end_with_10) {
  std::ofstream(data + "/relay.db") << std::string(100'000, 'x');
  EXPECT_EQ(relay({"run", "--data", data}).status, 10);
  std::ofstream(data + "/identity.pem") << "nonsense";
  EXPECT_EQ(relay({"run", "--data", data}).status, 10);
}

TEST_F(Program, Everything_in_its_folder_is_private) {
  made.start();
  for (const auto& entry : std::filesystem::directory_iterator(data)) {
    struct stat status{};
    ASSERT_EQ(::stat(entry.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, entry.is_directory() ? 0700U : 0600U) << entry.path();
  }
}

TEST_F(Program, Leaves_no_core_dump_and_cannot_be_traced) {
  made.start();
  struct stat status{};
  const auto proc = "/proc/" + std::to_string(made.pid());
  std::ifstream limits(proc + "/limits");
  std::string line;
  while (std::getline(limits, line) && !line.starts_with("Max core file size")) {
  }
  EXPECT_THAT(line, HasSubstr(" 0 "));
  // What belongs to a process that may not be dumped belongs to root.
  ASSERT_EQ(::stat((proc + "/environ").c_str(), &status), 0);
  EXPECT_EQ(status.st_uid, 0U);
}

TEST_F(Program, Ends_with_0_on_either_signal) {
  for (const int number : {SIGTERM, SIGINT}) {
    made.start();
    made.signal(number);
    EXPECT_EQ(made.wait(), 0);
  }
}

}  // namespace
}  // namespace stille::testing
