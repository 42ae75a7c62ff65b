// A profile's beginning and end, where no profile is open: what an address is good for, a backup that becomes
// a profile, and a profile that goes for good. Knows nothing of what is said in it.
#pragma once

#include "client/desktop/session.hpp"

namespace stille::desktop {

class Lifecycle final : public QObject {
  Q_OBJECT
  /// Something is under way that takes a while.
  Q_PROPERTY(bool busy READ busy NOTIFY changed)
  /// What went wrong last, in words; about "file", "secret" or nothing of both in `problemAbout`.
  Q_PROPERTY(QString problem READ problem NOTIFY changed)
  Q_PROPERTY(QString problemAbout READ problem_about NOTIFY changed)
  /// What the chosen backup opens with: "passphrase", "key", or nothing while none is chosen.
  Q_PROPERTY(QString asks READ asks NOTIFY changed)
  /// {name, created, contacts, messages, files} of a backup that was opened and found whole.
  Q_PROPERTY(QVariantMap found READ found NOTIFY changed)

 public:
  Lifecycle(Session& session, std::filesystem::path folder, QObject* parent = nullptr);

  /// The address of a relay, an invitation to one, or anybody's link.
  [[nodiscard]] Q_INVOKABLE bool namesRelay(const QString& text) const;
  /// The same, and nobody's link.
  [[nodiscard]] Q_INVOKABLE bool namesRelayAlone(const QString& text) const;
  Q_INVOKABLE void look(const QString& file);
  /// Reads all of it; what opened it is kept until restore() or forget().
  Q_INVOKABLE void check(stille::desktop::SecretField* secret);
  /// Without a passphrase the profile has none. It is opened then.
  Q_INVOKABLE void restore(stille::desktop::SecretField* passphrase);
  Q_INVOKABLE void forget();
  /// Closes the profile and erases everything of it on this machine; afterwards there is none.
  Q_INVOKABLE void erase();

  [[nodiscard]] bool busy() const noexcept { return busy_; }
  [[nodiscard]] QString problem() const { return problem_; }
  [[nodiscard]] QString problem_about() const { return problem_about_; }
  [[nodiscard]] QString asks() const { return asks_; }
  [[nodiscard]] QVariantMap found() const { return found_; }

 Q_SIGNALS:
  void changed();

 private:
  void begin();
  void end(const rpc::Fault* why = nullptr);

  Session& session_;
  std::filesystem::path folder_;
  std::filesystem::path file_;
  crypto::SecretBytes secret_;
  bool busy_ = false;
  QString problem_;
  QString problem_about_;
  QString asks_;
  QVariantMap found_;
};

}  // namespace stille::desktop
