// Notices that somebody is at the keyboard or the mouse, at most once a second. Knows nothing of what they
// do.
#pragma once

#include <QElapsedTimer>
#include <QEvent>
#include <QGuiApplication>
#include <QObject>

namespace stille::desktop {

class Presence final : public QObject {
  Q_OBJECT

 public:
  explicit Presence(QObject* parent = nullptr) : QObject(parent) { qGuiApp->installEventFilter(this); }

 Q_SIGNALS:
  void touched();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    const auto type = event->type();
    const bool person = type == QEvent::KeyPress || type == QEvent::MouseMove ||
                        type == QEvent::MouseButtonPress || type == QEvent::Wheel ||
                        type == QEvent::TouchBegin;
    if (person && (!since_.isValid() || since_.elapsed() > 1000)) {
      since_.start();
      Q_EMIT touched();
    }
    return QObject::eventFilter(watched, event);
  }

 private:
  QElapsedTimer since_;
};

}  // namespace stille::desktop
