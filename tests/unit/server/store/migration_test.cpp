// A database of the first schema becomes one of today's, whenever the process is killed on the way.
#include <csignal>

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/store/sqlite/sqlite_mailbox_store.hpp"
#include "tests/unit/server/store/failing_files.hpp"
#include "tests/unit/server/store/golden_v1.hpp"
#include "tests/unit/server/store/sqlite_files.hpp"

namespace stille::store::test {
namespace {

constexpr SqliteOptions kSmall{.reserve_bytes = 4096};

struct Golden : Folder {
  Golden() { std::filesystem::copy_file(STILLE_GOLDEN "/relay_v1.db", database()); }
};

// Statements of every connection of this process, counted by SQLite itself.
int statements = 0;
int kill_at_statement = 0;

int count_statement(unsigned, void*, void*, void*) {
  if (++statements == kill_at_statement) std::raise(SIGKILL);
  return 0;
}

int watch(sqlite3* connection, char**, const sqlite3_api_routines*) {
  return sqlite3_trace_v2(connection, SQLITE_TRACE_STMT, count_statement, nullptr);
}

void count_statements() {
  using Entry = void (*)();
  sqlite3_auto_extension(reinterpret_cast<Entry>(watch));  // SQLite's own idiom
}

/// How a child that does `work` ends: 0 when it came to the end, -1 when it was killed.
template <class F>
int in_a_child(F work) {
  const auto child = ::fork();
  if (child == 0) ::_exit(work() ? 0 : 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? -1 : WEXITSTATUS(status);
}

std::int64_t version_of(const std::string& path) {
  const auto database = Database::open(path, kSchemaVersion, nullptr);
  return database.value()->number("PRAGMA user_version").value();
}

void expect_golden_rows(MailboxStore& store) {
  const auto golden = golden_v1();
  for (const auto& box : {golden.talk, golden.hello, golden.claimed}) {
    EXPECT_EQ(store.by_reader(box.reader_id).value(), box);
    EXPECT_EQ(store.by_writer(box.writer_id).value(), box);
  }
  for (const auto& link : {golden.live, golden.used, golden.revoked}) {
    EXPECT_EQ(store.link(link.id).value(), link);
  }
  const auto id = golden.talk.reader_id;
  const auto kept = store.read(id, 0, {100, std::size_t{1} << 20}).value();
  ASSERT_EQ(kept.size(), golden.waiting.size());
  for (std::size_t i = 0; i < kept.size(); ++i) {
    EXPECT_EQ(kept[i].sequence, golden.waiting[i].sequence);
    EXPECT_EQ(kept[i].body, golden.waiting[i].body);
    EXPECT_TRUE(store.seen(id, golden.waiting[i].mark).value());
  }
  EXPECT_TRUE(store.seen(id, golden.acknowledged).value());
  EXPECT_FALSE(store.seen(golden.hello.reader_id, golden.acknowledged).value());
}

/// Opening once more gives the whole schema with every row, in a sound file.
void expect_whole(const std::string& path) {
  auto opened = SqliteMailboxStore::open(path, kSmall);
  ASSERT_TRUE(opened);
  expect_golden_rows(*opened.value());
  opened.value().reset();
  auto database = Database::open(path, kSchemaVersion, nullptr).value();
  auto check = database->prepare("PRAGMA integrity_check").value();
  ASSERT_TRUE(check.step().value());
  EXPECT_TRUE(same(check.blob(0), as_bytes("ok")));
}

TEST(Migration, The_golden_file_is_of_the_first_schema) {
  const Golden golden;
  EXPECT_EQ(version_of(golden.database()), 1);
}

TEST(Migration, The_first_schema_becomes_todays_and_keeps_every_row) {
  const Golden golden;
  expect_whole(golden.database());
  EXPECT_EQ(version_of(golden.database()), kSchemaVersion);
}

TEST(Migration, A_migrated_file_has_the_tables_of_a_new_one) {
  const Golden golden;
  const Folder fresh;
  std::vector<std::vector<std::string>> schemas;
  for (const auto& path : {golden.database(), fresh.database()}) {
    ASSERT_TRUE(SqliteMailboxStore::open(path, kSmall));
    auto database = Database::open(path, kSchemaVersion, nullptr).value();
    auto query = database->prepare("SELECT type||' '||name||' '||ifnull(sql,'') FROM sqlite_schema").value();
    auto& names = schemas.emplace_back();
    while (query.step().value()) names.emplace_back(as_text(query.blob(0)));
    std::sort(names.begin(), names.end());
  }
  EXPECT_EQ(schemas[0], schemas[1]);
}

TEST(Migration, Killed_at_any_statement_the_next_start_ends_in_the_whole_schema) {
  int killed = 0;
  for (int at = 1, ended = -1; ended == -1; ++at) {
    const Golden golden;
    ended = in_a_child([&] {
      count_statements();
      kill_at_statement = at;
      return SqliteMailboxStore::open(golden.database(), kSmall).has_value();
    });
    ASSERT_LE(ended, 0) << "statement " << at;
    killed += ended == -1 ? 1 : 0;
    expect_whole(golden.database());
  }
  EXPECT_GT(killed, 20);  // it is the counter that ends the loop, not a child that is never killed
}

TEST(Migration, Killed_at_any_write_or_sync_the_next_start_ends_in_the_whole_schema) {
  int killed = 0;
  for (std::size_t at = 1, ended = 1; ended != 0; ++at) {
    const Golden golden;
    const int status = in_a_child([&] {
      FailingFiles files;
      auto options = kSmall;
      options.file_layer = files.name();
      files.kill_at(at);
      return SqliteMailboxStore::open(golden.database(), options).has_value();
    });
    ASSERT_LE(status, 0) << "call " << at;
    ended = status == -1 ? 1 : 0;
    killed += status == -1 ? 1 : 0;
    expect_whole(golden.database());
  }
  EXPECT_GT(killed, 10);
}

}  // namespace
}  // namespace stille::store::test
