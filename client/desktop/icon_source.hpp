// Small drawings of lines, as QML asks for them: `image://icons/NAME/PIXELS/COLOUR`, the colour without its
// #. Pictures, and not shapes: without a graphics card a shape does not keep to what cuts off its
// surroundings.
#pragma once

#include <QQuickImageProvider>

namespace stille::desktop {

class IconSource final : public QQuickImageProvider {
 public:
  IconSource() : QQuickImageProvider(QQuickImageProvider::Image) {}
  /// Transparent for a name that is not known.
  QImage requestImage(const QString& id, QSize* size, const QSize& wanted) override;
};

}  // namespace stille::desktop
