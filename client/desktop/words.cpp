#include "client/desktop/words.hpp"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace stille::desktop {
namespace {

QString stretched(const QString& english) {
  QString out = QStringLiteral("[");
  qsizetype letters = 0;
  for (const auto letter : english) {
    out += letter;
    if (letter.isLetter() && ++letters % 5 == 0) out += QStringLiteral("öß");
  }
  return out + QStringLiteral("]");
}

}  // namespace

Words::Words(QObject* parent) : QQmlPropertyMap(this, parent) {
  const QDir folder(QStringLiteral(":/stille/words"));
  for (const auto& name : folder.entryList({QStringLiteral("*.json")})) read(folder.filePath(name));
  choose(Language::english);
}

void Words::read(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) qFatal("the sentences are not in the program");
  const auto table = QJsonDocument::fromJson(file.readAll()).object();
  if (table.isEmpty()) qFatal("the sentences in %s cannot be read", qPrintable(path));
  for (auto it = table.begin(); it != table.end(); ++it) {
    const auto both = it.value().toArray();
    table_.insert(it.key(), {both.at(0).toString(), both.at(1).toString()});
  }
}

QString Words::in(const QString& key, Language language) const {
  const auto found = table_.find(key);
  if (found == table_.end()) return key;
  if (language == Language::german) return found->german;
  return language == Language::english ? found->english : stretched(found->english);
}

void Words::choose(Language language) {
  language_ = language;
  QVariantHash sentences;
  for (auto it = table_.begin(); it != table_.end(); ++it) sentences.insert(it.key(), in(it.key(), language));
  sentences.insert(QStringLiteral("language"),
                   language == Language::german ? QStringLiteral("de") : QStringLiteral("en"));
  insert(sentences);  // all at once: with each insertion Qt describes the whole map anew
  Q_EMIT languageChanged();
}

QString Words::say(const QString& key, const QStringList& places) const {
  return fill(in(key, language_), places);
}

QString Words::fill(const QString& sentence, const QStringList& places) {
  QString out;
  // In one pass: what somebody is called may look like a place.
  for (qsizetype at = 0; at < sentence.size(); ++at) {
    const bool place = sentence[at] == QLatin1Char('%') && at + 1 < sentence.size();
    const auto which = place ? sentence[at + 1].digitValue() : -1;
    if (which < 1 || which > places.size()) {
      out += sentence[at];
      continue;
    }
    out += places[which - 1];
    ++at;
  }
  return out;
}

QString Words::counted(const QString& key, qint64 number) const {
  if (number == 1) return in(key + QStringLiteral("One"), language_);
  return in(key + QStringLiteral("Many"), language_).arg(number);
}

}  // namespace stille::desktop
