// relay.toml: what it may say, and how a person is told what is wrong with it.
#include "server/app/config.hpp"

#include <array>
#include <set>

#include <gmock/gmock.h>

#include "server/app/complaint.hpp"
#include "server/app/settings.hpp"

namespace stille::server {
namespace {

using testing::HasSubstr;

/// The complaint about this file, both sentences.
std::string complaint(const std::string& toml) {
  try {
    (void)read_config(toml, "relay.toml");
  } catch (const Complaint& caught) {
    EXPECT_EQ(caught.exit, Exit::usage);
    return std::string(caught.what()) + " " + caught.next;
  }
  return "accepted";
}

/// The template with every default switched on.
std::string all_switched_on(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find('\n', at);
    const auto line = text.substr(at, end - at);
    const bool setting = line.size() > 1 && line[0] == '#' && line[1] != ' ';
    out += (setting ? line.substr(1) : line) + '\n';
    at = end + 1;
  }
  return out;
}

TEST(Config, An_empty_file_gives_the_defaults) {
  const auto config = read_config("", "relay.toml");
  EXPECT_EQ(config.listen, "[::]:7443");
  EXPECT_FALSE(config.core.open);
  EXPECT_EQ(config.net.unauthenticated, 1024U);
}

TEST(Config, Further_classes_of_tokens_have_budgets_of_their_own) {
  const auto config = read_config(
      "[class.family]\nblob_bytes = 4294967296\n[class.tiny]\nenvelopes = 1\nbytes = 2\n", "relay.toml");
  ASSERT_EQ(config.core.classes.size(), 2U);
  EXPECT_EQ(config.core.classes.at("family"), (protocol::Budget{4096, 16U << 20U, 4294967296U}));
  EXPECT_EQ(config.core.classes.at("tiny"), (protocol::Budget{1, 2, 1U << 30U}));
}

TEST(Config, A_class_that_makes_no_sense_is_told_by_its_line) {
  EXPECT_THAT(complaint("class = 3"), HasSubstr("line 1"));
  EXPECT_THAT(complaint("[class]\nfamily = 3"), HasSubstr("[class.NAME]"));
  EXPECT_THAT(complaint("[class.Family]\nbytes = 3"), HasSubstr("a-z"));
  EXPECT_THAT(complaint("[class.standard]\nbytes = 3"), HasSubstr("[mailboxes]"));
  EXPECT_THAT(complaint("[class.family]\nblobbytes = 3"), HasSubstr("\"blob_bytes\"?"));
  EXPECT_THAT(complaint("[class.family]\nbytes = 0"), HasSubstr("line 2"));
  EXPECT_THAT(complaint("[class.family]\nbytes = \"3\""), HasSubstr("line 2"));
  std::string many;
  for (int i = 0; i < 64; ++i) many += "[class.c" + std::to_string(i) + "]\n";
  EXPECT_THAT(complaint(many), HasSubstr("too many"));
}

TEST(Config, The_file_that_init_writes_holds_every_setting_and_is_read_back_unchanged) {
  Config config;
  config.listen = "127.0.0.1:0";
  config.core.open = true;
  const auto text = config_template(config);
  for (const auto& source : {text, all_switched_on(text)}) {
    auto read = read_config(source, "relay.toml");
    auto wanted = settings(config);
    auto found = settings(read);
    ASSERT_EQ(found.size(), wanted.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(in_toml(found[i].value), in_toml(wanted[i].value)) << found[i].key;
      EXPECT_THAT(text, HasSubstr(std::string(found[i].key) + " = "));
    }
  }
}

TEST(Config, Every_setting_has_a_name_of_its_own_and_a_meaning) {
  Config config;
  std::set<std::string> names;
  for (const auto& setting : settings(config)) {
    EXPECT_TRUE(names.insert(std::string(setting.section) + '.' + std::string(setting.key)).second);
    EXPECT_FALSE(setting.meaning.empty());
  }
}

TEST(Config, Each_setting_reaches_its_place) {
  const auto config = read_config(
      "[connections]\nfirst_byte = \"7s\"\nunauthenticated = 5\n[mailboxes]\nenvelopes = 9\n"
      "envelope_life = \"2d\"\n[rates]\ncommands_burst = 3\n",
      "relay.toml");
  EXPECT_EQ(config.net.first_byte, seconds{7});
  EXPECT_EQ(config.net.unauthenticated, 5U);
  EXPECT_EQ(config.core.envelopes_per_mailbox, 9U);
  EXPECT_EQ(config.core.envelope_life, std::chrono::hours{48});
  EXPECT_EQ(config.core.commands.burst, 3U);
}

TEST(Config, An_unknown_setting_is_told_with_its_line_and_the_likely_one) {
  const auto said = complaint("[relay]\nopen = true\nlisten_on = \"1.2.3.4:5\"\nlisten = \"1.2.3.4:5\"\n");
  EXPECT_THAT(said, HasSubstr("relay.toml, line 3"));
  EXPECT_THAT(said, HasSubstr("\"listen_on\""));
  EXPECT_THAT(said, HasSubstr("Did you mean \"listen\"?"));
  EXPECT_THAT(complaint("[relays]\n"), HasSubstr("Did you mean \"relay\"?"));
  EXPECT_THAT(complaint("quux = 1\n"), HasSubstr("no section"));
  EXPECT_THAT(complaint("[connections]\nwombat = 1\n"), HasSubstr("Remove the line"));
}

TEST(Config, Wrong_types_and_values_out_of_range_are_told_with_the_default) {
  EXPECT_THAT(complaint("[relay]\nopen = \"yes\"\n"), HasSubstr("true or false"));
  EXPECT_THAT(complaint("[relay]\nlisten = 7443\n"), HasSubstr("is a text"));
  for (const auto* value : {"0", "-1", "99999999999", "\"9\"", "1.5", "true"})
    EXPECT_THAT(complaint(std::string("[connections]\nmost = ") + value + "\n"),
                HasSubstr("Its default is 50000."))
        << value;
  for (const auto* value : {"\"0s\"", "\"soon\"", "5", "\"-1s\"", "\"99999d\"", "\"\""})
    EXPECT_THAT(complaint(std::string("[connections]\nidle = ") + value + "\n"),
                HasSubstr("default is \"2m\""))
        << value;
}

std::string complaint_about(const std::vector<Override>& overrides) {
  Config config;
  try {
    apply(config, overrides);
  } catch (const Complaint& caught) {
    return std::string(caught.what()) + " " + caught.next;
  }
  return "accepted";
}

TEST(Config, Overrides_come_before_the_file_and_are_checked_like_it) {
  auto config = read_config("[connections]\nidle = \"3m\"\nmost = 9\n", "relay.toml");
  apply(config,
        {{"--set", "connections.idle", "90s"}, {"--set", "relay.open", "true"}, {"X", "relay.host", "a\"b"}});
  EXPECT_EQ(config.net.idle, seconds{90});
  EXPECT_EQ(config.net.connections, 9U);
  EXPECT_TRUE(config.core.open);
  EXPECT_EQ(config.host, "a\"b");
  EXPECT_THAT(
      complaint_about({{"--set connections.idel", "connections.idel", "1s"}}),
      HasSubstr("--set connections.idel: there is no setting called \"idel\". Did you mean \"idle\"?"));
  EXPECT_THAT(complaint_about({{"--set", "connections.most", "many"}}), HasSubstr("whole number"));
  EXPECT_THAT(complaint_about({{"--set", "idle", "1s"}}), HasSubstr("no name of a setting"));
  EXPECT_THAT(complaint_about({{"--set", "relay.open = true\nlisten", "1s"}}),
              HasSubstr("no name of a setting"));
}

TEST(Config, The_environment_names_settings_in_capitals) {
  const std::array<const char*, 5> variables{"HOME=/", "STILLE_RELAY_CONNECTIONS_FIRST_BYTE=9s",
                                             "STILLE_RELAY_DATA=/srv/x", "STILLE_RELAY_LOG_FORMAT=json",
                                             nullptr};
  const auto found = overrides_in(variables.data());
  ASSERT_EQ(found.size(), 2U);
  Config config;
  apply(config, found);
  EXPECT_EQ(config.net.first_byte, seconds{9});
  EXPECT_EQ(config.log_format, "json");
  const std::array<const char*, 2> wrong{"STILLE_RELAY_CONNECTIONS_IDEL=9s", nullptr};
  try {
    (void)overrides_in(wrong.data());
    FAIL();
  } catch (const Complaint& caught) {
    EXPECT_THAT(caught.next, HasSubstr("STILLE_RELAY_CONNECTIONS_IDLE"));
  }
}

TEST(Config, The_log_stands_where_version_0_1_had_it_or_in_its_own_section) {
  EXPECT_EQ(read_config("[relay]\nlog = \"debug\"\n", "f").log, "debug");
  EXPECT_EQ(read_config("[log]\nlevel = \"debug\"\n", "f").log, "debug");
  EXPECT_THAT(complaint("[log]\nformat = \"xml\"\n"), HasSubstr("Use text or json"));
}

TEST(Config, Metrics_are_for_this_machine_only) {
  for (const auto* right : {"/run/x.sock", "127.0.0.1:9464", "[::1]:9464"})
    EXPECT_EQ(complaint(std::string("[metrics]\nlisten = \"") + right + "\"\n"), "accepted");
  for (const auto* wrong : {"0.0.0.0:9464", "[::]:9464", "192.0.2.1:9464"})
    EXPECT_THAT(complaint(std::string("[metrics]\nlisten = \"") + wrong + "\"\n"),
                HasSubstr("other machines"));
}

TEST(Config, A_file_that_is_no_toml_is_told_with_its_line) {
  EXPECT_THAT(complaint("[relay]\nopen = \n"), HasSubstr("relay.toml, line 2"));
}

TEST(Config, Addresses_to_listen_on) {
  EXPECT_EQ(parse_listen("127.0.0.1:0").port, 0);
  EXPECT_EQ(parse_listen("[2001:db8::1]:7443").host, "2001:db8::1");
  for (const auto* wrong :
       {"", ":1", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000", "a:1b", "localhost:1"})
    EXPECT_THROW((void)parse_listen(wrong), Complaint) << wrong;
  EXPECT_THAT(complaint("[relay]\nlisten = \"here\"\n"), HasSubstr("no address to listen on"));
  EXPECT_THAT(complaint("[relay]\nlog = \"loud\"\n"), HasSubstr("no log level"));
  EXPECT_THAT(complaint("[relay]\nproxies = \"nginx\"\n"), HasSubstr("no list of addresses"));
}

}  // namespace
}  // namespace stille::server
