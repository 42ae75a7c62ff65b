// The thread that owns the profile's side: opens it, asks it, waits for its events. Everything that touches
// disk, cryptography or network runs here. Knows nothing of Qt.
#pragma once

#include <atomic>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "client/rpc/ask.hpp"
#include "client/rpc/profile_access.hpp"

namespace stille::desktop {

class Worker {
 public:
  using Task = std::function<void()>;
  using Reply = std::function<void(rpc::Answer)>;
  using Events = std::function<void(rpc::Json events, std::string connections)>;
  /// Runs a task on the thread of the window, in the order in which they came. Called from any thread.
  using Deliver = std::function<void(Task)>;

  /// `log` outlives the worker. `events` is called on its thread; `let_go`, when somebody else asks that the
  /// profile be locked, through `deliver`, as replies are.
  Worker(const Log& log, Deliver deliver, Events events, Task let_go);
  /// Ends what is under way and gives the profile free.
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Reaches the profile, whoever owns it, and answers its status; `locked` when it wants a passphrase and
  /// none is given. From then on calls are answered and events come.
  void open(std::filesystem::path folder, crypto::SecretBytes passphrase, Reply reply);
  /// Gives the profile free; calls that wait are answered `locked`.
  void close(Task done);
  /// Whether this process owns the profile, as of the last `open`. Any thread.
  [[nodiscard]] bool owns() const noexcept { return owns_; }

  void call(std::string method, rpc::Json params, Reply reply);
  /// For what nobody is waiting for: asked when nothing else is.
  void call_patiently(std::string method, rpc::Json params, Reply reply);
  /// For what may take seconds: on a line of its own, so that nothing else waits for it.
  void call_slowly(std::string method, rpc::Json params, Reply reply);
  /// The same for work that asks many times: done on a thread of its own, which ends with the profile.
  /// `locked` is what it is answered when none is open.
  using Beside = std::function<void(const rpc::Ask& ask)>;
  void run_beside(Beside work);
  /// Of the profile that is open, if this process owns it.
  void change_passphrase(crypto::SecretBytes now, crypto::SecretBytes then, Reply reply);
  /// Any other work that has no place on the thread of the window.
  void run(Task work);

 private:
  struct Slow;
  Task asking(std::string method, rpc::Json params, Reply reply);
  void add(std::deque<Task>& tasks, Task task);
  void loop();
  bool do_next();
  void listen();
  void reply_to(const Reply& reply, rpc::Answer answer);
  void begin_beside(const Beside& work);
  void end_slow_calls(bool all);

  const Log& log_;
  Deliver deliver_;
  Events events_;
  Task let_go_;
  int wake_;
  int stop_;
  std::mutex mutex_;
  std::deque<Task> tasks_;
  std::deque<Task> patient_;  // those for which there was no time yet
  bool ending_ = false;
  std::atomic<bool> owns_ = false;
  // Of the worker's thread alone.
  std::unique_ptr<rpc::ProfileAccess> access_;
  bool listening_ = false;
  std::uint64_t after_ = 0;
  std::string connections_;
  std::vector<std::unique_ptr<Slow>> slow_;
  std::thread thread_;
};

}  // namespace stille::desktop
