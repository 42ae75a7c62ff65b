// Every sentence is there in both languages and is used; every key that the window asks for is there.
#include "client/desktop/words.hpp"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>

#include <gtest/gtest.h>

#include "client/rpc/fault.hpp"

namespace stille::desktop {
namespace {

QString sources(const QStringList& endings) {
  QString out;
  for (const auto* folder : {"client/desktop", "client/desktop/qml"}) {
    const QDir here(QStringLiteral(STILLE_SOURCE "/") + QLatin1String(folder));
    for (const auto& name : here.entryList(endings)) {
      QFile file(here.filePath(name));
      if (file.open(QIODevice::ReadOnly)) out += QString::fromUtf8(file.readAll());
    }
  }
  return out;
}

QSet<QString> found(const QString& text, const QString& pattern) {
  QSet<QString> out;
  auto each = QRegularExpression(pattern).globalMatch(text);
  while (each.hasNext()) out.insert(each.next().captured(1));
  return out;
}

QSet<QString> places_in(const QString& sentence) {
  return found(sentence, QStringLiteral("(%[0-9])"));
}

/// A key is asked for by its name, by its family (`counted` adds One and Many), or built from a state's name.
bool is_used(const QString& key, const QString& everything) {
  static const QStringList built{QStringLiteral("fault"), QStringLiteral("messageState"),
                                 QStringLiteral("attachment"), QStringLiteral("event")};
  for (const auto& family : built) {
    if (key.startsWith(family) && key.size() > family.size() && key[family.size()].isUpper()) return true;
  }
  auto stem = key;
  if (key.endsWith(QStringLiteral("Many"))) stem.chop(4);
  if (key.endsWith(QStringLiteral("One"))) stem.chop(3);
  return everything.contains(
      QRegularExpression(QStringLiteral("(Words\\.%1\\b|\"%1\"|\"%2\")").arg(key, stem)));
}

TEST(DesktopWords, Every_sentence_has_both_languages_with_the_same_places) {
  const Words words;
  for (const auto& key : words.keys_of_all()) {
    const auto german = words.in(key, Words::Language::german);
    const auto english = words.in(key, Words::Language::english);
    EXPECT_FALSE(german.trimmed().isEmpty()) << key.toStdString();
    EXPECT_FALSE(english.trimmed().isEmpty()) << key.toStdString();
    EXPECT_EQ(places_in(german), places_in(english)) << key.toStdString();
  }
}

TEST(DesktopWords, A_name_that_looks_like_a_place_is_a_name) {
  const Words words;
  EXPECT_EQ(words.say(QStringLiteral("eventJoined"), {QStringLiteral("100 %2"), QStringLiteral("%1")}),
            QStringLiteral("100 %2 brought %1 in."));
  EXPECT_EQ(Words::fill(QStringLiteral("%2, %1 and %3"), {QStringLiteral("%2"), QStringLiteral("%1")}),
            QStringLiteral("%1, %2 and %3"));
}

// One place after the other: what was filled in first may have a place of its own, which the next one takes.
TEST(DesktopWords, Places_are_filled_in_one_pass) {
  const QRegularExpression one_by_one(QStringLiteral("\\.arg(\\((?:[^()]|(?1))*\\))\\s*\\.arg\\("));
  ASSERT_TRUE(QStringLiteral("Words.a.arg(who(b, (1))).arg(2)").contains(one_by_one));
  ASSERT_FALSE(QStringLiteral("Words.a.arg(b) + Words.c.arg(d)").contains(one_by_one));
  const QDir here(QStringLiteral(STILLE_SOURCE "/client/desktop/qml"));
  for (const auto& name : here.entryList({QStringLiteral("*.qml")}))
    EXPECT_FALSE(sources({name}).contains(one_by_one)) << name.toStdString();
}

TEST(DesktopWords, Every_key_that_is_asked_for_is_there) {
  const Words words;
  const auto qml = sources({QStringLiteral("*.qml")});
  for (const auto& key : found(qml, QStringLiteral("\\bWords\\.([a-zA-Z0-9]+)\\b(?!\\()"))) {
    EXPECT_TRUE(words.knows(key) || key == QStringLiteral("language")) << key.toStdString();
  }
  const auto everything = qml + sources({QStringLiteral("*.cpp")});
  for (const auto& key :
       found(everything, QStringLiteral("counted\\((?:QStringLiteral\\()?\"([a-zA-Z]+)\""))) {
    EXPECT_TRUE(words.knows(key + QStringLiteral("One")) && words.knows(key + QStringLiteral("Many")))
        << key.toStdString();
  }
  for (const auto& key :
       found(everything, QStringLiteral("say\\(QStringLiteral\\(\"([a-zA-Z0-9]+)\"\\)(?! \\+)"))) {
    EXPECT_TRUE(words.knows(key)) << key.toStdString();
  }
}

TEST(DesktopWords, No_sentence_is_left_over) {
  const Words words;
  const auto everything = sources({QStringLiteral("*.qml"), QStringLiteral("*.cpp")});
  for (const auto& key : words.keys_of_all()) EXPECT_TRUE(is_used(key, everything)) << key.toStdString();
}

// A call of the session itself would not know who asks.
TEST(DesktopWords, Every_page_asks_as_itself) {
  const auto qml = sources({QStringLiteral("*.qml")});
  EXPECT_FALSE(qml.contains(QRegularExpression(QStringLiteral("\\bSession\\.call"))));
  EXPECT_TRUE(qml.contains(QRegularExpression(QStringLiteral("\\bProfile\\.call"))));
}

TEST(DesktopWords, Every_fault_has_a_sentence) {
  const Words words;
  for (const auto code : rpc::every_fault()) {
    QString key = QStringLiteral("fault");
    for (const auto& part : QString::fromStdString(std::string(rpc::name_of(code))).split(QLatin1Char('_')))
      key += part.left(1).toUpper() + part.mid(1);
    EXPECT_TRUE(words.knows(key)) << key.toStdString();
  }
}

TEST(DesktopWords, The_tone_is_calm) {
  const Words words;
  const QRegularExpression loud(QStringLiteral("!|\\bUps\\b|\\bOh nein\\b|\\bOops\\b|Überfällig|overdue"));
  for (const auto& key : words.keys_of_all()) {
    for (const auto language : {Words::Language::german, Words::Language::english}) {
      const auto sentence = words.in(key, language);
      EXPECT_FALSE(sentence.contains(loud)) << key.toStdString();
      EXPECT_FALSE(sentence.contains(QLatin1Char('"'))) << key.toStdString();
    }
  }
}

TEST(DesktopWords, A_change_of_language_reaches_what_is_bound) {
  Words words;
  words.choose(Words::Language::german);
  const auto german = words.value(QStringLiteral("send")).toString();
  words.choose(Words::Language::english);
  EXPECT_EQ(german, QStringLiteral("Senden"));
  EXPECT_EQ(words.value(QStringLiteral("send")).toString(), QStringLiteral("Send"));
  EXPECT_EQ(words.counted(QStringLiteral("spanDays"), 1), QStringLiteral("1 day"));
  EXPECT_EQ(words.counted(QStringLiteral("spanDays"), 3), QStringLiteral("3 days"));
}

}  // namespace
}  // namespace stille::desktop
