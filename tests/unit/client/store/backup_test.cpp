// Backups as files: what opens them, what is noticed, and that every column has been decided about.
#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/store/backup_file.hpp"
#include "client/store/backup_plan.hpp"
#include "client/store/backup_rows.hpp"
#include "client/store/database.hpp"
#include "client/store/profile.hpp"

namespace stille::client::store {
namespace {

namespace fs = std::filesystem;
constexpr crypto::ArgonCost kCheap{1, 64};
constexpr std::size_t kRoom = kBackupChunk - 72;

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

struct BackupTest : testing::Test {
  BackupTest() {
    std::string pattern = (fs::temp_directory_path() / "stille-backup-XXXXXX").string();
    home = ::mkdtemp(pattern.data());
    file = home / "a.backup";
  }
  ~BackupTest() override { fs::remove_all(home); }

  std::uint64_t writes(std::size_t size, const BackupKey& with) {
    auto out = BackupWriter::begin(file, with, rng);
    EXPECT_TRUE(out);
    EXPECT_TRUE(out.value().raw(Bytes(size, 7)));
    return out.value().finish().value();
  }
  Errc reading(std::size_t size, const BackupKey& with) {
    auto in = BackupReader::open(file, with);
    if (!in) return in.error().code;
    Bytes bytes(size);
    if (auto read = in.value().raw(bytes); !read) return read.error().code;
    const auto done = in.value().done();
    return done ? Errc::internal : done.error().code;
  }
  Profile profile() {
    protocol::RelayAddress relay;
    relay.host = "relay.example";
    return Profile::create(home / "profile",
                           {.name = "Mira", .relay = relay, .passphrase = {}, .cost = kCheap},
                           TimePoint(seconds(1000)), rng)
        .value();
  }

  crypto::SeededRng rng{1};
  fs::path home;
  fs::path file;
  BackupKey key = BackupKey::from(make_recovery_key(rng), rng);
};

TEST_F(BackupTest, A_recovery_key_is_read_as_people_type_it) {
  const auto key_made = make_recovery_key(rng);
  const auto text = std::string(as_text(to_text(key_made).expose()));
  EXPECT_EQ(text.size(), 39U);
  std::string typed;
  for (const char letter : text) {
    typed += letter == '-'   ? ' '
             : letter == '0' ? 'o'
             : letter == '1' ? 'l'
                             : static_cast<char>(std::tolower(letter));
  }
  for (const auto& way : {text, typed}) {
    const auto read = parse_recovery_key(as_bytes(way));
    ASSERT_TRUE(read) << way;
    EXPECT_TRUE(crypto::equal(read.value().expose(), key_made.expose()));
  }
}

TEST_F(BackupTest, A_slip_in_a_recovery_key_is_noticed) {
  auto text = std::string(as_text(to_text(make_recovery_key(rng)).expose()));
  for (const auto& wrong : {std::string(), text.substr(1), text + "A", std::string("U") + text.substr(1)}) {
    EXPECT_EQ(parse_recovery_key(as_bytes(wrong)).error().code, Errc::bad_encoding) << wrong;
  }
  text[3] = text[3] == 'A' ? 'B' : 'A';
  EXPECT_EQ(parse_recovery_key(as_bytes(text)).error().code, Errc::bad_encoding);
}

TEST_F(BackupTest, A_passphrase_opens_what_it_sealed_and_another_does_not) {
  const auto sealed = BackupKey::from_passphrase(as_bytes("right"), rng, kCheap).value();
  writes(100, sealed);
  const auto head = BackupReader::head_of(file).value();
  EXPECT_TRUE(read_head(head).value().passphrase);
  EXPECT_EQ(reading(100, BackupKey::of(head, as_bytes("right")).value()), Errc::internal);
  EXPECT_EQ(reading(100, BackupKey::of(head, as_bytes("wrong")).value()), Errc::wrong_passphrase);
  EXPECT_EQ(BackupKey::of(head, {}).error().code, Errc::invalid_argument);
  const std::string long_one(kLongestPassphrase + 1, 'x');
  EXPECT_EQ(BackupKey::from_passphrase(as_bytes(long_one), rng, kCheap).error().code, Errc::too_large);
}

TEST_F(BackupTest, It_is_closed_to_others_and_has_one_of_few_sizes) {
  // Sizes that differ a little look alike.
  const auto size = writes(65 * kRoom, key);
  EXPECT_EQ(reading(65 * kRoom, key), Errc::internal);
  fs::remove(file);
  EXPECT_EQ(writes(66 * kRoom, key), size);
  struct stat found{};
  ASSERT_EQ(::stat(file.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST_F(BackupTest, Whatever_is_changed_or_cut_off_is_noticed) {
  writes(3 * kRoom, key);
  const auto whole = content(file);
  for (const std::size_t at : {kBackupHeadSize + kBackupChunk + 5, whole.size() - 1}) {
    auto changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    write(file, changed);
    EXPECT_EQ(reading(3 * kRoom, key), Errc::damaged) << at;
  }
  for (const std::size_t size :
       {whole.size() - 1, whole.size() - kBackupChunk, kBackupHeadSize, std::size_t{5}}) {
    write(file, whole.substr(0, size));
    const auto code = reading(3 * kRoom, key);
    EXPECT_TRUE(code == Errc::damaged || code == Errc::wrong_passphrase) << size;
  }
  const auto first = whole.substr(kBackupHeadSize, kBackupChunk);
  const auto second = whole.substr(kBackupHeadSize + kBackupChunk, kBackupChunk);
  write(file,
        whole.substr(0, kBackupHeadSize) + second + first + whole.substr(kBackupHeadSize + 2 * kBackupChunk));
  EXPECT_EQ(reading(3 * kRoom, key), Errc::wrong_passphrase);
}

TEST_F(BackupTest, Every_byte_of_the_head_is_held) {
  writes(10, key);
  const auto whole = content(file);
  for (std::size_t at = 0; at < kBackupHeadSize; ++at) {
    auto changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 2);
    write(file, changed);
    EXPECT_NE(reading(10, key), Errc::internal) << at;
  }
  write(file, "something else");
  EXPECT_EQ(BackupReader::head_of(file).error().code, Errc::bad_value);
  EXPECT_EQ(BackupReader::head_of(home / "none").error().code, Errc::not_found);
}

TEST_F(BackupTest, What_is_not_finished_leaves_nothing_and_nothing_is_replaced) {
  {
    auto out = BackupWriter::begin(file, key, rng);
    ASSERT_TRUE(out.value().raw(Bytes(2 * kRoom, 1)));
  }
  EXPECT_TRUE(fs::is_empty(home));
  write(file, "mine");
  EXPECT_EQ(BackupWriter::begin(file, key, rng).error().code, Errc::already_exists);
  EXPECT_EQ(content(file), "mine");
  EXPECT_EQ(BackupWriter::begin(home / "no" / "x", key, rng).error().code, Errc::storage_failed);
}

TEST_F(BackupTest, One_that_was_cut_off_before_is_no_obstacle) {
  write(home / "a.backup.part", "half");
  writes(10, key);
  EXPECT_EQ(reading(10, key), Errc::internal);
  EXPECT_FALSE(fs::exists(home / "a.backup.part"));
}

TEST_F(BackupTest, Padding_that_is_not_empty_is_damage) {
  writes(100, key);
  EXPECT_EQ(reading(99, key), Errc::damaged);
}

// Whoever adds a column says here whether it may leave.
TEST_F(BackupTest, Every_column_of_the_schema_is_decided_about) {
  auto opened = profile();
  auto& db = opened.database();
  const auto left = left_behind();
  std::set<std::string> decided(left.begin(), left.end());
  for (const auto& table : copied_tables()) {
    for (const auto& column : columns_of(table)) {
      EXPECT_TRUE(decided.insert(std::string(table.name) + "." + column.name).second)
          << table.name << column.name;
    }
  }
  std::set<std::string> found;
  auto query = db.query(
      "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c"
      " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
  ASSERT_TRUE(query);
  while (query.value().next().value()) {
    const auto table = query.value().get<std::string>(0);
    const auto column = table + "." + query.value().get<std::string>(1);
    EXPECT_TRUE(decided.contains(table) || decided.contains(column)) << column;
    found.insert(table);
    found.insert(column);
  }
  for (const auto& one : decided) EXPECT_TRUE(found.contains(one)) << one << " is not in the schema";
}

struct Counting final : BackupSink {
  std::set<std::string> tables;
  Result<void> begins(const BackupSummary&) override { return ok(); }
  Result<void> table(std::string_view name, const std::vector<std::string>&) override {
    tables.insert(std::string(name));
    return ok();
  }
  Result<void> row(const std::vector<Value>&) override { return ok(); }
  Result<void> file(std::string_view) override { return ok(); }
  Result<void> piece(ByteView) override { return ok(); }
};

TEST_F(BackupTest, What_was_written_is_counted_when_it_is_read) {
  auto opened = profile();
  auto out = BackupWriter::begin(file, key, rng);
  const auto written = write_backup(opened.database(), out.value(), TimePoint(seconds(5)), {});
  ASSERT_TRUE(written);
  auto in = BackupReader::open(file, key);
  Counting sink;
  const auto read = read_backup(in.value(), sink);
  ASSERT_TRUE(read);
  EXPECT_EQ(read.value().rows, written.value().rows);
  EXPECT_EQ(read.value().size, fs::file_size(file));
  EXPECT_EQ(read.value().created, TimePoint(seconds(5)));
  EXPECT_EQ(read.value().name, "Mira");
  EXPECT_TRUE(sink.tables.contains("message"));
}

/// Sealed files that say just this.
struct SaidTest : BackupTest {
  Errc saying(const std::function<void(BackupWriter&)>& say, std::uint64_t schema = kSchemaVersion) {
    fs::remove(file);
    auto out = BackupWriter::begin(file, key, rng);
    const auto fine = [](const Result<void>& done) { EXPECT_TRUE(done); };
    auto& to = out.value();
    fine(to.u8(1));
    fine(to.u64(schema));
    fine(to.u64(0));
    fine(to.sized(as_bytes("Mira")));
    fine(to.u64(0));
    fine(to.u64(0));
    say(to);
    EXPECT_TRUE(to.finish());
    auto in = BackupReader::open(file, key);
    NoSink sink;
    const auto read = read_backup(in.value(), sink);
    return read ? Errc::internal : read.error().code;
  }
  static void table(BackupWriter& to, std::string_view name, std::string_view column) {
    EXPECT_TRUE(to.u8(2));
    EXPECT_TRUE(to.sized(as_bytes(name)));
    EXPECT_TRUE(to.u32(1));
    EXPECT_TRUE(to.sized(as_bytes(column)));
  }
  static void end(BackupWriter& to, std::uint64_t rows = 0, std::uint64_t files = 0) {
    EXPECT_TRUE(to.u8(6));
    EXPECT_TRUE(to.u64(rows));
    EXPECT_TRUE(to.u64(files));
  }
};

TEST_F(SaidTest, Only_names_of_the_plan_are_names) {
  EXPECT_EQ(saying([](auto& to) { end(to); }), Errc::internal);
  EXPECT_EQ(saying([](auto& to) {
              table(to, "config", "key");
              end(to);
            }),
            Errc::internal);
  for (const auto& [name, column] :
       {std::pair("prekey", "id"), std::pair("config", "nothing"), std::pair("config", "key) VALUES(1);--"),
        std::pair("sqlite_master", "sql")}) {
    EXPECT_EQ(saying([&](auto& to) {
                table(to, name, column);
                end(to);
              }),
              Errc::damaged)
        << name << column;
  }
}

TEST_F(SaidTest, Every_bound_holds) {
  EXPECT_EQ(saying([](auto& to) { end(to); }, kSchemaVersion + 1), Errc::newer_version);
  EXPECT_EQ(saying([](auto& to) { end(to); }, 7), Errc::damaged);
  EXPECT_EQ(saying([](auto& to) { end(to, 1); }), Errc::damaged);
  EXPECT_EQ(saying([](auto& to) { end(to, 0, 1); }), Errc::damaged);
  EXPECT_EQ(saying([](auto& to) { EXPECT_TRUE(to.u8(3)); }), Errc::damaged);
  EXPECT_EQ(saying([](auto& to) { EXPECT_TRUE(to.u8(9)); }), Errc::damaged);
  EXPECT_EQ(saying([](auto& to) {
              table(to, "config", "key");
              EXPECT_TRUE(to.u8(3));
              EXPECT_TRUE(to.u8(2));
              EXPECT_TRUE(to.u32(kLargestBackupValue + 1));
            }),
            Errc::damaged);
  for (const std::string name : {"a_", "a_../x", "b_00", "/etc/passwd"}) {
    EXPECT_EQ(saying([&](auto& to) {
                EXPECT_TRUE(to.u8(4));
                EXPECT_TRUE(to.sized(as_bytes(name)));
                end(to, 0, 1);
              }),
              Errc::damaged)
        << name;
  }
}

TEST_F(BackupTest, A_destroyed_profile_is_gone_and_one_in_use_is_not_touched) {
  auto opened = std::optional(profile());
  const auto folder = opened->folder();
  EXPECT_EQ(destroy_profile(folder).error().code, Errc::busy);
  EXPECT_TRUE(fs::exists(folder / "keyfile"));
  opened.reset();
  ASSERT_TRUE(destroy_profile(folder));
  EXPECT_FALSE(fs::exists(folder));
  EXPECT_EQ(destroy_profile(folder).error().code, Errc::not_found);
}

}  // namespace
}  // namespace stille::client::store
