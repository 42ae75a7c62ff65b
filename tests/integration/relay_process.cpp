#include "tests/integration/relay_process.hpp"

#include <array>
#include <fstream>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/base/encoding.hpp"
#include "common/crypto/hash.hpp"

namespace stille::testing {
namespace {

namespace fs = std::filesystem;

/// `out` and `err` become the program's standard output and error, unless -1. Nothing of ours runs between
/// fork and exec: another thread may hold the allocator's lock just then.
pid_t spawn(const std::vector<std::string>& arguments, int out, int err) {
  std::vector<char*> words;
  for (const auto& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  // A relay of this machine is none of ours; the first of two equal names counts.
  std::string elsewhere = "STILLE_RELAY_DATA=/nonexistent/stille-relay";
  std::vector<char*> environment{elsewhere.data()};
  for (char** variable = environ; *variable != nullptr; ++variable) environment.push_back(*variable);
  environment.push_back(nullptr);
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  if (out >= 0) ::posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
  if (err >= 0) ::posix_spawn_file_actions_adddup2(&files, err, STDERR_FILENO);
  pid_t child = -1;
  EXPECT_EQ(::posix_spawn(&child, words.front(), &files, nullptr, words.data(), environment.data()), 0);
  ::posix_spawn_file_actions_destroy(&files);
  return child;
}

int exit_status(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string drain(int descriptor) {
  std::string out;
  std::array<char, 4096> piece{};
  for (ssize_t count = 0; (count = ::read(descriptor, piece.data(), piece.size())) > 0;)
    out.append(piece.data(), static_cast<std::size_t>(count));
  ::close(descriptor);
  return out;
}

std::string first_line(int descriptor) {
  std::string out;
  for (char c = 0; ::read(descriptor, &c, 1) == 1 && c != '\n';) out += c;
  return out;
}

struct Column {
  sqlite3_stmt* row;
  int index;
  [[nodiscard]] ByteView bytes() const {
    const auto* blob = static_cast<const std::uint8_t*>(sqlite3_column_blob(row, index));
    return {blob, blob == nullptr ? 0 : static_cast<std::size_t>(sqlite3_column_bytes(row, index))};
  }
};

/// Every row of the query, into the hash.
void add_rows(sqlite3* database, const std::string& query, crypto::Sha512& hash,
              std::vector<std::string>* first_column = nullptr) {
  sqlite3_stmt* row = nullptr;
  ASSERT_EQ(sqlite3_prepare_v2(database, query.c_str(), -1, &row, nullptr), SQLITE_OK) << query;
  while (sqlite3_step(row) == SQLITE_ROW) {
    for (int i = 0; i < sqlite3_column_count(row); ++i) {
      const auto value = Column{row, i}.bytes();
      hash.update(be64(value.size())).update(value);
      if (first_column != nullptr && i == 0) first_column->emplace_back(as_text(value));
    }
  }
  sqlite3_finalize(row);
}

}  // namespace

Finished run_program(const std::vector<std::string>& arguments) {
  std::array<int, 2> out{};
  std::array<int, 2> err{};
  EXPECT_EQ(::pipe2(out.data(), O_CLOEXEC), 0);
  EXPECT_EQ(::pipe2(err.data(), O_CLOEXEC), 0);
  const auto child = spawn(arguments, out[1], err[1]);
  ::close(out[1]);
  ::close(err[1]);
  Finished done;
  done.out = drain(out[0]);
  done.err = drain(err[0]);
  done.status = exit_status(child);
  return done;
}

RelayProcess::RelayProcess(std::string settings) {
  std::string name = (fs::temp_directory_path() / "stille-relay-XXXXXX").string();
  folder_ = ::mkdtemp(name.data());
  const auto data = (folder_ / "data").string();
  const auto made = run_program({STILLE_RELAY, "init", "--data", data, "--listen", "127.0.0.1:0", "--open"});
  EXPECT_EQ(made.status, 0) << made.err;
  std::ofstream(data + "/relay.toml", std::ios::app) << settings;
}

RelayProcess::~RelayProcess() {
  if (pid_ > 0) kill();
  fs::remove_all(folder_);
}

void RelayProcess::start(const std::vector<std::string>& arguments) {
  std::array<int, 2> out{};
  ASSERT_EQ(::pipe2(out.data(), O_CLOEXEC), 0);
  std::vector<std::string> words{STILLE_RELAY, "run", "--data", (folder_ / "data").string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  pid_ = spawn(words, out[1], -1);
  ::close(out[1]);
  const auto line = first_line(out[0]);
  ::close(out[0]);
  ASSERT_TRUE(line.starts_with("ready ")) << line;
  address_ = protocol::parse_relay_address(line.substr(6)).value();
}

void RelayProcess::kill() {
  ::kill(pid_, SIGKILL);
  wait();
}

void RelayProcess::signal(int number) {
  ::kill(pid_, number);
}

int RelayProcess::wait() {
  return exit_status(std::exchange(pid_, -1));
}

std::string RelayProcess::content_hash() const {
  sqlite3* database = nullptr;
  EXPECT_EQ(sqlite3_open((folder_ / "data" / "relay.db").c_str(), &database), SQLITE_OK);
  crypto::Sha512 hash;
  std::vector<std::string> tables;
  // blob_time is a clock, written down every two minutes whatever happens.
  add_rows(database,
           "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'blob_time' ORDER BY name", hash,
           &tables);
  for (const auto& table : tables) add_rows(database, "SELECT * FROM \"" + table + "\" ORDER BY 1", hash);
  sqlite3_close(database);
  EXPECT_FALSE(tables.empty());
  return to_hex(hash.finish());
}

}  // namespace stille::testing
