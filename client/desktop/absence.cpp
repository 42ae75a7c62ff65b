#include "client/desktop/absence.hpp"

#include <QDBusConnection>

namespace stille::desktop {

Absence::Absence(QObject* parent) : QObject(parent) {
  // From whichever service: each desktop has its own.
  auto system = QDBusConnection::systemBus();
  if (system.isConnected())
    system.connect({}, QStringLiteral("/org/freedesktop/login1"),
                   QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("PrepareForSleep"), this,
                   SLOT(take(bool)));
  auto session = QDBusConnection::sessionBus();
  if (!session.isConnected()) return;
  for (const auto* name : {"org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"})
    session.connect({}, {}, QLatin1String(name), QStringLiteral("ActiveChanged"), this, SLOT(take(bool)));
}

void Absence::take(bool away) {
  if (away) Q_EMIT begun();
}

}  // namespace stille::desktop
