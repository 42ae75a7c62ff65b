// The pictures that avatars show, by number, for the thread that asks and the one that draws. Those that were
// not looked at for longest are let go.
#pragma once

#include <QCache>
#include <QImage>
#include <QMutex>

namespace stille::desktop {

class PortraitAlbum {
 public:
  static constexpr int kMost = 200;

  void put(int number, const QImage& picture) {
    const QMutexLocker lock(&mutex_);
    pictures_.insert(number, new QImage(picture));
  }
  /// Null: there is none, or none any more.
  [[nodiscard]] QImage find(int number) const {
    const QMutexLocker lock(&mutex_);
    const auto* found = pictures_.object(number);
    return found != nullptr ? *found : QImage();
  }
  void clear() {
    const QMutexLocker lock(&mutex_);
    pictures_.clear();
  }

 private:
  mutable QMutex mutex_;
  QCache<int, QImage> pictures_{kMost};
};

}  // namespace stille::desktop
