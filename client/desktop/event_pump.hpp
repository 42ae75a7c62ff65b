// Carries work from other threads to the window's, in the order in which it came. What somebody waits for
// arrives at once; what only happens, with the next frame and all together.
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
  /// An answer. From any thread.
  void post(Task task) { add(std::move(task), true); }
  /// News: at most once a frame. From any thread.
  void post_with_frame(Task task) { add(std::move(task), false); }
  /// Nothing is delivered any more: what the tasks refer to is about to go.
  void stop();

 protected:
  bool event(QEvent* event) override;
  void timerEvent(QTimerEvent* event) override;

 private:
  void add(Task task, bool at_once);
  bool answers_wait();
  void deliver();

  std::mutex mutex_;
  std::deque<Task> waiting_;
  bool called_ = false;
  bool at_once_ = false;  // something that waits is an answer
  bool news_ = false;     // something that waits is news
  bool stopped_ = false;
  QElapsedTimer since_news_;
  QBasicTimer next_frame_;
};

}  // namespace stille::desktop
