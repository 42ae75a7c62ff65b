#include "client/desktop/event_pump.hpp"

#include <QCoreApplication>
#include <QTimerEvent>

namespace stille::desktop {
namespace {

constexpr int kFrameMs = 16;

}  // namespace

void EventPump::add(Task task, bool at_once) {
  const std::lock_guard lock(mutex_);
  if (stopped_) return;
  waiting_.push_back(std::move(task));
  if (!at_once) news_ = true;
  const bool already = at_once ? std::exchange(at_once_, true) : called_ || at_once_;
  if (std::exchange(called_, true) && already) return;
  QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

void EventPump::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  waiting_.clear();
}

bool EventPump::answers_wait() {
  const std::lock_guard lock(mutex_);
  return at_once_;
}

bool EventPump::event(QEvent* event) {
  if (event->type() != QEvent::User) return QObject::event(event);
  // News, too, come at once after a rest.
  const auto since = since_news_.isValid() ? since_news_.elapsed() : kFrameMs;
  if (since >= kFrameMs || answers_wait()) {
    deliver();
  } else {
    next_frame_.start(static_cast<int>(kFrameMs - since), Qt::PreciseTimer, this);
  }
  return true;
}

void EventPump::timerEvent(QTimerEvent* event) {
  if (event->timerId() != next_frame_.timerId()) return;
  deliver();
}

void EventPump::deliver() {
  next_frame_.stop();
  std::deque<Task> batch;
  bool news = false;
  {
    const std::lock_guard lock(mutex_);
    batch.swap(waiting_);
    called_ = false;
    at_once_ = false;
    news = std::exchange(news_, false);
  }
  for (auto& task : batch) task();
  // An answer holds up nothing: what somebody has just done is the first news of all.
  if (news) since_news_.start();
}

}  // namespace stille::desktop
