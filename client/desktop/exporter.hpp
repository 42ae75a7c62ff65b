// An export into a folder, from the window: beside everything else, with how far it is, and ended when
// somebody wishes. Knows nothing of what is written.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QVariantMap>
#include <atomic>
#include <memory>

#include "client/desktop/session.hpp"

namespace stille::desktop {

class Exporter final : public QObject {
  Q_OBJECT
  Q_PROPERTY(bool running READ running NOTIFY changed)
  /// So far.
  Q_PROPERTY(int messages READ messages NOTIFY changed)
  /// Why it ended without a result, in words; empty when it did not, and when it was ended by hand.
  Q_PROPERTY(QString problem READ problem NOTIFY changed)

 public:
  Exporter(Session& session, Words& words, QObject* parent = nullptr);
  ~Exporter() override;

  /// `wish`: folder, its whole path; conversation, an alias, empty for everything; format, "both", "jsonl" or
  /// "html"; files. One at a time.
  Q_INVOKABLE void begin(const QVariantMap& wish);
  /// Nothing of it stays.
  Q_INVOKABLE void stop();
  /// Why the last one ended need not be said any longer.
  Q_INVOKABLE void forget();

  [[nodiscard]] bool running() const noexcept { return state_ != nullptr; }
  [[nodiscard]] int messages() const noexcept { return messages_; }
  [[nodiscard]] QString problem() const { return problem_; }

 Q_SIGNALS:
  void changed();
  /// {folder, conversations, messages, files}.
  void finished(const QVariantMap& written);
  void stopped();

 private:
  struct State;
  void end(const rpc::Outcome<rpc::Exported>& done, const QString& folder);
  void tell(int messages);

  Session& session_;
  Words& words_;
  std::shared_ptr<State> state_;  // of the one that runs
  int messages_ = 0;
  QString problem_;
};

}  // namespace stille::desktop
