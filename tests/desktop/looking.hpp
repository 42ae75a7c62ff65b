// What somebody who looks at a window finds in it.
#pragma once

#include "tests/desktop/stage.hpp"

namespace stille::desktop::test {

/// The first that is to be seen and has this; null when there is none.
inline QQuickItem* seen(Stage& stage, const char* property, const QVariant& value) {
  QQuickItem* found = nullptr;
  const std::function<void(QQuickItem*)> look = [&](QQuickItem* item) {
    if (found != nullptr || !item->isVisible()) return;
    if (const auto has = item->property(property); has.isValid() && has == value) found = item;
    for (auto* child : item->childItems()) look(child);
  };
  look(stage.window().contentItem());
  return found;
}

}  // namespace stille::desktop::test
