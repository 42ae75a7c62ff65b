// The SQLite store keeps the contract, forgets what it should, and stops when the disk cannot be trusted.
#include <sqlite3.h>
#include <sys/stat.h>

#include "server/store/sqlite/sqlite_mailbox_store.hpp"
#include "tests/unit/server/store/contract.hpp"
#include "tests/unit/server/store/failing_files.hpp"
#include "tests/unit/server/store/sqlite_files.hpp"

namespace stille::store::test {
namespace {

constexpr TimePoint kNow{std::chrono::hours{24 * 20'000}};

struct InSqlite : Reopenable {
  MailboxStore& get() override { return *store; }
  void reopen() override {
    store.reset();
    auto opened = SqliteMailboxStore::open(folder.database(), options);
    ASSERT_TRUE(opened) << name_of(opened.error().code) << " at " << opened.error().where.file_name() << ":"
                        << opened.error().where.line();
    store = std::move(opened).value();
  }
  explicit InSqlite(SqliteOptions with = {}) : options(with) { reopen(); }
  Folder folder;
  SqliteOptions options;
  std::unique_ptr<SqliteMailboxStore> store;
};

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract,
                         testing::Values(Implementation{"sqlite",
                                                        [] { return std::make_unique<InSqlite>(); }}),
                         [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(Sqlite, BlobContract,
                         testing::Values(Implementation{"sqlite",
                                                        [] { return std::make_unique<InSqlite>(); }}),
                         [](const auto& one) { return one.param.name; });

struct SqliteStore : testing::Test {
  Mailbox put(MailboxStore& store) {
    Mailbox out;
    out.reader_id = rng.fixed<ReaderId>();
    out.writer_id = rng.fixed<WriterId>();
    EXPECT_TRUE(store.commit({PutMailbox{out}}));
    return out;
  }
  Append envelope(const Mailbox& to, std::uint64_t sequence, std::size_t size = 4096) {
    Append out{to.reader_id, sequence, rng.fixed<EnvelopeMark>(), kNow, Bytes(size)};
    rng.fill(out.body);
    return out;
  }
  crypto::SeededRng rng{5};
};

Errc code_of(const Result<void>& result) {
  return result ? Errc::internal : result.error().code;
}

TEST_F(SqliteStore, The_file_is_its_owners_alone) {
  InSqlite disk;
  struct stat found{};
  ASSERT_EQ(::stat(disk.folder.database().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777u, 0600u);
  ASSERT_EQ(::stat((disk.folder.database() + "-wal").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777u, 0600u);
}

TEST_F(SqliteStore, A_second_process_finds_it_locked) {
  InSqlite disk;
  const auto second = SqliteMailboxStore::open(disk.folder.database());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Errc::locked);
}

TEST_F(SqliteStore, A_newer_schema_is_refused_and_the_files_are_left_as_they_are) {
  InSqlite disk;
  const auto path = disk.folder.database();
  disk.store.reset();
  {
    auto database = Database::open(path, 1000, nullptr).value();
    const auto newer = "PRAGMA user_version=" + std::to_string(kSchemaVersion + 1);
    ASSERT_TRUE(database->run(newer.c_str()));
    const auto bytes = Folder::content(path + "-wal");  // as a crashed newer relay would leave it
    database.reset();
    std::ofstream(path + "-wal", std::ios::binary)
        .write(as_text(bytes).data(), static_cast<std::streamsize>(bytes.size()));
  }
  const auto before = Folder::content(path);
  const auto log = Folder::content(path + "-wal");
  const auto opened = SqliteMailboxStore::open(path);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Errc::newer_version);
  EXPECT_EQ(Folder::content(path), before);
  EXPECT_EQ(Folder::content(path + "-wal"), log);
}

TEST_F(SqliteStore, Numbers_of_token_classes_end_with_16_bits) {
  InSqlite disk;
  disk.store.reset();
  {
    auto database = Database::open(disk.folder.database(), kSchemaVersion, nullptr).value();
    ASSERT_TRUE(database->run("INSERT INTO class_keys VALUES(65534, 'old', zeroblob(32))"));
  }
  disk.reopen();
  const auto secret = rng.secret<crypto::VoprfSecret>();
  EXPECT_EQ(disk.store->add_class_key("last", secret).value(), 65535);
  EXPECT_EQ(disk.store->add_class_key("beyond", secret).error().code, Errc::limit_reached);
  EXPECT_EQ(disk.store->class_keys().value().size(), 2u);
}

TEST_F(SqliteStore, Another_programs_database_is_refused) {
  const Folder folder;
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(folder.database().c_str(), &other), SQLITE_OK);
  sqlite3_exec(other, "PRAGMA application_id=7; CREATE TABLE t(x)", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  EXPECT_EQ(SqliteMailboxStore::open(folder.database()).error().code, Errc::damaged);
}

TEST_F(SqliteStore, A_file_that_is_no_database_is_refused) {
  const Folder folder;
  std::ofstream(folder.database()) << std::string(50'000, 'x');
  EXPECT_EQ(SqliteMailboxStore::open(folder.database()).error().code, Errc::damaged);
}

TEST_F(SqliteStore, Acknowledged_bytes_are_in_no_file_once_the_log_is_emptied) {
  InSqlite disk;
  const auto box = put(*disk.store);
  std::vector<Append> sent;
  for (std::uint64_t i = 1; i <= 60; ++i) {
    sent.push_back(envelope(box, i, protocol::kEnvelopeSizes[i % 3]));
    ASSERT_TRUE(disk.store->commit({sent.back()}));
  }
  const auto found = [&](const Append& one) {
    return disk.folder.holds(ByteView(one.body).subspan(one.body.size() / 2, 32));
  };
  EXPECT_TRUE(found(sent.front()));  // the search finds what is there
  ASSERT_TRUE(disk.store->tidy(kNow));
  ASSERT_TRUE(disk.store->commit({RemoveUpTo{box.reader_id, 59}}));
  ASSERT_TRUE(disk.store->tidy(kNow + disk.options.log_life));
  EXPECT_EQ(std::filesystem::file_size(disk.folder.database() + "-wal"), 0u);
  for (std::size_t i = 0; i < 59; ++i) EXPECT_FALSE(found(sent[i])) << "envelope " << i + 1;
  EXPECT_TRUE(found(sent.back()));
}

TEST_F(SqliteStore, Expired_envelopes_cards_and_deleted_mailboxes_are_in_no_file_either) {
  InSqlite disk;
  const auto box = put(*disk.store);
  const auto deleted = put(*disk.store);
  const auto old = envelope(box, 1);
  const auto dropped = envelope(deleted, 1, protocol::kLargestEnvelope);
  Link link{rng.fixed<LinkId>(), box.reader_id, LinkState::live, kNow, Bytes(4096)};
  rng.fill(link.card);
  ASSERT_TRUE(disk.store->commit({old, dropped, PutLink{link}}));
  ASSERT_TRUE(disk.store->tidy(kNow));
  ASSERT_TRUE(disk.store->commit({DeleteMailbox{deleted.reader_id}}));
  ASSERT_TRUE(disk.store->expire({kNow, kNow, kNow - milliseconds(1)}, 100));
  ASSERT_TRUE(disk.store->tidy(kNow + disk.options.log_life));
  for (const auto bytes : {ByteView(old.body), ByteView(dropped.body), ByteView(link.card)}) {
    EXPECT_FALSE(disk.folder.holds(bytes.subspan(1000, 32)));
  }
  EXPECT_FALSE(disk.folder.holds(deleted.reader_id.view()));
}

TEST_F(SqliteStore, The_log_is_emptied_when_it_is_long_whatever_the_time) {
  InSqlite disk({.log_pages = 20});
  const auto box = put(*disk.store);
  ASSERT_TRUE(disk.store->tidy(kNow));
  const auto log = [&] { return std::filesystem::file_size(disk.folder.database() + "-wal"); };
  std::uint64_t last = 0;
  while (log() <= 20u * 16384u && last < 20) ASSERT_TRUE(disk.store->commit({envelope(box, ++last)}));
  EXPECT_GT(log(), 20u * 16384u);
  ASSERT_TRUE(disk.store->tidy(kNow));
  EXPECT_EQ(log(), 0u);
}

TEST_F(SqliteStore, A_copy_holds_what_was_written_while_it_was_made) {
  InSqlite disk;
  const auto box = put(*disk.store);
  for (std::uint64_t i = 1; i <= 50; ++i) ASSERT_TRUE(disk.store->commit({envelope(box, i)}));
  const auto path = disk.folder.database() + "-snapshot";
  ASSERT_TRUE(disk.store->begin_copy(path));
  EXPECT_EQ(disk.store->begin_copy(path + "2").error().code, Errc::busy);
  ASSERT_FALSE(disk.store->go_on_copying(2).value());
  ASSERT_TRUE(disk.store->commit({envelope(box, 51), RemoveUpTo{box.reader_id, 10}}));
  while (!disk.store->go_on_copying(2).value()) {
  }
  EXPECT_EQ(disk.store->go_on_copying(2).error().code, Errc::wrong_state);
  const auto copy = SqliteMailboxStore::open(path).value();
  EXPECT_EQ(copy->waiting(box.reader_id, 0, kNoSequenceLimit).value().count, 41u);
  EXPECT_EQ(copy->by_writer(box.writer_id).value()->reader_id, box.reader_id);
  EXPECT_EQ(disk.store->begin_copy(path).error().code, Errc::already_exists);
}

TEST_F(SqliteStore, A_log_that_nobody_empties_has_a_bound_all_the_same) {
  InSqlite disk({.log_pages = 10});
  const auto box = put(*disk.store);
  for (std::uint64_t i = 1; i <= 100; ++i) {
    ASSERT_TRUE(disk.store->commit({envelope(box, i)}));
    EXPECT_LT(std::filesystem::file_size(disk.folder.database() + "-wal"), 30u * 16'500u);
  }
}

TEST_F(SqliteStore, A_disk_that_fills_up_keeps_reads_and_acknowledgements_going) {
  FailingFiles files;
  InSqlite disk({.file_layer = files.name()});
  const auto box = put(*disk.store);
  ASSERT_TRUE(disk.store->commit({envelope(box, 1), envelope(box, 2)}));
  files.fail_next(FailingFiles::Call::write, SQLITE_FULL);
  EXPECT_EQ(code_of(disk.store->commit({envelope(box, 3)})), Errc::storage_full);
  EXPECT_FALSE(disk.folder.has("-reserve"));  // given up, so that there is room for this:
  EXPECT_EQ(code_of(disk.store->commit({envelope(box, 3)})), Errc::storage_full);
  EXPECT_TRUE(disk.store->commit({RemoveUpTo{box.reader_id, 1}}));
  EXPECT_EQ(disk.store->waiting(box.reader_id, 0, kNoSequenceLimit).value().count, 1u);
  EXPECT_TRUE(disk.store->tidy(kNow));  // room again
  EXPECT_TRUE(disk.store->commit({envelope(box, 3)}));
  EXPECT_FALSE(disk.folder.has("-suspect"));
}

TEST_F(SqliteStore, A_reserve_that_is_set_smaller_gives_its_room_back) {
  Folder folder;
  for (const std::size_t size : {65'536U, 16'384U, 32'768U}) {
    ASSERT_TRUE(SqliteMailboxStore::open(folder.database(), {.reserve_bytes = size}));
    EXPECT_EQ(std::filesystem::file_size(folder.database() + "-reserve"), size);
  }
}

class SqliteStops : public SqliteStore, public testing::WithParamInterface<FailingFiles::Call> {};

TEST_P(SqliteStops, After_a_failed_write_or_sync_every_call_fails_and_the_next_start_writes_all_anew) {
  FailingFiles files;
  InSqlite disk({.file_layer = files.name()});
  const auto box = put(*disk.store);
  ASSERT_TRUE(disk.store->commit({envelope(box, 1)}));
  files.fail_next(GetParam(),
                  GetParam() == FailingFiles::Call::sync ? SQLITE_IOERR_FSYNC : SQLITE_IOERR_WRITE);
  EXPECT_EQ(code_of(disk.store->commit({envelope(box, 2)})), Errc::storage_failed);
  EXPECT_EQ(code_of(disk.store->commit({envelope(box, 3)})), Errc::storage_failed);
  EXPECT_EQ(disk.store->by_reader(box.reader_id).error().code, Errc::storage_failed);
  EXPECT_EQ(disk.store->read(box.reader_id, 0, {9, 1 << 20}).error().code, Errc::storage_failed);
  EXPECT_EQ(code_of(disk.store->tidy(kNow)), Errc::storage_failed);
  EXPECT_TRUE(disk.folder.has("-suspect"));
  struct stat old{};
  ::stat(disk.folder.database().c_str(), &old);
  disk.reopen();
  struct stat fresh{};
  ::stat(disk.folder.database().c_str(), &fresh);
  EXPECT_NE(old.st_ino, fresh.st_ino);
  EXPECT_FALSE(disk.folder.has("-suspect"));
  EXPECT_GE(disk.store->waiting(box.reader_id, 0, kNoSequenceLimit).value().count, 1u);
  EXPECT_TRUE(disk.store->commit({envelope(box, 9)}));
}

INSTANTIATE_TEST_SUITE_P(Calls, SqliteStops,
                         testing::Values(FailingFiles::Call::write, FailingFiles::Call::sync),
                         [](const auto& one) {
                           return one.param == FailingFiles::Call::write ? "write" : "sync";
                         });

TEST_F(SqliteStore, A_failed_checkpoint_stops_it_too) {
  FailingFiles files;
  InSqlite disk({.file_layer = files.name()});
  put(*disk.store);
  ASSERT_TRUE(disk.store->tidy(kNow));
  files.fail_next(FailingFiles::Call::sync, SQLITE_IOERR_FSYNC);
  EXPECT_FALSE(disk.store->tidy(kNow + disk.options.log_life));
  EXPECT_EQ(code_of(disk.store->commit({})), Errc::storage_failed);
}

TEST_F(SqliteStore, A_rewrite_that_is_cut_short_at_any_step_is_taken_up_again) {
  for (const std::string left : {"-copying", "-copied", "both"}) {
    InSqlite disk;
    const auto box = put(*disk.store);
    ASSERT_TRUE(disk.store->commit({envelope(box, 1)}));
    disk.store.reset();
    const auto path = disk.folder.database();
    std::ofstream(path + "-suspect").flush();
    if (left != "-copied") std::ofstream(path + "-copying") << "half a copy";
    if (left != "-copying") {
      std::filesystem::copy_file(path, path + "-copied");
      std::ofstream(path + "-wal") << "an old log";
      std::ofstream(path) << "an old database";
    }
    disk.reopen();
    EXPECT_EQ(disk.store->waiting(box.reader_id, 0, kNoSequenceLimit).value().count, 1u) << left;
    EXPECT_FALSE(disk.folder.has("-suspect"));
  }
}

TEST_F(SqliteStore, Opening_takes_no_longer_with_many_mailboxes) {
  FailingFiles files;  // counts reads
  InSqlite disk({.file_layer = files.name()});
  const auto reads = [&] {
    disk.store.reset();
    const auto before = files.reads();
    disk.reopen();
    return files.reads() - before;
  };
  const auto when_empty = reads();
  for (int group = 0; group < 20; ++group) {
    WriteBatch batch;
    for (int i = 0; i < 500; ++i) {
      Mailbox box;
      box.reader_id = rng.fixed<ReaderId>();
      box.writer_id = rng.fixed<WriterId>();
      batch.push_back(PutMailbox{box});
    }
    ASSERT_TRUE(disk.store->commit(batch));
  }
  EXPECT_LE(reads(), when_empty + 4);
}

}  // namespace
}  // namespace stille::store::test
