// Says that nobody is at this machine: it falls asleep, or its screen has been locked.
#pragma once

#include <QObject>

namespace stille::desktop {

class Absence final : public QObject {
  Q_OBJECT

 public:
  explicit Absence(QObject* parent = nullptr);

 Q_SIGNALS:
  void begun();

 public Q_SLOTS:
  /// As logind says PrepareForSleep and a desktop's screen saver says ActiveChanged: false is the end of it.
  void take(bool away);
};

}  // namespace stille::desktop
