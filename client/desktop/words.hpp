// Every sentence of the window, in the language that is chosen; a change of language is seen at once. The
// sentences are in words/*.json, German and English side by side. Knows nothing of who shows them.
#pragma once

#include <QHash>
#include <QQmlPropertyMap>
#include <QStringList>

namespace stille::desktop {

class Words final : public QQmlPropertyMap {
  Q_OBJECT

 public:
  enum class Language { german, english, pseudo };  // pseudo: English, 40 % longer, to find what does not fit

  explicit Words(QObject* parent = nullptr);

  void choose(Language language);
  [[nodiscard]] Language language() const noexcept { return language_; }
  /// The sentence with %1, %2 ... in their places; the key itself when there is none, which a test forbids.
  [[nodiscard]] QString say(const QString& key, const QStringList& places = {}) const;
  /// The same for a sentence that is at hand, as QML has it as a property and says it anew in another
  /// language.
  [[nodiscard]] Q_INVOKABLE static QString fill(const QString& sentence, const QStringList& places);
  [[nodiscard]] bool knows(const QString& key) const { return table_.contains(key); }
  /// `key` + "One" for one, `key` + "Many" else, with the number as %1.
  [[nodiscard]] Q_INVOKABLE QString counted(const QString& key, qint64 number) const;
  [[nodiscard]] QStringList keys_of_all() const { return table_.keys(); }
  [[nodiscard]] QString in(const QString& key, Language language) const;

 Q_SIGNALS:
  void languageChanged();

 private:
  struct Sentence {
    QString german;
    QString english;
  };
  void read(const QString& path);

  QHash<QString, Sentence> table_;
  Language language_ = Language::english;
};

}  // namespace stille::desktop
