// The field for a passphrase. What is typed goes into bytes that are wiped, never into a text that stays; it
// is not shown, copied, undone or remembered. Draws nothing: the dots are the form's.
#pragma once

#include <QQuickItem>

#include "common/crypto/secret.hpp"

namespace stille::desktop {

class SecretField : public QQuickItem {
  Q_OBJECT
  /// Characters, not bytes.
  Q_PROPERTY(int length READ length NOTIFY changed)
  /// 0 empty, 1 too short, 2 too easy to guess, 3 good enough, 4 very good. A judgement of what anybody would
  /// try first, no measure of what it takes to find it.
  Q_PROPERTY(int strength READ strength NOTIFY changed)
  Q_PROPERTY(bool caps READ caps NOTIFY changed)
  /// All of it is marked: what comes next takes its place.
  Q_PROPERTY(bool marked READ marked NOTIFY changed)

 public:
  static constexpr int kLongest = 1024;  // bytes

  explicit SecretField(QQuickItem* parent = nullptr);
  ~SecretField() override;

  [[nodiscard]] int length() const noexcept { return length_; }
  [[nodiscard]] int strength() const;
  [[nodiscard]] bool caps() const noexcept { return caps_; }
  [[nodiscard]] bool marked() const noexcept { return marked_; }
  [[nodiscard]] Q_INVOKABLE bool same(const SecretField* other) const;
  Q_INVOKABLE void clear();
  /// What was typed, in bytes of its own.
  [[nodiscard]] crypto::SecretBytes copy() const;
  /// The same; the field is empty afterwards.
  crypto::SecretBytes take();

  QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;

 Q_SIGNALS:
  void changed();
  void accepted();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void inputMethodEvent(QInputMethodEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void add(QStringView text);
  void remove_last();
  void mark(bool all);

  Bytes bytes_;  // of its full size from the beginning: growing would leave copies behind
  std::size_t used_ = 0;
  int length_ = 0;
  bool caps_ = false;
  bool marked_ = false;
};

}  // namespace stille::desktop
