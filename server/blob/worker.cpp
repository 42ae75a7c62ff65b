#include "server/blob/worker.hpp"

#include <csignal>
#include <map>

namespace stille::blob {
namespace {

Result<bool> same_there(const CompareChunk& job, BlobFiles& files) {
  auto there = files.read(job.file, job.offset, job.bytes.size());
  if (!there && there.error().code == Errc::damaged) return false;
  STILLE_TRY(const auto bytes, std::move(there));
  return same(bytes, job.bytes);
}

struct Performer {
  BlobFiles& files;

  std::optional<Done> operator()(const WriteChunk& job) const {
    return ChunkWritten{job.id, files.write(job.file, job.offset, job.bytes)};
  }
  std::optional<Done> operator()(const CompareChunk& job) const {
    return ChunkCompared{job.id, same_there(job, files)};
  }
  std::optional<Done> operator()(const ReadChunk& job) const {
    return ChunkRead{job.id, files.read(job.file, job.offset, job.size)};
  }
  std::optional<Done> operator()(const RemoveFile& job) const {
    // One that stays is found by the next sweep.
    (void)files.remove(job.file).has_value();
    return std::nullopt;
  }
  std::optional<Done> operator()(const ListShard& job) const {
    return ShardListed{job.shard, files.list(job.shard)};
  }
  std::optional<Done> operator()(const LookFor& job) const {
    return LookedFor{job.file, files.has(job.file)};
  }
  std::optional<Done> operator()(const MeasureDisk&) const { return DiskMeasured{files.room()}; }
};

/// Chunks that have been written and are not durable yet, and what has to be said after them.
struct Unsynced {
  std::vector<Done> reports;
  std::map<BlobFile, std::vector<std::size_t>> writes;  // per file: where in `reports`

  void sync(BlobFiles& files) {
    for (const auto& [file, places] : writes) {
      const auto done = files.sync(file);
      for (const auto place : places) {
        auto& written = std::get<ChunkWritten>(reports[place]);
        if (written.outcome && !done) written.outcome = done;
      }
    }
  }
};

/// Signals are for the main thread.
void block_signals() {
  sigset_t all;
  sigfillset(&all);
  (void)pthread_sigmask(SIG_SETMASK, &all, nullptr);
}

}  // namespace

std::optional<Done> perform(Job job, BlobFiles& files) {
  return std::visit(Performer{files}, job);
}

Worker::Worker(std::unique_ptr<BlobFiles> files, Report report)
    : files_(std::move(files)), report_(std::move(report)), thread_([this] { run(); }) {}

Worker::~Worker() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  arrived_.notify_one();
  thread_.join();
}

void Worker::push(std::vector<Job> jobs) {
  {
    const std::lock_guard lock(mutex_);
    std::move(jobs.begin(), jobs.end(), std::back_inserter(jobs_));
  }
  arrived_.notify_one();
}

std::vector<Job> Worker::next_jobs() {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
  if (ending_) return {};
  return std::exchange(jobs_, {});
}

void Worker::run() {
  block_signals();
  for (auto jobs = next_jobs(); !jobs.empty(); jobs = next_jobs()) work(std::move(jobs));
}

void Worker::work(std::vector<Job> jobs) {
  Unsynced unsynced;
  for (auto& job : jobs) {
    const auto* write = std::get_if<WriteChunk>(&job);
    const auto file = write != nullptr ? std::optional(write->file) : std::nullopt;
    const bool compares = std::holds_alternative<CompareChunk>(job);
    auto done = perform(std::move(job), *files_);
    job = MeasureDisk{};  // a chunk's memory is free as soon as it is written
    if (!done) continue;
    if (file) unsynced.writes[*file].push_back(unsynced.reports.size());
    // Whoever repeats a chunk hears of it after whoever wrote it.
    if (file || (compares && !unsynced.reports.empty())) {
      unsynced.reports.push_back(std::move(*done));
    } else {
      std::vector<Done> at_once;
      at_once.push_back(std::move(*done));
      report_(std::move(at_once));
    }
  }
  if (unsynced.reports.empty()) return;
  unsynced.sync(*files_);
  report_(std::move(unsynced.reports));
}

}  // namespace stille::blob
