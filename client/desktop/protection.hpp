// The passphrase of the profile that is open: another one, or the first. Knows nothing of forms.
#pragma once

#include "client/desktop/session.hpp"

namespace stille::desktop {

class Protection final : public QObject {
  Q_OBJECT
  Q_PROPERTY(bool busy READ busy NOTIFY changed)
  /// Why it did not change, in words; `wrong`: because it was not the one that is asked for now.
  Q_PROPERTY(QString problem READ problem NOTIFY changed)
  Q_PROPERTY(bool wrong READ wrong NOTIFY changed)

 public:
  explicit Protection(Session& session, QObject* parent = nullptr);
  /// The fields keep theirs, for it may have been in vain. `now` counts only where the profile is guarded.
  Q_INVOKABLE void change(stille::desktop::SecretField* now, stille::desktop::SecretField* then);
  Q_INVOKABLE void forget();

  [[nodiscard]] bool busy() const noexcept { return busy_; }
  [[nodiscard]] QString problem() const { return problem_; }
  [[nodiscard]] bool wrong() const noexcept { return wrong_; }

 Q_SIGNALS:
  void changed();
  /// `first`: there was none before.
  void done(bool first);

 private:
  void end(const rpc::Answer& answer);

  Session& session_;
  bool busy_ = false;
  bool wrong_ = false;
  QString problem_;
};

}  // namespace stille::desktop
