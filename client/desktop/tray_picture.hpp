// The drawing in the tray, in one colour: `image://tray/plain/light` and `/dot/dark` and so on. The dot says
// that something is unread, and never how much.
#pragma once

#include <QQuickImageProvider>

namespace stille::desktop {

class TrayPicture final : public QQuickImageProvider {
 public:
  TrayPicture() : QQuickImageProvider(QQuickImageProvider::Image) {}
  QImage requestImage(const QString& id, QSize* size, const QSize& wanted) override;
};

}  // namespace stille::desktop
