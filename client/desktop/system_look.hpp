// Whether the desktop around the window is dark, or asks for more contrast: by the portal's settings where
// there is one, by the palette else. Qt 6.4 knows nothing of either itself.
#pragma once

#include <QDBusVariant>
#include <QObject>

namespace stille::desktop {

class SystemLook final : public QObject {
  Q_OBJECT

 public:
  explicit SystemLook(QObject* parent = nullptr);
  [[nodiscard]] bool dark() const;
  [[nodiscard]] bool contrast() const noexcept { return contrast_; }

 Q_SIGNALS:
  void changed();

 public Q_SLOTS:
  /// As org.freedesktop.portal.Settings says it: color-scheme 1 dark, 2 light, else no wish; contrast 1 more.
  void take(const QString& group, const QString& key, const QDBusVariant& value);

 private:
  void ask(const QString& key);

  uint scheme_ = 0;
  bool contrast_ = false;
};

}  // namespace stille::desktop
