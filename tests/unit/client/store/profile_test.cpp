// A profile's folder: made whole or not at all, opened by the right person only, unreadable to everybody
// else.
#include "client/store/profile.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/store/database.hpp"
#include "client/store/key_file.hpp"
#include "client/store/migrations.hpp"
#include "client/store/tables/self.hpp"
#include "common/base/encoding.hpp"

namespace stille::client::store {
namespace {

namespace fs = std::filesystem;
constexpr crypto::ArgonCost kCheap{1, 64};

crypto::SecretBytes secret(std::string_view text) {
  return crypto::SecretBytes(as_bytes(text));
}

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

struct ProfileTest : testing::Test {
  ProfileTest() {
    std::string pattern = (fs::temp_directory_path() / "stille-profile-XXXXXX").string();
    home = ::mkdtemp(pattern.data());
    folder = profile_folder(home, "work").value();
  }
  ~ProfileTest() override { fs::remove_all(home); }

  Result<Profile> create(std::string_view passphrase = {}) {
    protocol::RelayAddress relay;
    relay.host = "relay.example";
    return Profile::create(folder,
                           {.name = "Mira", .relay = relay, .passphrase = secret(passphrase), .cost = kCheap},
                           TimePoint(seconds(1000)), rng);
  }
  Errc opening(std::string_view passphrase = {}) {
    const auto opened = Profile::open(folder, secret(passphrase));
    return opened ? Errc::internal : opened.error().code;
  }
  void flip_byte(const char* file, std::size_t at) {
    auto bytes = content(folder / file);
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    write(folder / file, bytes);
  }

  crypto::SeededRng rng{1};
  fs::path home;
  fs::path folder;
};

TEST_F(ProfileTest, Made_it_holds_what_was_wished_and_opens_again) {
  {
    ASSERT_TRUE(create("pass"));
  }
  auto opened = Profile::open(folder, secret("pass"));
  ASSERT_TRUE(opened);
  const auto self = load_self(opened.value().database()).value();
  EXPECT_EQ(self.name, "Mira");
  EXPECT_EQ(self.relay.host, "relay.example");
  EXPECT_FALSE(opened.value().rolled_back());
  EXPECT_EQ(needs_passphrase(folder).value(), true);
  EXPECT_EQ(profile_names(home), std::vector<std::string>{"work"});
}

TEST_F(ProfileTest, Nothing_is_left_of_one_that_could_not_be_made) {
  ASSERT_TRUE(create());
  EXPECT_EQ(create().error().code, Errc::already_exists);
  const auto entries = std::distance(fs::directory_iterator(folder.parent_path()), fs::directory_iterator());
  EXPECT_EQ(entries, 1);
}

TEST_F(ProfileTest, Every_wrong_way_to_open_it_has_its_own_answer) {
  EXPECT_EQ(opening(), Errc::not_found);
  {
    ASSERT_TRUE(create("right"));
  }
  EXPECT_EQ(opening("wrong"), Errc::wrong_passphrase);
  EXPECT_EQ(opening(), Errc::wrong_passphrase);
  const auto key = content(folder / "key");
  fs::remove(folder / "key");
  EXPECT_EQ(opening("right"), Errc::bad_key);
  write(folder / "key", key.substr(1));
  EXPECT_EQ(opening("right"), Errc::damaged);
  write(folder / "key", key);
  fs::rename(folder / "profile.db", folder / "elsewhere");
  EXPECT_EQ(opening("right"), Errc::damaged);
}

TEST_F(ProfileTest, Any_flipped_bit_of_the_key_is_damage) {
  {
    ASSERT_TRUE(create("right"));
  }
  const auto key = content(folder / "key");
  ASSERT_EQ(key.size(), kKeyFileSize);
  for (std::size_t at = 0; at < key.size(); ++at) {
    flip_byte("key", at);
    const auto code = opening("right");
    EXPECT_TRUE(code == Errc::damaged || (at == 4 && code == Errc::newer_version)) << at;
    write(folder / "key", key);
  }
}

TEST_F(ProfileTest, A_damaged_database_is_named_and_not_repaired_silently) {
  {
    ASSERT_TRUE(create());
  }
  flip_byte("profile.db", 100);
  EXPECT_EQ(opening(), Errc::damaged);
}

TEST_F(ProfileTest, Another_database_under_this_key_is_damage) {
  {
    ASSERT_TRUE(create());
  }
  write(folder / "profile.db", std::string(8192, 'x'));
  EXPECT_EQ(opening(), Errc::damaged);
}

TEST_F(ProfileTest, A_later_programs_database_is_left_as_it_is) {
  {
    auto profile = create();
    ASSERT_TRUE(profile.value().database().script("PRAGMA user_version = 99;"));
  }
  const auto before = content(folder / "profile.db");
  EXPECT_EQ(opening(), Errc::newer_version);
  EXPECT_EQ(content(folder / "profile.db"), before);
}

TEST_F(ProfileTest, A_profile_of_the_first_schema_opens_with_all_that_was_in_it) {
  fs::create_directories(folder.parent_path());
  fs::copy(STILLE_GOLDEN "/profile_v1", folder);
  fs::permissions(folder, fs::perms::owner_all);
  fs::permissions(folder / "keyfile", fs::perms::owner_read | fs::perms::owner_write);
  auto profile = Profile::open(folder);
  ASSERT_TRUE(profile) << name_of(profile.error().code);
  auto& db = profile.value().database();
  EXPECT_EQ(db.value<std::int64_t>("PRAGMA user_version").value(), kSchemaVersion);
  EXPECT_EQ(load_self(db).value().name, "Golden");
  EXPECT_EQ(db.value<std::int64_t>("SELECT count(*) FROM invitation").value(), 1);
  EXPECT_EQ(db.value<std::int64_t>("SELECT count(*) FROM mailbox").value(), 1);
  EXPECT_EQ(db.value<std::int64_t>("SELECT count(*) FROM token").value(), 0);
  EXPECT_EQ(db.value<std::int64_t>("SELECT count(*) FROM card_own").value(), 0);
  EXPECT_EQ(db.value<std::string>("PRAGMA integrity_check").value(), "ok");
}

TEST_F(ProfileTest, A_later_key_format_is_named) {
  {
    ASSERT_TRUE(create());
  }
  auto key = content(folder / "key");
  key[4] = 2;
  write(folder / "key", key);
  EXPECT_EQ(opening(), Errc::newer_version);
}

TEST_F(ProfileTest, Two_owners_at_once_are_refused) {
  const auto first = create();
  ASSERT_TRUE(first);
  EXPECT_EQ(opening(), Errc::busy);
}

TEST_F(ProfileTest, Every_file_is_for_its_owner_only) {
  const auto profile = create();
  ASSERT_TRUE(profile);
  struct stat info{};
  std::size_t files = 0;
  for (const auto& file : fs::directory_iterator(folder)) {
    ASSERT_EQ(::stat(file.path().c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U) << file.path();
    ++files;
  }
  EXPECT_GE(files, 5U);
}

TEST_F(ProfileTest, Without_a_passphrase_the_key_file_is_needed) {
  {
    ASSERT_TRUE(create());
  }
  struct stat info{};
  ASSERT_EQ(::stat(folder.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0700U);
  fs::remove(folder / "keyfile");
  EXPECT_EQ(opening(), Errc::bad_key);
}

TEST_F(ProfileTest, A_changed_passphrase_opens_the_same_data_and_the_old_one_nothing) {
  {
    auto profile = create("old");
    ASSERT_TRUE(profile);
    const auto before = content(folder / "profile.db");
    EXPECT_EQ(profile.value().change_passphrase(secret("no"), secret("new"), rng, kCheap).error().code,
              Errc::wrong_passphrase);
    ASSERT_TRUE(profile.value().change_passphrase(secret("old"), secret("new"), rng, kCheap));
    EXPECT_EQ(content(folder / "profile.db"), before);
  }
  EXPECT_EQ(opening("old"), Errc::wrong_passphrase);
  EXPECT_TRUE(Profile::open(folder, secret("new")));
}

TEST_F(ProfileTest, A_passphrase_can_be_taken_away_and_given_again) {
  {
    auto profile = create("old");
    ASSERT_TRUE(profile.value().change_passphrase(secret("old"), {}, rng, kCheap));
    EXPECT_TRUE(fs::exists(folder / "keyfile"));
  }
  {
    auto profile = Profile::open(folder);
    ASSERT_TRUE(profile);
    ASSERT_TRUE(profile.value().change_passphrase({}, {}, rng, kCheap));
    ASSERT_TRUE(profile.value().change_passphrase({}, secret("new"), rng, kCheap));
  }
  EXPECT_FALSE(fs::exists(folder / "keyfile"));
  EXPECT_TRUE(Profile::open(folder, secret("new")));
}

TEST_F(ProfileTest, Its_owners_name_is_one_that_others_will_read) {
  const auto making = [&](std::string name) {
    return Profile::create(folder, {.name = std::move(name), .relay = {}, .passphrase = {}}, TimePoint(),
                           rng);
  };
  EXPECT_EQ(making("").error().code, Errc::bad_value);
  EXPECT_EQ(making("\xff").error().code, Errc::bad_encoding);
  EXPECT_EQ(making(std::string(129, 'x')).error().code, Errc::bad_value);
  EXPECT_FALSE(fs::exists(folder));
}

TEST_F(ProfileTest, A_passphrase_has_a_bound) {
  EXPECT_EQ(create(std::string(kLongestPassphrase + 1, 'p')).error().code, Errc::too_large);
  EXPECT_FALSE(fs::exists(folder));
}

TEST_F(ProfileTest, Nothing_of_what_is_kept_can_be_read_in_the_files) {
  const std::string canary = "canary-6b1f0c-plain";
  {
    auto profile = create("pass");
    auto& db = profile.value().database();
    ASSERT_TRUE(set_own_name(db, canary));
    for (const auto& entry : fs::directory_iterator(folder)) {
      EXPECT_EQ(content(entry.path()).find(canary), std::string::npos) << entry.path();
    }
  }
  EXPECT_NE(content(folder / "profile.db").substr(0, 6), "SQLite");
  for (const auto& entry : fs::directory_iterator(folder)) {
    EXPECT_EQ(content(entry.path()).find(canary), std::string::npos) << entry.path();
  }
}

TEST_F(ProfileTest, The_shape_of_the_file_does_not_hang_on_defaults) {
  auto profile = create();
  auto& db = profile.value().database();
  const auto is = [&](std::string_view pragma) { return db.value<std::string>(pragma).value().value_or(""); };
  EXPECT_EQ(is("PRAGMA cipher_page_size"), "4096");
  EXPECT_EQ(is("PRAGMA cipher_hmac_algorithm"), "HMAC_SHA512");
  EXPECT_EQ(is("PRAGMA journal_mode"), "wal");
  EXPECT_EQ(is("PRAGMA locking_mode"), "exclusive");
  EXPECT_EQ(is("PRAGMA synchronous"), "2");
  EXPECT_EQ(is("PRAGMA secure_delete"), "1");
  EXPECT_EQ(is("PRAGMA temp_store"), "2");
  EXPECT_EQ(is("PRAGMA foreign_keys"), "1");
}

TEST_F(ProfileTest, A_database_behind_its_counter_is_noticed) {
  {
    auto profile = create();
    ASSERT_TRUE(profile.value().write_generation(7));
  }
  auto opened = Profile::open(folder);
  EXPECT_TRUE(opened.value().rolled_back());
  EXPECT_EQ(opened.value().highest_generation(), 7U);
}

TEST_F(ProfileTest, A_counter_behind_its_database_is_a_crash_and_no_alarm) {
  {
    auto profile = create();
    ASSERT_TRUE(set_generation(profile.value().database(), 9));
  }
  auto opened = Profile::open(folder);
  EXPECT_FALSE(opened.value().rolled_back());
  EXPECT_EQ(opened.value().highest_generation(), 9U);
}

TEST_F(ProfileTest, A_missing_or_torn_counter_is_an_alarm) {
  {
    ASSERT_TRUE(create());
  }
  auto counter = content(folder / "generation");
  write(folder / "generation", counter.substr(0, 9));
  EXPECT_TRUE(Profile::open(folder).value().rolled_back());
  fs::remove(folder / "generation");
  EXPECT_TRUE(Profile::open(folder).value().rolled_back());
}

TEST_F(ProfileTest, Its_name_has_one_form) {
  for (const auto* bad : {"", "-a", "A", "a/b", "..", "a b"}) EXPECT_FALSE(profile_folder(home, bad)) << bad;
  EXPECT_FALSE(profile_folder(home, std::string(65, 'a')));
  EXPECT_TRUE(profile_folder(home, std::string(64, 'a')));
}

TEST_F(ProfileTest, What_was_not_committed_is_not_there) {
  auto profile = create();
  auto& db = profile.value().database();
  {
    auto transaction = Transaction::begin(db);
    ASSERT_TRUE(set_own_name(db, "gone"));
  }
  EXPECT_EQ(load_self(db).value().name, "Mira");
  EXPECT_EQ(db.query("SELECT ?").error().code, Errc::internal);
}

TEST_F(ProfileTest, Killed_at_any_moment_every_commit_that_returned_is_there) {
  {
    ASSERT_TRUE(create());
  }
  for (int round = 0; round < 12; ++round) {
    int pipe_ends[2];
    ASSERT_EQ(::pipe(pipe_ends), 0);
    const auto child = ::fork();
    if (child == 0) {
      auto profile = Profile::open(folder);
      for (std::uint64_t n = 1; profile; ++n) {
        auto transaction = Transaction::begin(profile.value().database());
        if (!move_cursor(profile.value().database(), "c", n) || !transaction.value().commit()) break;
        if (::write(pipe_ends[1], &n, sizeof n) != sizeof n) break;
      }
      ::_exit(1);
    }
    ::close(pipe_ends[1]);
    ::usleep(static_cast<useconds_t>(4000 + rng.below(20000)));  // a random moment is the point
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    std::uint64_t promised = 0;
    for (std::uint64_t n = 0; ::read(pipe_ends[0], &n, sizeof n) == sizeof n;) promised = n;
    ::close(pipe_ends[0]);
    auto profile = Profile::open(folder);
    ASSERT_TRUE(profile);
    EXPECT_GE(cursor_position(profile.value().database(), "c").value(), promised);
    EXPECT_EQ(profile.value().database().value<std::string>("PRAGMA integrity_check").value(), "ok");
  }
}

}  // namespace
}  // namespace stille::client::store
