// A profile that is called something else, and what a new name must not take the place of.
#include "client/store/renaming.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "client/store/profile.hpp"

namespace stille::client::store {
namespace {

namespace fs = std::filesystem;

struct Renaming : testing::Test {
  Renaming() {
    std::string pattern = (fs::temp_directory_path() / "stille-renaming-XXXXXX").string();
    home = ::mkdtemp(pattern.data());
    folder = profile_folder(home, "work").value();
    other = profile_folder(home, "private").value();
  }
  ~Renaming() override { fs::remove_all(home); }

  Result<Profile> create() {
    protocol::RelayAddress relay;
    relay.host = "relay.example";
    NewProfile wanted{.name = "Mira", .relay = relay, .passphrase = secret(), .cost = {1, 64}};
    return Profile::create(folder, std::move(wanted), TimePoint(seconds(1000)), rng);
  }
  static crypto::SecretBytes secret() { return crypto::SecretBytes(as_bytes("passphrase")); }

  fs::path home;
  fs::path folder;
  fs::path other;
  crypto::SeededRng rng{1};
};

TEST_F(Renaming, The_profile_goes_on_under_its_other_name) {
  ASSERT_TRUE(create());
  ASSERT_TRUE(rename_profile(folder, other));
  EXPECT_EQ(profile_names(home), std::vector<std::string>{"private"});
  EXPECT_TRUE(Profile::open(other, secret()));
  EXPECT_EQ(rename_profile(folder, other).error().code, Errc::not_found);
}

TEST_F(Renaming, A_profile_that_is_open_keeps_its_name) {
  const auto open = create();
  ASSERT_TRUE(open);
  EXPECT_EQ(rename_profile(folder, other).error().code, Errc::busy);
  EXPECT_TRUE(fs::exists(folder / "profile.db"));
}

TEST_F(Renaming, A_name_that_is_taken_stays_with_whom_it_belongs_to) {
  ASSERT_TRUE(create());
  fs::create_directory(other);
  std::ofstream(other / "key") << "of another profile";
  EXPECT_EQ(rename_profile(folder, other).error().code, Errc::already_exists);
  EXPECT_EQ(fs::file_size(other / "key"), 18U);
  EXPECT_TRUE(Profile::open(folder, secret()));
}

}  // namespace
}  // namespace stille::client::store
