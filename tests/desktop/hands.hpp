// Somebody with a keyboard who listens: goes on until the right thing is heard, presses, types. Every step
// can be told.
#pragma once

#include <stdexcept>

#include "tests/desktop/stage.hpp"

namespace stille::desktop::test {

/// The window is not where it had to be; says where it is.
class Stuck : public std::runtime_error {
 public:
  explicit Stuck(const QString& why) : std::runtime_error(why.toStdString()) {}
};

class Hands {
 public:
  /// One line: a key, what was heard, what had to come true.
  using Tell = std::function<void(const QString&)>;
  explicit Hands(Stage& stage, Tell tell = {}) : stage_(stage), tell_(std::move(tell)) {}

  void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
  void type(const QString& text);
  /// Not told: nobody reads over the shoulder.
  void type_secretly(const QString& text);
  /// Waits until that is what a listener hears.
  void hear(const QString& name);
  /// Tab after Tab, until it is heard.
  void reach(const QString& name);
  /// One key after the other, as in a menu.
  void reach_by(int key, const QString& name);
  /// `what` completes "until ...".
  void until(const QString& what, const std::function<bool()>& so,
             std::chrono::milliseconds patience = std::chrono::seconds(90));
  /// By the palette: Ctrl+K, the words, Enter.
  void jump(const QString& words);
  [[nodiscard]] QString say(const char* key, const QStringList& places = {}) const;
  /// Keys besides typing.
  [[nodiscard]] int presses() const noexcept { return presses_; }

 private:
  void told(const QString& line) const;

  Stage& stage_;
  Tell tell_;
  int presses_ = 0;
};

}  // namespace stille::desktop::test
