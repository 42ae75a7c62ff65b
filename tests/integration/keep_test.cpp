// The real stille-relay kept for years: backups, restoring, other names, monitors, and its own health.
#include <fstream>
#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <sqlite3.h>

#include "common/base/encoding.hpp"
#include "tests/integration/person.hpp"
#include "tests/integration/relay_process.hpp"

namespace stille::testing {
namespace {

namespace fs = std::filesystem;
using protocol::Status;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

Finished relay_program(std::vector<std::string> words) {
  words.insert(words.begin(), STILLE_RELAY);
  return run_program(words);
}

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Keeping : ::testing::Test {
  Keeping() { std::ofstream(key) << "twelve bytes and more\n"; }

  [[nodiscard]] Finished backup() const {
    return relay_program({"backup", "--data", data, "--key", key, file});
  }
  [[nodiscard]] Finished restore(const std::string& to) const {
    return relay_program({"restore", "--data", to, "--key", key, file});
  }

  RelayProcess relay;
  std::string data = (relay.folder() / "data").string();
  std::string key = (relay.folder() / "key").string();
  std::string file = (relay.folder() / "relay.stlb").string();
  crypto::SystemRng rng;
};

TEST_F(Keeping, A_backup_of_a_running_relay_comes_back_with_all_that_waited) {
  relay.start();
  const auto box = new_mailbox(rng);
  Person ada(relay.address());
  ASSERT_TRUE(ada.connect().has_value());
  ASSERT_EQ(ada.create(box), Status::ok);
  for (std::uint64_t n = 1; n <= 40; ++n) ASSERT_EQ(ada.send(box, n), Status::stored);
  const auto made = backup();
  ASSERT_EQ(made.status, 0) << made.err;
  ASSERT_EQ(ada.send(box, 41), Status::stored);
  relay.kill();
  fs::rename(data, data + ".lost");
  const auto back = restore(data);
  ASSERT_EQ(back.status, 0) << back.err;
  relay.start();
  ada.reconnect(relay.address());
  EXPECT_GT(ada.hello().store_epoch, 1'700'000'000U);
  EXPECT_EQ(ada.subscribe(box), Status::ok);
  const auto delivered = ada.deliveries(40);
  EXPECT_EQ(delivered.back().envelope, envelope(40));
  // A number that was given out after the backup is not given out again.
  EXPECT_EQ(ada.send(box, 42), Status::stored);
  EXPECT_GT(ada.deliveries(1).front().sequence, std::uint64_t{1} << 32U);
}

TEST_F(Keeping, A_backup_says_nothing_without_its_key_and_shows_every_change) {
  ASSERT_EQ(backup().status, 0);
  const auto bytes = content(file);
  EXPECT_THAT(bytes, Not(HasSubstr("PRIVATE KEY")));
  EXPECT_THAT(bytes, Not(HasSubstr("SQLite")));
  std::ofstream(key) << "another passphrase";
  EXPECT_EQ(restore(data + "2").status, 2);
  std::ofstream(key) << "twelve bytes and more";
  for (const std::size_t at : {std::size_t{3}, std::size_t{8}, std::size_t{40}, bytes.size() - 1}) {
    auto changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    std::ofstream(file, std::ios::binary) << changed;
    EXPECT_NE(restore(data + "2").status, 0) << at;
  }
  std::ofstream(file, std::ios::binary) << bytes.substr(0, bytes.size() - 1);
  EXPECT_NE(restore(data + "2").status, 0);
  std::ofstream(file, std::ios::binary) << bytes << 'x';
  EXPECT_EQ(restore(data + "2").status, 10);
  EXPECT_FALSE(fs::exists(data + "2"));
  std::ofstream(file, std::ios::binary) << bytes;
  EXPECT_EQ(restore(data + "2").status, 0);
}

TEST_F(Keeping, Nothing_that_is_there_is_overwritten) {
  ASSERT_EQ(backup().status, 0);
  const auto again = backup();
  EXPECT_EQ(again.status, 2);
  EXPECT_THAT(again.err, HasSubstr("there already"));
  const auto onto = restore(data);
  EXPECT_EQ(onto.status, 2);
  EXPECT_THAT(onto.err, HasSubstr("not empty"));
}

TEST_F(Keeping, Each_restoring_begins_a_later_epoch) {
  ASSERT_EQ(backup().status, 0);
  const auto epoch = [&](const std::string& to) {
    const auto done = relay_program({"restore", "--json", "--data", to, "--key", key, file});
    return Json::parse(done.out).at("epoch").get<std::uint64_t>();
  };
  const auto first = epoch(data + "2");
  fs::remove(file);
  ASSERT_EQ(relay_program({"backup", "--data", data + "2", "--key", key, file}).status, 0);
  EXPECT_GT(epoch(data + "3"), first);
}

TEST_F(Keeping, Move_changes_the_settings_and_the_address_and_keeps_the_comments) {
  relay.start();
  const auto lines = [&] {
    const auto text = content(data + "/relay.toml");
    return std::count(text.begin(), text.end(), '\n');
  };
  const auto before = lines();
  const auto moved = relay_program({"move", "--data", data, "--host", "new.example.org", "--port", "7555"});
  ASSERT_EQ(moved.status, 0) << moved.err;
  EXPECT_THAT(moved.out, HasSubstr("@new.example.org:7555"));
  EXPECT_THAT(moved.out, HasSubstr("stille-relay drain --data " + data));
  EXPECT_EQ(lines(), before);
  EXPECT_THAT(relay_program({"address", "--data", data}).out, HasSubstr("@new.example.org:7555"));
  EXPECT_EQ(relay_program({"move", "--data", data}).status, 2);
  EXPECT_EQ(relay_program({"move", "--data", data, "--host", "NO NAME"}).status, 2);
}

TEST_F(Keeping, Doctor_finds_planted_troubles_and_says_how_to_mend_them) {
  const auto ask = [&](const char* name) {
    const auto done = relay_program({"doctor", "--json", "--data", data});
    const auto said = Json::parse(done.out);
    const auto fails = [](const Json& one) { return one.at("health") == "failure"; };
    EXPECT_EQ(done.status, std::ranges::any_of(said.at("findings"), fails) ? 4 : 0);
    for (const auto& one : said.at("findings")) {
      if (one.at("name") == name) return std::make_pair(one.at("health").get<std::string>(), done.status);
    }
    return std::make_pair(std::string("missing"), done.status);
  };
  relay.start();
  EXPECT_EQ(ask("reach").first, "fine");
  EXPECT_EQ(ask("running").first, "fine");
  EXPECT_EQ(ask("certificate").first, "fine");
  EXPECT_EQ(ask("backup").first, "warning");
  ASSERT_EQ(backup().status, 0);
  EXPECT_EQ(ask("backup").first, "fine");
  fs::permissions(data, fs::perms::others_read, fs::perm_options::add);
  EXPECT_EQ(ask("folder"), std::make_pair(std::string("failure"), 4));
  fs::permissions(data, fs::perms::owner_all);
  std::ofstream(data + "/online.pem") << "nonsense";
  EXPECT_EQ(ask("certificate").first, "warning");
  std::ofstream(data + "/address") << "stille://x\n";
  EXPECT_EQ(ask("reach").first, "failure");
  std::ofstream(data + "/relay.toml", std::ios::app) << "[colour]\n";
  EXPECT_EQ(ask("settings"), std::make_pair(std::string("failure"), 4));
  relay.kill();
  EXPECT_EQ(ask("running").first, "warning");
  std::ofstream(data + "/identity.pem") << "nonsense";
  EXPECT_EQ(ask("identity").first, "failure");
}

}  // namespace
}  // namespace stille::testing
