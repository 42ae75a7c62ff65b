// Work on many messages that goes on beside everything else: how far it is, why it ended, and its end when
// somebody wishes. One at a time. Knows nothing of what is done.
#pragma once

#include <QObject>
#include <QVariantMap>
#include <atomic>
#include <functional>
#include <memory>

#include "client/desktop/session.hpp"

namespace stille::desktop {

class LongWork : public QObject {
  Q_OBJECT
  Q_PROPERTY(bool running READ running NOTIFY changed)
  /// So far.
  Q_PROPERTY(int messages READ messages NOTIFY changed)
  /// Why it ended without a result, in words; empty when it did not, and when it was ended by hand.
  Q_PROPERTY(QString problem READ problem NOTIFY changed)

 public:
  LongWork(Session& session, Words& words, QObject* parent);
  ~LongWork() override;

  Q_INVOKABLE void stop();
  /// Why the last one ended need not be said any longer.
  Q_INVOKABLE void forget();

  [[nodiscard]] bool running() const noexcept { return stopped_ != nullptr; }
  [[nodiscard]] int messages() const noexcept { return messages_; }
  [[nodiscard]] QString problem() const { return problem_; }

 Q_SIGNALS:
  void changed();
  void finished(const QVariantMap& result);
  void stopped();

 protected:
  using Progress = std::function<bool(std::size_t messages)>;
  /// In the window's thread, once the work is over and no longer running.
  using Ending = std::function<void()>;
  /// In a thread of its own.
  using Work = std::function<Ending(const rpc::Ask& ask, const Progress& progress)>;

  void start(Work work);
  /// `messages` of them in all; `result` is what `finished` says.
  void succeed(std::size_t messages, const QVariantMap& result);
  /// `cancelled` is by hand; everything else is said in `words`.
  void fail(const rpc::Fault& why, const QString& words);
  Session& session() noexcept { return session_; }
  Words& words() noexcept { return words_; }

 private:
  void tell(int messages);

  Session& session_;
  Words& words_;
  std::shared_ptr<std::atomic<bool>> stopped_;  // of the one that runs
  int messages_ = 0;
  QString problem_;
};

}  // namespace stille::desktop
