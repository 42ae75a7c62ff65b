#include "client/desktop/fresh_function.hpp"

#include <QQmlEngine>

namespace stille::desktop {

QJSValue fresh_function(QObject& owner, const QString& name) {
  auto* engine = qmlEngine(&owner);
  if (engine == nullptr) return {};
  QQmlEngine::setObjectOwnership(&owner, QQmlEngine::CppOwnership);
  return engine->newQObject(&owner).property(name);
}

}  // namespace stille::desktop
