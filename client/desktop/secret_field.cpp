#include "client/desktop/secret_field.hpp"

#include <QClipboard>
#include <QCursor>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <algorithm>
#include <array>

#include "common/base/strength.hpp"

namespace stille::desktop {

SecretField::SecretField(QQuickItem* parent) : QQuickItem(parent), bytes_(kLongest) {
  setFlag(ItemAcceptsInputMethod);
  setAcceptedMouseButtons(Qt::LeftButton);
  setActiveFocusOnTab(true);
  setCursor(QCursor(Qt::IBeamCursor));
}

SecretField::~SecretField() {
  crypto::wipe(bytes_);
}

int SecretField::strength() const {
  return static_cast<int>(strength_of(ByteView(bytes_).first(used_)));
}

bool SecretField::same(const SecretField* other) const {
  return other != nullptr &&
         crypto::equal(ByteView(bytes_).first(used_), ByteView(other->bytes_).first(other->used_));
}

void SecretField::clear() {
  crypto::wipe(bytes_);
  used_ = 0;
  length_ = 0;
  marked_ = false;
  Q_EMIT changed();
}

crypto::SecretBytes SecretField::copy() const {
  return crypto::SecretBytes(ByteView(bytes_).first(used_));
}

crypto::SecretBytes SecretField::take() {
  auto out = copy();
  clear();
  return out;
}

// UTF-8 is made here, character by character, so that no second text with all of it comes to be.
void SecretField::add(QStringView text) {
  if (marked_ && !text.isEmpty()) clear();
  for (qsizetype i = 0; i < text.size(); ++i) {
    char32_t point = text[i].unicode();
    if (text[i].isHighSurrogate() && i + 1 < text.size()) {
      point = QChar::surrogateToUcs4(text[i], text[i + 1]);
      ++i;
    }
    if (point < 0x20 || point == 0x7f) continue;
    std::array<std::uint8_t, 4> utf8{};
    const std::size_t size = point < 0x80 ? 1U : point < 0x800 ? 2U : point < 0x10000 ? 3U : 4U;
    if (used_ + size > bytes_.size()) break;
    constexpr std::array<std::uint8_t, 5> kLead{0, 0, 0xc0, 0xe0, 0xf0};
    for (std::size_t at = size; at-- > 1;) {
      utf8[at] = static_cast<std::uint8_t>(0x80U | (point & 0x3fU));
      point >>= 6U;
    }
    utf8[0] = static_cast<std::uint8_t>(kLead[size] | point);
    std::copy_n(utf8.begin(), size, bytes_.begin() + static_cast<std::ptrdiff_t>(used_));
    crypto::wipe(utf8);
    used_ += size;
    ++length_;
  }
  Q_EMIT changed();
}

void SecretField::mark(bool all) {
  if (marked_ == all) return;
  marked_ = all;
  Q_EMIT changed();
}

void SecretField::remove_last() {
  if (used_ == 0) return;
  do {
    --used_;
  } while (used_ > 0 && (bytes_[used_] & 0xc0U) == 0x80U);
  crypto::wipe(ByteSpan(bytes_).subspan(used_));
  --length_;
  Q_EMIT changed();
}

void SecretField::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    Q_EMIT accepted();
  } else if (event->key() == Qt::Key_Backspace) {
    if (marked_ || (event->modifiers() & Qt::ControlModifier) != 0) {
      clear();
    } else {
      remove_last();
    }
  } else if (event->key() == Qt::Key_Delete && marked_) {
    clear();
  } else if (event->matches(QKeySequence::SelectAll)) {
    mark(length_ > 0);
  } else if (event->matches(QKeySequence::Paste)) {
    // The clipboard has it as a text anyway; here it is on its way only.
    add(QGuiApplication::clipboard()->text());
  } else if (event->key() == Qt::Key_CapsLock) {
    event->ignore();
  } else if (!event->text().isEmpty() && event->text().front().isPrint() &&
             (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) == 0) {
    const auto text = event->text();
    caps_ = text.size() == 1 && text.front().isLetter() &&
            text.front().isUpper() != ((event->modifiers() & Qt::ShiftModifier) != 0);
    add(text);
  } else {
    // To go anywhere else ends it; what is only held does not.
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right || event->key() == Qt::Key_Home ||
        event->key() == Qt::Key_End)
      mark(false);
    event->ignore();
  }
}

void SecretField::inputMethodEvent(QInputMethodEvent* event) {
  add(event->commitString());
}

void SecretField::mousePressEvent(QMouseEvent* event) {
  forceActiveFocus(Qt::MouseFocusReason);
  mark(false);
  event->accept();
}

void SecretField::focusOutEvent(QFocusEvent* event) {
  mark(false);
  QQuickItem::focusOutEvent(event);
}

QVariant SecretField::inputMethodQuery(Qt::InputMethodQuery query) const {
  switch (query) {
    case Qt::ImEnabled:
      return true;
    case Qt::ImHints:
      return static_cast<int>(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                              Qt::ImhNoAutoUppercase);
    case Qt::ImCursorRectangle:
      return QRectF(0, 0, 1, height());
    default:
      return QQuickItem::inputMethodQuery(query);
  }
}

}  // namespace stille::desktop
