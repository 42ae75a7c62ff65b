#include "server/net/core_thread.hpp"

#include <csignal>

namespace stille::server {
namespace {

constexpr milliseconds kTick = seconds{5};
constexpr milliseconds kTickWhenMoreIsDue{20};

template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};

/// Signals are for the main thread.
void block_signals() {
  sigset_t all;
  sigfillset(&all);
  (void)pthread_sigmask(SIG_SETMASK, &all, nullptr);
}

}  // namespace

CoreThread::CoreThread(std::unique_ptr<relay::Relay> relay, std::unique_ptr<blob::BlobFiles> files,
                       const Clock& clock, const Log& log, Deliver deliver)
    : relay_(std::move(relay)),
      clock_(clock),
      log_(log),
      deliver_(std::move(deliver)),
      worker_(std::move(files), [this](std::vector<blob::Done> done) { push(FilesDone{std::move(done)}); }),
      thread_([this] { run(); }) {}

CoreThread::~CoreThread() {
  push(ShutDown{});
  thread_.join();
}

void CoreThread::push(CoreEvent event) {
  {
    const std::lock_guard lock(mutex_);
    events_.push(std::move(event));
  }
  arrived_.notify_one();
}

void CoreThread::run() {
  block_signals();
  try {
    // Before anybody is answered: what has expired meanwhile is not there.
    housekeeping();
    while (!ended_) work();
  } catch (const std::exception&) {
    log_.error("the relay's core failed: this is a bug");
  }
  hand_over(true);
}

void CoreThread::work() {
  for (auto& event : next_events()) {
    take(std::move(event));
    if (relay_->commit_now()) commit();
    if (ended_) break;
  }
  commit_if_due();
  housekeeping();
  hand_over();
}

EventQueue::Events CoreThread::next_events() {
  std::unique_lock lock(mutex_);
  if (events_.empty()) {
    const auto wait = patience();
    if (wait.count() > 0) arrived_.wait_for(lock, wait, [this] { return !events_.empty(); });
  }
  return events_.take();
}

milliseconds CoreThread::patience() const {
  const auto due = relay_->commit_due();
  const auto tick = std::chrono::ceil<milliseconds>(tick_due_ - Steady::now());
  return due ? std::min<milliseconds>(*due - clock_.now(), tick) : tick;
}

void CoreThread::commit_if_due() {
  const auto now = clock_.now();
  const bool set_back = now < std::exchange(last_now_, now);
  const auto due = relay_->commit_due();
  if (due && (now >= *due || set_back)) commit();
}

void CoreThread::take(CoreEvent event) {
  const auto now = clock_.now();
  std::visit(Overloaded{[&](relay::Connected& e) { relay_->connected(std::move(e), now); },
                        [&](const Disconnected& e) { relay_->disconnected(e.id, now); },
                        [&](Incoming& e) {
                          taken_bytes_ += queued_size(e.request);
                          relay_->handle(e.id, std::move(e.request), now);
                        },
                        [&](const Written& e) { relay_->written(e.id, e.payload_bytes, now); },
                        [&](const OnCore& e) { e.work({*relay_, commits_, now}); },
                        [&](FilesDone& e) {
                          for (auto& done : e.done) note(relay_->file_done(std::move(done), now));
                        },
                        [&](const ShutDown&) {
                          relay_->shut_down(now);
                          commit();
                          ended_ = true;
                        }},
             event);
}

void CoreThread::commit() {
  // What needs no disk does not wait for it.
  hand_over();
  const auto began = std::chrono::steady_clock::now();
  note(relay_->commit(clock_.now()));
  commits_.add(
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began));
}

void CoreThread::note(const Result<void>& outcome) {
  if (outcome) return;
  const auto reason = outcome.error().code;
  log_.error("the store refused to write", {{"reason", reason}});
  // After a failed write or sync nothing it says can be relied on; a start reads the files anew.
  if (reason == Errc::storage_failed) ended_ = true;
}

void CoreThread::housekeeping() {
  const auto now = Steady::now();
  if (now < tick_due_) return;
  const auto passed = now - last_tick_.value_or(now);
  last_tick_ = now;
  note(relay_->tick(clock_.now(), std::chrono::duration_cast<milliseconds>(passed)));
  tick_due_ = now + (relay_->more_is_due() ? kTickWhenMoreIsDue : kTick);
  note_disk();
}

void CoreThread::note_disk() {
  const auto level = relay_->disk_level();
  if (level == std::exchange(disk_level_, level)) return;
  switch (level) {
    case relay::DiskLevel::fine:
      return log_.info("the disk has room again");
    case relay::DiskLevel::warned:
      return log_.warning("the disk fills up");
    case relay::DiskLevel::no_creations:
      return log_.warning("the disk is so full that no mailboxes and no files are taken any more");
    case relay::DiskLevel::no_writes:
      return log_.error("the disk is so full that nothing is taken any more; reading and removing go on");
  }
}

void CoreThread::hand_over(bool ended) {
  if (auto jobs = relay_->take_jobs(); !jobs.empty()) worker_.push(std::move(jobs));
  CoreOutput out{relay_->take_actions(), std::exchange(taken_bytes_, 0), ended};
  if (!out.actions.empty() || out.requests_bytes > 0 || ended) deliver_(std::move(out));
}

}  // namespace stille::server
