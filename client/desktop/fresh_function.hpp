// A method as a property that holds a function, for QML: another one with each reading, so that whatever was
// bound to it is looked up anew once the property says that it has changed.
#pragma once

#include <QJSValue>
#include <QObject>

namespace stille::desktop {

/// `name`: of an invokable method. Undefined where QML does not know `owner`, which stays whoever's it was.
QJSValue fresh_function(QObject& owner, const QString& name);

}  // namespace stille::desktop
