#include "client/desktop/event_pump.hpp"

#include <QCoreApplication>
#include <QTimerEvent>

namespace stille::desktop {
namespace {

constexpr int kFrameMs = 16;

}  // namespace

void EventPump::post(Task task) {
  const std::lock_guard lock(mutex_);
  if (stopped_) return;
  waiting_.push_back(std::move(task));
  if (std::exchange(called_, true)) return;
  QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

void EventPump::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  waiting_.clear();
}

bool EventPump::event(QEvent* event) {
  if (event->type() != QEvent::User) return QObject::event(event);
  // The first after a rest at once, the following with the next frame.
  const auto since = since_last_.isValid() ? since_last_.elapsed() : kFrameMs;
  if (since >= kFrameMs) {
    deliver();
  } else {
    next_frame_.start(static_cast<int>(kFrameMs - since), Qt::PreciseTimer, this);
  }
  return true;
}

void EventPump::timerEvent(QTimerEvent* event) {
  if (event->timerId() != next_frame_.timerId()) return;
  next_frame_.stop();
  deliver();
}

void EventPump::deliver() {
  std::deque<Task> batch;
  {
    const std::lock_guard lock(mutex_);
    batch.swap(waiting_);
    called_ = false;
  }
  for (auto& task : batch) task();
  since_last_.start();
}

}  // namespace stille::desktop
