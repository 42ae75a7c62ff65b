// Pictures of messages, as QML asks for them: `image://stille/ID/small` and `/large`. What a stranger sent is
// taken apart by the locked up program; pixels are all that comes here.
#pragma once

#include <QQuickAsyncImageProvider>

#include "client/desktop/session.hpp"

namespace stille::desktop {

class PictureSource final : public QQuickAsyncImageProvider {
 public:
  explicit PictureSource(Session& session) : session_(session) {}
  /// Called by Qt on a thread of its own.
  QQuickImageResponse* requestImageResponse(const QString& id, const QSize& wanted) override;

 private:
  Session& session_;
};

/// The pixels of an answer of `attachment.picture`; null when it is not exactly of its form.
QImage pixels_from(const rpc::Json& answer);

}  // namespace stille::desktop
