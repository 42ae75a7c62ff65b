// Carries work from other threads to the window's: whatever came since the last frame arrives as one batch.
#pragma once

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QObject>
#include <deque>
#include <functional>
#include <mutex>

namespace stille::desktop {

class EventPump final : public QObject {
 public:
  using Task = std::function<void()>;
  using QObject::QObject;
  /// From any thread.
  void post(Task task);
  /// Nothing is delivered any more: what the tasks refer to is about to go.
  void stop();

 protected:
  bool event(QEvent* event) override;
  void timerEvent(QTimerEvent* event) override;

 private:
  void deliver();

  std::mutex mutex_;
  std::deque<Task> waiting_;
  bool called_ = false;
  bool stopped_ = false;
  QElapsedTimer since_last_;
  QBasicTimer next_frame_;
};

}  // namespace stille::desktop
