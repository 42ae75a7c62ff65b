#include "tests/desktop/private_bus.hpp"

#include <QFile>

namespace stille::desktop::test {
namespace {

constexpr int kLimitMs = 60'000;
constexpr const char* kEverythingIsAllowed =
    R"(<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=%1/bus</listen>
<policy context="default"><allow user="*"/><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
)";
const auto kService = QStringLiteral("org.freedesktop.Notifications");
const auto kPath = QStringLiteral("/org/freedesktop/Notifications");

/// One for the whole program, left open until it ends.
QDBusConnection& connection_to(const QString& address) {
  static auto* connection =
      new QDBusConnection(QDBusConnection::connectToBus(address, QStringLiteral("fake-notifications")));
  return *connection;
}

}  // namespace

PrivateBus::PrivateBus() {
  // Nobody's real desktop is told anything by a test.
  qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
  const auto config = folder_.filePath(QStringLiteral("bus.conf"));
  QFile file(config);
  if (!file.open(QIODevice::WriteOnly)) return;
  file.write(QString::fromLatin1(kEverythingIsAllowed).arg(folder_.path()).toUtf8());
  file.close();
  daemon_.setStandardErrorFile(QProcess::nullDevice());
  daemon_.start(QStringLiteral("dbus-daemon"),
                {QStringLiteral("--config-file=") + config, QStringLiteral("--nofork"),
                 QStringLiteral("--print-address=1")});
  while (!daemon_.canReadLine() && daemon_.waitForReadyRead(kLimitMs)) {
  }
  address_ = QString::fromLatin1(daemon_.readLine()).trimmed();
  if (!address_.isEmpty()) qputenv("DBUS_SESSION_BUS_ADDRESS", address_.toLatin1());
}

PrivateBus::~PrivateBus() {
  daemon_.terminate();
  daemon_.waitForFinished(kLimitMs);
}

PrivateBus& PrivateBus::of_this_program() {
  static PrivateBus bus;
  return bus;
}

FakeNotifications::FakeNotifications(const QString& address) : bus_(connection_to(address)) {
  if (!bus_.registerService(kService) ||
      !bus_.registerObject(kPath, this, QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals))
    qFatal("the service of notifications cannot be had");
}

FakeNotifications::~FakeNotifications() {
  bus_.unregisterObject(kPath);
  bus_.unregisterService(kService);
}

uint FakeNotifications::Notify(const QString& /*program*/, uint replaces, const QString& icon,
                               const QString& title, const QString& body, const QStringList& actions,
                               const QVariantMap& hints, int /*expires*/) {
  shown_.append({title, body, icon, actions, hints, replaces});
  return ++last_;
}

void FakeNotifications::CloseNotification(uint id) {
  taken_back_.append(id);
  constexpr uint kByTheProgram = 3;
  Q_EMIT NotificationClosed(id, kByTheProgram);
}

void FakeNotifications::choose(const QString& action) {
  Q_EMIT ActionInvoked(last_, action);
}

}  // namespace stille::desktop::test
