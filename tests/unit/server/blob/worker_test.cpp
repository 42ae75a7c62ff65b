// The order of file work: what is durable before it is reported, and what shares a sync.
#include "server/blob/worker.hpp"

#include <condition_variable>

#include <gtest/gtest.h>

#include "tests/unit/server/blob/memory_files.hpp"

namespace stille::blob {
namespace {

using test::MemoryFiles;

/// Everything that a worker reports, by name, and the files' own notes in between.
class Rig {
 public:
  Rig() {
    auto files = std::make_unique<MemoryFiles>();
    files_ = files.get();
    worker_ =
        std::make_unique<Worker>(std::move(files), [this](std::vector<Done> done) { take(std::move(done)); });
  }
  MemoryFiles& files() { return *files_; }
  void push(std::vector<Job> jobs) { worker_->push(std::move(jobs)); }
  /// Waits for so many reports.
  std::vector<Done> reports(std::size_t count) {
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, std::chrono::seconds{10}, [&] { return reports_.size() >= count; });
    return std::exchange(reports_, {});
  }
  /// Ends it, and gives everything that was noted.
  std::string ends() {
    std::string log;
    files_->last_words = &log;
    worker_.reset();
    return log;
  }

 private:
  void take(std::vector<Done> done) {
    const std::lock_guard lock(mutex_);
    for (auto& one : done) {
      files_->log += std::holds_alternative<ChunkWritten>(one) ? 'W' : 'X';
      reports_.push_back(std::move(one));
    }
    arrived_.notify_one();
  }

  MemoryFiles* files_ = nullptr;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<Done> reports_;
  std::unique_ptr<Worker> worker_;
};

BlobFile file(std::uint8_t first) {
  BlobFile out;
  out.raw[0] = first;
  return out;
}

TEST(BlobWorker, Chunks_that_come_together_are_synced_once_a_file_before_anybody_hears_of_them) {
  Rig rig;
  rig.push({WriteChunk{1, file(1), 0, Bytes(4)}, WriteChunk{2, file(2), 0, Bytes(4)},
            WriteChunk{3, file(1), 4, Bytes(4)}});
  EXPECT_EQ(rig.reports(3).size(), 3U);
  EXPECT_EQ(rig.ends().substr(0, 8), "wwwssWWW");
}

TEST(BlobWorker, A_read_does_not_wait_for_a_sync_and_a_comparison_does) {
  Rig rig;
  rig.push({WriteChunk{1, file(1), 0, Bytes(4, 9)}, ReadChunk{2, file(1), 0, 4},
            CompareChunk{3, file(1), 0, Bytes(4, 9)}, CompareChunk{4, file(1), 0, Bytes(4, 8)}});
  const auto reports = rig.reports(4);
  ASSERT_EQ(reports.size(), 4U);
  EXPECT_EQ(std::get<ChunkRead>(reports[0]).bytes.value(), Bytes(4, 9));
  EXPECT_TRUE(std::get<ChunkWritten>(reports[1]).outcome);
  EXPECT_TRUE(std::get<ChunkCompared>(reports[2]).same.value());
  EXPECT_FALSE(std::get<ChunkCompared>(reports[3]).same.value());
  EXPECT_EQ(rig.ends(), "wrXrrsWXX");
}

TEST(BlobWorker, What_could_not_be_synced_is_not_reported_as_written) {
  Rig rig;
  rig.files().sync_error = Errc::storage_failed;
  rig.push({WriteChunk{1, file(1), 0, Bytes(4)}});
  EXPECT_EQ(std::get<ChunkWritten>(rig.reports(1).at(0)).outcome.error().code, Errc::storage_failed);
}

TEST(BlobWorker, A_write_that_failed_keeps_its_own_reason) {
  Rig rig;
  rig.files().write_error = Errc::storage_full;
  rig.files().sync_error = Errc::damaged;
  rig.push({WriteChunk{1, file(1), 0, Bytes(4)}});
  EXPECT_EQ(std::get<ChunkWritten>(rig.reports(1).at(0)).outcome.error().code, Errc::storage_full);
}

TEST(BlobWorker, Lists_looks_removes_and_measures) {
  Rig rig;
  rig.files().files[file(7)] = Bytes(3);
  rig.files().disk = {5, 6};
  rig.push({ListShard{7}, LookFor{file(7)}, RemoveFile{file(7)}, LookFor{file(7)}, MeasureDisk{}});
  const auto reports = rig.reports(4);
  ASSERT_EQ(reports.size(), 4U);
  EXPECT_EQ(std::get<ShardListed>(reports[0]).files.value(), std::vector<BlobFile>{file(7)});
  EXPECT_TRUE(std::get<LookedFor>(reports[1]).there.value());
  EXPECT_FALSE(std::get<LookedFor>(reports[2]).there.value());
  EXPECT_EQ(std::get<DiskMeasured>(reports[3]).room.value().available, 6U);
}

}  // namespace
}  // namespace stille::blob
