// What is typed into the field for a passphrase, and that nothing of it stays.
#include "client/desktop/secret_field.hpp"

#include <QInputMethodEvent>
#include <QKeyEvent>

#include <gtest/gtest.h>

namespace stille::desktop {
namespace {

class OpenField : public SecretField {
 public:
  void key(int code, const QString& text = {}, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QKeyEvent event(QEvent::KeyPress, code, modifiers, text);
    keyPressEvent(&event);
  }
  void type(const QString& text) {
    for (const auto letter : text) key(Qt::Key_unknown, letter);
  }
  void compose(const QString& text) {
    QInputMethodEvent event;
    event.setCommitString(text);
    inputMethodEvent(&event);
  }
};

std::string taken(SecretField& field) {
  const auto secret = field.take();
  return std::string(as_text(secret.expose()));
}

TEST(SecretField, It_takes_what_is_typed_as_UTF_8) {
  OpenField field;
  field.type(QStringLiteral("grün"));
  field.compose(QStringLiteral("é\U0001F333"));
  EXPECT_EQ(field.length(), 6);
  EXPECT_EQ(taken(field), "gr\u00fcn\u00e9\U0001F333");
}

TEST(SecretField, Backspace_takes_a_whole_character) {
  OpenField field;
  field.type(QStringLiteral("aü"));
  field.key(Qt::Key_Backspace);
  EXPECT_EQ(field.length(), 1);
  field.key(Qt::Key_Backspace);
  field.key(Qt::Key_Backspace);
  EXPECT_EQ(field.length(), 0);
  EXPECT_EQ(taken(field), "");
}

TEST(SecretField, What_comes_after_all_was_marked_takes_its_place) {
  OpenField field;
  field.key(Qt::Key_A, {}, Qt::ControlModifier);
  EXPECT_FALSE(field.marked()) << "there is nothing to mark";
  field.type(QStringLiteral("falsch"));
  field.key(Qt::Key_A, {}, Qt::ControlModifier);
  EXPECT_TRUE(field.marked());
  field.type(QStringLiteral("gut"));
  EXPECT_FALSE(field.marked());
  EXPECT_EQ(taken(field), "gut");
  field.type(QStringLiteral("falsch"));
  field.key(Qt::Key_A, {}, Qt::ControlModifier);
  field.key(Qt::Key_Backspace);
  EXPECT_EQ(field.length(), 0);
  field.type(QStringLiteral("halb"));
  field.key(Qt::Key_A, {}, Qt::ControlModifier);
  field.key(Qt::Key_Right);
  field.type(QStringLiteral("wegs"));
  EXPECT_EQ(taken(field), "halbwegs");
}

TEST(SecretField, It_is_empty_once_it_was_taken) {
  OpenField field;
  field.type(QStringLiteral("ein stiller satz"));
  EXPECT_EQ(taken(field), "ein stiller satz");
  EXPECT_EQ(field.length(), 0);
  EXPECT_EQ(taken(field), "");
}

TEST(SecretField, It_says_how_strong_it_is_and_never_copies) {
  OpenField field;
  EXPECT_EQ(field.strength(), 0);
  field.type(QStringLiteral("kurz"));
  EXPECT_EQ(field.strength(), 1);
  field.type(QStringLiteral("er Satz"));
  EXPECT_EQ(field.strength(), 3);
  field.type(QStringLiteral(" mit Wolken"));
  EXPECT_EQ(field.strength(), 4);
  field.key(Qt::Key_C, QStringLiteral("\u0003"), Qt::ControlModifier);
  field.clear();
  field.type(QString(20, QLatin1Char('a')));
  EXPECT_EQ(field.strength(), 2);
}

TEST(SecretField, More_than_it_holds_is_not_taken) {
  OpenField field;
  field.type(QString(SecretField::kLongest + 20, QLatin1Char('x')));
  EXPECT_EQ(field.length(), SecretField::kLongest);
}

}  // namespace
}  // namespace stille::desktop
