#include "client/desktop/system_look.hpp"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QPalette>

namespace stille::desktop {
namespace {

const auto kService = QStringLiteral("org.freedesktop.portal.Desktop");
const auto kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const auto kSettings = QStringLiteral("org.freedesktop.portal.Settings");
const auto kGroup = QStringLiteral("org.freedesktop.appearance");
constexpr uint kDark = 1;
constexpr uint kLight = 2;

}  // namespace

SystemLook::SystemLook(QObject* parent) : QObject(parent) {
  auto bus = QDBusConnection::sessionBus();
  if (!bus.isConnected()) return;
  bus.connect(kService, kPath, kSettings, QStringLiteral("SettingChanged"), this,
              SLOT(take(QString, QString, QDBusVariant)));
  ask(QStringLiteral("color-scheme"));
  ask(QStringLiteral("contrast"));
}

void SystemLook::ask(const QString& key) {
  auto call = QDBusMessage::createMethodCall(kService, kPath, kSettings, QStringLiteral("Read"));
  call.setArguments({kGroup, key});
  auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
  connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, key] {
    const QDBusPendingReply<QDBusVariant> reply = *watcher;
    if (!reply.isError()) take(kGroup, key, reply.value());
    watcher->deleteLater();
  });
}

void SystemLook::take(const QString& group, const QString& key, const QDBusVariant& value) {
  if (group != kGroup) return;
  // `Read` puts a variant into a variant.
  auto inner = value.variant();
  if (inner.canConvert<QDBusVariant>()) inner = inner.value<QDBusVariant>().variant();
  if (key == QStringLiteral("color-scheme")) scheme_ = inner.toUInt();
  if (key == QStringLiteral("contrast")) contrast_ = inner.toUInt() == 1;
  Q_EMIT changed();
}

bool SystemLook::dark() const {
  if (scheme_ == kDark || scheme_ == kLight) return scheme_ == kDark;
  return QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
}

}  // namespace stille::desktop
