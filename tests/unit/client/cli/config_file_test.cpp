// What somebody has written down for every command.
#include "client/cli/config_file.hpp"

#include <fstream>

#include <gmock/gmock.h>

namespace stille::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

struct ConfigFile : ::testing::Test {
  void SetUp() override {
    auto name = (fs::temp_directory_path() / "stille-config-XXXXXX").string();
    folder = ::mkdtemp(name.data());
  }
  void TearDown() override { fs::remove_all(folder); }

  fs::path file(const std::string& name, const std::string& text) {
    std::ofstream(folder / name) << text;
    return folder / name;
  }
  rpc::Outcome<Defaults> reads(const std::string& text) {
    const auto path = file("config.toml", text);
    return read_defaults(std::span(&path, 1));
  }
  void complains(const std::string& text, const std::string& about) {
    const auto said = reads(text);
    ASSERT_TRUE(said.has_error()) << text;
    EXPECT_EQ(said.error().code, rpc::FaultCode::invalid_argument);
    EXPECT_THAT(said.error().detail["about"].get<std::string>(), HasSubstr(about));
  }

  fs::path folder;
};

TEST_F(ConfigFile, Says_what_holds_for_every_command) {
  const auto said = reads("# mine\nprofile = \"ada\"\nlang = \"de\"\ncolor = \"never\"\ntimeout = \"20s\"\n");
  ASSERT_TRUE(said.has_value());
  EXPECT_EQ(said.value().profile, "ada");
  EXPECT_EQ(said.value().language, Language::german);
  EXPECT_EQ(said.value().colour, Colour::never);
  EXPECT_EQ(said.value().timeout, milliseconds(20'000));
}

TEST_F(ConfigFile, A_file_that_is_not_there_says_nothing) {
  const std::vector<fs::path> none{folder / "not-there", folder / "nor-this"};
  const auto said = read_defaults(none);
  ASSERT_TRUE(said.has_value());
  EXPECT_EQ(said.value().profile, "");
  EXPECT_FALSE(said.value().language);
}

TEST_F(ConfigFile, A_later_file_says_more_than_an_earlier_one) {
  const std::vector<fs::path> both{file("system.toml", "lang = \"de\"\ntimeout = \"1m\""),
                                   file("own.toml", "lang = \"en\"")};
  const auto said = read_defaults(both);
  ASSERT_TRUE(said.has_value());
  EXPECT_EQ(said.value().language, Language::english);
  EXPECT_EQ(said.value().timeout, milliseconds(60'000));
}

TEST_F(ConfigFile, What_does_not_fit_is_named_with_its_line) {
  complains("profile = \"ada\"\nlang = de\n", "config.toml:2");
  complains("profile = \"ada\"\nlang = \"fr\"\n", "config.toml:2 (lang)");
  complains("lang = 7", "(lang)");
  complains("color = \"pink\"", "(color)");
  complains("timeout = \"soon\"", "(timeout)");
  complains("timeout = 30", "(timeout)");
  complains("profile = \"\"", "(profile)");
  complains("profil = \"ada\"", "(profil)");
  complains("[window]\n", "(window)");
}

TEST_F(ConfigFile, A_file_has_a_largest_size) {
  const std::string most(kLargestConfigFile - 1, ' ');
  EXPECT_TRUE(reads("#" + most).has_value());
  complains("# " + most, "config.toml");
}

TEST_F(ConfigFile, The_environment_says_more) {
  ::setenv("XDG_CONFIG_HOME", folder.c_str(), 1);
  fs::create_directory(folder / "stille");
  file("stille/config.toml", "profile = \"ada\"\ncolor = \"always\"\n");
  EXPECT_EQ(read_defaults().value().profile, "ada");
  EXPECT_EQ(read_defaults().value().colour, Colour::always);
  ::setenv("STILLE_PROFILE", "bob", 1);
  ::setenv("NO_COLOR", "1", 1);
  EXPECT_EQ(read_defaults().value().profile, "");
  EXPECT_FALSE(read_defaults().value().colour);
  for (const char* name : {"XDG_CONFIG_HOME", "STILLE_PROFILE", "NO_COLOR"}) ::unsetenv(name);
}

TEST_F(ConfigFile, Another_profile_leaves_everything_else_as_it_is) {
  const auto then = [](const std::string& text, const std::string& profile) {
    return with_profile(text, "config.toml", profile).value();
  };
  EXPECT_EQ(then("", "ada"), "profile = \"ada\"\n");
  EXPECT_EQ(then("# mine\nlang = \"de\"\n", "ada"), "profile = \"ada\"\n# mine\nlang = \"de\"\n");
  EXPECT_EQ(then("lang = \"de\"\n  profile=\"ada\"   # me\n# end", "bob"),
            "lang = \"de\"\n  profile=\"bob\"   # me\n# end");
  EXPECT_EQ(then("lang = \"de\"\nprofile = 'ada'\n# end", ""), "lang = \"de\"\n# end");
  EXPECT_EQ(then("profile = 'ada'", ""), "");
  EXPECT_EQ(then("lang = \"de\"", ""), "lang = \"de\"");
  EXPECT_TRUE(with_profile("lang = de", "config.toml", "ada").has_error());
  EXPECT_TRUE(with_profile("profile = \"\"\"a\nb\"\"\"", "config.toml", "ada").has_error());
}

}  // namespace
}  // namespace stille::cli
