#include "client/desktop/worker.hpp"

#include <algorithm>
#include <atomic>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace stille::desktop {
namespace {

constexpr auto kLongestWait = std::chrono::hours(1);
constexpr int kPauseAfterFailureMs = 1000;
constexpr auto kPatience = std::chrono::minutes(30);

void ring(int bell) {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(bell, &one, sizeof one);
}

void silence(int bell) {
  std::uint64_t count = 0;
  [[maybe_unused]] const auto got = ::read(bell, &count, sizeof count);
}

}  // namespace

/// A call on a line and a thread of its own.
struct Worker::Slow {
  std::atomic<bool> done = false;
  std::thread thread;
};

Worker::Worker(const Log& log, Deliver deliver, Events events, Task let_go)
    : log_(log),
      deliver_(std::move(deliver)),
      events_(std::move(events)),
      let_go_(std::move(let_go)),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      stop_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      thread_(&Worker::loop, this) {}

Worker::~Worker() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  ring(stop_);
  ring(wake_);
  thread_.join();
  ::close(wake_);
  ::close(stop_);
}

void Worker::add(std::deque<Task>& tasks, Task task) {
  {
    const std::lock_guard lock(mutex_);
    tasks.push_back(std::move(task));
  }
  ring(wake_);
}

void Worker::run(Task work) {
  add(tasks_, std::move(work));
}

void Worker::reply_to(const Reply& reply, rpc::Answer answer) {
  if (!reply) return;
  deliver_([reply, answer = std::move(answer)] { reply(answer); });
}

void Worker::open(std::filesystem::path folder, crypto::SecretBytes passphrase, Reply reply) {
  // A task is copied about; a secret is not.
  auto secret = std::make_shared<crypto::SecretBytes>(std::move(passphrase));
  run([this, folder = std::move(folder), secret, reply = std::move(reply)] {
    listening_ = false;
    access_ = std::make_unique<rpc::ProfileAccess>(
        folder,
        [secret]() -> rpc::Outcome<crypto::SecretBytes> {
          if (secret->empty()) return rpc::fault(rpc::FaultCode::locked);
          return std::move(*secret);
        },
        stop_, log_, rpc::Reach{.alone = false, .socket = {}, .let_go = [this] { deliver_(let_go_); }});
    auto status = access_->call("profile.status");
    owns_ = access_->owns();
    if (status) {
      after_ = status.value()["events"].get<std::uint64_t>();
      connections_.assign(1, '?');  // nothing that an answer would say
      listening_ = true;
    } else {
      access_.reset();
    }
    reply_to(reply, std::move(status));
  });
}

void Worker::close(Task done) {
  run([this, done = std::move(done)] {
    listening_ = false;
    end_slow_calls(true);
    access_.reset();
    owns_ = false;
    if (done) deliver_(done);
  });
}

void Worker::change_passphrase(crypto::SecretBytes now, crypto::SecretBytes then, Reply reply) {
  auto secrets =
      std::make_shared<std::pair<crypto::SecretBytes, crypto::SecretBytes>>(std::move(now), std::move(then));
  run([this, secrets, reply = std::move(reply)] {
    if (!access_) return reply_to(reply, rpc::fault(rpc::FaultCode::locked));
    const auto changed = access_->change_passphrase(secrets->first, secrets->second);
    reply_to(reply, changed ? rpc::Answer(rpc::Json::object()) : rpc::Answer(changed.error()));
  });
}

Worker::Task Worker::asking(std::string method, rpc::Json params, Reply reply) {
  return [this, method = std::move(method), params = std::move(params), reply = std::move(reply)] {
    reply_to(reply, access_ ? access_->call(method, params) : rpc::fault(rpc::FaultCode::locked));
  };
}

void Worker::call(std::string method, rpc::Json params, Reply reply) {
  add(tasks_, asking(std::move(method), std::move(params), std::move(reply)));
}

void Worker::call_patiently(std::string method, rpc::Json params, Reply reply) {
  add(patient_, asking(std::move(method), std::move(params), std::move(reply)));
}

void Worker::call_slowly(std::string method, rpc::Json params, Reply reply) {
  run_beside([this, method = std::move(method), params = std::move(params),
              reply = std::move(reply)](const rpc::Ask& ask) { reply_to(reply, ask(method, params)); });
}

void Worker::run_beside(Beside work) {
  run([this, work = std::move(work)] {
    if (access_) return begin_beside(work);
    work(
        [](std::string_view, const rpc::Json&) -> rpc::Answer { return rpc::fault(rpc::FaultCode::locked); });
  });
}

void Worker::begin_beside(const Beside& work) {
  end_slow_calls(false);
  auto line = access_->line();
  // Without a socket there is only this line.
  if (!line) {
    return work(
        [this](std::string_view method, const rpc::Json& params) { return access_->call(method, params); });
  }
  auto client = std::make_shared<rpc::SocketClient>(std::move(line).value());
  auto slow = std::make_unique<Slow>();
  slow->thread = std::thread([this, client, work, done = &slow->done] {
    work([this, client](std::string_view method, const rpc::Json& params) -> rpc::Answer {
      auto answer = client->call(method, params, kPatience, stop_);
      return answer ? std::move(*answer) : rpc::Answer(rpc::fault(rpc::FaultCode::busy));
    });
    *done = true;
  });
  slow_.push_back(std::move(slow));
}

void Worker::end_slow_calls(bool all) {
  if (all && !slow_.empty()) ring(stop_);
  std::erase_if(slow_, [all](const auto& slow) {
    if (!all && !slow->done) return false;
    slow->thread.join();
    return true;
  });
  const std::lock_guard lock(mutex_);
  if (all && !ending_) silence(stop_);
}

bool Worker::do_next() {
  Task task;
  {
    const std::lock_guard lock(mutex_);
    auto& tasks = tasks_.empty() && !ending_ ? patient_ : tasks_;
    if (tasks.empty()) return false;
    task = std::move(tasks.front());
    tasks.pop_front();
  }
  task();
  return true;
}

void Worker::listen() {
  const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(kLongestWait).count();
  auto answer = access_->call(
      "events.next", {{"after", after_}, {"connections", connections_}, {"max", 256}, {"timeout_ms", wait}},
      wake_);
  owns_ = access_->owns();
  if (answer) {
    auto& found = answer.value();
    after_ = found["next"].get<std::uint64_t>();
    // An owner of an older version does not tell.
    connections_ = found.value("connections", std::string());
    events_(std::move(found["events"]), connections_);
  } else if (answer.error().code != rpc::FaultCode::cancelled) {
    pollfd woken{wake_, POLLIN, 0};
    ::poll(&woken, 1, kPauseAfterFailureMs);
  }
}

void Worker::loop() {
  for (;;) {
    silence(wake_);
    while (do_next()) {
    }
    {
      const std::lock_guard lock(mutex_);
      if (ending_) break;
      if (!tasks_.empty() || !patient_.empty()) continue;
    }
    if (access_ && listening_) {
      listen();
    } else {
      pollfd woken{wake_, POLLIN, 0};
      ::poll(&woken, 1, -1);
    }
  }
  end_slow_calls(true);
  access_.reset();
}

}  // namespace stille::desktop
