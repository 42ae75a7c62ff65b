// A session bus that nobody else is on, with a service of notifications that only writes down what it is
// asked to show.
#pragma once

#include <QDBusConnection>
#include <QDBusContext>
#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QVariantMap>

namespace stille::desktop::test {

/// Starts the bus and makes it this program's; before QGuiApplication is made.
class PrivateBus {
 public:
  PrivateBus();
  ~PrivateBus();
  /// False where there is no dbus-daemon.
  [[nodiscard]] bool runs() const noexcept { return !address_.isEmpty(); }
  [[nodiscard]] QString address() const { return address_; }
  /// The one of this program.
  static PrivateBus& of_this_program();

 private:
  QTemporaryDir folder_;
  QProcess daemon_;
  QString address_;
};

struct Shown {
  QString title;
  QString body;
  QString icon;
  QStringList actions;
  QVariantMap hints;
  uint replaces = 0;
};

class FakeNotifications final : public QObject, protected QDBusContext {
  Q_OBJECT
  Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

 public:
  explicit FakeNotifications(const QString& address);
  ~FakeNotifications() override;
  [[nodiscard]] const QList<Shown>& shown() const noexcept { return shown_; }
  [[nodiscard]] const QList<uint>& taken_back() const noexcept { return taken_back_; }
  [[nodiscard]] uint last() const noexcept { return last_; }
  void forget() { shown_.clear(); }
  /// A person chooses what was shown last.
  void choose(const QString& action);

 public Q_SLOTS:
  uint Notify(const QString& program, uint replaces, const QString& icon, const QString& title,
              const QString& body, const QStringList& actions, const QVariantMap& hints, int expires);
  void CloseNotification(uint id);
  QStringList GetCapabilities() { return {QStringLiteral("actions"), QStringLiteral("body")}; }

 Q_SIGNALS:
  void ActionInvoked(uint id, const QString& action);  // NOLINT: the name is the bus's
  void NotificationClosed(uint id, uint reason);       // NOLINT

 private:
  QDBusConnection& bus_;
  QList<Shown> shown_;
  QList<uint> taken_back_;
  uint last_ = 0;
};

}  // namespace stille::desktop::test
