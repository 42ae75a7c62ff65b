// The thread that does file work, in the order in which it comes. Everything that has come is written before
// anything of it is synced, so that chunks which arrive together share one wait for the disk.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "server/blob/files.hpp"

namespace stille::blob {

/// Does one job at once; of a WriteChunk everything but the sync. Nothing comes back from RemoveFile.
std::optional<Done> perform(Job job, BlobFiles& files);

class Worker {
 public:
  /// Called on the worker's thread.
  using Report = std::function<void(std::vector<Done>)>;

  /// Starts the thread.
  Worker(std::unique_ptr<BlobFiles> files, Report report);
  /// Ends the thread after the work in hand; what is still queued is not done.
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void push(std::vector<Job> jobs);

 private:
  void run();
  [[nodiscard]] std::vector<Job> next_jobs();
  void work(std::vector<Job> jobs);

  std::unique_ptr<BlobFiles> files_;
  Report report_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<Job> jobs_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace stille::blob
