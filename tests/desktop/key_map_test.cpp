// Keys: no two actions share one, and nobody can choose one that is taken or that writes.
#include "client/desktop/key_map.hpp"

#include <QSet>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace stille::desktop {
namespace {

struct Keys : testing::Test {
  QTemporaryDir folder;
  Words words;
  Theme theme;
  Preferences preferences{words, theme, folder.filePath(QStringLiteral("desktop.json")).toStdString()};
  KeyMap keys{preferences, words};
  QString choose(const char* id, int key, Qt::KeyboardModifiers held) {
    return keys.choose(QLatin1String(id), key, static_cast<int>(held.toInt()));
  }
  bool pressed(const char* id, int key, Qt::KeyboardModifiers held) {
    return keys.pressed(QLatin1String(id), key, static_cast<int>(held.toInt()));
  }
};

TEST_F(Keys, No_two_actions_have_the_same_key) {
  QSet<QString> seen;
  const auto rows = keys.rows();
  ASSERT_GT(rows.size(), 25);
  for (const auto& row : rows) {
    const auto sequence = keys.value(row.toMap().value(QStringLiteral("id")).toString()).toString();
    EXPECT_FALSE(seen.contains(sequence)) << sequence.toStdString();
    EXPECT_FALSE(KeyMap::is_taken(sequence)) << sequence.toStdString();
    seen.insert(sequence);
  }
}

TEST_F(Keys, Another_key_takes_the_place_of_the_first) {
  EXPECT_EQ(choose("jump", Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier), QString());
  EXPECT_EQ(keys.value(QStringLiteral("jump")).toString(), QStringLiteral("Ctrl+Shift+P"));
  EXPECT_TRUE(pressed("jump", Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier));
  EXPECT_FALSE(pressed("jump", Qt::Key_K, Qt::ControlModifier));
  keys.reset();
  EXPECT_TRUE(pressed("jump", Qt::Key_K, Qt::ControlModifier));
}

TEST_F(Keys, A_key_that_belongs_to_something_is_refused_with_its_name) {
  const auto why = choose("jump", Qt::Key_L, Qt::ControlModifier);
  EXPECT_TRUE(why.contains(words.say(QStringLiteral("lockNow")))) << why.toStdString();
  EXPECT_FALSE(choose("jump", Qt::Key_1, Qt::ControlModifier).isEmpty());
  EXPECT_FALSE(choose("jump", Qt::Key_A, Qt::ShiftModifier).isEmpty());
  EXPECT_FALSE(choose("jump", Qt::Key_A, Qt::NoModifier).isEmpty());
  EXPECT_EQ(choose("jump", Qt::Key_F5, Qt::NoModifier), QString());
  EXPECT_TRUE(preferences.keys().size() == 1);
}

TEST_F(Keys, They_are_said_in_the_language_of_the_window) {
  words.choose(Words::Language::german);
  EXPECT_EQ(keys.said(QStringLiteral("find")), QStringLiteral("Strg Umschalt F"));
  words.choose(Words::Language::english);
  EXPECT_EQ(keys.said(QStringLiteral("find")), QStringLiteral("Ctrl Shift F"));
}

TEST_F(Keys, Return_and_Enter_are_one_key) {
  EXPECT_TRUE(
      pressed("sendLater", Qt::Key_Enter, Qt::ControlModifier | Qt::ShiftModifier | Qt::KeypadModifier));
}

TEST_F(Keys, A_file_that_says_anything_else_changes_nothing) {
  preferences.set_keys({{QStringLiteral("jump"), 7}, {QStringLiteral("nothing"), QStringLiteral("Ctrl+P")}});
  EXPECT_FALSE(keys.value(QStringLiteral("jump")).toString().isEmpty());
  EXPECT_FALSE(keys.contains(QStringLiteral("nothing")));
}

}  // namespace
}  // namespace stille::desktop
