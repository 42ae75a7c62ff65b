#include "client/desktop/long_work.hpp"

#include <QElapsedTimer>

namespace stille::desktop {

namespace {

constexpr qint64 kMsBetween = 100;  // of what the window is told

}  // namespace

LongWork::LongWork(Session& session, Words& words, QObject* parent)
    : QObject(parent), session_(session), words_(words) {}

LongWork::~LongWork() {
  stop();
}

void LongWork::start(Work work) {
  if (running()) return;
  stopped_ = std::make_shared<std::atomic<bool>>(false);
  messages_ = 0;
  problem_.clear();
  Q_EMIT changed();
  session_.worker().run_beside([this, work = std::move(work), stopped = stopped_](const rpc::Ask& ask) {
    QElapsedTimer since;
    auto ending = work(ask, [&](std::size_t messages) {
      if (!since.isValid() || since.elapsed() >= kMsBetween) {
        since.start();
        session_.pump().post([this, messages, stopped] {
          if (stopped == stopped_) tell(static_cast<int>(messages));
        });
      }
      return !*stopped;
    });
    session_.pump().post([this, ending = std::move(ending), stopped] {
      if (stopped != stopped_) return;
      stopped_.reset();
      ending();
    });
  });
}

void LongWork::stop() {
  if (stopped_) *stopped_ = true;
}

void LongWork::forget() {
  problem_.clear();
  Q_EMIT changed();
}

void LongWork::tell(int messages) {
  messages_ = messages;
  Q_EMIT changed();
}

void LongWork::succeed(std::size_t messages, const QVariantMap& result) {
  tell(static_cast<int>(messages));
  Q_EMIT finished(result);
}

void LongWork::fail(const rpc::Fault& why, const QString& words) {
  const bool by_hand = why.code == rpc::FaultCode::cancelled;
  problem_ = by_hand ? QString() : words;
  Q_EMIT changed();
  if (by_hand) Q_EMIT stopped();
}

}  // namespace stille::desktop
