// The thread that owns the relay's core and its store: takes events in turns, commits in groups, hands back
// actions, and has a third thread do what the core wants of files. The only place where the threads meet.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "common/base/log.hpp"
#include "server/blob/worker.hpp"
#include "server/net/event_queue.hpp"

namespace stille::server {

class CoreThread final : public CoreInbox {
 public:
  /// Called on the core's thread with everything that has come up.
  using Deliver = std::function<void(CoreOutput)>;

  /// Starts the thread. `clock` and `log` outlive it.
  CoreThread(std::unique_ptr<relay::Relay> relay, std::unique_ptr<blob::BlobFiles> files, const Clock& clock,
             const Log& log, Deliver deliver);
  /// Shuts down if nobody has, and waits for the thread.
  ~CoreThread() override;
  CoreThread(const CoreThread&) = delete;
  CoreThread& operator=(const CoreThread&) = delete;

  void push(CoreEvent event) override;

 private:
  void run();
  void work();
  [[nodiscard]] EventQueue::Events next_events();
  [[nodiscard]] milliseconds patience() const;
  void take(CoreEvent event);
  void commit();
  void note(const Result<void>& outcome);
  void commit_if_due();
  void housekeeping();
  void note_disk();
  void hand_over(bool ended = false);

  std::unique_ptr<relay::Relay> relay_;
  const Clock& clock_;
  const Log& log_;
  Deliver deliver_;
  // The system's clock may be set; ticks go by one that is not.
  using Steady = std::chrono::steady_clock;
  TimePoint last_now_{};
  std::optional<Steady::time_point> last_tick_;
  Steady::time_point tick_due_{};
  relay::DiskLevel disk_level_ = relay::DiskLevel::fine;
  std::size_t taken_bytes_ = 0;
  CommitTimes commits_;
  bool ended_ = false;

  std::mutex mutex_;
  std::condition_variable arrived_;
  EventQueue events_;
  blob::Worker worker_;
  std::thread thread_;
};

}  // namespace stille::server
