// Colours, sizes and times of the window, from tokens.json: the one place where they are. Knows nothing of
// screens.
#pragma once

#include <QJsonObject>
#include <QQmlPropertyMap>

namespace stille::desktop {

class Theme final : public QQmlPropertyMap {
  Q_OBJECT

 public:
  enum class Scheme { light, dark, contrast_light, contrast_dark };

  explicit Theme(QObject* parent = nullptr);
  void choose(Scheme scheme);
  /// 80 to 200 per cent; sizes of type follow, and `scale` for what has to grow with them.
  void set_text_size(int per_cent);
  void set_motion(bool moves);
  static QJsonObject tokens();
  static QString name_of(Scheme scheme);

 Q_SIGNALS:
  void chosen();

 private:
  QJsonObject tokens_;
};

}  // namespace stille::desktop
